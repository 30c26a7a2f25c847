"""Activities and duty turns: who announces them, who comes, who ends or cancels them."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from content_models.common.errors import Conflict, Invalid, Missing, Unknown
from content_models.hours import actions as hours
from content_models.hours.models import Activity, Seat
from content_models.hours.policy import activity_actions
from content_models.hours.states import ActivityState, RecordState
from content_models.people.actions import AreaElsewhere, ReasonMissing
from content_models.people.models import Notice
from content_models.people.roles import Actor
from tests.support.cast import actor
from tests.support.unchanged import nothing_changes


def announce(life, by, **changes):
    values = {
        "title": "周六清洁日",
        "starts_at": life.now,
        "ends_at": life.now + timedelta(hours=2),
        "minutes_expected": 120,
        **changes,
    }
    with life.scope():
        return hours.open_activity(
            actor=by if isinstance(by, Actor) else actor(by),
            community=life.community,
            new=hours.NewActivity(**values),
            now=life.now - timedelta(days=1),
        )


def take(life, activity, by):
    with life.scope():
        return hours.take_seat(activity_id=activity.pk, actor=actor(by), now=life.now)


def test_a_chief_announces_for_her_building_and_staff_for_the_community(life):
    assert announce(life, life.cast.chen, area_id=life.place.building_1.pk).opened_by == life.cast.chen
    assert announce(life, life.cast.wu).area == life.community.area
    for person, area in ((life.cast.chen, None), (life.cast.chen, life.place.building_2.pk), (life.cast.bo, None)):
        with nothing_changes(), pytest.raises(hours.NotInCharge):
            announce(life, person, area_id=area)
    with nothing_changes(), pytest.raises(hours.NotInCharge):
        announce(life, life.cast.oskar)
    with nothing_changes(), pytest.raises(Unknown):
        announce(life, Actor(user=None, grants=()))


def test_place_and_post_are_of_this_community(life):
    with nothing_changes(), pytest.raises(AreaElsewhere):
        announce(life, life.cast.wu, area_id=life.cast.oak.building_1.pk)
    with nothing_changes(), pytest.raises(hours.PostElsewhere):
        announce(life, life.cast.wu, post_id=life.cast.oak.post.pk)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": " "}, "title"),
        ({"title": "长" * 41}, "title"),
        ({"minutes_expected": 0}, "minutes_expected"),
        ({"minutes_expected": 121}, "minutes_expected"),
        ({"wanted": 0}, "wanted"),
        ({"wanted": 501}, "wanted"),
        ({"place": "远" * 61}, "place"),
    ],
)
def test_what_does_not_fit_is_said_field_by_field(life, changes, field):
    with nothing_changes(), pytest.raises(Invalid) as refusal:
        announce(life, life.cast.wu, **changes)
    assert set(refusal.value.fields) == {field}


@pytest.mark.parametrize(("begin", "end"), [(2, 1), (1, 1), (0, 17), (-30, -26), (9000, 9001)])
def test_times_that_cannot_be_are_refused(life, begin, end):
    with nothing_changes(), pytest.raises(Invalid):
        announce(
            life,
            life.cast.wu,
            starts_at=life.now + timedelta(hours=begin),
            ends_at=life.now + timedelta(hours=end),
            minutes_expected=30,
        )


def test_as_many_come_as_are_wanted(life):
    activity = life.activity(wanted=2)
    take(life, activity, life.cast.bo)
    assert take(life, activity, life.cast.bo).seats_taken == 1, "saying it twice is saying it once"
    take(life, activity, life.cast.bea)
    with nothing_changes(), pytest.raises(hours.ActivityFull):
        take(life, activity, life.cast.chen)
    with life.scope():
        hours.leave_seat(activity_id=activity.pk, actor=actor(life.cast.bo), now=life.now)
        left = hours.leave_seat(activity_id=activity.pk, actor=actor(life.cast.bo), now=life.now)
    assert left.seats_taken == 1
    assert take(life, activity, life.cast.chen).seats_taken == 2


def test_coming_is_for_helpers_of_this_community(life):
    activity = life.activity()
    with nothing_changes(), pytest.raises(hours.NotAVolunteer):
        take(life, activity, life.cast.anna)
    there = life.__class__(life.cast, life.cast.oak).activity()
    with nothing_changes(), pytest.raises(Missing):
        take(life, there, life.cast.bo)


def test_who_wanted_to_come_reads_why_it_is_cancelled(life):
    activity = life.activity()
    take(life, activity, life.cast.bo)
    with life.scope():
        with nothing_changes(), pytest.raises(ReasonMissing):
            hours.cancel_activity(activity_id=activity.pk, actor=actor(life.cast.wu), reason=" ", now=life.now)
        with nothing_changes(), pytest.raises(hours.NotInCharge):
            hours.cancel_activity(activity_id=activity.pk, actor=actor(life.cast.bo), reason="下雨", now=life.now)
        hours.cancel_activity(activity_id=activity.pk, actor=actor(life.cast.wu), reason="下雨", now=life.now)
    told = Notice.objects.get(kind="activity_cancelled")
    assert (told.user, json.loads(told.words)["reason"]) == (life.cast.bo, "下雨")
    with nothing_changes(), pytest.raises(hours.ActivityOver):
        take(life, activity, life.cast.bea)
    with nothing_changes(), pytest.raises(hours.UnknownCode):
        life.come(activity)


def test_where_people_are_checked_in_it_is_ended_not_cancelled(life):
    activity = life.activity()
    life.come(activity)
    with nothing_changes(), pytest.raises(Conflict), life.scope():
        hours.cancel_activity(activity_id=activity.pk, actor=actor(life.cast.wu), reason="下雨", now=life.now)


def test_ending_it_checks_out_who_is_still_in(life):
    activity = life.activity()
    record = life.come(activity)
    early = life.now + timedelta(minutes=50)
    with life.scope():
        hours.end_activity(activity_id=activity.pk, actor=actor(life.cast.wu), now=early)
        assert Activity.objects.get().state == ActivityState.ENDED
        with nothing_changes(), pytest.raises(hours.ActivityOver):
            hours.end_activity(activity_id=activity.pk, actor=actor(life.cast.wu), now=early)
    assert (life.read(record).state, life.read(record).minutes) == (RecordState.SUBMITTED, 50)


def test_everybody_is_offered_what_she_can_do(life):
    activity = life.activity()
    verbs = {
        person: activity_actions(actor(person), activity, has_seat=False, my_record=None, now=life.now)
        for person in (life.cast.anna, life.cast.bo, life.cast.wu)
    }
    assert verbs[life.cast.anna] == []
    assert verbs[life.cast.bo] == ["check_in", "take_seat"]
    assert set(verbs[life.cast.wu]) >= {"run", "end", "cancel"}
    with life.scope():
        assert Seat.objects.count() == 0
