"""What the demo's content is written in: places, posts and people as plain data (cms/demo/content)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

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
    """A question of an own form."""

    type: FieldType
    label: str
    help: str = ""
    required: bool = False
    options: tuple[str, ...] = ()
    only_if: tuple[str, str] | None = None  # label of an earlier question, and the answer it must have


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
    category_questions: Mapping[str, tuple[QuestionPlan, ...]] = field(default_factory=dict)
    registration_questions: tuple[QuestionPlan, ...] = ()


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


@dataclass(frozen=True, slots=True)
class WeeklyPlan:
    """A turn that comes round every week, with changing people of the crew. `at` is HH:MM, `weekday` 0 is Monday."""

    weekday: int
    at: str
    minutes: int
    title: str
    place: str
    area: str
    by: str  # who is in charge
    crew: tuple[str, ...]
    each: int  # how many of the crew come each time
    post: str = ""
    weeks: int = 12
    proof: Literal["code", "chief", "paper"] = "code"


@dataclass(frozen=True, slots=True)
class ComingPlan:
    """An activity that is still to come, in `days` days."""

    days: int
    at: str
    minutes: int
    title: str
    place: str
    area: str
    by: str
    wanted: int
    seats: tuple[str, ...] = ()
    post: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class ForgottenPlan:
    """Service that was entered afterwards; `confirmed_by` are the words it has got so far, two of which verify it."""

    ago: int
    at: str
    minutes: int
    who: str
    subject: str
    reason: str
    post: str = ""
    confirmed_by: tuple[str, ...] = ()
    refused: str = ""  # why the first of `confirmed_by` said no instead


@dataclass(frozen=True, slots=True)
class MerchantPlan:
    name: str
    place: str
    opening_hours: str
    staff: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RewardPlan:
    name: str
    kind: Literal["goods", "service", "privilege"]
    price: int
    stock: int
    words: str
    motif: str
    merchant: str = ""  # empty: the community's own desk
    pick_up: str = ""
    limit: int = 1


@dataclass(frozen=True, slots=True)
class ExchangePlan:
    """Somebody exchanges points; `then` says what became of it."""

    ago: float
    who: str
    reward: str
    then: Literal["waiting", "fetched", "cancelled", "forgotten"] = "waiting"
    after: float = 1.0
    proxy: str = ""


@dataclass(frozen=True, slots=True)
class ServicePlan:
    """Hours and points of one community."""

    points_per_hour: int
    weekly: tuple[WeeklyPlan, ...] = ()
    coming: tuple[ComingPlan, ...] = ()
    forgotten: tuple[ForgottenPlan, ...] = ()
    merchants: tuple[MerchantPlan, ...] = ()
    rewards: tuple[RewardPlan, ...] = ()
    exchanges: tuple[ExchangePlan, ...] = ()
    gifts: tuple[tuple[float, str, int], ...] = ()  # days ago, who, points to the community fund
    weights: Mapping[str, int] | None = None  # of posts, in percent


class BlockPlan:
    """A block of a page. A picture is a motif and a shade, a page is the last part of its address."""

    def __init__(self, kind: str, /, **value: Any) -> None:
        self.kind, self.value = kind, value


@dataclass(frozen=True)
class ContentPlan:
    """A page below a home page; `ago` in days. `fields`: what is particular to its kind."""

    kind: str
    title: str
    slug: str
    ago: float
    summary: str = ""
    cover: tuple[str, int] | None = None
    fields: Mapping[str, Any] = field(default_factory=dict)
    blocks: tuple[BlockPlan, ...] = ()


@dataclass(frozen=True)
class SitePlan:
    """How a community looks, and what it tells."""

    color: str
    badge: str
    banner: tuple[str, int]
    blocks: tuple[BlockPlan, ...]
    pages: tuple[ContentPlan, ...]
    logo: tuple[str, int] | None = None


@dataclass(frozen=True, slots=True)
class PickPlan:
    """Somebody chosen for an edition, so many months before this one, with the votes that were counted."""

    months_ago: int
    who: str
    reason: str
    votes: int


@dataclass(frozen=True, slots=True)
class RollPlan:
    """An honor roll. Posts, chief roles and other rolls are named by what they are called."""

    title: str
    intro: str
    ago: float
    source: str
    scope: str = "community"
    team: str = ""
    chief_role: str = ""
    post: str = ""
    fed_by: str = ""
    period: str = "month"
    size: int = 10
    least: int = 1
    picks: tuple[PickPlan, ...] = ()
