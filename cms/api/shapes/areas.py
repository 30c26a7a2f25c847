"""Places and communities as the API shows them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from ninja import Schema

from cms.api.shapes.forms import FieldOut
from cms.api.shapes.theme import ThemeOut
from content_models.areas.models import Area, Community, localized


class Named(Schema):
    """A reference with the name to show."""

    id: UUID
    name: str


class CommunityRef(Schema):
    slug: str
    name: str


class LevelOut(Schema):
    """A rung of the ladder, topmost first. `level` is the key for programs."""

    level: str
    name: str


class AreaOut(Schema):
    """A place in the community; `parent` is null for the community's own area. Parents come before children."""

    id: UUID
    parent: UUID | None
    level: str
    name: str


class ChiefRoleOut(Schema):
    """A chief that this district knows (五长, 三长 …), at a level of the ladder."""

    id: UUID
    name: str
    level: str


class CategoryOut(Schema):
    id: UUID
    name: str
    icon: str


class CategoryWithForm(CategoryOut):
    """A category with the questions that a wish of this kind answers besides."""

    form: list[FieldOut]


class RegistrationFormOut(Schema):
    """What the community asks besides the work unit when a Party member reports to it (双报到)."""

    intro: str
    form: list[FieldOut]


class CommunitySettings(Schema):
    """What the phone has to know to ask the right things. Days are whole days."""

    claim_limit: int
    claim_reminder_days: int
    claim_timeout_days: int
    wish_days: int
    helpers_max: int
    photos_max: int
    title_max: int
    description_max: int
    public_level: str
    consent_version: str


class CommunityCounts(Schema):
    wishes_open: int
    wishes_claimed: int
    wishes_confirmed: int
    posts: int
    posts_wanted: int
    posts_filled: int


class CommunityCardCounts(Schema):
    wishes_open: int


class CommunityCard(Schema):
    slug: str
    name: str
    kind: str
    kind_name: str
    district: str
    street: str
    counts: CommunityCardCounts


class CommunityList(Schema):
    items: list[CommunityCard]
    next: str | None


class CommunityOut(Schema):
    slug: str
    name: str
    kind: str
    kind_name: str
    district: str
    street: str
    intro: str
    ladder: list[LevelOut]
    chief_roles: list[ChiefRoleOut]
    wish_categories: list[CategoryWithForm]
    registration: RegistrationFormOut
    areas: list[AreaOut]
    settings: CommunitySettings
    counts: CommunityCounts
    # Null for a community without pages of its own: the app's own look, and no GET C/pages.
    theme: ThemeOut | None


def named(thing: Any) -> dict[str, Any]:
    return {"id": str(thing.pk), "name": str(thing)}


def area_ref(area: Area) -> dict[str, Any]:
    return {"id": str(area.pk), "name": area.name}


def community_ref(community: Community | None) -> dict[str, Any] | None:
    return {"slug": community.slug, "name": community.name} if community is not None else None


def areas_of(areas: list[Area]) -> list[dict[str, Any]]:
    """Places in path order; the parent is found by the path, not by a query."""
    by_path = {area.path: area for area in areas}
    rows = []
    for area in areas:
        parent = by_path.get(area.path[: -Area.steplen])
        rows.append(
            {
                "id": str(area.pk),
                "parent": str(parent.pk) if parent else None,
                "level": area.level.key,
                "name": area.name,
            }
        )
    return rows


def names_above(area: Area, ancestors: dict[str, Area]) -> tuple[str, str]:
    """The names of the top of the ladder (district) and of the rung right above the community (street, if any)."""
    chain = [
        ancestors[area.path[:end]].name
        for end in range(Area.steplen, len(area.path), Area.steplen)
        if area.path[:end] in ancestors
    ]
    return (chain[0] if chain else ""), (chain[-1] if len(chain) > 1 else "")


def ladder_of(levels: list[Any]) -> list[dict[str, str]]:
    return [{"level": level.key, "name": localized(level)} for level in levels]
