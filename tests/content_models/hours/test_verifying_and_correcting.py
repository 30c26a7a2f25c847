"""Verified minutes count for ever and bring points; a wrong record is corrected, and both stay to be seen."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest

from content_models.common.clock import local_day
from content_models.common.errors import Conflict, IllegalMove, Invalid, Missing
from content_models.hours import actions as hours
from content_models.hours.signs import signs_of
from content_models.hours.states import RecordState
from content_models.hours.summary import summarise
from content_models.ledger.audit import audit_ledger
from content_models.people.actions import ReasonMissing
from content_models.people.models import Notice
from tests.support.cast import actor
from tests.support.unchanged import nothing_changes


def test_points_follow_from_minutes_rate_and_weight(life):
    life.place.post.points_weight = 150
    life.place.post.save()
    activity = life.activity(post_id=life.place.post.pk)
    life.come(activity)
    record = life.verify(life.leave(activity, at=life.now + timedelta(minutes=50)))
    assert (record.points, life.balance(life.cast.bo)) == (12, 12)  # 50 × 10 × 1.5 / 60 = 12.5
    assert Notice.objects.filter(user=life.cast.bo, kind="service_verified").count() == 1


def test_minutes_stay_when_points_are_spent(life):
    record = life.verify(life.served())
    life.redeem(life.reward(price=10))
    assert life.balance(life.cast.bo) == 0
    assert summarise(life.cast.bo.pk).minutes_verified == record.minutes == 60


def test_a_rate_holds_from_its_day_on(life):
    with life.scope():
        hours.set_rate(
            actor=actor(life.cast.ada),
            community=life.community,
            starts_on=local_day(life.now) + timedelta(days=3),
            points_per_hour=99,
            now=life.now,
        )
        with nothing_changes(), pytest.raises(hours.RateInThePast):
            hours.set_rate(
                actor=actor(life.cast.ada),
                community=life.community,
                starts_on=local_day(life.now) - timedelta(days=3),
                points_per_hour=99,
                now=life.now,
            )
        with nothing_changes(), pytest.raises(hours.NotYours):
            hours.set_rate(
                actor=actor(life.cast.wu),
                community=life.community,
                starts_on=local_day(life.now),
                points_per_hour=99,
                now=life.now,
            )
    assert life.verify(life.served()).points == 10


def test_verifying_twice_gives_points_once(life):
    record = life.served()
    life.verify(record)
    with nothing_changes(), pytest.raises(IllegalMove):
        life.verify(record, life.cast.ada)


def test_a_volunteer_or_the_neighbours_worker_verifies_nothing(life):
    record = life.served()
    for person in (life.cast.bea, life.cast.oskar, life.cast.anna):
        with nothing_changes(), pytest.raises(Missing):
            life.verify(record, person)
    with nothing_changes(), pytest.raises(hours.SelfVerification):
        life.verify(record, life.cast.bo)


def test_a_refusal_needs_a_reason_that_the_person_reads(life):
    record = life.served()
    with life.scope():
        refused = hours.reject_record(
            record_id=record.pk, actor=actor(life.cast.wu), reason="当时没看到您", now=life.now
        )
    assert (refused.state, refused.answer) == (RecordState.REJECTED, "当时没看到您")
    assert json.loads(Notice.objects.get(user=life.cast.bo).words)["reason"] == "当时没看到您"


def test_many_at_once_one_that_is_refused_holds_up_no_other(life):
    good, own = life.served(), life.back_entry(life.cast.wu, person_id=life.cast.bea.pk)
    with life.scope():
        outcomes = hours.verify_many(record_ids=[own.pk, good.pk], actor=actor(life.cast.wu), now=life.now)
    assert [outcome.refusal and outcome.refusal.code for outcome in outcomes] == ["entered_by_you", None]
    assert life.read(good).state == RecordState.VERIFIED


def test_a_wrong_record_is_reversed_and_another_one_stands_for_it(life):
    record = life.verify(life.served())
    with life.scope():
        old, new = hours.correct_record(
            record_id=record.pk,
            actor=actor(life.cast.wu),
            reason="只来了半小时",
            replacement=hours.Replacement(record.started_at, record.started_at + timedelta(minutes=30)),
            now=life.now + timedelta(hours=4),
        )
    assert (old.state, new.state, new.corrects_id) == (RecordState.CORRECTED, RecordState.SUBMITTED, old.pk)
    assert life.balance(life.cast.bo) == 0
    with nothing_changes(), pytest.raises(hours.EnteredByYou):
        life.verify(new, life.cast.wu)
    life.verify(new, life.cast.ada)
    assert (life.balance(life.cast.bo), summarise(life.cast.bo.pk).minutes_verified) == (5, 30)
    assert audit_ledger().is_sound


def test_points_spent_of_a_wrong_record_are_not_asked_for_again(life):
    record = life.verify(life.served())
    life.redeem(life.reward(price=8))
    with life.scope():
        hours.correct_record(record_id=record.pk, actor=actor(life.cast.wu), reason="没来", now=life.now)
    assert life.balance(life.cast.bo) == 0
    assert audit_ledger().is_sound


def test_what_speaks_against_a_record_is_said_in_words_and_nothing_more(life):
    entries = [
        life.back_entry(started_at=life.now - timedelta(hours=start), ended_at=life.now - timedelta(hours=start - 1))
        for start in (12, 9, 3)
    ]
    with life.scope():
        signs = signs_of([life.read(one) for one in entries], actor=actor(life.cast.wu), now=life.now)
    said = {sign.code for one in signs.values() for sign in one}
    assert {"burst_of_back_entries", "at_night"} <= said
    assert all(sign.text and "%(" not in sign.text for one in signs.values() for sign in one)
    assert life.read(entries[0]).state == RecordState.SUBMITTED, "the machine never decides"


def test_signs_cost_the_same_queries_for_one_and_for_many(life, django_assert_max_num_queries):
    records = [
        life.back_entry(started_at=life.now - timedelta(hours=start), ended_at=life.now - timedelta(hours=start - 1))
        for start in range(2, 12)
    ]
    with life.scope():
        read, wu = [life.read(one) for one in records], actor(life.cast.wu)
        with django_assert_max_num_queries(3):
            signs_of(read, actor=wu, now=life.now)


def test_a_certificate_says_what_was_verified(life):
    life.verify(life.served())
    day = local_day(life.now)
    with life.scope():
        made = hours.issue_certificate(
            actor=actor(life.cast.bo), community=life.community, first_day=day, last_day=day, now=life.now
        )
        assert (made.minutes, made.records) == (60, 1)
        with nothing_changes(), pytest.raises(hours.NoRecords):
            hours.issue_certificate(
                actor=actor(life.cast.bea), community=life.community, first_day=day, last_day=day, now=life.now
            )
        with nothing_changes(), pytest.raises(hours.BadPeriod):
            hours.issue_certificate(
                actor=actor(life.cast.bo),
                community=life.community,
                first_day=day,
                last_day=day - timedelta(days=1),
                now=life.now,
            )


def test_the_answers_to_many_come_in_the_order_that_was_asked(life):
    records = [life.back_entry(life.cast.wu, person_id=one.pk) for one in (life.cast.bo, life.cast.bea, life.cast.chen)]
    asked = [records[2].pk, records[0].pk, records[1].pk, records[0].pk]
    with life.scope():
        with nothing_changes():
            outcomes = hours.verify_many(record_ids=asked, actor=actor(life.cast.wu), now=life.now)
        assert [outcome.record_id for outcome in outcomes] == asked[:3]
        with nothing_changes(), pytest.raises(ReasonMissing):
            hours.reject_many(record_ids=asked, actor=actor(life.cast.ada), reason=" ", now=life.now)


def test_a_record_is_corrected_by_who_may_and_once(life):
    record = life.verify(life.served())

    def correct(by, **changes):
        values = {
            "record_id": record.pk,
            "actor": actor(by),
            "reason": "没来",
            "now": life.now + timedelta(hours=4),
            **changes,
        }
        with life.scope():
            return hours.correct_record(**values)

    for by, refusal in ((life.cast.bo, hours.SelfVerification), (life.cast.bea, Missing), (life.cast.oskar, Missing)):
        with nothing_changes(), pytest.raises(refusal):
            correct(by)
    with nothing_changes(), pytest.raises(ReasonMissing):
        correct(life.cast.wu, reason="  ")
    begin = record.started_at
    for right, error in (
        (hours.Replacement(begin, begin), hours.EndsBeforeStart),
        (hours.Replacement(begin, begin + timedelta(hours=30)), hours.InFuture),
        (hours.Replacement(begin, begin + timedelta(hours=1), minutes=61), hours.MinutesInvalid),
        (hours.Replacement(begin - timedelta(days=400), begin - timedelta(days=399)), hours.TooLongAgo),
        (hours.Replacement(begin - timedelta(hours=17), begin), hours.OverDayLimit),
    ):
        with nothing_changes(), pytest.raises(error):
            correct(life.cast.wu, replacement=right)
    correct(life.cast.wu)
    with nothing_changes(), pytest.raises(IllegalMove):
        correct(life.cast.wu)


def test_a_certificate_with_a_corrected_record_holds_no_more(life):
    record = life.verify(life.served())
    day = local_day(life.now)

    def issue(first, last):
        with life.scope():
            return hours.issue_certificate(
                actor=actor(life.cast.bo),
                community=life.community,
                first_day=first,
                last_day=last,
                now=life.now + timedelta(hours=4),
            )

    life.verify(
        life.back_entry(started_at=life.now - timedelta(days=3), ended_at=life.now - timedelta(days=3, hours=-1))
    )
    with_it = issue(day, day)
    with life.scope():
        hours.correct_record(record_id=record.pk, actor=actor(life.cast.wu), reason="没来", now=life.now)
        with_it.refresh_from_db()
        assert with_it.revoked_at is not None
        with nothing_changes(), pytest.raises(Conflict):
            hours.revoke_certificate(certificate=with_it, actor=actor(life.cast.bo), now=life.now)
    with nothing_changes(), pytest.raises(hours.NoRecords):
        issue(day, day)


def test_a_certificate_names_no_days_that_have_not_been(life):
    life.verify(life.served())
    with life.scope():
        made = hours.issue_certificate(
            actor=actor(life.cast.bo),
            community=life.community,
            first_day=date.min,
            last_day=date.max,
            now=life.now,
        )
        assert (made.first_day.year, made.last_day) == (2000, local_day(life.now))
        with nothing_changes(), pytest.raises(hours.NoRecords):
            hours.issue_certificate(
                actor=actor(life.cast.bo),
                community=life.community,
                first_day=date.max,
                last_day=date.max,
                now=life.now,
            )


def test_only_what_is_a_rule_is_changed_by_who_administers(life):
    with life.scope():
        with nothing_changes(), pytest.raises(hours.NotYours):
            hours.change_settings(actor=actor(life.cast.wu), community=life.community, grade_c_earns=True)
        with nothing_changes(), pytest.raises(Invalid):
            hours.change_settings(actor=actor(life.cast.ada), community=life.community, day_limit_minutes=1441)
        with nothing_changes(), pytest.raises(TypeError):
            hours.change_settings(
                actor=actor(life.cast.ada), community=life.community, community_id=life.cast.oak.community.pk
            )
        for points in (-1, 1001):
            with nothing_changes(), pytest.raises(Invalid):
                hours.set_rate(
                    actor=actor(life.cast.ada),
                    community=life.community,
                    starts_on=local_day(life.now),
                    points_per_hour=points,
                    now=life.now,
                )
