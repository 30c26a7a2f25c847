"""What a change of the rate or of prices would do, before it is made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from content_models.areas.models import Community
from content_models.common.clock import local_day
from content_models.hours.models import ServiceRecord
from content_models.hours.rules import MINUTES_PER_HOUR, PERCENT, points_for, rate_on, settings_of
from content_models.ledger.tallies import outstanding
from content_models.rewards.models import Redemption, Reward
from content_models.rewards.states import TAKING

LOOK_BACK_DAYS, MONTH_DAYS = 90, 30


@dataclass(frozen=True, slots=True)
class Shelf:
    """One reward as it would be: its price, and how many minutes of service buy it."""

    reward: Reward
    price: int
    minutes: int | None  # None: by this rate, no service ever buys it


@dataclass(frozen=True, slots=True)
class Simulation:
    """Points and pieces as whole numbers; "a month" is 30 days, by what happened in the last 90."""

    rate_now: int
    rate: int
    outstanding: int  # what people could spend today
    stock_points_now: int  # all that is left, at today's prices
    stock_points: int  # the same, at the prices tried
    minutes_a_month: int  # verified service
    earning_minutes_a_month: int  # of it, what earns points, by the weight of its post
    issued_a_month_now: int
    issued_a_month: int
    spent_a_month: int
    shelves: tuple[Shelf, ...]

    @property
    def uncovered(self) -> int:
        """Points for which there is nothing on the shelves."""
        return max(self.outstanding - self.stock_points, 0)

    @property
    def months_of_stock(self) -> float | None:
        """How long the shelves last if everything that is earned is spent; None if nothing is earned."""
        return round(self.stock_points / self.issued_a_month, 1) if self.issued_a_month else None

    def bought_by(self, *, hours: int) -> list[Reward]:
        """The rewards of which so many hours of service buy one, among those that are left."""
        within = hours * MINUTES_PER_HOUR
        return [
            shelf.reward
            for shelf in self.shelves
            if shelf.minutes is not None and shelf.minutes <= within and shelf.reward.stock_left
        ]

    @property
    def warnings(self) -> list[Any]:
        said: list[Any] = []
        if not any(shelf.reward.stock_left for shelf in self.shelves):
            said.append(_("There is nothing left on the shelves that points could be exchanged for."))
        elif self.uncovered:
            said.append(
                _("People hold %(points)d points more than everything on the shelves costs.")
                % {"points": self.uncovered}
            )
        if self.rate_now and self.rate > self.rate_now * 2:
            said.append(_("More than double the rate: those who served before will feel it as unfair."))
        if self.rate < self.rate_now:
            said.append(
                _("Fewer points than now: please tell people in time. Hours already verified stay as they are.")
            )
        if self.months_of_stock is not None and self.months_of_stock < 1:
            said.append(_("At this pace the shelves are empty within a month."))
        if self.rate and self.shelves and not self.bought_by(hours=10):
            said.append(_("Ten hours of service buy nothing that is on the shelves."))
        said += [
            _("Who saved for “%(name)s” needs %(points)d points more than before.")
            % {"name": shelf.reward.name, "points": shelf.price - shelf.reward.price}
            for shelf in self.shelves
            if shelf.price > shelf.reward.price
        ]
        return said


def simulate(
    *,
    community: Community,
    now: datetime,
    points_per_hour: int | None = None,
    prices: Mapping[UUID, int] | None = None,
) -> Simulation:
    """Reads only. The community's scope must be open."""
    rate_now = rate_on(community.pk, local_day(now))
    rate = rate_now if points_per_hour is None else points_per_hour
    tried = dict(prices or {})
    since = now - timedelta(days=LOOK_BACK_DAYS)
    minutes, earning = _minutes(community, since)
    earning_a_month = earning * MONTH_DAYS // LOOK_BACK_DAYS
    taken = Redemption.objects.filter(reserved_at__gte=since, state__in=sorted(TAKING))
    spent = int(taken.aggregate(total=Sum("price"))["total"] or 0)
    rewards = list(Reward.objects.on_show())
    shelves = tuple(
        Shelf(
            reward=reward,
            price=tried.get(reward.pk, reward.price),
            minutes=-(-tried.get(reward.pk, reward.price) * MINUTES_PER_HOUR // rate) if rate else None,
        )
        for reward in rewards
    )
    return Simulation(
        rate_now=rate_now,
        rate=rate,
        outstanding=outstanding(community.pk),
        stock_points_now=sum(reward.price * reward.stock_left for reward in rewards),
        stock_points=sum(shelf.price * shelf.reward.stock_left for shelf in shelves),
        minutes_a_month=minutes * MONTH_DAYS // LOOK_BACK_DAYS,
        earning_minutes_a_month=earning_a_month,
        issued_a_month_now=points_for(earning_a_month, points_per_hour=rate_now),
        issued_a_month=points_for(earning_a_month, points_per_hour=rate),
        spent_a_month=spent * MONTH_DAYS // LOOK_BACK_DAYS,
        shelves=shelves,
    )


def _minutes(community: Community, since: datetime) -> tuple[int, int]:
    """Verified minutes since then; and those of them that earn points, weighted by their posts."""
    rules = settings_of(community.pk)
    records = ServiceRecord.objects.verified().filter(verified_at__gte=since, community=community)
    kinds = records.order_by().values_list("grade", "post__points_weight").annotate(total=Sum("minutes"))
    every, earning = 0, 0
    for grade, weight, total in kinds:
        every += total or 0
        if rules.earns(grade):
            earning += (total or 0) * (PERCENT if weight is None else weight) // PERCENT
    return every, earning
