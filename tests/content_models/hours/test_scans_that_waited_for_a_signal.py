"""A scan without signal keeps its own time if the person's phone signed it, also when the activity is over by then."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from content_models.common.clock import local_day
from content_models.hours import actions as hours
from content_models.hours import codes
from content_models.hours.jobs import end_overdue_activities
from content_models.hours.models import Activity, ServiceRecord
from content_models.hours.states import Proof, RecordState
from tests.support.cast import actor
from tests.support.service_life import ServiceLife
from tests.support.unchanged import nothing_changes


def kept(life: ServiceLife, activity: Activity, *, seen_at: datetime, way: str, paper: bool = False) -> hours.Scan:
    code = codes.paper_code(activity) if paper else codes.code_for(activity, codes.slot_of(seen_at))
    key = codes.scan_key(life.helper.pk, local_day(seen_at))
    signature = codes.sign_scan(
        key, slug=life.community.slug, way=way, activity_id=activity.pk, code=code, seen_at=seen_at
    )
    return hours.Scan(code=code, activity_id=activity.pk, seen_at=seen_at, signature=signature)


def send_in(life: ServiceLife, scan: hours.Scan, *, now: datetime) -> ServiceRecord:
    with life.scope():
        return hours.check_in(actor=actor(life.helper), community=life.community, scan=scan, now=now)


def send_out(life: ServiceLife, scan: hours.Scan, *, now: datetime) -> ServiceRecord:
    with life.scope():
        return hours.check_out(actor=actor(life.helper), community=life.community, scan=scan, now=now)


def test_both_scans_can_arrive_when_the_activity_is_long_over(life):
    activity = life.activity()
    end_overdue_activities(now=life.now + timedelta(hours=5))
    tonight = life.now + timedelta(hours=9)
    seen_at = life.now + timedelta(minutes=70)
    send_in(life, kept(life, activity, seen_at=life.now, way="in"), now=tonight)
    record = send_out(life, kept(life, activity, seen_at=seen_at, way="out"), now=tonight)
    assert (record.state, record.minutes, record.ended_at) == (RecordState.SUBMITTED, 70, seen_at)


def test_the_scan_knows_better_than_the_end_of_the_activity(life):
    activity = life.activity()
    life.come(activity)
    end_overdue_activities(now=life.now + timedelta(hours=5))
    assert _only(life).proof_out == Proof.CLOSED
    scan = kept(life, activity, seen_at=life.now + timedelta(minutes=40), way="out")
    record = send_out(life, scan, now=life.now + timedelta(hours=6))
    assert (record.state, record.minutes, record.proof_out) == (RecordState.SUBMITTED, 40, Proof.LATE_CODE)


def test_but_not_than_somebody_who_has_verified_it(life):
    activity = life.activity()
    life.come(activity)
    end_overdue_activities(now=life.now + timedelta(hours=5))
    life.verify(_only(life))
    scan = kept(life, activity, seen_at=life.now + timedelta(minutes=40), way="out")
    with nothing_changes():
        assert send_out(life, scan, now=life.now + timedelta(hours=6)).minutes == 120


def test_who_came_in_by_a_late_scan_does_not_stay_in_for_ever(life):
    activity = life.activity()
    end_overdue_activities(now=life.now + timedelta(hours=5))
    send_in(life, kept(life, activity, seen_at=life.now, way="in"), now=life.now + timedelta(hours=6))
    end_overdue_activities(now=life.now + timedelta(hours=7))
    assert _only(life).state == RecordState.DRAFT, "her check-out may still be on its way"
    end_overdue_activities(now=life.now + timedelta(hours=9))
    record = _only(life)
    assert (record.state, record.proof_out, record.ended_at) == (RecordState.SUBMITTED, Proof.CLOSED, activity.ends_at)


def _elsewhere(life: ServiceLife, begin: timedelta, end: timedelta) -> None:
    """What she has served since, as it was entered before the scan arrived."""
    life.back_entry(started_at=life.now + begin, ended_at=life.now + end, subject="送饭", now=life.now + end)


def test_a_late_scan_into_time_that_is_taken_names_the_other_record(life):
    activity = life.activity()
    _elsewhere(life, -timedelta(minutes=10), timedelta(hours=1))
    with nothing_changes(), pytest.raises(hours.Overlapping, match="送饭"):
        send_in(life, kept(life, activity, seen_at=life.now, way="in"), now=life.now + timedelta(hours=6))


def test_a_check_in_that_arrives_after_later_service_ends_with_the_activity(life):
    activity = life.activity()
    _elsewhere(life, timedelta(hours=3), timedelta(hours=4))
    record = send_in(life, kept(life, activity, seen_at=life.now, way="in"), now=life.now + timedelta(hours=6))
    assert (record.state, record.proof_out, record.ended_at) == (RecordState.SUBMITTED, Proof.CLOSED, activity.ends_at)
    assert (record.minutes, record.proof_in, record.late_minutes) == (120, Proof.LATE_CODE, 360)


def test_or_when_she_began_elsewhere(life):
    activity = life.activity()
    _elsewhere(life, timedelta(minutes=80), timedelta(hours=4))
    record = send_in(life, kept(life, activity, seen_at=life.now, way="in"), now=life.now + timedelta(hours=6))
    assert (record.minutes, record.proof_out) == (80, Proof.CLOSED)


def test_her_check_out_that_comes_after_it_knows_better(life):
    activity = life.activity()
    _elsewhere(life, timedelta(hours=3), timedelta(hours=4))
    later = life.now + timedelta(hours=6)
    send_in(life, kept(life, activity, seen_at=life.now, way="in"), now=later)
    scan = kept(life, activity, seen_at=life.now + timedelta(minutes=70), way="out")
    record = send_out(life, scan, now=later)
    assert (record.state, record.minutes, record.proof_out) == (RecordState.SUBMITTED, 70, Proof.LATE_CODE)


def test_checked_in_elsewhere_by_now_the_earlier_one_is_kept_too(life):
    activity = life.activity()
    afternoon = life.activity(
        title="晚间值守", starts_at=life.now + timedelta(hours=4), ends_at=life.now + timedelta(hours=6)
    )
    there = life.come(afternoon, at=life.now + timedelta(hours=4))
    record = send_in(life, kept(life, activity, seen_at=life.now, way="in"), now=life.now + timedelta(hours=5))
    assert (record.state, record.minutes) == (RecordState.SUBMITTED, 120)
    assert life.read(there).state == RecordState.DRAFT


def test_with_a_signal_nobody_is_in_two_places(life):
    life.come(life.activity())
    other = life.activity(title="义诊")
    with nothing_changes(), pytest.raises(hours.AlreadyCheckedIn):
        life.come(other, at=life.now + timedelta(minutes=5))


def test_a_paper_code_without_signal_needs_the_phones_signature_too(life):
    activity = life.activity()
    later = life.now + timedelta(minutes=50)
    scan = kept(life, activity, seen_at=life.now, way="in", paper=True)
    unsigned = hours.Scan(code=scan.code, activity_id=activity.pk, seen_at=scan.seen_at)
    with nothing_changes(), pytest.raises(hours.CodeExpired):
        send_in(life, unsigned, now=later)
    record = send_in(life, scan, now=later)
    assert (record.proof_in, record.started_at, record.late_minutes) == (Proof.PAPER, life.now, 50)


def test_a_paper_code_counts_from_its_arrival_whatever_the_phones_clock_says(life):
    activity = life.activity()
    ahead = hours.Scan(code=codes.paper_code(activity), activity_id=activity.pk, seen_at=life.now + timedelta(hours=1))
    assert send_in(life, ahead, now=life.now).started_at == life.now


def test_what_waited_too_long_is_to_be_entered_with_a_reason(life):
    activity = life.activity()
    with nothing_changes(), pytest.raises(hours.ArrivedTooLate) as refusal:
        send_in(life, kept(life, activity, seen_at=life.now, way="in"), now=life.now + timedelta(hours=25))
    assert refusal.value.code == "code_expired"


@pytest.mark.parametrize("seen_at", [datetime.max.replace(tzinfo=UTC), datetime.min.replace(tzinfo=UTC)])
def test_a_phone_whose_clock_is_nonsense_is_refused_in_words(life, seen_at):
    life.activity()
    with nothing_changes(), pytest.raises(hours.UnknownCode):
        send_in(life, hours.Scan(code="AAAABBBB", seen_at=seen_at), now=life.now)


def test_who_slipped_in_while_it_was_being_cancelled_is_let_go(life):
    activity = life.activity()
    record = life.come(activity)
    with life.scope():
        Activity.objects.filter(pk=activity.pk).update(state="cancelled")
    end_overdue_activities(now=life.now + timedelta(hours=30))
    assert life.read(record).state == RecordState.WITHDRAWN


def test_a_scan_signed_before_the_secret_was_changed_still_arrives(life, settings):
    activity = life.activity()
    scan = kept(life, activity, seen_at=life.now, way="in")
    later = life.now + timedelta(hours=5)
    before, settings.SECRET_KEY = settings.SECRET_KEY, "another one"
    with nothing_changes(), pytest.raises(hours.CodeExpired):
        send_in(life, scan, now=later)
    settings.SECRET_KEY_FALLBACKS = [before]
    assert send_in(life, scan, now=later).started_at == life.now


def _only(life: ServiceLife) -> ServiceRecord:
    with life.scope():
        return ServiceRecord.objects.get()
