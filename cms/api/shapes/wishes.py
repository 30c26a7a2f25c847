"""Wishes as the API shows them, to each what section 5 of the design allows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import lru_cache
from typing import Annotated, Any
from uuid import UUID

import orjson
from django.db.models import Prefetch, prefetch_related_objects
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from ninja import Schema
from pydantic import BeforeValidator, Field

from cms.api.shapes.areas import CategoryOut, Named, area_ref
from cms.api.shapes.forms import AnswerOut, AnswersIn, answers_answer
from cms.api.shapes.hours import Seen, ShareOfWish
from cms.api.shapes.times import Moment, moment
from content_models.common.clock import local_day
from content_models.common.compiled import Row
from content_models.common.ids import uuid7
from content_models.hours.actions import Served, agreed_by, living_records
from content_models.people.roles import Actor
from content_models.wishes.actions import Contact
from content_models.wishes.board import photo_json
from content_models.wishes.models import Claim, ContactReveal, Wish, WishContact, WishEvent, WishPhoto
from content_models.wishes.policy import (
    WishFacts,
    allowed_actions,
    contact_reason,
    facts_of,
    sees_answers,
    sees_building,
    takes_part,
)
from content_models.wishes.states import PUBLIC_EVENTS, SEATED, EventKind, WishState

_STATE = {state.value: state for state in WishState}


def _as_day(value: Any) -> Any:
    """A last day may come as a moment too; it means the day on the community's wall calendar."""
    if isinstance(value, str) and "T" in value:
        try:
            moment = datetime.fromisoformat(value)
            return local_day(moment if moment.tzinfo else timezone.make_aware(moment))
        except (ValueError, OverflowError):  # the last evening of the year 9999 has no day in Shanghai
            return value
    return value


def _as_person(value: Any) -> Any:
    return {"name": value} if isinstance(value, str) else value


class ContactIn(Schema):
    """Whom to call and where to knock. Sealed at once; shown to helpers while they are on it."""

    name: Annotated[str, Field(max_length=200)] = ""
    phone: Annotated[str, Field(max_length=40)] = ""
    door: Annotated[str, Field(max_length=200)] = ""
    agreed: bool = True

    def to_domain(self) -> Contact:
        return Contact(name=self.name, phone=self.phone, door=self.door, agreed=self.agreed)


class WishIn(Schema):
    """A new wish. `area` is a building (or any place) here; without a `deadline` it gets the community's usual days."""

    title: str = Field(max_length=2000)
    description: Annotated[str, Field(max_length=20000)] = ""
    category: UUID
    area: UUID | None = None
    deadline: Annotated[date | None, BeforeValidator(_as_day)] = None
    helpers_wanted: int = 1
    photos: list[UUID] = Field(default_factory=list, max_length=50)
    contact: ContactIn | None = None
    on_behalf_of: Annotated[ContactIn | None, BeforeValidator(_as_person)] = None
    answers: AnswersIn


class WordsIn(Schema):
    reason: Annotated[str, Field(max_length=5000)] = ""


class FulfilIn(Schema):
    """`minutes`: how long it took, if one says so now; without `started_at` it has just ended."""

    note: Annotated[str, Field(max_length=5000)] = ""
    photos: list[UUID] = Field(default_factory=list, max_length=50)
    minutes: int | None = None
    started_at: Moment | None = None

    def served(self) -> Served | None:
        return Served(minutes=self.minutes, started_at=self.started_at) if self.minutes is not None else None


class ConfirmIn(Schema):
    """`thanks` is shown to everybody; `share` lets note and pictures of the outcome be shown.

    `agree_minutes`: the helpers' minutes are right; then they are verified at once. `minutes` are those that were
    shown (`service` of the wish): if they are others by now, 409 `minutes_changed` and nothing is confirmed.
    """

    thanks: Annotated[str, Field(max_length=5000)] = ""
    share: bool = False
    agree_minutes: bool = True
    minutes: Seen = None


class PhotoRef(Schema):
    """A picture: `asked` came with the wish, `done` shows the outcome. Addresses are paths; sizes in pixels."""

    id: UUID
    stage: str
    thumb: str
    full: str
    width: int
    height: int


