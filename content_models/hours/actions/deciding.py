"""Verifying and refusing. The machine never decides; it only says what speaks against a record (signs.py)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError
from django.utils.translation import gettext_lazy as _

from content_models.common.clock import local_day
from content_models.common.errors import Conflict, DomainError, Refused
from content_models.common.ids import uuid7
from content_models.common.overtaken import Overtaken, again_when_overtaken
from content_models.common.turns import take_turn
from content_models.hours.actions.recording import (
    MinutesChanged,
    hold_minutes,
    log_record,
    refuse_state,
    save_record,
    seen_record,
    tell_person,
)
from content_models.hours.figures import count_in
from content_models.hours.models import TEXT_MAX, Confirmation, ServiceRecord
from content_models.hours.policy import is_the_resident, may_decide, needs_who_was_there, reviews, runs
from content_models.hours.rules import expires_on, points_for, rate_on, settings_of
from content_models.hours.states import Origin, RecordState
from content_models.ledger.actions import NewTransfer, post_transfer
from content_models.ledger.kinds import TransferKind
from content_models.people.actions import clean_reason, signed_in
from content_models.people.models import User
from content_models.people.roles import Actor

WORDS_FOR_C = 2


class SelfVerification(Refused):
    code = "self_verification"
    message = _("These are your own hours; somebody else has to verify them.")


class EnteredByYou(Refused):
    code = "entered_by_you"
    message = _("You wrote this down yourself; somebody else has to verify it.")


class NeedsWhoWasThere(Refused):
    code = "needs_who_was_there"
    message = _("A code on paper counts only with the word of who was in charge there.")


class AlreadyConfirmed(Conflict):
    code = "already_confirmed"
    message = _("You have confirmed this already. It takes one more person.")


class NotYours(Refused):
    code = "not_yours"
    message = _("That is for others to do.")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one record among many."""

    record_id: UUID
    refusal: DomainError | None = None


def _permit(record: ServiceRecord, actor: Actor) -> User:
    """May this actor decide about it?

    Raises:
        SelfVerification, EnteredByYou, NeedsWhoWasThere, NotYours, IllegalMove
    """
    user = signed_in(actor)
    if record.person_id == user.pk:
        raise SelfVerification
    if record.entered_by_id == user.pk:
        raise EnteredByYou
    if not reviews(actor, record.area.path) and not is_the_resident(actor, record):
        raise NotYours
    if needs_who_was_there(record) and not (record.activity and runs(actor, record.activity)):
        raise NeedsWhoWasThere
    if not may_decide(actor, record):
        raise NotYours
    if record.state != RecordState.SUBMITTED:
        raise refuse_state(record)
    return user


@again_when_overtaken
def verify_record(*, record_id: UUID, actor: Actor, seen: int | None = None, now: datetime) -> ServiceRecord:
    """Say that it is true. A back-entered record is verified by the second person who says so.

    `seen` are the minutes that the actor was shown: a helper may say others until it is verified.

    Raises:
        Missing, SelfVerification, EnteredByYou, NeedsWhoWasThere, NotYours, AlreadyConfirmed, IllegalMove,
        MinutesChanged
    """
    record = seen_record(record_id, actor)
    user = _permit(record, actor)
    if seen is not None and seen != record.minutes:
        raise MinutesChanged.of([record])
    if record.origin == Origin.BACK_ENTRY and not _second_word(record, user, now):
        log_record(record, "confirmed", user=user)
        return record
    return make_verified(record, by=user, now=now)


def _second_word(record: ServiceRecord, user: User, now: datetime) -> bool:
    """Take this person's word; is it the second?

    The record's row orders words that come at once: each is counted together with those before it.
    """
    if record.confirmations.filter(person=user).exists():
        raise AlreadyConfirmed
    locked = ServiceRecord.objects.filter(pk=record.pk, state=RecordState.SUBMITTED)
    if not locked.update(submitted_at=record.submitted_at):
        raise Overtaken
    try:
        Confirmation.objects.create(id=uuid7(), community_id=record.community_id, record=record, person=user, at=now)
    except IntegrityError as error:
        raise Overtaken from error
    return record.confirmations.count() >= WORDS_FOR_C


