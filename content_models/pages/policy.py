"""Who may do what with a community's pages. No rule → no. Inside Wagtail's screens its page permissions decide
(actions/opening.py gives them)."""

from __future__ import annotations

from typing import Any

from django.contrib.contenttypes.models import ContentType
from wagtail.documents import get_document_model
from wagtail.models import Page, ReferenceIndex

from content_models.areas.models import Community
from content_models.pages.models import CommunityPage, CommunitySite
from content_models.people.policy import may_work_in
from content_models.people.roles import Actor, Role

APPROVERS = frozenset({Role.COMMUNITY_ADMIN, Role.DISTRICT_ADMIN})


def may_edit_pages(actor: Actor, community: Community) -> bool:
    return may_work_in(actor, community)


def may_rule_pages(actor: Actor, community: Community) -> bool:
    """Open the home page, set its look, decide whether pages need a second reader."""
    return actor.holds(*APPROVERS, at=community.area.path)


may_approve_pages = may_rule_pages


def file_on_show(file_id: int, community: Community) -> Any:
    """The document, if a page on show of this community has it and it lies in the community's own collection.

    None otherwise: a number alone opens nothing. In the scope of `community`.
    """
    documents = get_document_model()
    file = documents.objects.filter(pk=file_id, collection__in=CommunitySite.objects.values("collection")).first()
    if file is None:
        return None
    named = ReferenceIndex.objects.filter(
        to_content_type=ContentType.objects.get_for_model(documents),
        to_object_id=str(file.pk),
        base_content_type=ContentType.objects.get_for_model(Page),
    )
    pages = [int(one) for one in named.values_list("object_id", flat=True)]
    return file if CommunityPage.objects.on_show().filter(community=community, pk__in=pages).exists() else None
