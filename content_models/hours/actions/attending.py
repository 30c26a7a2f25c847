"""Checking in and out: by a code, or by the word of who is in charge."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from django_scopes import scopes_disabled

from content_models.areas.models import Community
from content_models.common.clock import local_day
from content_models.common.errors import Conflict, Invalid, Missing
from content_models.common.ids import uuid7
from content_models.common.overtaken import again_when_overtaken
from content_models.common.tries import count_wrong, refuse_guessing
from content_models.hours import codes
from content_models.hours.actions.looking import ActivityOver, NotAVolunteer, in_charge
from content_models.hours.actions.recording import (
    CLOCKS_DIFFER,
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
from content_models.hours.models import DAY_MINUTES, Activity, ServiceRecord
from content_models.hours.policy import CLOSES_AFTER, OPENS_BEFORE, may_take_part
from content_models.hours.rules import settings_of
from content_models.hours.states import ActivityState, Grade, Origin, Proof, RecordState
from content_models.people.actions import require_consent, signed_in
from content_models.people.models import Membership, User
from content_models.people.roles import HELPER_ROLES, Actor

WRONG_CODES, WRONG_CODES_WITHIN = 10, 600


class UnknownCode(Invalid):
    code = "unknown_code"
    message = _("That code is not right. Please look again, or scan it.")


class CodeExpired(Conflict):
    code = "code_expired"
    message = _("That code has changed meanwhile. Please take the one that is shown now.")


class AlreadyCheckedIn(Conflict):
    code = "already_checked_in"
    message = _("You are checked in already: %(what)s.")


class NotCheckedIn(Conflict):
    code = "not_checked_in"
    message = _("There is no check-in to this. Please check in first.")


class NotAPerson(Invalid):
    code = "person_elsewhere"
    message = _("Please choose somebody who helps in this community.")


@dataclass(frozen=True, slots=True)
class Scan:
    """A code as somebody's phone saw it. Typed, it names no activity; kept without signal, it is signed."""

    code: str
    activity_id: UUID | None = None
    slot: int | None = None
    seen_at: datetime | None = None
    signature: str = ""


@dataclass(frozen=True, slots=True)
class _Seen:
    """What a scan proves."""

    activity: Activity
    proof: Proof
    at: datetime
    late_minutes: int = 0


def _read(scan: Scan, *, user: User, community: Community, way: str, now: datetime) -> _Seen:
    """Which activity it is of, when it was seen and how well that is proven.

    Raises:
        UnknownCode: of another community, of none, or nonsense: all look the same. CodeExpired: it was right once.
        TooMany: guessing.
    """
    _not_guessing(user)
    text = codes.read_scan(scan.code)
    if text is None:
        raise _wrong(user)
    activity_id = scan.activity_id or text.activity_id
    for activity in _candidates(community, activity_id, scan.seen_at or now):
        if codes.is_paper(activity, text.code):
            return _Seen(activity, Proof.PAPER, _moment(scan, community, now))
        seen = _by_slot(activity, text.code, scan, user=user, community=community, way=way, now=now)
        if seen is not None:
            return seen
    claimed = scan.slot or text.slot
    if activity_id is not None and claimed is not None and _was_right(community, activity_id, text.code, claimed):
        raise CodeExpired
    raise _wrong(user)


def _candidates(community: Community, activity_id: UUID | None, moment: datetime) -> list[Activity]:
    """The activities whose code it may be: the one named, or those under way. Ended ones still take late scans."""
    activities = Activity.objects.filter(community=community).exclude(state=ActivityState.CANCELLED)
    activities = activities.select_related("community", "area", "post", "opened_by").order_by("starts_at", "id")
    if activity_id is not None:
        return list(activities.filter(pk=activity_id))
    return list(activities.filter(starts_at__lte=moment + OPENS_BEFORE, ends_at__gte=moment - CLOSES_AFTER)[:200])


def _by_slot(
    activity: Activity, code: str, scan: Scan, *, user: User, community: Community, way: str, now: datetime
) -> _Seen | None:
    if codes.matches(activity, code, codes.slots_around(now)) is not None:
        return _Seen(activity, Proof.CODE, now)
    if scan.seen_at is None or codes.matches(activity, code, codes.slots_around(scan.seen_at)) is None:
        return None
    # It was right when it was seen, they say. The signature says that this person's phone says so.
    if not _signed(scan, user=user, community=community, way=way):
        raise CodeExpired
    return _Seen(activity, Proof.LATE_CODE, _moment(scan, community, now), _late(scan.seen_at, now))


def _signed(scan: Scan, *, user: User, community: Community, way: str) -> bool:
    if scan.seen_at is None or not scan.signature:
        return False
    text = codes.read_scan(scan.code)
    day = local_day(scan.seen_at)
    keys = {codes.scan_key(user.pk, day), codes.scan_key(user.pk, day - timedelta(days=1))}
    return any(
        hmac.compare_digest(
            codes.sign_scan(
                key,
                slug=community.slug,
                way=way,
                activity_id=scan.activity_id,
                code=text.code if text else scan.code,
                seen_at=scan.seen_at,
            ),
            scan.signature,
        )
        for key in keys
    )


def _moment(scan: Scan, community: Community, now: datetime) -> datetime:
    """When it was seen.

    Raises:
        CodeExpired: longer ago than the community waits for scans without signal, or in the future.
    """
    if scan.seen_at is None:
        return now
    oldest = now - timedelta(hours=settings_of(community.pk).offline_hours)
    if not oldest <= scan.seen_at <= now + CLOCKS_DIFFER:
        raise CodeExpired
    return min(scan.seen_at, now)


