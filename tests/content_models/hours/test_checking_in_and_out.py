"""Checking in by a code that changes, by paper, by hand, and without a signal."""

from __future__ import annotations

from datetime import timedelta

import pytest

from content_models.common.clock import local_day
from content_models.common.errors import TooMany
from content_models.hours import actions as hours
from content_models.hours import codes
from content_models.hours.jobs import end_overdue_activities
from content_models.hours.models import ServiceRecord
from content_models.hours.states import Grade, Proof, RecordState
from tests.support.cast import actor
from tests.support.service_life import ServiceLife
from tests.support.unchanged import nothing_changes


def check_in(life: ServiceLife, scan: hours.Scan, by=None, now=None):
    with life.scope():
        return hours.check_in(actor=actor(by or life.helper), community=life.community, scan=scan, now=now or life.now)


def signed(life: ServiceLife, activity, *, seen_at, way="in", by=None, day=None):
    code = codes.code_for(activity, codes.slot_of(seen_at))
    key = codes.scan_key((by or life.helper).pk, day or local_day(seen_at))
    signature = codes.sign_scan(
        key, slug=life.community.slug, way=way, activity_id=activity.pk, code=code, seen_at=seen_at
    )
    return hours.Scan(code=code, activity_id=activity.pk, seen_at=seen_at, signature=signature)


def test_who_checks_in_and_out_has_served_in_between(life):
    activity = life.activity()
    begun = life.come(activity)
    assert (begun.state, begun.minutes) == (RecordState.DRAFT, None)
    done = life.leave(activity, at=life.now + timedelta(minutes=95))
    assert (done.state, done.minutes, done.grade) == (RecordState.SUBMITTED, 95, Grade.A)
    assert (done.proof_in, done.proof_out) == (Proof.CODE, Proof.CODE)


def test_scanning_twice_is_scanning_once(life):
    activity = life.activity()
    first = life.come(activity)
    assert life.come(activity, at=life.now + timedelta(minutes=1)).pk == first.pk
    left = life.leave(activity)
    assert life.leave(activity).minutes == left.minutes
    with life.scope():
        assert ServiceRecord.objects.count() == 1


def test_eight_characters_are_enough_however_they_are_typed(life):
    activity = life.activity()
    code = codes.code_for(activity, codes.slot_of(life.now))
    typed = f" {code[:4].lower()}-{code[4:].lower()} "
    assert check_in(life, hours.Scan(code=typed)).activity_id == activity.pk


def test_the_whole_text_of_the_qr_works_too(life):
    activity = life.activity()
    assert check_in(life, hours.Scan(code=codes.qr_text(activity, codes.slot_of(life.now)))).activity_id == activity.pk


def test_an_old_code_is_refused(life):
    activity = life.activity()
    old = codes.slot_of(life.now) - 10
    with nothing_changes(), pytest.raises(hours.CodeExpired):
        check_in(life, hours.Scan(code=codes.code_for(activity, old), activity_id=activity.pk, slot=old))


@pytest.mark.parametrize("code", ["", "AAAABBBB", "nonsense", "LINLI:A:x", "12345678901"])
def test_a_wrong_code_is_refused(life, code):
    life.activity()
    with nothing_changes(), pytest.raises(hours.UnknownCode):
        check_in(life, hours.Scan(code=code))


def test_a_code_of_another_community_is_answered_like_a_wrong_one(life):
    there = ServiceLife(life.cast, life.cast.oak).activity()
    with nothing_changes(), pytest.raises(hours.UnknownCode):
        check_in(life, hours.Scan(code=codes.qr_text(there, codes.slot_of(life.now))))


def test_guessing_codes_ends_soon(life):
    life.activity()
    for _guess in range(10):
        with pytest.raises(hours.UnknownCode):
            check_in(life, hours.Scan(code="AAAABBBB"))
    with pytest.raises(TooMany):
        check_in(life, hours.Scan(code="AAAABBBB"))


def test_a_scan_without_signal_is_accepted_later_with_its_own_time(life):
    activity = life.activity()
    seen_at = life.now + timedelta(minutes=3)
    record = check_in(life, signed(life, activity, seen_at=seen_at), now=life.now + timedelta(hours=4))
    assert record.proof_in == Proof.LATE_CODE
    assert (record.started_at, record.late_minutes) == (seen_at, 237)


