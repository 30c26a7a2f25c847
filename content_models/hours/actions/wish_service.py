"""Hours that follow from a wish: stated by the helpers, agreed to by the resident, verified with her thanks.

Hours stand above wishes. Faces call `fulfil_claim` and `confirm_wish` from here; nothing in the wishes knows of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from content_models.common.errors import Missing
from content_models.common.ids import uuid7
from content_models.common.overtaken import again_when_overtaken
from content_models.hours.actions.deciding import NotYours, make_verified
from content_models.hours.actions.recording import (
    InFuture,
    MinutesInvalid,
    add_record,
    check_day,
    check_period,
    log_record,
    move_clock_on,
    read_clock,
    read_record,
    refuse_overlap,
    refuse_state,
    save_record,
    tell_person,
)
from content_models.hours.actions.splitting import agree, hold_what_was_seen, living_records, submit_when_agreed
from content_models.hours.models import DAY_MINUTES, ServiceRecord
from content_models.hours.policy import may_state_minutes
from content_models.hours.rules import settings_of
from content_models.hours.states import Grade, Origin, RecordState
from content_models.people.actions import signed_in
from content_models.people.models import User
from content_models.people.roles import Actor
from content_models.wishes import actions as wishes
from content_models.wishes.actions.story import claim_of, seated_claims
from content_models.wishes.models import Claim, Wish
from content_models.wishes.states import SEATED, WishState


@dataclass(frozen=True, slots=True)
class Served:
    """How long it took, as the helper says; without a beginning it has just ended."""

    minutes: int
    started_at: datetime | None = None

    def period(self, now: datetime) -> tuple[datetime, datetime]:
        if not 1 <= self.minutes <= DAY_MINUTES:
            raise MinutesInvalid(fields={"minutes": MinutesInvalid.message})
        if self.started_at is not None and self.started_at > now:
            raise InFuture(fields={"started_at": InFuture.message})
        begin = self.started_at or now - timedelta(minutes=self.minutes)
        return begin, begin + timedelta(minutes=self.minutes)


@again_when_overtaken
def fulfil_claim(
    *,
    wish_id: UUID,
    actor: Actor,
    note: str,
    photo_ids: Sequence[UUID] = (),
    served: Served | None = None,
    now: datetime,
) -> Wish:
    """Report one's part of a wish done, with how long it took (which can also be said later).

    Raises:
        What wishes.actions.fulfil_claim raises; MinutesInvalid, InFuture, Overlapping, OverDayLimit.
    """
    user = signed_in(actor)
    wish = wishes.fulfil_claim(wish_id=wish_id, actor=actor, note=note, photo_ids=photo_ids, now=now)
    claim = claim_of(wish, user.pk)
    if claim is None:
        raise Missing
    _state(_draft_of(wish, claim, user, now), served, user=user, now=now)
    return wish


def _draft_of(wish: Wish, claim: Claim, user: User, now: datetime) -> ServiceRecord:
    """The claim's record; a new one if it has none (or the one it had was sent away)."""
    known = ServiceRecord.objects.filter(claim=claim).occupying().first()
    if known is not None:
        return read_record(known.pk)
    return ServiceRecord(
        id=uuid7(),
        community=wish.community,
        person=user,
        grade=Grade.B,
        origin=Origin.WISH,
        subject=wish.category.name,
        organiser=wish.community.name,
        place=wish.estate.name,
        area=wish.area,
        wish=wish,
        claim=claim,
        entered_by=user,
        created_at=now,
    )


def _record_at_least(wish: Wish, claim: Claim, now: datetime) -> None:
    """Who reported it done before hours were kept here is asked how long it took, like everybody."""
    if claim.helper is not None and not ServiceRecord.objects.filter(claim=claim).exists():
        add_record(_draft_of(wish, claim, claim.helper, now))


