"""Back-entered hours: a reason, two other people's word, grade C for ever; and what the clock forbids."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from content_models.hours import actions as hours
from content_models.hours.models import ServiceRecord
from content_models.hours.states import Grade, RecordState
from content_models.people.actions import ReasonMissing
from tests.support.cast import actor
from tests.support.service_life import ServiceLife
from tests.support.unchanged import nothing_changes


def test_it_takes_two_others_word(life):
    record = life.back_entry()
    assert (record.state, record.grade) == (RecordState.SUBMITTED, Grade.C)
    assert life.verify(record, life.cast.wu).state == RecordState.SUBMITTED
    with nothing_changes(), pytest.raises(hours.AlreadyConfirmed):
        life.verify(record, life.cast.wu)
    assert life.verify(record, life.cast.ada).state == RecordState.VERIFIED
    assert life.read(record).grade == Grade.C


def test_back_entered_hours_bring_points_only_where_the_community_says_so(life):
    with life.scope():
        hours.change_settings(actor=actor(life.cast.ada), community=life.community, grade_c_earns=True)
    record = life.back_entry()
    life.verify(record, life.cast.wu)
    assert life.balance(life.cast.bo) == 0
    life.verify(record, life.cast.ada)
    assert life.balance(life.cast.bo) == 10


def test_neither_the_person_nor_who_wrote_it_down_confirms(life):
    own = life.back_entry()
    with nothing_changes(), pytest.raises(hours.SelfVerification):
        life.verify(own, life.cast.bo)
    written = life.back_entry(life.cast.wu, person_id=life.cast.bea.pk)
    with nothing_changes(), pytest.raises(hours.EnteredByYou):
        life.verify(written, life.cast.wu)


def test_the_database_itself_holds_that_the_verifier_is_somebody_else(life):
    record = life.back_entry()
    with life.scope(), pytest.raises(DatabaseError), transaction.atomic():
        ServiceRecord.objects.filter(pk=record.pk).update(verified_by=life.cast.bo)


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"minutes": 0}, hours.MinutesInvalid),
        ({"minutes": 61}, hours.MinutesInvalid),
        ({"reason": " "}, ReasonMissing),
    ],
)
def test_what_does_not_fit_is_refused(life, changes, refusal):
    with nothing_changes(), pytest.raises(refusal):
        life.back_entry(**changes)


def test_the_end_comes_after_the_beginning_and_not_in_the_future(life):
    with nothing_changes(), pytest.raises(hours.EndsBeforeStart):
        life.back_entry(ended_at=life.now - timedelta(hours=6))
    with nothing_changes(), pytest.raises(hours.InFuture):
        life.back_entry(started_at=life.now, ended_at=life.now + timedelta(hours=1))
    with nothing_changes(), pytest.raises(hours.TooLongAgo):
        life.back_entry(started_at=life.now - timedelta(days=61), ended_at=life.now - timedelta(days=61, hours=-1))


def test_more_than_the_days_limit_is_refused(life):
    with life.scope():
        hours.change_settings(actor=actor(life.cast.ada), community=life.community, day_limit_minutes=90)
    life.back_entry()
    with nothing_changes(), pytest.raises(hours.OverDayLimit) as refusal:
        life.back_entry(started_at=life.now - timedelta(hours=3), ended_at=life.now - timedelta(hours=2))
    assert refusal.value.words == {"minutes": 120, "limit": 90}


def test_overlapping_hours_are_refused_and_the_other_record_is_named(life):
    life.back_entry()
    with nothing_changes(), pytest.raises(hours.Overlapping) as refusal:
        life.back_entry(started_at=life.now - timedelta(hours=4, minutes=30), ended_at=life.now - timedelta(hours=3))
    assert "帮邻居修水管" in str(refusal.value)


def test_hours_side_by_side_do_not_overlap(life):
    life.back_entry()
    life.back_entry(started_at=life.now - timedelta(hours=4), ended_at=life.now - timedelta(hours=3))
    with life.scope():
        assert ServiceRecord.objects.count() == 2


def test_hours_in_another_community_overlap_too_but_stay_unnamed(life):
    oak = ServiceLife(life.cast, life.cast.oak)
    oak.back_entry(life.cast.nia)
    from content_models.people.actions import grant_role
    from content_models.people.roles import Role

    with life.scope():
        grant_role(user=life.cast.nia, role=Role.VOLUNTEER, area=life.community.area, by=None, now=life.now)
    with nothing_changes(), pytest.raises(hours.Overlapping) as refusal:
        life.back_entry(life.cast.nia)
    assert "帮邻居修水管" not in str(refusal.value)


def test_the_database_itself_refuses_an_overlap(life):
    record = life.back_entry()
    other = life.back_entry(started_at=life.now - timedelta(hours=2), ended_at=life.now - timedelta(hours=1))
    with life.scope(), pytest.raises(DatabaseError, match="overlap"), transaction.atomic():
        ServiceRecord.objects.filter(pk=other.pk).update(started_at=record.started_at)


def test_what_was_taken_back_takes_no_time(life):
    record = life.back_entry()
    with life.scope():
        hours.withdraw_record(record_id=record.pk, actor=actor(life.cast.bo), now=life.now)
    assert life.back_entry().state == RecordState.SUBMITTED
