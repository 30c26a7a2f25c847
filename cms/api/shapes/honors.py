"""Honor rolls, editions and awards as the API shows them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from ninja import Schema
from pydantic import Field

from cms.api.shapes.areas import CommunityRef, community_ref
from content_models.areas.models import Community
from content_models.honors.actions import DISPLAY_VERSION
from content_models.honors.models import Award, DisplayConsent, Edition, EditionNote, HonorRoll
from content_models.honors.names import ShownName, short_name
from content_models.honors.periods import Period
from content_models.honors.reading import Line, ReadEdition, removal_of, words_of_note
from content_models.honors.standing import about, words_for
from content_models.honors.states import Address, Choice, PeriodKind, Source
from content_models.people.models import User
from content_models.people.roles import Actor


class ShownOut(Schema):
    """`kind`: full, short, badge or withheld; `text` is ready to be shown."""

    kind: str
    text: str


class LineOut(Schema):
    """`place` is null and `figure` empty unless the edition shows an order; `award` is null while it is open."""

    award: UUID | None
    name: ShownOut
    place: int | None
    figure: str
    reason: str
    mine: bool


class NoteOut(Schema):
    kind: str
    at: datetime
    text: str


class EditionRef(Schema):
    """One tile of the year strip. `period` is the first day: it names the edition in addresses."""

    period: date
    until: date
    label: str
    state: str


class EditionOut(EditionRef):
    title: str
    intro: str
    about: str
    source: str
    source_name: str
    shows_ranks: bool
    frozen_at: datetime | None
    comes_out_on: date | None
    lines: list[LineOut]
    notes: list[NoteOut]


class RollCard(Schema):
    """`latest`: what came out last; `names`: some of its names, in the order of the edition; `named`, `withheld`: how
    many there are of either. `removed`: words if the post that it is about does not exist any more."""

    id: UUID
    title: str
    intro: str
    about: str
    source: str
    source_name: str
    period: str
    period_name: str
    removed: str
    latest: EditionRef | None
    names: list[str]
    named: int
    withheld: int
    comes_out_on: date | None


class RollList(Schema):
    items: list[RollCard]
    next: str | None


class RollOut(Schema):
    """`editions` newest first; `edition` is the one that came out last, or the running one."""

    id: UUID
    community: CommunityRef
    title: str
    intro: str
    about: str
    source: str
    source_name: str
    period: str
    period_name: str
    removed: str
    editions: list[EditionRef]
    edition: EditionOut | None


class MyAwardOut(Schema):
    id: UUID
    roll: UUID
    title: str
    community: CommunityRef
    period: date
    label: str
    figure: str
    reason: str
    place: int | None
    shown: ShownOut
    awarded_at: datetime
    notes: list[NoteOut]


class MyAwardList(Schema):
    items: list[MyAwardOut]
    next: str | None


class ChoiceOut(Schema):
    value: str
    name: str
    example: str


class AddressOut(Schema):
    value: str
    name: str
    example: str


class DisplayOut(Schema):
    """How I am shown when I am honoured. `choice` is null until I was asked; `version` is the wording to agree to."""

    choice: str | None
    address: str
    version: str
    given_at: datetime | None
    has_awards: bool
    choices: list[ChoiceOut]
    addresses: list[AddressOut]


class DisplayIn(Schema):
    choice: Literal["full", "short", "badge", "no"]
    address: Annotated[str, Field(max_length=20)] = ""
    version: Annotated[str, Field(max_length=20)] = DISPLAY_VERSION


def _shown(name: ShownName) -> dict[str, Any]:
    return {"kind": name.kind, "text": name.text}


def _note(note: EditionNote, edition: Edition) -> dict[str, Any]:
    return {"kind": note.kind, "at": note.at.isoformat(), "text": words_of_note(note, edition)}


def edition_ref(edition: Edition) -> dict[str, Any]:
    return {
        "period": edition.period_start.isoformat(),
        "until": edition.period_end.isoformat(),
        "label": Period(edition.period_start, edition.period_end).label,
        "state": edition.state,
    }


def _line(line: Line, actor: Actor) -> dict[str, Any]:
    return {
        "award": str(line.award_id) if line.award_id else None,
        "name": _shown(line.name),
        "place": line.place,
        "figure": line.figure,
        "reason": line.reason,
        "mine": actor.id is not None and line.person_id == actor.id,
    }


def edition_answer(read: ReadEdition, actor: Actor) -> dict[str, Any]:
    frozen_at = read.edition.frozen_at
    return edition_ref(read.edition) | {
        "title": read.title,
        "intro": read.intro,
        "about": read.about,
        "source": read.source.value,
        "source_name": str(read.source.label),
        "shows_ranks": read.shows_ranks,
        "frozen_at": frozen_at.isoformat() if frozen_at else None,
        "comes_out_on": read.comes_out_on.isoformat() if read.comes_out_on else None,
        "lines": [_line(line, actor) for line in read.lines],
        "notes": [_note(note, read.edition) for note in read.notes],
    }


def _roll(roll: HonorRoll) -> dict[str, Any]:
    return {
        "id": str(roll.pk),
        "title": roll.title,
        "intro": roll.intro,
        "about": about(roll),
        "source": roll.source,
        "source_name": str(Source(roll.source).label),
        "period": roll.period,
        "period_name": str(PeriodKind(roll.period).label),
        "removed": _removed(roll),
    }


def _removed(roll: HonorRoll) -> str:
    removed_at = removal_of(roll)
    if removed_at is None or roll.post is None:
        return ""
    words = {"post": roll.post.name, "day": f"{localtime(removed_at):%Y-%m-%d}"}
    return _("This roll is about “%(post)s”, a post that was removed on %(day)s. What came out stays.") % words


def roll_card(
    roll: HonorRoll, latest: Edition | None, lines: list[Line], *, some: int, comes_out_on: date | None
) -> dict[str, Any]:
    named = [line.name.text for line in lines if line.name.is_named]
    return _roll(roll) | {
        "latest": edition_ref(latest) if latest else None,
        "names": named[:some],
        "named": len(named),
        "withheld": len(lines) - len(named),
        "comes_out_on": comes_out_on.isoformat() if comes_out_on else None,
    }


def roll_answer(
    roll: HonorRoll, editions: list[Edition], read: ReadEdition | None, *, community: Community, actor: Actor
) -> dict[str, Any]:
    return _roll(roll) | {
        "community": community_ref(community),
        "editions": [edition_ref(one) for one in editions],
        "edition": edition_answer(read, actor) if read else None,
    }


def my_award_answer(award: Award, name: ShownName, notes: list[EditionNote]) -> dict[str, Any]:
    edition: Edition = award.edition
    return {
        "id": str(award.pk),
        "roll": str(edition.roll_id),
        "title": edition.title,
        "community": community_ref(award.community),
        "period": edition.period_start.isoformat(),
        "label": Period(edition.period_start, edition.period_end).label,
        # Her own figure is hers to see, whatever the public sees.
        "figure": words_for(edition.source, award.figure),
        "reason": award.reason,
        "place": award.place if edition.shows_ranks else None,
        "shown": _shown(name),
        "awarded_at": edition.frozen_at.isoformat() if edition.frozen_at else award.created_at.isoformat(),
        "notes": [_note(note, edition) for note in notes],
    }


def display_answer(user: User, consent: DisplayConsent | None, *, has_awards: bool) -> dict[str, Any]:
    """With an example of each choice made of her own name, so that she sees what others would."""
    name = user.full_name or user.nickname or str(_("A neighbour"))
    current = consent if consent is not None and consent.version == DISPLAY_VERSION else None
    examples = {
        Choice.FULL: name,
        Choice.SHORT: short_name(name, (current.address if current else "") or Address.SHIFU),
        Choice.BADGE: str(_("A neighbour")),
        Choice.NOTHING: str(_("Name withheld")),
    }
    return {
        "choice": current.choice if current else None,
        "address": current.address if current else "",
        "version": DISPLAY_VERSION,
        "given_at": current.given_at.isoformat() if current else None,
        "has_awards": has_awards,
        "choices": [{"value": one.value, "name": str(one.label), "example": examples[one]} for one in Choice],
        "addresses": [
            {"value": one.value, "name": str(one.label), "example": short_name(name, one.value)} for one in Address
        ],
    }


__all__ = [
    "DisplayIn", "DisplayOut", "EditionOut", "MyAwardList", "RollList", "RollOut",
    "display_answer", "edition_answer", "my_award_answer", "roll_answer", "roll_card",
]  # fmt: skip
