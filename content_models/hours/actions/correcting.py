"""A verified record was wrong: its points are taken back, another one may stand for it, and both stay to be seen.

Certificates that it is written in hold no more.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from content_models.common.ids import uuid7
from content_models.common.overtaken import again_when_overtaken
from content_models.common.turns import take_turn
from content_models.hours.actions.certificates import revoke_those_with
from content_models.hours.actions.deciding import NotYours, SelfVerification
from content_models.hours.actions.recording import (
    add_record,
    check_day,
    check_period,
    log_record,
    move_clock_on,
    read_clock,
    refuse_overlap,
    refuse_state,
    save_record,
    seen_record,
    tell_person,
)
from content_models.hours.figures import count_out
from content_models.hours.models import TEXT_MAX, ServiceRecord
from content_models.hours.policy import reviews
from content_models.hours.rules import settings_of
from content_models.hours.states import RecordState
from content_models.ledger.actions import reverse_earning
from content_models.people.actions import clean_reason, signed_in
from content_models.people.models import User
from content_models.people.roles import Actor


@dataclass(frozen=True, slots=True)
class Replacement:
    """What is right. Without minutes: all of the time from beginning to end."""

    started_at: datetime
    ended_at: datetime
    minutes: int | None = None


@again_when_overtaken
def correct_record(
    *, record_id: UUID, actor: Actor, reason: str, replacement: Replacement | None = None, now: datetime
) -> tuple[ServiceRecord, ServiceRecord | None]:
    """Take a verified record back, with a reason; the one that stands for it waits for somebody else's verification.

    Raises:
        Missing, SelfVerification, NotYours, ReasonMissing, IllegalMove, EndsBeforeStart, InFuture, TooLongAgo,
        MinutesInvalid, Overlapping, OverDayLimit
    """
    user = signed_in(actor)
    record = seen_record(record_id, actor)
    if record.person_id == user.pk:
        raise SelfVerification
    if not reviews(actor, record.area.path):
        raise NotYours
    if record.state != RecordState.VERIFIED:
        raise refuse_state(record)
    record.answer = clean_reason(reason, limit=TEXT_MAX)
    take_turn(record.person_id)
    record.correct()
    save_record(record, ["answer"])
    if record.points:
        reverse_earning(earning_id=record.earning_id, reversal_id=record.reversal_id, actor_id=user.pk, now=now)
    count_out(record)
    revoke_those_with(record, user=user, now=now)
    new = _stand_in(record, replacement, user, now) if replacement is not None else None
    tell_person(record, "service_corrected", now=now, reason=record.answer)
    log_record(record, "corrected", user=user, reason=record.answer)
    return record, new


def _stand_in(record: ServiceRecord, right: Replacement, user: User, now: datetime) -> ServiceRecord:
    """Proven as the wrong one was. It was entered by who corrected, so she is not the one who verifies it."""
    days = settings_of(record.community_id).back_entry_days
    minutes = check_period(
        right.started_at, right.ended_at, right.minutes, now=now, since=record.started_at or now, days=days
    )
    if record.person_id is not None:
        revision = read_clock(record.person_id)
        refuse_overlap(record.person_id, right.started_at, right.ended_at, community=record.community)
        check_day(record.person_id, right.started_at, right.ended_at, minutes, community=record.community)
        move_clock_on(record.person_id, revision)
    new = ServiceRecord(
        id=uuid7(),
        community_id=record.community_id,
        person_id=record.person_id,
        state=RecordState.SUBMITTED,
        grade=record.grade,
        origin=record.origin,
        subject=record.subject,
        organiser=record.organiser,
        place=record.place,
        area=record.area,
        post=record.post,
        activity=record.activity,
        wish_id=record.wish_id,
        claim_id=record.claim_id,
        started_at=right.started_at,
        ended_at=right.ended_at,
        minutes=minutes,
        proof_in=record.proof_in,
        proof_out=record.proof_out,
        entered_by=user,
        reason=record.answer,
        created_at=now,
        submitted_at=now,
        corrects=record,
    )
    add_record(new)
    log_record(new, "submitted", user=user, reason=record.answer)
    return new
