"""What a set-up will make, checked and told before anything is made."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from content_models.areas.models import Area, AreaLevel, Community, CommunityKind
from content_models.common.errors import Invalid, Missing, Problem
from content_models.founding.places import Estate, read_places
from content_models.founding.starters import CATEGORIES
from content_models.people.phones import normalise_phone
from content_models.people.roles import Actor, Role
from content_models.posts.comparing import newest_version
from content_models.posts.models import ChiefRole, PostSetTemplate, TemplateVersion

NAME_MAX, SLUG_MAX, INTRO_MAX = 60, 40, 500
Read = TypeVar("Read")
_SLUG = re.compile(r"^[a-z0-9][a-z0-9-]*$")


@dataclass(frozen=True, slots=True)
class NewCommunity:
    """What the form asked. `id` was made with the form: the same form sent twice founds one community."""

    id: UUID
    name: str
    slug: str
    parent_id: UUID
    kind: str
    template_id: UUID
    intro: str = ""
    places: str = ""
    worker_phone: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """A set-up that fits: what will be made, in the order of making."""

    new: NewCommunity
    parent: Area
    level: AreaLevel
    estate_level: AreaLevel | None
    building_level: AreaLevel | None
    version: TemplateVersion
    estates: tuple[Estate, ...]
    categories: tuple[tuple[str, str], ...]
    chiefs: tuple[ChiefRole, ...]
    worker_phone: str  # E.164; empty: nobody is invited yet
    posts: tuple[str, ...] = field(default=())


def may_found(actor: Actor) -> bool:
    """District administrators set communities up."""
    return bool(actor.paths_of(Role.DISTRICT_ADMIN))


def districts_above(actor: Actor) -> list[str]:
    return actor.paths_of(Role.DISTRICT_ADMIN)


class _Checks:
    """Collects every refusal, so that all of a form is told at once."""

    def __init__(self) -> None:
        self.wrong: dict[str, Problem] = {}

    def take(self, read: Callable[[], Read]) -> Read | None:
        try:
            return read()
        except Invalid as refusal:
            self.wrong.update(refusal.fields)
            return None


def plan_community(*, new: NewCommunity, actor: Actor) -> Plan:
    """Check everything the form asked; writes nothing.

    Raises:
        Missing: the actor administers no district.
        Invalid: `fields` has one message per input that does not fit: name, slug, parent, kind, template, intro,
            places, worker_phone.
    """
    if not may_found(actor):
        raise Missing
    checks = _Checks()
    place = checks.take(lambda: _place(new, actor))
    checks.take(lambda: _check_words(new))
    checks.take(lambda: _check_name(new, place))
    checks.take(lambda: _check_slug(new))
    version = checks.take(lambda: _version(new, place))
    estates = checks.take(lambda: read_places(new.places))
    phone = checks.take(lambda: _phone(new.worker_phone))
    if checks.wrong or place is None or version is None or estates is None or phone is None:
        raise Invalid(fields=checks.wrong)
    parent, level = place
    below = list(AreaLevel.objects.filter(ladder=level.ladder_id, rank__gt=level.rank).order_by("rank"))
    estate_level, building_level = _levels_for_places(below)
    if estates and estate_level is None:
        raise Invalid(fields={"places": ("no_level", _("The ladder has no level below the community."))})
    if any(one.buildings for one in estates) and building_level is None:
        raise Invalid(fields={"places": ("no_level", _("The ladder has no level for buildings."))})
    levels = [level, *below]
    chiefs = ChiefRole.objects.filter(level__in=levels).select_related("level").order_by("level__rank", "sort_order")
    return Plan(
        new=new,
        parent=parent,
        level=level,
        estate_level=estate_level,
        building_level=building_level,
        version=version,
        estates=estates,
        categories=CATEGORIES[new.kind],
        chiefs=tuple(chiefs),
        worker_phone=phone,
        posts=tuple(post["values"]["name"] for post in version.content["posts"]),
    )


def _levels_for_places(below: list[AreaLevel]) -> tuple[AreaLevel | None, AreaLevel | None]:
    """What strangers see of a wish is the estate; the level below it is the building."""
    estate = next((one for one in below if one.is_public), below[0] if below else None)
    building = next((one for one in below if estate is not None and one.rank > estate.rank), None)
    return estate, building


def places_for(actor: Actor) -> list[Area]:
    """Where a new community may lie: places of the actor's districts above the level of communities."""
    found: list[Area] = []
    for path in districts_above(actor):
        rows = Area.objects.filter(path__startswith=path, community__isnull=True).select_related("level__ladder")
        found += [area for area in rows if area not in found]
    tops = {level.ladder_id: level.rank for level in AreaLevel.objects.filter(is_community=True)}
    return [area for area in found if area.level.rank < tops.get(area.level.ladder_id, -1)]


