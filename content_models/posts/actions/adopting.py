"""Following a template: beginning with it, and keeping one's own where it went another way."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from content_models.areas.actions import touch_board
from content_models.areas.models import Community
from content_models.common.errors import Conflict, Missing
from content_models.common.ids import uuid7
from content_models.people.actions import signed_in
from content_models.people.models import User
from content_models.people.roles import Actor
from content_models.posts.actions.versions import (
    SetChanged,
    present_posts,
    record_deed,
    require_unchanged,
    write_post,
    write_set,
)
from content_models.posts.comparing import Comparison, compare, newest_version
from content_models.posts.contents import POST_FIELDS, SetContent, Values
from content_models.posts.models import (
    Adoption,
    Deed,
    PostOrigin,
    PostSet,
    PostSetTemplate,
    PostSetVersion,
    PostType,
    TemplateVersion,
)
from content_models.posts.policy import may_keep_posts, offered_templates


class TemplateMovedOn(Conflict):
    code = "template_moved_on"
    message = _("The template has a newer version by now. Please look again.")


class AlreadyFollowing(Conflict):
    code = "already_following"
    message = _("Your community follows this template already.")


def offered_template(community: Community, template_id: UUID) -> PostSetTemplate:
    """A template of the community's own district; any other does not exist."""
    found: PostSetTemplate | None = offered_templates(community).filter(pk=template_id).first()
    if found is None:
        raise Missing
    return found


@transaction.atomic
def adopt_template(
    *, community: Community, template_id: UUID, seen: int, actor: Actor, now: datetime
) -> PostSetVersion:
    """Follow a template. A community without posts gets its posts; one that has some keeps them as they are: posts of
    the same name are taken for the same, everything else is there to be looked at.

    Raises:
        Missing: not the actor's community, or not a template of its district. AlreadyFollowing, SetChanged
    """
    user = signed_in(actor)
    if not may_keep_posts(actor, community):
        raise Missing
    template = offered_template(community, template_id)
    if Adoption.objects.filter(community=community, template=template).exists():
        raise AlreadyFollowing
    stands = require_unchanged(community.pk, seen=seen, by=user, now=now)
    version = newest_version(template)
    content: SetContent = version.content
    present = present_posts(community.pk, lock=True)
    Adoption.objects.update_or_create(
        community=community,
        defaults={
            "template": template,
            "number": version.number,
            "base": content["values"],
            "adopted_at": now,
        },
    )
    if not present:
        _open_set(community, content["values"], by=user)
        for place, item in enumerate(content["posts"], start=1):
            add_post(community, version, item["key"], item["values"], place=place, by=user)
    else:
        _link_by_name(community, version, present)
    made = record_deed(
        community_id=community.pk,
        after=stands,
        deed=Deed.ADOPTED,
        words={"template": template.name, "number": version.number},
        by=user,
        now=now,
    )
    log(community, "linli.template.adopted", user=user, data={"template": template.name, "number": version.number})
    touch_board(community.pk)
    return made


def _open_set(community: Community, values: Mapping[str, Any], *, by: User) -> None:
    post_set = PostSet.objects.filter(community=community).first()
    if post_set is not None:
        write_set(community.pk, dict(values), by=by)
        return
    post_set = PostSet.objects.create(community=community, title=values["title"], intro=values["intro"])
    post_set.save_revision(user=by).publish(user=by, skip_permission_checks=True)


def _link_by_name(community: Community, version: TemplateVersion, present: list[PostType]) -> None:
    """Posts of the same name are the same; what differs in them counts as the community's own change."""
    content: SetContent = version.content
    origins = PostOrigin.objects.filter(community=community, template_id=version.template_id)
    linked = set(origins.values_list("key", flat=True))
    by_name = {post.name: post for post in present}
    for item in content["posts"]:
        post = by_name.get(item["values"]["name"])
        if post is None or UUID(item["key"]) in linked:
            continue
        PostOrigin.objects.update_or_create(
            post=post,
            defaults={
                "community": community,
                "template_id": version.template_id,
                "key": item["key"],
                "number": version.number,
                "base": item["values"],
            },
        )


def add_post(
    community: Community, version: TemplateVersion, key: str, values: Values, *, place: int, by: User
) -> PostType:
    post = PostType(id=uuid7(), community=community, sort_order=place)
    set_values(post, values)
    write_post(post, by=by)
    try:
        with transaction.atomic():
            PostOrigin.objects.create(
                post=post,
                community=community,
                template_id=version.template_id,
                key=key,
                number=version.number,
                base=dict(values),
            )
    except IntegrityError as error:  # somebody took it over at the same moment
        raise SetChanged from error
    return post


def set_values(post: PostType, values: Values) -> None:
    for name in POST_FIELDS:
        if name in values:
            setattr(post, name, values[name])


@transaction.atomic
def keep_ours(
    *, community: Community, template_id: UUID, number: int, seen: int, actor: Actor, now: datetime
) -> Adoption:
    """“We have looked at it; for the rest ours stays.” Nothing on the phones changes; the news are answered.

    Raises:
        Missing: not hers, or not the template that the community follows. TemplateMovedOn, SetChanged
    """
    user = signed_in(actor)
    if not may_keep_posts(actor, community):
        raise Missing
    template = offered_template(community, template_id)
    if template.number != number:
        raise TemplateMovedOn
    require_unchanged(community.pk, seen=seen, by=user, now=now)
    comparison = compare(community, template)
    if not comparison.follows:
        raise Missing
    look_at_all(community, comparison)
    log(community, "linli.template.kept_ours", user=user, data={"template": template.name, "number": number})
    return Adoption.objects.get(community=community)


def look_at_all(community: Community, comparison: Comparison) -> None:
    """Every base becomes what the template says now: what still differs is the community's own."""
    content: SetContent = comparison.version.content
    Adoption.objects.filter(community=community).update(number=comparison.version.number, base=content["values"])
    for stand in comparison.posts:
        if stand.kind == "gone":
            PostOrigin.objects.filter(post=stand.post).delete()
        elif stand.post is not None and stand.theirs is not None:
            PostOrigin.objects.update_or_create(
                post=stand.post,
                defaults={
                    "community": community,
                    "template": comparison.template,
                    "key": stand.key,
                    "number": comparison.version.number,
                    "base": dict(stand.theirs),
                },
            )


__all__ = [
    "AlreadyFollowing",
    "TemplateMovedOn",
    "add_post",
    "adopt_template",
    "keep_ours",
    "look_at_all",
    "offered_template",
    "set_values",
]
