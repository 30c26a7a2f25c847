"""What the demo's content is written in: places, posts and people as plain data (cms/demo/content)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from content_models.areas.models import CommunityKind
from content_models.common.own_forms import FieldType
from content_models.people.roles import Role


@dataclass(frozen=True, slots=True)
class LevelPlan:
    """A rung of a ladder and, where the district knows one, the chief of such a place."""

    key: str
    name: str
    name_en: str
    chief: str = ""
    chief_en: str = ""
    is_community: bool = False
    is_public: bool = False


@dataclass(frozen=True, slots=True)
class PlacePlan:
    """A place below its community. `at` is (latitude, longitude); without it the place lies where its parent does."""

    level: str
    name: str
    below: tuple[PlacePlan, ...] = ()
    at: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class QuestionPlan:
    """A question of a post's own form."""

    type: FieldType
    label: str
    help: str = ""
    required: bool = False
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ApplicationPlan:
    """Somebody asks for a post. `answers` are by the question's label; `outcome` is what the community said."""

    who: str
    ago: float
    note: str = ""
    answers: Mapping[str, object] | None = None
    outcome: Literal["waiting", "approved", "declined", "ended"] = "waiting"
    reason: str = ""


@dataclass(frozen=True, slots=True)
class PostPlan:
    name: str
    icon: str
    duties: str
    wanted: int
    holders: tuple[str, ...] = ()
    questions: tuple[QuestionPlan, ...] = ()
    applications: tuple[ApplicationPlan, ...] = ()


@dataclass(frozen=True, slots=True)
class PersonPlan:
    """An invented person. `key` is how the content names her; `home` is "estate building"."""

    key: str
    nickname: str
    name: str
    home: str = ""
    door: str = ""
    since: float = 120  # days ago that she joined
    volunteer: Literal["", "yes", "waiting", "declined"] = ""
    unit: str = ""  # 双报到: the work unit of an in-service Party member
    wears_badge: bool = False
    chief_of: str = ""  # the place she is chief of
    staff: Role | None = None
    listed_as: Role | None = None  # the role under which `demo --people` names her
    username: str = ""
    large_print: bool = False


@dataclass(frozen=True, slots=True)
class CommunityPlan:
    slug: str
    name: str
    kind: CommunityKind
    intro: str
    at: tuple[float, float]
    places: tuple[PlacePlan, ...]
    categories: Mapping[str, str]  # name → icon
    posts_title: str
    posts_intro: str
    posts: tuple[PostPlan, ...]
    people: tuple[PersonPlan, ...]
    phone_block: int  # the hundreds of its people's invented numbers


@dataclass(frozen=True, slots=True)
class DistrictPlan:
    """A district with its ladder; `street` is empty where the ladder has none."""

    name: str
    levels: tuple[LevelPlan, ...]
    street: str
    communities: tuple[CommunityPlan, ...]
    people: tuple[PersonPlan, ...]
    phone_block: int


def row_of(level: str, names: str) -> tuple[PlacePlan, ...]:
    """Places side by side, their names parted by spaces."""
    return tuple(PlacePlan(level, name) for name in names.split())


def buildings(count: int, suffix: str = "栋") -> tuple[PlacePlan, ...]:
    """1栋, 2栋 …"""
    return tuple(PlacePlan("building", f"{number}{suffix}") for number in range(1, count + 1))
