"""Checking in and out: by a code, or by the word of who is in charge."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from django_scopes import scopes_disabled

from content_models.areas.models import Community
from content_models.common.clock import local_day
from content_models.common.errors import Conflict, Invalid, Missing
from content_models.common.ids import uuid7
from content_models.common.overtaken import again_when_overtaken
from content_models.hours.actions.looking import ActivityOver, NotAVolunteer, in_charge
from content_models.hours.actions.recording import (
    OverDayLimit,
    Overlapping,
    add_record,
    check_day,
    log_record,
    move_clock_on,
    read_clock,
    read_record,
    refuse_overlap,
    save_record,
)
from content_models.hours.actions.scanning import CodeExpired, Scan, Seen, UnknownCode, read_scan
from content_models.hours.models import DAY_MINUTES, Activity, ServiceRecord
from content_models.hours.policy import CLOSES_AFTER, OPENS_BEFORE, helpers_of, may_take_part
from content_models.hours.states import ActivityState, Grade, Origin, Proof, RecordState
from content_models.people.actions import require_consent, signed_in
from content_models.people.models import User
from content_models.people.roles import Actor


class AlreadyCheckedIn(Conflict):
    code = "already_checked_in"
    message = _("You are checked in already: %(what)s.")


class NotCheckedIn(Conflict):
    code = "not_checked_in"
    message = _("There is no check-in to this. Please check in first.")


class NotAPerson(Invalid):
    code = "person_elsewhere"
    message = _("Please choose somebody who helps in this community.")


@again_when_overtaken
def check_in(*, actor: Actor, community: Community, scan: Scan, now: datetime) -> ServiceRecord:
    """Begin to serve. The record is a draft until one checks out.

    Raises:
        Unknown, ConsentRequired, UnknownCode, CodeExpired, TooMany, NotAVolunteer, ActivityOver, AlreadyCheckedIn,
        Overlapping
    """
    user = signed_in(actor)
    require_consent(user)
    seen = read_scan(scan, user=user, community=community, way="in", now=now)
    if not may_take_part(actor, seen.activity.area.path):
        raise NotAVolunteer
    return _begin(seen, person=user, entered_by=user, now=now)


@again_when_overtaken
def check_in_person(*, activity_id: UUID, person_id: UUID, actor: Actor, now: datetime) -> ServiceRecord:
    """Who is in charge says: this person is here.

    Raises:
        Missing, NotInCharge, NotAPerson, ActivityOver, AlreadyCheckedIn, Overlapping
    """
    activity = in_charge(activity_id, actor)
    seen = Seen(activity, Proof.CHIEF, now)
    return _begin(seen, person=_helper(activity, person_id), entered_by=signed_in(actor), now=now)


def _helper(activity: Activity, person_id: UUID) -> User:
    """Somebody who helps in this community; anybody else does not exist here."""
    found: User | None = helpers_of(activity, today=local_day(activity.starts_at)).filter(pk=person_id).first()
    if found is None:
        raise NotAPerson(fields={"person": NotAPerson.message})
    return found


def _begin(seen: Seen, *, person: User, entered_by: User, now: datetime) -> ServiceRecord:
    activity = seen.activity
    revision = read_clock(person.pk)
    under_way = activity.starts_at - OPENS_BEFORE <= seen.at <= activity.ends_at
    if not under_way or (activity.state != ActivityState.OPEN and not seen.was_kept):
        raise ActivityOver
    known = _open_record(person)
    if known is not None and known.activity_id == activity.pk:
        return known  # scanned twice
    if ServiceRecord.objects.occupying().filter(activity=activity, person=person).exists():
        raise AlreadyCheckedIn(what=activity.title)
    ended_at = _what_came_after(seen, person)
    if ended_at is None and known is not None:
        raise AlreadyCheckedIn(what=known.subject)
    refuse_overlap(person.pk, seen.at, ended_at, community=activity.community)
    record = ServiceRecord(
        id=uuid7(),
        community_id=activity.community_id,
        person=person,
        grade=Grade.A,
        origin=Origin.ACTIVITY,
        subject=activity.title,
        organiser=activity.community.name,
        place=activity.place or activity.area.name,
        area=activity.area,
        post=activity.post,
        activity=activity,
        started_at=seen.at,
        proof_in=seen.proof,
        late_minutes=seen.late_minutes,
        entered_by=entered_by,
        created_at=now,
    )
    if ended_at is not None:
        _close_at_once(record, ended_at, now)
    move_clock_on(person.pk, revision)
    add_record(record)
    if ended_at is not None:
        log_record(record, "submitted", user=entered_by)
    return record


def _what_came_after(seen: Seen, person: User) -> datetime | None:
    """Until when a check-in can count that was kept without signal, where the person has served elsewhere since.

    Somebody who serves elsewhere has left: at the announced end, or when she began there. Her check-out may still be
    on its way, and knows better. None: nothing came after it, or something within a minute; then its end is open.
    """
    if not seen.was_kept:
        return None
    with scopes_disabled():
        later = ServiceRecord.objects.of(person.pk).occupying().filter(started_at__gt=seen.at)
        begins: datetime | None = later.order_by("started_at").values_list("started_at", flat=True).first()
    if begins is None:
        return None
    left = min(begins, seen.activity.ends_at)
    return left if left - seen.at >= timedelta(minutes=1) else None


def _close_at_once(record: ServiceRecord, ended_at: datetime, now: datetime) -> None:
    """As the end of the activity closes what nobody checked out of.

    Raises:
        OverDayLimit
    """
    if record.person_id is None or record.started_at is None:
        raise Missing
    minutes = int((ended_at - record.started_at).total_seconds()) // 60
    check_day(record.person_id, record.started_at, ended_at, minutes, community=record.community)
    record.ended_at, record.minutes, record.proof_out = ended_at, minutes, Proof.CLOSED
    record.submitted_at = now
    record.submit()


def _open_record(person: User) -> ServiceRecord | None:
    """Where the person is checked in, in whichever community."""
    with scopes_disabled():
        found: ServiceRecord | None = (
            ServiceRecord.objects.of(person.pk).filter(state=RecordState.DRAFT, origin=Origin.ACTIVITY).first()
        )
    return found


@again_when_overtaken
def check_out(*, actor: Actor, community: Community, scan: Scan, now: datetime) -> ServiceRecord:
    """Stop serving. The record then waits for somebody's verification.

    Raises:
        Unknown, UnknownCode, CodeExpired, TooMany, NotCheckedIn, OverDayLimit
    """
    user = signed_in(actor)
    seen = read_scan(scan, user=user, community=community, way="out", now=now)
    record = _record_at(seen.activity, user.pk)
    return _finish(record, seen, now=now, user=user)


@again_when_overtaken
def check_out_person(*, activity_id: UUID, person_id: UUID, actor: Actor, now: datetime) -> ServiceRecord:
    """Who is in charge says: this person has left.

    Raises:
        Missing, NotInCharge, NotCheckedIn, OverDayLimit
    """
    activity = in_charge(activity_id, actor)
    seen = Seen(activity, Proof.CHIEF, now)
    return _finish(_record_at(activity, person_id), seen, now=now, user=signed_in(actor))


def _record_at(activity: Activity, person_id: UUID) -> ServiceRecord:
    found = ServiceRecord.objects.filter(activity=activity, person_id=person_id).occupying().order_by("-pk").first()
    if found is None:
        raise NotCheckedIn
    return read_record(found.pk)


def _finish(record: ServiceRecord, seen: Seen, *, now: datetime, user: User | None) -> ServiceRecord:
    # Closed by the activity's end while the scan was waiting for a signal: the scan knows better.
    knows_better = record.state == RecordState.SUBMITTED and record.proof_out == Proof.CLOSED and seen.was_kept
    if record.state != RecordState.DRAFT and not knows_better:
        return record  # scanned twice
    if record.person_id is None or record.started_at is None:
        raise Missing
    revision = read_clock(record.person_id)
    ended_at = max(min(seen.at, seen.activity.ends_at + CLOSES_AFTER), record.started_at + timedelta(minutes=1))
    minutes = min(int((ended_at - record.started_at).total_seconds()) // 60, DAY_MINUTES)
    refuse_overlap(record.person_id, record.started_at, ended_at, but=record.pk, community=record.community)
    began = record.started_at
    check_day(record.person_id, began, ended_at, minutes, community=record.community, but=record.pk)
    record.ended_at, record.minutes, record.proof_out = ended_at, minutes, seen.proof
    record.late_minutes = max(record.late_minutes, seen.late_minutes)
    record.submitted_at = now
    if not knows_better:
        record.submit()
    save_record(record, ["ended_at", "minutes", "proof_out", "late_minutes", "submitted_at"])
    move_clock_on(record.person_id, revision)
    log_record(record, "submitted", user=user)
    return record


def check_everybody_out(activity: Activity, *, at: datetime, now: datetime) -> None:
    """Who is still checked in was there until `at`; it shows that nobody checked out."""
    still_in = ServiceRecord.objects.filter(activity=activity, state=RecordState.DRAFT).order_by("pk")
    for pk in list(still_in.values_list("pk", flat=True)):
        _close(read_record(pk), activity, at=at, now=now)


def _close(record: ServiceRecord, activity: Activity, *, at: datetime, now: datetime) -> None:
    try:
        if activity.state != ActivityState.CANCELLED:
            _finish(record, Seen(activity, Proof.CLOSED, at), now=now, user=None)
            return
    except (OverDayLimit, Overlapping):
        pass
    # Nobody is there to be told: what can't be recorded is taken back, and can be entered later with a reason.
    record.withdraw()
    save_record(record, [])
    log_record(record, "withdrawn", user=None)


@again_when_overtaken
def close_left_open(*, record_id: UUID, now: datetime) -> None:
    """Check out who came into an activity that had ended: by a scan that arrived later, or in its last moment.

    Somebody who stays checked in for ever could be checked in nowhere else.
    """
    record = read_record(record_id)
    if record.state != RecordState.DRAFT or record.activity is None or record.activity.state == ActivityState.OPEN:
        return
    _close(record, record.activity, at=record.activity.ends_at, now=now)


__all__ = [
    "AlreadyCheckedIn",
    "CodeExpired",
    "NotAPerson",
    "NotCheckedIn",
    "Scan",
    "UnknownCode",
    "check_everybody_out",
    "check_in",
    "check_in_person",
    "check_out",
    "check_out_person",
    "close_left_open",
]
