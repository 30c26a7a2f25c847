"""What speaks against a record is said in plain words to who verifies it; nothing follows from it by itself."""

from __future__ import annotations

from datetime import timedelta

import pytest

from content_models.hours import actions as hours
from content_models.hours import codes
from content_models.hours.signs import signs_of
from content_models.people.actions import grant_role
from content_models.people.roles import Role
from tests.support.cast import actor
from tests.support.service_life import ServiceLife


def signs(life: ServiceLife, record, by=None) -> dict[str, str]:
    with life.scope():
        found = signs_of([life.read(record)], actor=actor(by or life.cast.wu), now=life.now)
    return {sign.code: sign.text for sign in found[record.pk]}


def at(life, begin, minutes=60):
    """Hours of yesterday's calendar day: noon is `life.now`."""
    start = life.now + timedelta(hours=begin - 12)
    return {"started_at": start, "ended_at": start + timedelta(minutes=minutes)}


def test_an_ordinary_hour_has_none(life):
    assert signs(life, life.served()) == {}
    assert signs(life, life.back_entry()) == {}


@pytest.mark.parametrize(
    ("begin", "minutes", "is_night"), [(6, 60, False), (5, 30, True), (-1, 30, True), (-3, 120, False), (-3, 121, True)]
)
def test_at_night(life, begin, minutes, is_night):
    assert ("at_night" in signs(life, life.back_entry(**at(life, begin, minutes)))) is is_night


def test_fourteen_hours_in_a_day_over_all_communities(life):
    there = ServiceLife(life.cast, life.cast.oak)
    with there.scope():
        grant_role(user=life.cast.bo, role=Role.VOLUNTEER, area=there.community.area, by=None, now=life.now)
    there.back_entry(life.cast.bo, **at(life, -16, 7 * 60))
    record = life.back_entry(**at(life, -8, 7 * 60))
    assert "14" in signs(life, record)["long_day"]


def test_a_burst_of_back_entries_of_one_person(life):
    records = [life.back_entry(**at(life, hour)) for hour in (7, 8, 9)]
    assert signs(life, records[0])["burst_of_back_entries"].count("3")


def test_a_burst_that_one_person_writes_down_for_many(life):
    people = [life.cast.bo, life.cast.bea, life.cast.chen]
    records = [life.back_entry(life.cast.wu, person_id=person.pk) for person in people]
    assert "burst_of_back_entries" in signs(life, records[0], life.cast.ada)
    assert "burst_of_back_entries" not in signs(
        life, life.back_entry(life.cast.ada, person_id=life.cast.bea.pk, **at(life, 9))
    )


def test_the_same_pair_again_and_again(life):
    chief = life.cast.chen
    with life.scope():
        grant_role(user=life.cast.bo, role=Role.CHIEF, area=life.community.area, by=None, now=life.now)
    for hour, person, verifier in ((7, chief, life.cast.bo), (8, life.cast.bo, chief)):
        activity = life.activity(
            title=f"值岗{hour}",
            area_id=life.place.building_1.pk,
            starts_at=life.now + timedelta(hours=hour - 12),
            ends_at=life.now + timedelta(hours=hour - 11),
            minutes_expected=60,
        )
        life.come(activity, person, at=activity.starts_at)
        life.verify(life.leave(activity, person, at=activity.ends_at), verifier)
    third = life.activity(area_id=life.place.building_1.pk)
    life.come(third)
    waiting = life.leave(third)
    assert "same_pair" not in signs(life, waiting, chief), "twice is no habit"
    life.verify(waiting, chief)
    fourth = life.back_entry(**at(life, 9), area_id=life.place.building_1.pk)
    assert "3" in signs(life, fourth, chief)["same_pair"]
    assert "same_pair" not in signs(life, fourth, life.cast.wu), "it is about these two"


def test_longer_than_announced_and_never_checked_out(life):
    activity = life.activity(minutes_expected=30)
    life.come(activity)
    with life.scope():
        hours.end_activity(activity_id=activity.pk, actor=actor(life.cast.wu), now=life.now + timedelta(hours=2))
        record = activity.records.get()
    assert {"longer_than_expected", "never_checked_out"} <= set(signs(life, record))


def test_on_paper_or_late(life):
    activity = life.activity()
    with life.scope():
        record = hours.check_in(
            actor=actor(life.helper),
            community=life.community,
            scan=hours.Scan(code=codes.paper_code(activity)),
            now=life.now,
        )
    assert "paper_code" in signs(life, record)
    with life.scope():
        type(record).objects.filter(pk=record.pk).update(late_minutes=90)
    assert "90" in signs(life, record)["arrived_late"]