def test_an_old_code_without_this_persons_signature_opens_nothing(life):
    activity, seen_at = life.activity(), life.now + timedelta(minutes=3)
    later = life.now + timedelta(hours=4)
    good = signed(life, activity, seen_at=seen_at)
    somebody_elses = signed(life, activity, seen_at=seen_at, by=life.cast.bea)
    for_leaving = signed(life, activity, seen_at=seen_at, way="out")
    for signature in ("", "0" * 64, somebody_elses.signature, for_leaving.signature):
        scan = hours.Scan(code=good.code, activity_id=activity.pk, seen_at=seen_at, signature=signature)
        with nothing_changes(), pytest.raises(hours.CodeExpired):
            check_in(life, scan, now=later)


def test_a_scan_that_comes_too_late_is_refused(life):
    activity = life.activity()
    with nothing_changes(), pytest.raises(hours.CodeExpired):
        check_in(life, signed(life, activity, seen_at=life.now), now=life.now + timedelta(hours=25))


def test_the_code_on_paper_counts_only_with_the_word_of_who_was_in_charge(life):
    activity = life.activity(area_id=life.place.building_1.pk)
    scan = hours.Scan(code=codes.paper_code(activity))
    check_in(life, scan)
    with life.scope():
        record = hours.check_out(
            actor=actor(life.helper), community=life.community, scan=scan, now=life.now + timedelta(hours=1)
        )
    assert record.proof_out == Proof.PAPER
    assert life.verify(record, life.cast.chen).state == RecordState.VERIFIED, "the chief of the building was there"


def test_who_is_in_charge_checks_somebody_in_and_out_by_hand(life):
    activity, bea = life.activity(), life.cast.bea
    with life.scope():
        hours.check_in_person(activity_id=activity.pk, person_id=bea.pk, actor=actor(life.cast.wu), now=life.now)
        record = hours.check_out_person(
            activity_id=activity.pk,
            person_id=bea.pk,
            actor=actor(life.cast.wu),
            now=life.now + timedelta(hours=1),
        )
    assert (record.proof_in, record.minutes, record.entered_by) == (Proof.CHIEF, 60, life.cast.wu)
    with nothing_changes(), pytest.raises(hours.EnteredByYou):
        life.verify(record, life.cast.wu)


def test_only_who_is_in_charge_does_that_and_only_for_people_of_the_community(life):
    activity = life.activity()
    with life.scope():
        with nothing_changes(), pytest.raises(hours.NotInCharge):
            hours.check_in_person(
                activity_id=activity.pk, person_id=life.cast.bea.pk, actor=actor(life.cast.bo), now=life.now
            )
        for stranger in (life.cast.nia, life.cast.anna, life.cast.vera):
            with nothing_changes(), pytest.raises(hours.NotAPerson):
                hours.check_in_person(
                    activity_id=activity.pk, person_id=stranger.pk, actor=actor(life.cast.wu), now=life.now
                )


def test_nobody_is_checked_in_at_two_places(life):
    life.come(life.activity())
    other = life.activity(title="夜巡")
    with nothing_changes(), pytest.raises(hours.AlreadyCheckedIn):
        life.come(other, at=life.now + timedelta(minutes=5))


def test_before_and_after_the_activity_nobody_checks_in(life):
    activity = life.activity()
    for moment in (life.now - timedelta(hours=2), life.now + timedelta(hours=3)):
        with nothing_changes(), pytest.raises(hours.ActivityOver):
            life.come(activity, at=moment)


def test_without_checking_in_nobody_checks_out(life):
    activity = life.activity()
    with nothing_changes(), pytest.raises(hours.NotCheckedIn):
        life.leave(activity)


def test_who_forgets_to_check_out_is_out_when_it_ends(life):
    activity = life.activity()
    life.come(activity)
    end_overdue_activities(now=life.now + timedelta(hours=5))
    with life.scope():
        record = ServiceRecord.objects.get()
    assert (record.state, record.minutes, record.proof_out) == (RecordState.SUBMITTED, 120, Proof.CLOSED)
    assert record.ended_at == activity.ends_at


def test_residents_who_do_not_help_here_are_told_how_to(life):
    activity = life.activity()
    with nothing_changes(), pytest.raises(hours.NotAVolunteer):
        check_in(life, life.scan(activity, life.now), by=life.cast.anna)
