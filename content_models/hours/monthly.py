"""Verified service of the scope's communities, month by month."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Sum
from django.db.models.functions import TruncMonth

from content_models.common.months import Month, last_months
from content_models.hours.models import ServiceRecord


@dataclass(frozen=True, slots=True)
class ServiceOfMonth:
    """`minutes` and how many different people served them."""

    month: Month
    minutes: int
    people: int


def service_by_month(now: datetime, months: int = 12) -> list[ServiceOfMonth]:
    """By the day the service began, the oldest month first. One query."""
    shown = last_months(now, months)
    rows = (
        ServiceRecord.objects.verified()
        .filter(started_at__gte=shown[0].begins_at)
        .order_by()
        .values_list(TruncMonth("started_at"))
        .annotate(minutes=Sum("minutes"), people=Count("person", distinct=True))
    )
    known = {Month.of(month): (minutes or 0, people) for month, minutes, people in rows}
    return [ServiceOfMonth(month, *known.get(month, (0, 0))) for month in shown]
