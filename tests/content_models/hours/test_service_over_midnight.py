"""A night duty is one activity and one record; each of its days counts what lies in it."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from content_models.common.clock import local_day
from content_models.common.errors import Invalid
from content_models.hours import actions as hours
from content_models.hours.models import ServiceSettings
from content_models.hours.rules import minutes_by_day
from content_models.hours.signs import signs_of
from content_models.hours.states import RecordState
from tests.support.cast import actor
from tests.support.service_life import ServiceLife
from tests.support.unchanged import nothing_changes

SHANGHAI = timezone.get_default_timezone()


def clock(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 3, day, hour, minute, tzinfo=SHANGHAI)


@pytest.fixture
def limit(life: ServiceLife) -> None:
    """At most four hours a day."""
    with life.scope():
        ServiceSettings.objects.create(community=life.community, day_limit_minutes=240)


def at(life: ServiceLife, hour: float) -> datetime:
    """Hours from the midnight that ends the day before yesterday."""
    return clock_of(life) + timedelta(hours=hour)


def clock_of(life: ServiceLife) -> datetime:
    return timezone.localtime(life.now).replace(hour=0, minute=0)


def test_a_duty_from_ten_to_two_is_announced_served_and_verified(life: ServiceLife) -> None:
    begin = at(life, -2)
    duty = life.activity(title="夜间值守", starts_at=begin, ends_at=begin + timedelta(hours=4), minutes_expected=240)
    life.come(duty, at=begin)
    record = life.leave(duty, at=begin + timedelta(hours=4))
    assert (record.minutes, local_day(record.ended_at) - local_day(record.started_at)) == (240, timedelta(days=1))
    assert life.verify(record).state == RecordState.VERIFIED


@pytest.mark.usefixtures("limit")
def test_each_day_counts_what_lies_in_it(life: ServiceLife) -> None:
    life.back_entry(started_at=at(life, -2), ended_at=at(life, 2))  # two hours of each day
    life.back_entry(started_at=at(life, -6), ended_at=at(life, -4))
    with nothing_changes(), pytest.raises(hours.OverDayLimit) as refusal:
        life.back_entry(started_at=at(life, -3.5), ended_at=at(life, -3))
    assert refusal.value.words == {"minutes": 270, "limit": 240}
    life.back_entry(started_at=at(life, 3), ended_at=at(life, 5))
    with nothing_changes(), pytest.raises(hours.OverDayLimit):
        life.back_entry(started_at=at(life, 6), ended_at=at(life, 6.5))


@pytest.mark.usefixtures("limit")
def test_no_stretch_is_longer_than_a_days_limit_though_each_of_its_days_would_bear_it(life: ServiceLife) -> None:
    with nothing_changes(), pytest.raises(hours.OverDayLimit) as refusal:
        life.back_entry(started_at=at(life, -3), ended_at=at(life, 3))
    assert refusal.value.words == {"minutes": 360, "limit": 240}


@pytest.mark.usefixtures("limit")
def test_an_activity_is_no_longer_than_the_communitys_limit(life: ServiceLife) -> None:
    begin = at(life, -2)
    with nothing_changes(), pytest.raises(Invalid) as refusal:
        life.activity(starts_at=begin, ends_at=begin + timedelta(hours=4, minutes=1))
    assert list(refusal.value.fields) == ["ends_at"]
    life.activity(starts_at=begin, ends_at=begin + timedelta(hours=4))


def test_what_overlaps_after_midnight_is_refused(life: ServiceLife) -> None:
    life.back_entry(started_at=at(life, -2), ended_at=at(life, 2), subject="夜间值守")
    with nothing_changes(), pytest.raises(hours.Overlapping, match="夜间值守"):
        life.back_entry(started_at=at(life, 1), ended_at=at(life, 3))
    life.back_entry(started_at=at(life, 2), ended_at=at(life, 3))


def test_a_record_is_corrected_over_midnight(life: ServiceLife) -> None:
    record = life.verify(life.served())
    right = hours.Replacement(at(life, -2), at(life, 2))
    with life.scope():
        _old, new = hours.correct_record(
            record_id=record.pk,
            actor=actor(life.cast.wu),
            reason="是夜里的值守",
            replacement=right,
            now=life.now + timedelta(hours=4),
        )
    assert (new.minutes, new.state) == (240, RecordState.SUBMITTED)


def test_who_verifies_reads_of_the_longer_of_its_days(life: ServiceLife) -> None:
    night = life.back_entry(started_at=at(life, -1), ended_at=at(life, 2))
    life.back_entry(started_at=at(life, 3), ended_at=at(life, 11.5))
    with life.scope():
        signs = signs_of([night], actor=actor(life.cast.wu), now=life.now)[night.pk]
    (long_day,) = [sign for sign in signs if sign.code == "long_day"]
    assert dict(long_day.words)["hours"] == "10.5"


@pytest.mark.parametrize(("minutes", "shares"), [(240, [120, 120]), (120, [60, 60]), (1, [0, 1]), (241, [120, 121])])
def test_a_break_is_spread_evenly(minutes: int, shares: list[int]) -> None:
    assert list(minutes_by_day(clock(1, 22), clock(2, 2), minutes).values()) == shares


def test_until_midnight_is_one_day() -> None:
    assert minutes_by_day(clock(1, 22), clock(2, 0), 120) == {clock(1, 0).date(): 120}


@given(
    second=st.integers(0, 300 * 24 * 3600),
    span=st.integers(1, 3 * 24 * 60),
    part=st.floats(0.01, 1),
)
def test_the_shares_of_the_days_are_the_whole(second: int, span: int, part: float) -> None:
    started_at = clock(1, 0) + timedelta(seconds=second)
    ended_at, minutes = started_at + timedelta(minutes=span), max(int(span * part), 1)
    shares = minutes_by_day(started_at, ended_at, minutes)
    assert sum(shares.values()) == minutes
    assert all(0 <= share <= 24 * 60 for share in shares.values())
    assert local_day(started_at) <= min(shares) <= max(shares) <= local_day(ended_at)
