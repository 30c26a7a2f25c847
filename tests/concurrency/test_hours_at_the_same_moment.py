"""One person, or one activity, from many phones at once, on a real PostgreSQL; each guard with a twin that lacks it.

(Overlapping entries and two who verify are in test_points_at_the_same_moment.py.)
"""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import UUID

import pytest
from django.db import connection, transaction
from django_fsm import ConcurrentTransitionMixin
from django_scopes import scope

from content_models.hours import actions as hours
from content_models.hours.actions import attending, deciding, splitting
from content_models.hours.jobs import end_overdue_activities
from content_models.hours.models import Activity, PersonClock, Seat, ServiceRecord
from content_models.hours.states import ActivityState, RecordState
from content_models.hours.triggers import NO_OVERLAP
from content_models.ledger.audit import audit_ledger
from tests.concurrency.crowd import all_at_once
from tests.support.cast import Cast, actor, make_cast, make_person
from tests.support.service_life import ServiceLife
from tests.support.wish_life import WishLife

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("pg_only")]


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.fixture
def life(cast: Cast) -> ServiceLife:
    made = ServiceLife(cast)
    made.rate(10)
    return made


def _there(life: ServiceLife, action: Callable[..., object], **words: Any) -> Callable[[], object]:
    """An attempt that opens its own scope: it runs in a thread of its own."""

    def attempt() -> object:
        with scope(community=life.community):
            return action(now=life.now, **words)

    return attempt


def _check_in(life: ServiceLife, activity: Activity) -> Callable[[], object]:
    scan = life.scan(activity, life.now)
    return _there(life, hours.check_in, actor=actor(life.cast.bo), community=life.community, scan=scan)


def test_fifty_check_ins_of_one_person_are_one(life: ServiceLife) -> None:
    activity = life.activity()
    results = all_at_once([_check_in(life, activity) for _send in range(50)])
    assert results == {"ok": 50}, "a scan that is sent again is the same check-in"
    with life.scope():
        assert ServiceRecord.objects.count() == 1


def test_of_two_places_at_once_a_person_is_checked_in_at_one(life: ServiceLife) -> None:
    places = [life.activity(title=f"值岗{number}") for number in range(10)]
    results = all_at_once([_check_in(life, activity) for activity in places])
    assert results == {"ok": 1, "already_checked_in": 9}
    with life.scope():
        assert ServiceRecord.objects.occupying().count() == 1


def test_without_clock_trigger_and_constraint_she_is_at_several(life: ServiceLife, monkeypatch: Any) -> None:
    """The twin."""
    places = [life.activity(title=f"值岗{number}") for number in range(10)]
    PersonClock.objects.create(person=life.cast.bo)  # making its row would let one wait for the other
    monkeypatch.setattr(attending, "move_clock_on", lambda _person, _revision: time.sleep(0.1))
    one_place = next(one for one in ServiceRecord._meta.constraints if one.name == "checked_in_at_one_place")
    NO_OVERLAP.remove(connection)
    with connection.schema_editor() as editor:
        editor.remove_constraint(ServiceRecord, one_place)
    try:
        all_at_once([_check_in(life, activity) for activity in places])
        with life.scope():
            assert ServiceRecord.objects.occupying().count() > 1
    finally:
        with life.scope():
            ServiceRecord.objects.all().delete()
        with connection.schema_editor() as editor:
            editor.add_constraint(ServiceRecord, one_place)
        NO_OVERLAP.build(connection)


def test_checking_in_here_and_entering_hours_there_do_not_meet(life: ServiceLife) -> None:
    activity = life.activity()
    entry = hours.BackEntry(
        started_at=life.now - timedelta(minutes=50),
        ended_at=life.now + timedelta(minutes=4),
        subject="修水管",
        reason="手机没电",
    )
    enter = _there(life, hours.back_enter, actor=actor(life.cast.bo), community=life.community, entry=entry)
    results = all_at_once([*[_check_in(life, activity)] * 6, *[enter] * 6])
    assert set(results) <= {"ok", "overlapping"}
    with life.scope():
        assert ServiceRecord.objects.occupying().count() == 1