def _place(new: NewCommunity, actor: Actor) -> tuple[Area, AreaLevel]:
    parent = next((area for area in places_for(actor) if area.pk == new.parent_id), None)
    if parent is None:
        # Another district's place, one inside of a community, or none at all: all look the same.
        raise Invalid(fields={"parent": ("not_your_place", _("Please choose a place of your own district."))})
    level = AreaLevel.objects.get(ladder=parent.level.ladder_id, is_community=True)
    return parent, level


def _check_words(new: NewCommunity) -> None:
    wrong: dict[str, Problem] = {}
    if not 0 < len(new.name.strip()) <= NAME_MAX:
        wrong["name"] = (
            "required",
            _("Please write the community's name, at most %(limit)d characters.") % {"limit": NAME_MAX},
        )
    if new.kind not in CommunityKind.values:
        wrong["kind"] = ("unknown", _("Please choose from the list."))
    if len(new.intro) > INTRO_MAX:
        wrong["intro"] = ("too_long", _("Too long: at most %(limit)d characters.") % {"limit": INTRO_MAX})
    if wrong:
        raise Invalid(fields=wrong)


def _check_name(new: NewCommunity, place: tuple[Area, AreaLevel] | None) -> None:
    if place is None:
        return
    top = place[0].get_root()
    if Community.objects.filter(name=new.name.strip(), area__path__startswith=top.path).exists():
        raise Invalid(fields={"name": ("name_taken", _("There is already a community of this name in the district."))})


def _check_slug(new: NewCommunity) -> None:
    if not _SLUG.match(new.slug) or len(new.slug) > SLUG_MAX:
        example = {"limit": SLUG_MAX, "example": free_slug("liying")}
        words = _("Small letters, digits and hyphens only, at most %(limit)d: for example %(example)s.") % example
        raise Invalid(fields={"slug": ("bad_slug", words)})
    if Community.objects.filter(slug=new.slug).exists():
        message = _("This address is taken. %(free)s is free.") % {"free": free_slug(new.slug)}
        raise Invalid(fields={"slug": ("slug_taken", message)})


def free_slug(wish: str) -> str:
    """`wish` as an address that nobody has: as it is, or with the next free number."""
    base = re.sub(r"[^a-z0-9-]+", "-", wish.lower()).strip("-")[: SLUG_MAX - 4] or "shequ"
    taken = set(Community.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    if base not in taken:
        return base
    return next(f"{base}-{number}" for number in range(2, len(taken) + 3) if f"{base}-{number}" not in taken)


def _version(new: NewCommunity, place: tuple[Area, AreaLevel] | None) -> TemplateVersion | None:
    if place is None:
        return None
    offered = PostSetTemplate.objects.offered_at(place[0]).filter(pk=new.template_id).first()
    if offered is None:
        raise Invalid(fields={"template": ("not_offered", _("Please choose a template of this district."))})
    return newest_version(offered)


def _phone(typed: str) -> str:
    if not typed.strip():
        return ""
    try:
        return normalise_phone(typed)
    except (Invalid, ValidationError) as refusal:
        raise Invalid(fields={"worker_phone": ("invalid_phone", str(refusal))}) from refusal


__all__ = [
    "NewCommunity",
    "Plan",
    "free_slug",
    "may_found",
    "places_for",
    "plan_community",
]