def make_verified(record: ServiceRecord, *, by: User, now: datetime) -> ServiceRecord:
    """Count the minutes and give the points, in one transaction. For this folder: the caller has checked who may.

    Raises:
        ConcurrentTransition, Overtaken: somebody decided, or said other minutes, meanwhile.
    """
    take_turn(record.person_id)
    hold_minutes(record)
    settings = settings_of(record.community_id)
    minutes = record.minutes or 0
    day = local_day(record.started_at or now)
    points = 0
    if settings.earns(record.grade):
        weight = record.post.points_weight if record.post else 100
        points = points_for(minutes, points_per_hour=rate_on(record.community_id, day), weight_percent=weight)
    record.points, record.verified_by, record.verified_at = points, by, now
    record.verify()
    save_record(record, ["points", "verified_by", "verified_at"])
    if points and record.person_id is not None:
        earning = NewTransfer(
            id=record.earning_id,
            community_id=record.community_id,
            person_id=record.person_id,
            kind=TransferKind.EARN,
            amount=points,
            subject=record.subject,
            reference=("record", record.pk),
            expires_on=expires_on(settings, local_day(now)),
        )
        post_transfer(earning, actor_id=by.pk, now=now)
    count_in(record)
    tell_person(record, "service_verified", now=now, minutes=str(minutes), points=str(points))
    log_record(record, "verified", user=by)
    return record


@again_when_overtaken
def reject_record(*, record_id: UUID, actor: Actor, reason: str, now: datetime) -> ServiceRecord:
    """Say no, with a reason that the person reads.

    Raises:
        Missing, SelfVerification, EnteredByYou, NotYours, ReasonMissing, IllegalMove
    """
    record = seen_record(record_id, actor)
    user = _permit(record, actor)
    record.answer = clean_reason(reason, limit=TEXT_MAX)
    record.reject()
    save_record(record, ["answer"])
    tell_person(record, "service_rejected", now=now, reason=record.answer)
    log_record(record, "rejected", user=user, reason=record.answer)
    return record


@again_when_overtaken
def withdraw_record(*, record_id: UUID, actor: Actor, now: datetime) -> ServiceRecord:  # noqa: ARG001 - as every action
    """Take a record back that nobody has verified: the person's own, or one that the actor wrote down.

    Raises:
        Missing, NotYours, IllegalMove
    """
    user = signed_in(actor)
    record = seen_record(record_id, actor)
    if user.pk not in (record.person_id, record.entered_by_id) or record.origin == Origin.WISH:
        raise NotYours
    if record.state not in (RecordState.DRAFT, RecordState.SUBMITTED):
        raise refuse_state(record)
    record.withdraw()
    save_record(record, [])
    log_record(record, "withdrawn", user=user)
    return record


def _each(record_ids: Sequence[UUID], decide: Callable[[UUID], object]) -> list[Outcome]:
    """Every record on its own: one that is refused holds up no other. The outcomes are in the order that was asked.

    A face may do all of it in one transaction. Two that verify at once then have to take people's accounts in the
    same order: person by person, or each waits for the other.
    """
    people = dict(ServiceRecord.objects.filter(pk__in=record_ids).values_list("pk", "person_id"))
    outcomes = {}
    for record_id in sorted(set(record_ids), key=lambda pk: (str(people.get(pk)), pk)):
        outcomes[record_id] = Outcome(record_id)
        try:
            decide(record_id)
        except DomainError as refusal:
            outcomes[record_id] = Outcome(record_id, refusal)
    return [outcomes[record_id] for record_id in dict.fromkeys(record_ids)]


def verify_many(
    *, record_ids: Sequence[UUID], actor: Actor, seen: Mapping[UUID, int | None] | None = None, now: datetime
) -> list[Outcome]:
    """Verify what can be verified, and say of the rest why not. `seen`: the minutes that were shown, by record."""
    shown = seen or {}
    return _each(record_ids, lambda pk: verify_record(record_id=pk, actor=actor, seen=shown.get(pk), now=now))


def reject_many(*, record_ids: Sequence[UUID], actor: Actor, reason: str, now: datetime) -> list[Outcome]:
    """Refuse several for one reason.

    Raises:
        ReasonMissing: nothing is refused without one.
    """
    clean_reason(reason, limit=TEXT_MAX)
    return _each(record_ids, lambda pk: reject_record(record_id=pk, actor=actor, reason=reason, now=now))


__all__ = [
    "AlreadyConfirmed",
    "EnteredByYou",
    "NeedsWhoWasThere",
    "NotYours",
    "Outcome",
    "SelfVerification",
    "make_verified",
    "reject_many",
    "reject_record",
    "verify_many",
    "verify_record",
    "withdraw_record",
]