def test_thirty_want_three_seats(life: ServiceLife) -> None:
    activity = life.activity(wanted=3)
    people = [life.cast.bo, life.cast.bea, life.cast.chen]
    people += [make_person(f"P{number}", 2000 + number) for number in range(12)]
    with life.scope():
        from content_models.people.actions import grant_role
        from content_models.people.roles import Role

        for person in people[3:]:
            grant_role(user=person, role=Role.VOLUNTEER, area=life.community.area, by=None, now=life.now)
    results = all_at_once(
        [_there(life, hours.take_seat, activity_id=activity.pk, actor=actor(person)) for person in people * 2]
    )
    assert results["ok"] in (3, 4, 5, 6), "each of the three may have said it twice"
    assert results["ok"] + results["activity_full"] == 30
    with life.scope():
        assert Seat.objects.count() == Activity.objects.get().seats_taken == 3


def test_who_checks_in_while_it_ends_is_not_left_inside(life: ServiceLife) -> None:
    for number in range(5):
        activity = life.activity(title=f"清洁{number}")
        end = _there(life, hours.end_activity, activity_id=activity.pk, actor=actor(life.cast.wu))
        results = all_at_once([end, *[_check_in(life, activity)] * 3])
        # Who comes a blink after she was checked out reads that she has been here.
        assert set(results) <= {"ok", "activity_over", "already_checked_in", "overlapping"}
        end_overdue_activities(now=life.now + timedelta(hours=40))
        with life.scope():
            assert Activity.objects.get(pk=activity.pk).state == ActivityState.ENDED
            assert not ServiceRecord.objects.filter(state=RecordState.DRAFT).exists()
            for record in ServiceRecord.objects.filter(state=RecordState.SUBMITTED):
                hours.reject_record(record_id=record.pk, actor=actor(life.cast.wu), reason="试", now=life.now)


def test_one_check_out_from_ten_phones_is_one(life: ServiceLife) -> None:
    activity = life.activity()
    life.come(activity, at=life.now - timedelta(minutes=20))
    leave = _there(
        life,
        hours.check_out,
        actor=actor(life.cast.bo),
        community=life.community,
        scan=life.scan(activity, life.now),
    )
    assert all_at_once([leave] * 10) == {"ok": 10}
    with life.scope():
        assert ServiceRecord.objects.get().minutes == 20


def test_taking_back_and_verifying_at_once_is_one_of_the_two(life: ServiceLife) -> None:
    for number in range(6):
        record = life.back_entry(
            started_at=life.now - timedelta(hours=number + 2), ended_at=life.now - timedelta(hours=number + 1)
        )
        life.verify(record, life.cast.ada)
        words = {"record_id": record.pk}
        results = all_at_once(
            [
                _there(life, hours.withdraw_record, actor=actor(life.cast.bo), **words),
                _there(life, hours.verify_record, actor=actor(life.cast.wu), **words),
            ]
        )
        assert results == {"ok": 1, "wrong_state": 1}


def _served_by_two(life: ServiceLife) -> list[ServiceRecord]:
    """Six records: Bo's and Bea's in turn."""
    records = []
    for number in reversed(range(3)):
        activity = life.activity(title=f"清洁{number}", starts_at=life.now - timedelta(hours=2 * number))
        for person in (life.cast.bo, life.cast.bea):
            life.come(activity, person, at=activity.starts_at)
            records.append(life.leave(activity, person, at=activity.starts_at + timedelta(hours=1)))
    return records


def _verify_in_one_transaction(life: ServiceLife, records: list[ServiceRecord], by: Any) -> Callable[[], object]:
    """As the API does it: all of them and the kept answer together."""

    def attempt() -> object:
        with scope(community=life.community), transaction.atomic():
            return hours.verify_many(record_ids=[one.pk for one in records], actor=actor(by), now=life.now)

    return attempt


