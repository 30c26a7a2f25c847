"""A confirmed wish brings its hours along: stated by the helpers, agreed to by the resident."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from content_models.common.errors import Missing
from content_models.hours import actions as hours
from content_models.hours.jobs import drop_minutes_of_given_back, remind_of_minutes
from content_models.hours.models import ServiceRecord
from content_models.hours.policy import allowed_actions
from content_models.hours.states import Grade, RecordState
from content_models.people.models import Notice
from tests.support.cast import actor
from tests.support.queue import run_queue
from tests.support.unchanged import nothing_changes
from tests.support.wish_life import WishLife


@pytest.fixture
def wishes(cast, life) -> WishLife:
    made = WishLife(cast)
    made.now = life.now
    return made


def fulfil(life, wish_id, by, minutes=None, now=None):
    with life.scope():
        return hours.fulfil_claim(
            wish_id=wish_id,
            actor=actor(by),
            note="换了灯",
            served=hours.Served(minutes=minutes) if minutes else None,
            now=now or life.now,
        )


def confirm(life, wish_id, **changes):
    with life.scope():
        return hours.confirm_wish(wish_id=wish_id, actor=actor(life.cast.anna), now=life.now, **changes)


def record_of(life, person) -> ServiceRecord:
    with life.scope():
        return ServiceRecord.objects.get(person=person)


def test_the_residents_yes_verifies_the_minutes_and_points_follow(life, wishes):
    wish_id = wishes.opened()
    wishes.claim(wish_id)
    fulfil(life, wish_id, life.cast.bo, 60)
    assert record_of(life, life.cast.bo).state == RecordState.DRAFT
    confirm(life, wish_id, thanks="谢谢")
    record = record_of(life, life.cast.bo)
    assert (record.state, record.grade, record.verified_by) == (RecordState.VERIFIED, Grade.B, life.cast.anna)
    assert (record.subject, life.balance(life.cast.bo)) == ("搭把手", 10)


def test_where_the_resident_does_not_agree_the_community_decides(life, wishes):
    wish_id = wishes.opened()
    wishes.claim(wish_id)
    fulfil(life, wish_id, life.cast.bo, 60)
    confirm(life, wish_id, agree_minutes=False)
    record = record_of(life, life.cast.bo)
    assert (record.state, life.balance(life.cast.bo)) == (RecordState.SUBMITTED, 0)
    assert life.verify(record, life.cast.chen).state == RecordState.VERIFIED


def test_minutes_can_be_said_later(life, wishes):
    wish_id = wishes.opened()
    wishes.claim(wish_id)
    fulfil(life, wish_id, life.cast.bo)
    confirm(life, wish_id)
    assert Notice.objects.filter(user=life.cast.bo, kind="service_minutes_missing").exists()
    record = record_of(life, life.cast.bo)
    with life.scope():
        said = hours.state_minutes(
            record_id=record.pk, actor=actor(life.cast.bo), served=hours.Served(minutes=45), now=life.now
        )
        assert (said.state, said.minutes) == (RecordState.SUBMITTED, 45)
        with nothing_changes(), pytest.raises(Missing):
            hours.state_minutes(
                record_id=record.pk, actor=actor(life.cast.bea), served=hours.Served(minutes=45), now=life.now
            )


def test_several_helpers_all_agree_how_the_minutes_are_split(life, wishes):
    wish_id = wishes.opened(helpers_wanted=2)
    for helper in (life.cast.bo, life.cast.bea):
        wishes.claim(wish_id, helper)
    fulfil(life, wish_id, life.cast.bo, 60)
    fulfil(life, wish_id, life.cast.bea, 30)
    confirm(life, wish_id)
    assert record_of(life, life.cast.bo).state == RecordState.DRAFT, "Bo has not seen Bea's share yet"
    with life.scope():
        hours.agree_split(wish_id=wish_id, actor=actor(life.cast.bo), now=life.now)
    assert {record_of(life, one).state for one in (life.cast.bo, life.cast.bea)} == {RecordState.SUBMITTED}


def test_a_changed_share_asks_everybody_anew(life, wishes):
    wish_id = wishes.opened(helpers_wanted=2)
    for helper in (life.cast.bo, life.cast.bea):
        wishes.claim(wish_id, helper)
    fulfil(life, wish_id, life.cast.bo, 60)
    fulfil(life, wish_id, life.cast.bea, 30)
    with life.scope():
        hours.agree_split(wish_id=wish_id, actor=actor(life.cast.bo), now=life.now)
        hours.state_minutes(
            record_id=record_of(life, life.cast.bea).pk,
            actor=actor(life.cast.bea),
            served=hours.Served(minutes=50),
            now=life.now,
        )
    confirm(life, wish_id)
    assert record_of(life, life.cast.bo).state == RecordState.DRAFT


def test_hours_that_overlap_are_refused_before_anything_is_reported(life, wishes):
    life.back_entry(started_at=life.now - timedelta(minutes=40), ended_at=life.now - timedelta(minutes=10))
    wish_id = wishes.opened()
    wishes.claim(wish_id)
    with nothing_changes(), pytest.raises(hours.Overlapping):
        fulfil(life, wish_id, life.cast.bo, 30)
    fulfil(life, wish_id, life.cast.bo, 5)


def test_a_wish_that_was_sent_back_keeps_one_record(life, wishes):
    from content_models.wishes import actions as wish_actions

    wish_id = wishes.opened()
    wishes.claim(wish_id)
    fulfil(life, wish_id, life.cast.bo, 30)
    with life.scope():
        wish_actions.reopen_wish(wish_id=wish_id, actor=actor(life.cast.anna), reason="还没亮", now=life.now)
    fulfil(life, wish_id, life.cast.bo, 50)
    assert record_of(life, life.cast.bo).minutes == 50


def give_back(life, wishes, wish_id, by):
    """Reported done, sent back by the resident, given back by the helper."""
    from content_models.wishes import actions as wish_actions

    with life.scope():
        wish_actions.reopen_wish(wish_id=wish_id, actor=actor(life.cast.anna), reason="还没亮", now=life.now)
        wish_actions.release_claim(wish_id=wish_id, actor=actor(by), reason="没空了", now=life.now)


def test_who_gave_the_wish_back_after_all_has_no_share_and_holds_nobody_up(life, wishes):
    wish_id = wishes.opened()
    wishes.claim(wish_id)
    fulfil(life, wish_id, life.cast.bo, 60)
    give_back(life, wishes, wish_id, life.cast.bo)
    wishes.claim(wish_id, life.cast.bea)
    fulfil(life, wish_id, life.cast.bea, 30)
    confirm(life, wish_id)
    assert record_of(life, life.cast.bea).state == RecordState.VERIFIED
    assert record_of(life, life.cast.bo).state == RecordState.DRAFT
    with nothing_changes(), pytest.raises(hours.NotYours), life.scope():
        hours.state_minutes(
            record_id=record_of(life, life.cast.bo).pk,
            actor=actor(life.cast.bo),
            served=hours.Served(minutes=45),
            now=life.now,
        )


def test_minutes_of_a_wish_that_was_given_back_take_no_time_any_more(life, wishes):
    wish_id = wishes.opened()
    wishes.claim(wish_id)
    fulfil(life, wish_id, life.cast.bo, 60)
    give_back(life, wishes, wish_id, life.cast.bo)
    drop_minutes_of_given_back(now=life.now)
    assert record_of(life, life.cast.bo).state == RecordState.WITHDRAWN
    wishes.claim(wish_id)
    fulfil(life, wish_id, life.cast.bo, 60)
    with life.scope():
        assert ServiceRecord.objects.occupying().get().minutes == 60


def test_who_reported_it_done_before_hours_were_kept_is_asked_like_everybody(life, wishes):
    wish_id = wishes.opened()
    wishes.claim(wish_id)
    wishes.fulfil(wish_id)
    confirm(life, wish_id)
    record = record_of(life, life.cast.bo)
    assert (record.state, record.minutes) == (RecordState.DRAFT, None)
    assert Notice.objects.filter(user=life.cast.bo, kind="service_minutes_missing").count() == 1


def test_who_has_not_said_how_long_is_asked_once_more_some_days_later(life, wishes):
    wish_id = wishes.opened()
    wishes.claim(wish_id)
    fulfil(life, wish_id, life.cast.bo)
    confirm(life, wish_id)
    for days in (1, 4, 5):
        remind_of_minutes(now=life.now + timedelta(days=days))
        run_queue()
    assert Notice.objects.filter(user=life.cast.bo, kind="service_minutes_missing").count() == 2


def test_minutes_put_right_by_somebody_else_are_not_stated_anew(life, wishes):
    wish_id = wishes.opened()
    wishes.claim(wish_id)
    fulfil(life, wish_id, life.cast.bo, 60)
    confirm(life, wish_id)
    record = record_of(life, life.cast.bo)
    begin = record.started_at
    assert begin is not None
    with life.scope():
        _old, new = hours.correct_record(
            record_id=record.pk,
            actor=actor(life.cast.wu),
            reason="半小时",
            replacement=hours.Replacement(begin, begin + timedelta(minutes=30)),
            now=life.now,
        )
        assert "state_minutes" not in allowed_actions(actor(life.cast.bo), life.read(new))
        with nothing_changes(), pytest.raises(hours.NotYours):
            hours.state_minutes(
                record_id=new.pk, actor=actor(life.cast.bo), served=hours.Served(minutes=60), now=life.now
            )


@pytest.mark.parametrize(
    ("served", "refusal"),
    [
        ({"minutes": 0}, hours.MinutesInvalid),
        ({"minutes": -5}, hours.MinutesInvalid),
        ({"minutes": 1441}, hours.MinutesInvalid),
        ({"minutes": 30, "started_at": datetime.max.replace(tzinfo=UTC)}, hours.InFuture),
        ({"minutes": 30, "started_at": datetime(2001, 1, 1, tzinfo=UTC)}, hours.TooLongAgo),
    ],
)
def test_minutes_that_cannot_be_are_refused_and_the_wish_stays_as_it_was(life, wishes, served, refusal):
    wish_id = wishes.opened()
    wishes.claim(wish_id)
    with nothing_changes(), pytest.raises(refusal), life.scope():
        hours.fulfil_claim(
            wish_id=wish_id, actor=actor(life.cast.bo), note="换了灯", served=hours.Served(**served), now=life.now
        )
