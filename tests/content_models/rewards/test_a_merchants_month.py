"""What a merchant handed over in a month is frozen once, when the month is over."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from content_models.people.models import User
from content_models.rewards import actions
from content_models.rewards.codes import digits_of
from content_models.rewards.jobs import settle_months
from content_models.rewards.models import Merchant, Redemption, Settlement
from content_models.rewards.sheets import month_sheet
from tests.support.cast import actor
from tests.support.service_life import ServiceLife
from tests.support.unchanged import nothing_changes


def _moment(year: int, month: int, day: int, hour: int = 12, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=timezone.get_default_timezone())


def _handed_over(life: ServiceLife, shop: Merchant, by: User, at: datetime, price: int = 30) -> None:
    reward = life.reward(name=f"大米{at:%m%d%H%M}", price=price, merchant=shop)
    life.give_points(life.cast.bo, price)
    life.now = at - timedelta(hours=1)
    made = life.redeem(reward)
    with life.scope():
        actions.hand_over(code=digits_of(made), actor=actor(by), community=life.community, now=at)


def _settled(life: ServiceLife) -> list[tuple[date, int, int]]:
    with life.scope():
        return list(Settlement.objects.order_by("month").values_list("month", "pieces", "points"))


def test_a_month_ends_at_midnight_on_the_wall_calendar(life: ServiceLife) -> None:
    shop, max_ = life.merchant()
    _handed_over(life, shop, max_, _moment(2026, 3, 31, 23, 59), price=30)
    _handed_over(life, shop, max_, _moment(2026, 4, 1, 0, 0), price=50)
    with life.scope():
        shop = Merchant.objects.select_related("community").get(pk=shop.pk)
        march, april = month_sheet(shop, date(2026, 3, 15)), month_sheet(shop, date(2026, 4, 1))
    assert (march.points, april.points) == (30, 50)
    assert (march.merchant, march.community, march.month) == ("街角小店", "松林", date(2026, 3, 1))


def test_the_month_that_still_runs_is_not_frozen(life: ServiceLife) -> None:
    shop, _max = life.merchant()
    with life.scope(), nothing_changes(), pytest.raises(actions.MonthNotOver):
        actions.settle_month(merchant=shop, month=date(2026, 3, 1), now=_moment(2026, 3, 31, 23, 59))


def test_months_that_no_worker_saw_are_made_up_for_and_empty_ones_left_out(life: ServiceLife) -> None:
    shop, max_ = life.merchant()
    life.merchant("隔壁文具")
    _handed_over(life, shop, max_, _moment(2026, 1, 5), price=30)
    _handed_over(life, shop, max_, _moment(2026, 3, 5), price=50)
    _handed_over(life, shop, max_, _moment(2026, 3, 6), price=50)
    settle_months(now=_moment(2026, 4, 1, 0, 30))  # the month's last hand-over may still be on its way
    assert _settled(life) == [(date(2026, 1, 1), 1, 30)]
    for _again in range(2):
        settle_months(now=_moment(2026, 4, 1, 13))
    assert _settled(life) == [(date(2026, 1, 1), 1, 30), (date(2026, 3, 1), 2, 100)]


def test_what_is_frozen_stays(life: ServiceLife) -> None:
    shop, max_ = life.merchant()
    _handed_over(life, shop, max_, _moment(2026, 3, 5), price=30)
    settle_months(now=_moment(2026, 4, 2))
    with life.scope():
        Redemption.objects.update(price=99)
        again = actions.settle_month(merchant=shop, month=date(2026, 3, 1), now=_moment(2026, 5, 2))
    assert (again.pieces, again.points) == (1, 30)