def test_two_who_verify_the_same_pile_from_both_ends_do_not_wait_for_each_other(life: ServiceLife) -> None:
    records = _served_by_two(life)
    results = all_at_once(
        [
            _verify_in_one_transaction(life, records, life.cast.wu),
            _verify_in_one_transaction(life, records[::-1], life.cast.ada),
            _verify_in_one_transaction(life, records[1::2] + records[::2], life.cast.dai),
        ]
    )
    assert results == {"ok": 3}
    assert [life.read(one).state for one in records] == [RecordState.VERIFIED] * 6
    assert (life.balance(life.cast.bo), life.balance(life.cast.bea)) == (30, 30)
    assert audit_ledger().is_sound


def test_without_the_condition_on_the_state_both_verify(life: ServiceLife, monkeypatch: Any) -> None:
    """The twin of "points are given once": then the known id of the earning is what still holds them together."""
    record = life.served()
    monkeypatch.setattr(
        ServiceRecord, "_do_update", super(ConcurrentTransitionMixin, ServiceRecord)._do_update, raising=False
    )
    monkeypatch.setattr(deciding, "hold_minutes", lambda _record: None)  # it would make the second wait for the first
    slow = deciding.settings_of
    monkeypatch.setattr(deciding, "settings_of", lambda community_id: (time.sleep(0.2), slow(community_id))[1])
    attempt = partial(hours.verify_record, record_id=record.pk)
    results = all_at_once([_there(life, attempt, actor=actor(one)) for one in (life.cast.wu, life.cast.ada)])
    assert results["ok"] == 2
    assert life.balance(life.cast.bo) == 10


def _fulfilled(life: ServiceLife) -> tuple[UUID, UUID]:
    """A wish that Bo says took 25 minutes; its id and the record's."""
    wishes = WishLife(life.cast)
    wishes.now = life.now
    wish_id = wishes.opened()
    wishes.claim(wish_id)
    with life.scope():
        hours.fulfil_claim(
            wish_id=wish_id, actor=actor(life.cast.bo), note="换了灯", served=hours.Served(minutes=25), now=life.now
        )
        return wish_id, ServiceRecord.objects.get(wish_id=wish_id).pk


def _confirm_what_was_seen_while_he_says_more(life: ServiceLife, wish_id: UUID, record_id: UUID) -> Counter[str]:
    more = hours.Served(minutes=60)
    return all_at_once(
        [
            _there(life, hours.confirm_wish, wish_id=wish_id, actor=actor(life.cast.anna), seen={record_id: 25}),
            _there(life, hours.state_minutes, record_id=record_id, actor=actor(life.cast.bo), served=more),
        ]
    )


def test_the_resident_agrees_to_what_she_saw_or_to_nothing(life: ServiceLife) -> None:
    for _round in range(4):
        wish_id, record_id = _fulfilled(life)
        results = _confirm_what_was_seen_while_he_says_more(life, wish_id, record_id)
        assert results["ok"] == 1
        with life.scope():
            record = ServiceRecord.objects.get(pk=record_id)
            if results["minutes_changed"]:
                assert (record.state, record.minutes) == (RecordState.DRAFT, 60)
            else:
                assert (record.state, record.minutes) == (RecordState.VERIFIED, 25)
            ServiceRecord.objects.filter(pk=record_id).delete()  # the next round takes the same time of his


def test_without_holding_the_minutes_she_agrees_to_others(life: ServiceLife, monkeypatch: Any) -> None:
    """The twin: a look at the figures, and then a write that does not ask for them again."""
    wish_id, record_id = _fulfilled(life)
    looked, changed = threading.Event(), threading.Event()
    monkeypatch.setattr(splitting, "hold_minutes", lambda _record: (looked.set(), changed.wait(10)))
    monkeypatch.setattr(deciding, "hold_minutes", lambda _record: None)
    more = hours.Served(minutes=60)
    say = _there(life, hours.state_minutes, record_id=record_id, actor=actor(life.cast.bo), served=more)
    results = all_at_once(
        [
            _there(life, hours.confirm_wish, wish_id=wish_id, actor=actor(life.cast.anna), seen={record_id: 25}),
            lambda: (looked.wait(10), say(), changed.set()),
        ]
    )
    assert results == {"ok": 2}
    with life.scope():
        record = ServiceRecord.objects.get(pk=record_id)
    assert (record.state, record.minutes) == (RecordState.VERIFIED, 60), "she saw 25"