class EventOut(Schema):
    """One line of the story. `who` is words for display; `text` only for those who take part, or when shared."""

    kind: str
    at: datetime
    who: str
    text: str | None = None


class HelperOut(Schema):
    nickname: str
    badge: bool


class ClaimOut(Schema):
    id: UUID
    state: str
    helper: HelperOut
    claimed_at: datetime
    mine: bool
    note: str | None = None


class ContactOut(Schema):
    """Only while entitled. Each look is logged."""

    name: str
    phone: str
    door: str
    area: Named


class WishCard(Schema):
    """A wish on the board."""

    id: UUID
    community: str
    state: str
    state_name: str
    title: str
    description: str
    category: CategoryOut
    area: Named
    deadline: date
    helpers_wanted: int
    helpers_active: int
    cover: str | None
    photos: list[PhotoRef]
    on_behalf: bool
    created_at: datetime
    mine: bool
    claimed_by_me: bool
    allowed_actions: list[str]


class WishOut(WishCard):
    """A whole wish. `area` is the estate; `building` comes only to those who may know it.

    `answers` to the category's own questions come to whom the contact comes, and to those who review.
    """

    building: Named | None = None
    reason: str | None = None
    timeline: list[EventOut]
    claims: list[ClaimOut]
    service: list[ShareOfWish]
    contact: ContactOut | None = None
    answers: list[AnswerOut]


class WishList(Schema):
    items: list[WishCard]
    next: str | None


def card_for(actor: Actor, card: str, facts: WishFacts) -> bytes:
    """A kept card with the asking person's part added, as JSON bytes: text is joined, not parsed."""
    return _joined(card, _part_of(actor, facts))


def cards_for(actor: Actor, rows: list[Row], facts_in: Callable[[Row], WishFacts]) -> list[bytes]:
    """The cards of a page (`card` is each row's second column, `state` its third).

    Rows that are alike to this person get the same part: the rules know other people only as "somebody else".
    """
    if actor.is_visitor:
        of_state = {state: _own_part(get_language(), state, False, False, ()) for state in {row[2] for row in rows}}
        return [_joined(row[1], of_state[row[2]]) for row in rows]
    parts: dict[Row, bytes] = {}
    cards = []
    for row in rows:
        facts = facts_in(row)
        alike = (
            facts.state,
            facts.author_id and facts.author_id == actor.id,
            facts.entered_by_id and facts.entered_by_id == actor.id,
            facts.on_behalf,
            facts.area_path,
            facts.my_claim,
            facts.helpers_active,
        )
        part = parts.get(alike)
        if part is None:
            part = parts[alike] = _part_of(actor, facts)
        cards.append(_joined(row[1], part))
    return cards


def _part_of(actor: Actor, facts: WishFacts) -> bytes:
    mine = actor.id is not None and actor.id in (facts.author_id, facts.entered_by_id)
    actions = tuple(allowed_actions(actor, facts))
    return _own_part(get_language(), facts.state, mine, facts.my_claim is not None, actions)


@lru_cache(maxsize=1024)
def _own_part(language: str, state: str, mine: bool, on_it: bool, actions: tuple[str, ...]) -> bytes:
    """The asking person's part, in the active `language`; it says nothing about who she or the wish is."""
    own = {
        "state_name": str(WishState(state).label),
        "mine": mine,
        "claimed_by_me": on_it,
        "allowed_actions": actions,
    }
    return orjson.dumps(own)[1:]


def _joined(card: str, part: bytes) -> bytes:
    return card[:-1].encode() + b"," + part


def wish_answer(wish: Wish, actor: Actor) -> dict[str, Any]:
    """The whole wish for this person, without the contact. `area`, `estate`, `category`, `community` must be loaded."""
    load_stories([wish])
    claims = list(wish.claims.all())
    seated = next((one for one in claims if one.helper_id == actor.id and one.state in SEATED), None)
    facts = facts_of(wish, seated.state if seated and not actor.is_visitor else None)
    inside = takes_part(actor, facts)
    payload: dict[str, Any] = orjson.loads(card_for(actor, wish.card, facts))
    payload.update(
        photos=[
            photo_json(row) for row in wish.wish_photos.all() if row.stage == "asked" or wish.share_outcome or inside
        ],
        building=area_ref(wish.area) if sees_building(actor, facts) else None,
        reason=(wish.reason or None) if inside else None,
        timeline=[_event(event, wish, inside) for event in wish.events.all() if inside or event.kind in PUBLIC_EVENTS],
        claims=[_claim(claim, wish, actor, inside) for claim in claims if claim.state in SEATED],
        service=_service(wish, actor) if inside and facts.state in (WishState.FULFILLED, WishState.CONFIRMED) else [],
        contact=None,
        answers=[],
    )
    return payload


