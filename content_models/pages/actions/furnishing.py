"""What a community's people need to work on pages: a library of their own, and the groups that open it."""

from __future__ import annotations

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django_scopes import scope
from wagtail.models import Collection, GroupCollectionPermission

from content_models.areas.models import Community
from content_models.pages.models import CommunitySite
from content_models.rewards.models import Reward
from media.models import CommunityImage

LIBRARY = (
    # Adding a picture includes changing one's own; other people's stay theirs.
    ("wagtailimages", ("add_image", "choose_image")),
    ("wagtaildocs", ("add_document", "choose_document")),
)


@transaction.atomic
def furnish(*, community: Community) -> CommunitySite:
    """The community's collection of pictures and documents, and its two groups. Once made, it is only found.

    Nobody is asked for permission: it is made when somebody who works there first enters the admin, and shows nothing.
    """
    with scope(community=community):
        # Of two at the same moment the second waits here for the first, and finds its row.
        site, _made = CommunitySite.objects.get_or_create(community=community)
        if site.collection_id is not None:
            return site
        top = Collection.objects.select_for_update().get(depth=1)
        site.collection = top.add_child(name=community.name)
        site.editors = _group(f"linli pages {community.slug}", site.collection)
        site.approvers = _group(f"linli page approval {community.slug}", site.collection)
        site.save()
        # Before communities had libraries, pictures of rewards lay in the one of all.
        pictures = Reward.objects.exclude(picture=None).values("picture")
        CommunityImage.objects.filter(collection=top, pk__in=pictures).update(collection=site.collection)
    return site


def _group(name: str, collection: Collection) -> Group:
    group, _made = Group.objects.get_or_create(name=name)
    for app_label, codenames in LIBRARY:
        for one in Permission.objects.filter(content_type__app_label=app_label, codename__in=codenames):
            GroupCollectionPermission.objects.get_or_create(group=group, collection=collection, permission=one)
    return group