@again_when_overtaken
def drop_given_back(*, record_id: UUID, now: datetime) -> None:  # noqa: ARG001 - as every action
    """A helper reported it done, it was sent back, and she gave it back: her minutes take no time of hers any more."""
    record = read_record(record_id)
    if record.state == RecordState.DRAFT and _was_given_back(record):
        record.withdraw()
        save_record(record, [])
        log_record(record, "withdrawn", user=None)


@again_when_overtaken
def ask_for_minutes(*, record_id: UUID, now: datetime) -> None:
    """The wish was confirmed days ago, and its helper has still not said how long it took."""
    record = read_record(record_id)
    if record.state == RecordState.DRAFT and record.minutes is None:
        tell_person(record, "service_minutes_missing", now=now)


def _state(record: ServiceRecord, served: Served | None, *, user: User, now: datetime) -> ServiceRecord:
    """Write the minutes down, or that they are still to be said."""
    is_new = record._state.adding
    revision = read_clock(user.pk)
    if served is not None:
        begin, end = served.period(now)
        days = settings_of(record.community_id).back_entry_days
        record.minutes = check_period(begin, end, served.minutes, now=now, since=now, days=days)
        record.started_at, record.ended_at = begin, end
        refuse_overlap(user.pk, begin, end, but=record.pk, community=record.community)
        check_day(user.pk, begin, end, served.minutes, community=record.community, but=record.pk)
    move_clock_on(user.pk, revision)
    if is_new:
        add_record(record)
    else:
        save_record(record, ["minutes", "started_at", "ended_at"])
    if served is not None and record.wish_id is not None:
        agree(record.community_id, record.wish_id, living_records(record.wish_id), user, now)
    return record


@again_when_overtaken
def state_minutes(*, record_id: UUID, actor: Actor, served: Served, now: datetime) -> ServiceRecord:
    """Say, or say anew, how long one's part of a wish took. Where others helped, everybody agrees anew.

    Raises:
        Missing, NotYours, IllegalMove, MinutesInvalid, InFuture, Overlapping, OverDayLimit
    """
    user = signed_in(actor)
    record = read_record(record_id)
    if record.person_id != user.pk:
        raise Missing
    if record.origin != Origin.WISH or record.wish is None:
        raise NotYours
    if record.state not in (RecordState.DRAFT, RecordState.SUBMITTED):
        raise refuse_state(record)
    if not may_state_minutes(record) or _was_given_back(record):
        raise NotYours
    _state(record, served, user=user, now=now)
    if record.wish.state == WishState.CONFIRMED:
        submit_when_agreed(record.wish_id, user=user, now=now)
        record.refresh_from_db()
    return record


def _was_given_back(record: ServiceRecord) -> bool:
    return record.claim is not None and record.claim.state not in SEATED


@again_when_overtaken
def confirm_wish(
    *,
    wish_id: UUID,
    actor: Actor,
    thanks: str = "",
    share: bool = False,
    agree_minutes: bool = True,
    seen: Mapping[UUID, int | None] | None = None,
    now: datetime,
) -> Wish:
    """Say that it is done and, with `agree_minutes`, that the minutes are right: then they are verified at once.

    `seen` is what the resident was shown, minutes by record: nobody agrees to figures that she has not seen.

    Raises:
        What wishes.actions.confirm_wish raises; MinutesChanged: they are others by now. Then nothing is confirmed.
    """
    user = signed_in(actor)
    wish = wishes.confirm_wish(wish_id=wish_id, actor=actor, thanks=thanks, share=share, now=now)
    for claim in seated_claims(wish):
        _record_at_least(wish, claim, now)
    if agree_minutes:
        hold_what_was_seen(living_records(wish_id), seen)
    # Person by person, as whoever verifies many: two who give points at once do not wait for each other.
    for record in sorted(submit_when_agreed(wish_id, user=user, now=now), key=lambda one: str(one.person_id)):
        if record.minutes is None:
            tell_person(record, "service_minutes_missing", now=now)
        elif record.state == RecordState.DRAFT:
            tell_person(record, "split_to_agree", now=now)
        elif agree_minutes and user.pk not in (record.person_id, record.entered_by_id):
            make_verified(record, by=user, now=now)
    return wish