def _late(seen_at: datetime, now: datetime) -> int:
    return max(int((now - seen_at).total_seconds()) // 60, 0)


def _was_right(community: Community, activity_id: UUID, code: str, slot: int) -> bool:
    activity = Activity.objects.filter(community=community, pk=activity_id).first()
    return activity is not None and codes.matches(activity, code, range(slot, slot + 1)) is not None


def _not_guessing(user: User) -> None:
    refuse_guessing("hours.code", user.pk, most=WRONG_CODES)


def _wrong(user: User) -> UnknownCode:
    """Forty bits are not guessed in a lifetime at ten tries in ten minutes."""
    count_wrong("hours.code", user.pk, within_seconds=WRONG_CODES_WITHIN)
    return UnknownCode(fields={"code": UnknownCode.message})


@again_when_overtaken
def check_in(*, actor: Actor, community: Community, scan: Scan, now: datetime) -> ServiceRecord:
    """Begin to serve. The record is a draft until one checks out.

    Raises:
        Unknown, ConsentRequired, UnknownCode, CodeExpired, TooMany, NotAVolunteer, ActivityOver, AlreadyCheckedIn,
        Overlapping
    """
    user = signed_in(actor)
    require_consent(user)
    seen = _read(scan, user=user, community=community, way="in", now=now)
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
    seen = _Seen(activity, Proof.CHIEF, now)
    return _begin(seen, person=_helper(activity, person_id), entered_by=signed_in(actor), now=now)


def _helper(activity: Activity, person_id: UUID) -> User:
    """Somebody who helps in this community; anybody else does not exist here."""
    helps = Membership.objects.in_force(today=local_day(activity.starts_at)).filter(
        user_id=person_id, community_id=activity.community_id, role__in=sorted(HELPER_ROLES)
    )
    found = helps.select_related("user").first()
    if found is None:
        raise NotAPerson(fields={"person": NotAPerson.message})
    person: User = found.user
    return person


def _begin(seen: _Seen, *, person: User, entered_by: User, now: datetime) -> ServiceRecord:
    activity = seen.activity
    revision = read_clock(person.pk)
    under_way = activity.starts_at - OPENS_BEFORE <= seen.at <= activity.ends_at
    if not under_way or (activity.state != ActivityState.OPEN and seen.proof != Proof.LATE_CODE):
        raise ActivityOver
    known = _open_record(person)
    if known is not None:
        if known.activity_id == activity.pk:
            return known  # scanned twice
        raise AlreadyCheckedIn(what=known.subject)
    if ServiceRecord.objects.occupying().filter(activity=activity, person=person).exists():
        raise AlreadyCheckedIn(what=activity.title)
    refuse_overlap(person.pk, seen.at, seen.at + timedelta(minutes=1), community=activity.community)
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
    move_clock_on(person.pk, revision)
    return add_record(record)


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
    seen = _read(scan, user=user, community=community, way="out", now=now)
    record = _record_at(seen.activity, user.pk)
    return _finish(record, seen, now=now, user=user)


@again_when_overtaken
def check_out_person(*, activity_id: UUID, person_id: UUID, actor: Actor, now: datetime) -> ServiceRecord:
    """Who is in charge says: this person has left.

    Raises:
        Missing, NotInCharge, NotCheckedIn, OverDayLimit
    """
    activity = in_charge(activity_id, actor)
    seen = _Seen(activity, Proof.CHIEF, now)
    return _finish(_record_at(activity, person_id), seen, now=now, user=signed_in(actor))


def _record_at(activity: Activity, person_id: UUID) -> ServiceRecord:
    found = ServiceRecord.objects.filter(activity=activity, person_id=person_id).occupying().order_by("-pk").first()
    if found is None:
        raise NotCheckedIn
    return read_record(found.pk)


def _finish(record: ServiceRecord, seen: _Seen, *, now: datetime, user: User | None) -> ServiceRecord:
    if record.state != RecordState.DRAFT:
        return record  # scanned twice
    if record.person_id is None or record.started_at is None:
        raise Missing
    revision = read_clock(record.person_id)
    ended_at = max(min(seen.at, seen.activity.ends_at + CLOSES_AFTER), record.started_at + timedelta(minutes=1))
    minutes = min(int((ended_at - record.started_at).total_seconds()) // 60, DAY_MINUTES)
    refuse_overlap(record.person_id, record.started_at, ended_at, but=record.pk, community=record.community)
    check_day(record.person_id, record.started_at, minutes, community=record.community, but=record.pk)
    record.ended_at, record.minutes, record.proof_out = ended_at, minutes, seen.proof
    record.late_minutes = max(record.late_minutes, seen.late_minutes)
    record.submitted_at = now
    record.submit()
    save_record(record, ["ended_at", "minutes", "proof_out", "late_minutes", "submitted_at"])
    move_clock_on(record.person_id, revision)
    log_record(record, "submitted", user=user)
    return record


def check_everybody_out(activity: Activity, *, at: datetime, now: datetime) -> None:
    """Who is still checked in was there until `at`; it shows that nobody checked out."""
    still_in = ServiceRecord.objects.filter(activity=activity, state=RecordState.DRAFT).order_by("pk")
    for pk in list(still_in.values_list("pk", flat=True)):
        record = read_record(pk)
        try:
            _finish(record, _Seen(activity, Proof.CLOSED, at), now=now, user=None)
        except (OverDayLimit, Overlapping):
            # Nobody is there to be told: what can't be recorded is taken back, and can be entered later with a reason.
            record.withdraw()
            save_record(record, [])
            log_record(record, "withdrawn", user=None)


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
]