def wish_own_answers(wish: Wish, actor: Actor, facts: WishFacts) -> list[dict[str, Any]]:
    """The answers to the category's own questions, if this person may read them now. `wish.area` must be loaded.

    Like the contact they are never part of an answer that is kept.
    """
    if not sees_answers(actor, facts):
        return []
    kept = getattr(wish, "own_answers", None)
    return answers_answer(kept.answers) if kept is not None else []


def _service(wish: Wish, actor: Actor) -> list[dict[str, Any]]:
    """The helpers' minutes, for those who take part. Two queries, and only once somebody reported it done."""
    records = living_records(wish.pk)
    agreed = agreed_by(wish.pk, records) if len(records) > 1 else {record.person_id for record in records}
    return [
        {
            "record": str(record.pk),
            "helper": record.person.shown_name if record.person else str(_("A neighbour")),
            "state": str(record.state),
            "minutes": record.minutes,
            "started_at": moment(record.started_at),
            "agreed": record.person_id in agreed,
            "mine": record.person_id == actor.id,
        }
        for record in records
    ]


def load_stories(wishes: list[Wish]) -> None:
    """Claims, pictures and events of all these wishes in three queries; what is loaded already stays."""
    prefetch_related_objects(
        wishes,
        Prefetch("claims", Claim.objects.select_related("helper").order_by("id")),
        Prefetch("wish_photos", WishPhoto.objects.select_related("photo").order_by("stage", "position", "id")),
        Prefetch("events", WishEvent.objects.select_related("actor").order_by("id")),
    )


def _event(event: WishEvent, wish: Wish, inside: bool) -> dict[str, Any]:
    """Thanks are for everybody; notes of helpers when shared; reasons stay inside."""
    shown = inside or event.kind == EventKind.CONFIRMED or (event.kind == EventKind.FULFILLED and wish.share_outcome)
    return {
        "kind": event.kind,
        "at": event.at.isoformat(),
        "who": _who(event),
        "text": (event.text or None) if shown else None,
    }


def _who(event: WishEvent) -> str:
    match event.as_role:
        case "helper":
            return event.actor.shown_name if event.actor else _("A neighbour")
        case "reviewer":
            return _("The community")
        case "system":
            return _("Linli")
    return _("The resident")


def _claim(claim: Claim, wish: Wish, actor: Actor, inside: bool) -> dict[str, Any]:
    return {
        "id": str(claim.pk),
        "state": str(claim.state),
        "helper": {
            "nickname": claim.helper.shown_name if claim.helper else _("A neighbour"),
            "badge": claim.wears_badge,
        },
        "claimed_at": claim.claimed_at.isoformat(),
        "mine": not actor.is_visitor and claim.helper_id == actor.id,
        "note": (claim.note or None) if inside or wish.share_outcome else None,
    }


def reveal_contact(wish: Wish, actor: Actor, facts: WishFacts, *, now: datetime) -> dict[str, Any] | None:
    """Contact and door, if the policy allows it now; and the look is written down (not for one's own)."""
    why = contact_reason(actor, facts)
    if why is None:
        return None
    contact = WishContact.objects.filter(wish=wish, erased_at=None).first()
    if contact is None:
        return None
    if why != "own":
        ContactReveal.objects.create(
            id=uuid7(), community_id=wish.community_id, wish=wish, viewer_id=actor.id, why=why, at=now
        )
    return {"name": contact.name, "phone": contact.phone, "door": contact.door, "area": area_ref(wish.area)}


__all__ = [
    "ConfirmIn",
    "FulfilIn",
    "WishCard",
    "WishIn",
    "WishList",
    "WishOut",
    "WordsIn",
    "card_for",
    "cards_for",
    "load_stories",
    "reveal_contact",
    "wish_answer",
    "wish_own_answers",
]
