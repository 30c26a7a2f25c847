"""What a merchant, or the community's desk, handed over in a month, as rows: faces make a sheet or a list of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from content_models.rewards.models import Merchant, Redemption
from content_models.rewards.querysets import RedemptionQuerySet


@dataclass(frozen=True, slots=True)
class HandOver:
    """One line. No name: the merchant is paid for what was handed over, not told to whom."""

    at: datetime
    what: str
    points: int
    number: str  # the last four of the code's eight digits
    by: str


@dataclass(frozen=True, slots=True)
class Sheet:
    community: str
    merchant: str
    month: date
    rows: tuple[HandOver, ...]

    @property
    def points(self) -> int:
        return sum(row.points for row in self.rows)


def month_bounds(month: date) -> tuple[datetime, datetime]:
    """From the first moment of the month to the first of the next, on the installation's calendar."""
    first = month.replace(day=1)
    following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    begin, end = (timezone.make_aware(datetime.combine(day, time())) for day in (first, following))
    return begin, end


def handed_over(merchant: Merchant | None, month: date) -> QuerySet[Any]:
    """Without a merchant: at the desk of the open community."""
    begin, end = month_bounds(month)
    rows: RedemptionQuerySet = Redemption.objects.handed_over().filter(closed_at__gte=begin, closed_at__lt=end)
    rows = rows.at_desk() if merchant is None else rows.filter(merchant=merchant)
    return rows.select_related("handed_over_by")


def hand_overs(merchant: Merchant, month: date) -> list[HandOver]:
    return [
        HandOver(
            at=row.closed_at,
            what=row.name,
            points=row.price,
            number=row.number[-4:],
            by=row.handed_over_by.shown_name if row.handed_over_by else "",
        )
        for row in handed_over(merchant, month).order_by("closed_at", "pk")
    ]


def month_sheet(merchant: Merchant, month: date) -> Sheet:
    """`merchant.community` should be loaded."""
    return Sheet(
        community=merchant.community.name,
        merchant=merchant.name,
        month=month.replace(day=1),
        rows=tuple(hand_overs(merchant, month)),
    )
