"""How a community's wishes go: how many a month, and how long people wait for a helper and for the end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from typing import Any

from django.db.models import Count, Min, QuerySet
from django.db.models.functions import TruncMonth

from content_models.common.months import Month, last_months
from content_models.wishes.models import Wish
from content_models.wishes.states import WishState

MEASURED_OVER = timedelta(days=90)
# Enough for a median that does not move, and never the whole table.
MEASURED_AT_MOST = 2000


@dataclass(frozen=True, slots=True)
class WishesOfMonth:
    """What was posted in a month, and what was done in it, whenever it was posted."""

    month: Month
    posted: int
    done: int


@dataclass(frozen=True, slots=True)
class Pace:
    """Medians over the wishes posted in the last 90 days; None where there is none yet."""

    to_claim: timedelta | None
    to_done: timedelta | None
    claimed: int
    done: int


def wishes_by_month(now: datetime, months: int = 12) -> list[WishesOfMonth]:
    """The wishes of the scope's communities, the oldest month first. Two queries."""
    shown = last_months(now, months)
    since = shown[0].begins_at
    posted = _by_month("created_at", since, Wish.objects.all())
    done = _by_month("closed_at", since, Wish.objects.filter(state=WishState.CONFIRMED))
    return [WishesOfMonth(month, posted.get(month, 0), done.get(month, 0)) for month in shown]


def _by_month(field: str, since: datetime, wishes: QuerySet[Any]) -> dict[Month, int]:
    rows = (
        wishes.filter(**{f"{field}__gte": since}).order_by().values_list(TruncMonth(field)).annotate(number=Count("pk"))
    )
    return {Month.of(month): number for month, number in rows}


def pace(now: datetime) -> Pace:
    """How long the scope's residents wait, from posting to the first helper and to "done". One query."""
    rows = (
        Wish.objects.public()
        .filter(created_at__gte=now - MEASURED_OVER)
        .annotate(first_claim=Min("claims__claimed_at"))
        .order_by("-id")
        .values_list("created_at", "first_claim", "closed_at", "state")[:MEASURED_AT_MOST]
    )
    waits, lengths = [], []
    for posted, claimed, closed, state in rows:
        if claimed is not None:
            waits.append(claimed - posted)
        if state == WishState.CONFIRMED and closed is not None:
            lengths.append(closed - posted)
    return Pace(_middle(waits), _middle(lengths), len(waits), len(lengths))


def _middle(spans: list[timedelta]) -> timedelta | None:
    return timedelta(seconds=median(span.total_seconds() for span in spans)) if spans else None
