"""The history of a community's own set: a version is kept of every change, and one can go back to any of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from content_models.areas.actions import touch_board
from content_models.areas.models import Community
from content_models.common.errors import Conflict, Missing
from content_models.people.actions import signed_in
from content_models.people.models import User
from content_models.people.roles import Actor
from content_models.posts.contents import KeptPost, SetChange, SetContent, changes_between, own_content
from content_models.posts.models import (
    Appointment,
    Deed,
    PostOrigin,
    PostSet,
    PostSetVersion,
    PostType,
)
from content_models.posts.policy import may_keep_posts

TRIES = 8


class SetChanged(Conflict):
    code = "set_changed"
    message = _("Somebody has changed your posts meanwhile. Please look again.")


class NameTaken(Conflict):
    code = "name_taken"
    message = _("There would be two posts called “%(name)s”. Please rename one of yours first.")


def newest_number(community_id: UUID) -> int:
    """The number of the community's newest version; 0 before the first."""
    found = PostSetVersion.objects.filter(community_id=community_id).order_by("-number")
    number: int | None = found.values_list("number", flat=True).first()
    return number or 0


def keep_version(*, community_id: UUID, by: User | None, now: datetime) -> PostSetVersion | None:
    """Write down how the set stands, inside the transaction that changed it. Nothing changed: nothing is kept.

    Two changes at the same moment: the number is unique, the second one waits for the first, looks again and
    keeps both.
    """
    for _try in range(TRIES):
        last = PostSetVersion.objects.filter(community_id=community_id).order_by("-number").first()
        content = own_content(community_id)
        if not changes_between(last.content, content) if last else not content["posts"]:
            return None
        try:
            return _add_version(
                community_id,
                number=(last.number if last else 0) + 1,
                content=content,
                deed=Deed.EDITED if last else Deed.BEGAN,
                words=_in_words(last.content, content) if last else {},
                by=by,
                now=now,
            )
        except IntegrityError:
            continue
    raise SetChanged


def record_deed(
    *, community_id: UUID, after: int, deed: Deed, words: dict[str, Any], by: User | None, now: datetime
) -> PostSetVersion:
    """Write down what was done to the set as it stood in version `after`.

    Raises:
        SetChanged: somebody else has changed it since; all of the deed is to be undone.
    """
    content = own_content(community_id)
    try:
        return _add_version(community_id, number=after + 1, content=content, deed=deed, words=words, by=by, now=now)
    except IntegrityError as error:
        raise SetChanged from error


@transaction.atomic
def _add_version(
    community_id: UUID,
    *,
    number: int,
    content: SetContent,
    deed: Deed,
    words: dict[str, Any],
    by: User | None,
    now: datetime,
) -> PostSetVersion:
    made: PostSetVersion = PostSetVersion.objects.create(
        community_id=community_id, number=number, content=content, deed=deed, words=words, made_at=now, made_by=by
    )
    return made


def _in_words(before: SetContent, content: SetContent) -> dict[str, Any]:
    """Which posts a change by hand was about."""
    change = changes_between(before, content)
    said: dict[str, Any] = {
        kind: [post.name for post in change.posts if post.kind == kind] for kind in ("added", "changed", "removed")
    }
    return said | {"moved": change.moved, "title": bool(change.set_fields)}


def require_unchanged(community_id: UUID, *, seen: int, by: User, now: datetime) -> int:
    """The set is still the one that somebody looked at; the number of the version that says how it stands.

    Raises:
        SetChanged: there is a newer version than `seen`.
    """
    if newest_number(community_id) != seen:
        raise SetChanged
    # Changed behind our back, by a command or an import: kept too, so that going back finds it.
    kept = keep_version(community_id=community_id, by=by, now=now)
    return kept.number if kept else seen


def holders_of(posts: Iterable[PostType]) -> dict[UUID, int]:
    """How many hold each post or wait for an answer: those posts are never dropped."""
    ids = [post.pk for post in posts]
    counted: dict[UUID, int] = {}
    for post_id in Appointment.objects.living().filter(post_id__in=ids).values_list("post_id", flat=True):
        counted[post_id] = counted.get(post_id, 0) + 1
    return counted


def write_post(post: PostType, *, by: User | None, live: bool = True) -> None:
    """Save a post as an editor would: with a revision in its history, on phones if `live`."""
    if post._state.adding or not live:
        post.live, post.has_unpublished_changes = False, True
        post.save()
    revision = post.save_revision(user=by)
    if live:
        # Who may was asked before; Wagtail would ask for the rights of its own screens.
        revision.publish(user=by, skip_permission_checks=True)
        post.refresh_from_db()


# --- going back ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ReturnPlan:
    """What going back to a version would do. `stays`: posts that are not in it but held, with how many hold them."""

    version: PostSetVersion
    change: SetChange
    stays: tuple[tuple[str, int], ...]


