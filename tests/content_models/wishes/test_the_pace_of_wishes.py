"""How many wishes a month, and how long residents wait: of one's own community, on the calendar of the wall."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone
from django_scopes import scope

from content_models.common.months import Month, last_months
from content_models.wishes.models import Wish
from content_models.wishes.pace import pace, wishes_by_month
from content_models.wishes.states import WishState
from tests.support.wish_life import WishLife

NOW = datetime(2026, 11, 24, 4, tzinfo=UTC)


@pytest.fixture
def life(cast) -> WishLife:
    life = WishLife(cast)
    life.now = NOW
    return life


def test_months_count_back_over_the_new_year():
    assert [str(month) for month in last_months(datetime(2026, 2, 3, tzinfo=UTC), 4)] == [
        "2025-11",
        "2025-12",
        "2026-01",
        "2026-02",
    ]
    assert Month(2028, 2).last_day.day == 29


def test_a_month_begins_at_midnight_on_the_wall_not_in_greenwich():
    assert Month.of(datetime(2026, 10, 31, 16, 30, tzinfo=UTC)) == Month(2026, 11)
    assert timezone.localtime(Month(2026, 11).begins_at).hour == 0


def test_posted_and_done_are_counted_in_the_month_they_happened(cast, life):
    life.now = NOW - timedelta(days=31)
    early = life.in_state(WishState.FULFILLED)
    life.now = NOW
    life.confirm(early)
    life.opened()
    with scope(community=cast.pine.community):
        october, november = wishes_by_month(NOW, months=2)
    assert (october.posted, october.done) == (1, 0)
    assert (november.posted, november.done) == (1, 1)


def test_the_wait_is_the_middle_one(cast, life):
    for hours in (1, 3, 50):
        life.now = NOW - timedelta(days=5)
        wish = life.opened(title=f"等了{hours}小时")
        life.now += timedelta(hours=hours)
        life.claim(wish, by=cast.bo if hours < 50 else cast.bea)
    with scope(community=cast.pine.community):
        measured = pace(NOW)
    assert measured.to_claim == timedelta(hours=3)
    assert (measured.claimed, measured.to_done, measured.done) == (3, None, 0)


def test_what_is_long_ago_and_what_is_next_door_does_not_count(cast, life):
    life.now = NOW - timedelta(days=91)
    life.in_state(WishState.CONFIRMED)
    life.now = NOW
    life.new(by=cast.nia, place=cast.oak)
    with scope(community=cast.pine.community):
        assert pace(NOW).to_done is None
        assert sum(month.posted for month in wishes_by_month(NOW, months=2)) == 0
        assert Wish.objects.count() == 1
