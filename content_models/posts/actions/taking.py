"""Taking over single changes of a template, by a tick: a field, a post, or a post's going."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from content_models.areas.actions import touch_board
from content_models.areas.models import Community
from content_models.common.errors import Conflict, Invalid, Missing
from content_models.people.actions import signed_in
from content_models.people.models import User
from content_models.people.roles import Actor
from content_models.posts.actions.adopting import (
    TemplateMovedOn,
    add_post,
    look_at_all,
    offered_template,
    set_values,
)
from content_models.posts.actions.versions import (
    SetChanged,
    present_posts,
    record_deed,
    require_different_names,
    require_unchanged,
    write_post,
    write_set,
)
from content_models.posts.comparing import Comparison, PostStand, compare
from content_models.posts.models import Adoption, Deed, PostOrigin, PostSetVersion, PostType
from content_models.posts.policy import may_keep_posts

SET_KEY = "set"  # what stands for the post in a tick about the title or introduction
WHOLE = "*"  # every field that differs, or the post as such


class NothingTicked(Invalid):
    code = "nothing_ticked"
    message = _("Nothing is ticked.")


class PostHeld(Conflict):
    code = "post_held"
    message = _("“%(name)s” stays: people hold this post or have asked for it.")


@dataclass(frozen=True, slots=True, order=True)
class Tick:
    """One change to take over: a field of a post (by the template's key), or `WHOLE`."""

    key: str
    field: str


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of it. `stayed`: posts that were to go but are held, with how many hold them."""

    version: PostSetVersion
    stayed: tuple[tuple[str, int], ...] = field(default=())


@transaction.atomic
def take_over(
    *,
    community: Community,
    template_id: UUID,
    number: int,
    ticks: Iterable[Tick],
    seen: int,
    actor: Actor,
    now: datetime,
) -> Taken:
    """Take over single changes of a template. `number` is its version and `seen` the newest version of the own set
    that the person looked at: whoever comes second at the same moment looks again.

    A post that the template has no more is only taken off the show if nobody holds it; otherwise it stays.

    Raises:
        Missing: not hers, or not on offer. NothingTicked, TemplateMovedOn, SetChanged, NameTaken
        PostHeld: all that was ticked is a post to go, and it is held.
    """
    user = signed_in(actor)
    if not may_keep_posts(actor, community):
        raise Missing
    template = offered_template(community, template_id)
    wanted = sorted(set(ticks))
    if not wanted:
        raise NothingTicked
    if template.number != number:
        raise TemplateMovedOn
    stands = require_unchanged(community.pk, seen=seen, by=user, now=now)
    present = present_posts(community.pk, lock=True)
    taking = _Taking(community, compare(community, template), present, by=user, now=now)
    taking.take(wanted)
    if not taking.done:
        raise PostHeld(name=taking.stayed[0][0])
    version = record_deed(
        community_id=community.pk,
        after=stands,
        deed=Deed.TAKEN,
        words={"template": template.name, "number": number, "posts": taking.names, "changes": taking.done},
        by=user,
        now=now,
    )
    after = compare(community, template)
    if after.follows and not after.news:
        look_at_all(community, after)
    log(community, "linli.template.taken", user=user, data={"template": template.name, "number": number})
    touch_board(community.pk)
    return Taken(version=version, stayed=tuple(taking.stayed))


class _Taking:
    """Carries out the ticks on one comparison."""

    def __init__(
        self, community: Community, comparison: Comparison, present: list[PostType], *, by: User, now: datetime
    ) -> None:
        self.community, self.comparison, self.by, self.now = community, comparison, by, now
        self.names_now = {post.pk: post.name for post in present}
        self.last_place = max((post.sort_order for post in present), default=0)
        self.stayed: list[tuple[str, int]] = []
        self.names: list[str] = []
        self.done = 0

    def take(self, ticks: list[Tick]) -> None:
        stands = {stand.key: stand for stand in self.comparison.posts}
        fields: dict[str, set[str]] = {}
        for tick in ticks:
            fields.setdefault(tick.key, set()).add(tick.field)
        texts = fields.pop(SET_KEY, set())
        if set(fields) - set(stands):
            raise SetChanged
        chosen = [(stands[key], wanted) for key, wanted in fields.items()]
        self._require_free_names(chosen)
        # Off the show for a moment, so that two posts may swap their names.
        moving = [stand.post.pk for stand, _wanted in chosen if stand.post is not None and stand.kind != "gone"]
        PostType.objects.filter(pk__in=moving).update(retired_at=self.now)
        self._take_texts(texts)
        for stand, wanted in chosen:
            self._take_post(stand, wanted)

    def _require_free_names(self, chosen: list[tuple[PostStand, set[str]]]) -> None:
        names: dict[Any, str] = dict(self.names_now)
        for stand, wanted in chosen:
            if stand.kind == "gone" and stand.post is not None:
                if not stand.holders:
                    names.pop(stand.post.pk, None)
            elif stand.theirs is not None and (stand.kind != "differs" or wanted & {"name", WHOLE}):
                names[stand.post.pk if stand.post else stand.key] = stand.theirs["name"]
        require_different_names(list(names.values()))

    def _take_texts(self, wanted: set[str]) -> None:
        differing = {one.field: one.theirs for one in self.comparison.set_fields if one.standing != "same"}
        taken = {name: theirs for name, theirs in differing.items() if name in wanted or WHOLE in wanted}
        if not taken:
            return
        adoption = self.comparison.adoption
        ours = {one.field: one.ours for one in self.comparison.set_fields}
        write_set(self.community.pk, ours | taken, by=self.by)
        if adoption is not None:
            Adoption.objects.filter(pk=adoption.pk).update(base={**adoption.base, **taken})
        self.done += len(taken)

    def _take_post(self, stand: PostStand, wanted: set[str]) -> None:
        theirs = dict(stand.theirs or {})
        match stand.kind:
            case "new" | "left_out":
                version = self.comparison.version
                add_post(self.community, version, stand.key, theirs, place=self._next_place(), by=self.by)
                self._count(theirs["name"], 1)
            case "removed" if stand.post is not None:
                self._write(stand.post, stand.key, theirs, place=self._next_place())
                self._count(theirs["name"], 1)
            case "differs" if stand.post is not None:
                taken = {one.field: one.theirs for one in stand.differing if one.field in wanted or WHOLE in wanted}
                if not taken:
                    raise SetChanged
                self._write(stand.post, stand.key, taken)
                self._count(stand.name, len(taken))
            case "gone" if stand.holders:
                # Nobody loses a post because a template changed.
                self.stayed.append((stand.name, stand.holders))
            case "gone" if stand.post is not None:
                PostType.objects.filter(pk=stand.post.pk).update(retired_at=self.now)
                log(stand.post, "linli.post.retired", user=self.by)
                self._count(stand.name, 1)
            case _:
                raise SetChanged

    def _next_place(self) -> int:
        self.last_place += 1
        return self.last_place

    def _write(self, post: PostType, key: str, taken: dict[str, Any], *, place: int | None = None) -> None:
        """Write theirs into ours and remember what they said; a removed post (`place`) comes back on show."""
        set_values(post, taken)
        post.retired_at = None
        if place is not None:
            post.sort_order = place
        write_post(post, by=self.by, live=post.live or place is not None)
        template, number = self.comparison.template, self.comparison.version.number
        origin = PostOrigin.objects.filter(post=post).first()
        if origin is not None and origin.template_id != template.pk:
            return  # borrowed a sentence; the post goes on following the template it comes from
        # Fields that are left as they were keep their base: a change of theirs stays news until somebody answers it.
        base = (dict(origin.base) if origin else {}) | taken
        PostOrigin.objects.update_or_create(
            post=post,
            defaults={
                "community": self.community,
                "template": template,
                "key": key,
                "number": number,
                "base": base,
            },
        )

    def _count(self, name: str, changes: int) -> None:
        self.names.append(name)
        self.done += changes


__all__ = ["SET_KEY", "WHOLE", "NothingTicked", "PostHeld", "Taken", "Tick", "take_over"]