def plan_return(version: PostSetVersion) -> ReturnPlan:
    """What would change, told before it is done."""
    content: SetContent = version.content
    now = own_content(version.community_id)
    wanted = {post["key"] for post in content["posts"]}
    leaving = [post for post in present_posts(version.community_id) if str(post.pk) not in wanted]
    held = holders_of(leaving)
    kept = {str(post.pk) for post in leaving if post.pk in held}
    goal = SetContent(
        values=content["values"],
        posts=[*content["posts"], *(post for post in now["posts"] if post["key"] in kept)],
    )
    stays = tuple((post.name, held[post.pk]) for post in leaving if post.pk in held)
    return ReturnPlan(version=version, change=changes_between(now, goal), stays=stays)


def present_posts(community_id: UUID, *, lock: bool = False) -> list[PostType]:
    """The posts of the set, drafts included, in their order. The rows' locks order answers to applications, too."""
    rows = PostType.objects.select_for_update() if lock else PostType.objects.all()
    rows = rows.filter(community_id=community_id, retired_at__isnull=True)
    return list(rows.order_by("sort_order", "id"))


@transaction.atomic
def return_to_version(*, community: Community, number: int, seen: int, actor: Actor, now: datetime) -> PostSetVersion:
    """Make the set what it was at an earlier version. This is itself a new version, so it can be undone too.

    A post that somebody holds is never dropped: it stays behind the others. `seen` is the newest version that the
    person knew of.

    Raises:
        Missing: not the actor's community, or no such version. SetChanged, NameTaken
    """
    user = signed_in(actor)
    if not may_keep_posts(actor, community):
        raise Missing
    version = PostSetVersion.objects.filter(community_id=community.pk, number=number).first()
    if version is None:
        raise Missing
    stands = require_unchanged(community.pk, seen=seen, by=user, now=now)
    content: SetContent = version.content
    wanted = {post["key"] for post in content["posts"]}
    present = present_posts(community.pk, lock=True)
    leaving = [post for post in present if str(post.pk) not in wanted]
    held = holders_of(leaving)
    staying = [post for post in leaving if post.pk in held]
    require_different_names([*(post["values"]["name"] for post in content["posts"]), *(one.name for one in staying)])
    # Off the show for a moment, so that two posts may swap their names.
    PostType.objects.filter(pk__in=[post.pk for post in present]).update(retired_at=now)
    write_set(community.pk, content["values"], by=user)
    for place, kept in enumerate(content["posts"], start=1):
        _write_back(community.pk, kept, place=place, by=user)
    for place, post in enumerate(staying, start=len(wanted) + 1):
        PostType.objects.filter(pk=post.pk).update(retired_at=None, sort_order=place)
    made = record_deed(
        community_id=community.pk, after=stands, deed=Deed.RETURNED, words={"number": number}, by=user, now=now
    )
    log(community, "linli.posts.returned", user=user, data={"number": number})
    touch_board(community.pk)
    return made


def require_different_names(names: list[str]) -> None:
    for name in names:
        if names.count(name) > 1:
            raise NameTaken(name=name)


def write_set(community_id: UUID, values: dict[str, Any], *, by: User) -> None:
    post_set = PostSet.objects.filter(community_id=community_id).first()
    if post_set is None or (post_set.title, post_set.intro) == (values["title"], values["intro"]):
        return
    post_set.title, post_set.intro = values["title"], values["intro"]
    post_set.save_revision(user=by).publish(user=by, skip_permission_checks=True)


def _write_back(community_id: UUID, kept: KeptPost, *, place: int, by: User) -> None:
    post = PostType.objects.get(community_id=community_id, pk=kept["key"])
    for field, value in kept["values"].items():
        setattr(post, field, value)
    post.retired_at, post.sort_order = None, place
    write_post(post, by=by, live=kept["live"])
    origin = kept.get("origin")
    if origin is None:
        PostOrigin.objects.filter(post_id=post.pk).delete()
    else:
        template_id, key = UUID(origin["template"]), UUID(origin["key"])
        twins = PostOrigin.objects.filter(community_id=community_id, template_id=template_id, key=key)
        twins.exclude(post_id=post.pk).delete()
        PostOrigin.objects.update_or_create(
            post_id=post.pk,
            defaults={
                "community_id": community_id,
                "template_id": template_id,
                "key": key,
                "number": origin["number"],
                "base": origin["base"],
            },
        )


__all__ = [
    "NameTaken",
    "ReturnPlan",
    "SetChanged",
    "holders_of",
    "keep_version",
    "newest_number",
    "plan_return",
    "present_posts",
    "record_deed",
    "require_different_names",
    "require_unchanged",
    "return_to_version",
    "write_post",
    "write_set",
]
