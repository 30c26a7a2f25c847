"""What a community has decided about hours and points, and what follows from it."""

from __future__ import annotations

import calendar
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.utils import timezone

from content_models.common.clock import local_day
from content_models.hours.models import PointRate, ServiceSettings

MINUTES_PER_HOUR, PERCENT = 60, 100


def settings_of(community_id: UUID) -> ServiceSettings:
    """The community's rules; the defaults where it has not decided anything yet. Its scope must be open."""
    found: ServiceSettings | None = ServiceSettings.objects.filter(community_id=community_id).first()
    return found or ServiceSettings(community_id=community_id)


def rate_on(community_id: UUID, day: date) -> int:
    """Points per hour of service done on that day; 0 before the first rate."""
    rates = PointRate.objects.filter(community_id=community_id, starts_on__lte=day).order_by("-starts_on")
    found: int | None = rates.values_list("points_per_hour", flat=True).first()
    return found or 0


def points_for(minutes: int, *, points_per_hour: int, weight_percent: int = PERCENT) -> int:
    """Whole points, rounded down."""
    return minutes * points_per_hour * weight_percent // (MINUTES_PER_HOUR * PERCENT)


def expires_on(settings: ServiceSettings, day: date) -> date | None:
    """The last day on which points earned on `day` can be used; None where they don't expire."""
    if not settings.points_expire_months:
        return None
    months = day.month - 1 + settings.points_expire_months
    year, month = day.year + months // 12, months % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def day_begins(day: date) -> datetime:
    """Midnight on the wall calendar."""
    return timezone.make_aware(datetime.combine(day, time()))


def minutes_by_day(started_at: datetime, ended_at: datetime, minutes: int) -> dict[date, int]:
    """Whole minutes on each day of the wall calendar that the time from beginning to end touches.

    Fewer minutes than the time is long (a break) are spread evenly over it; the sum is always `minutes`.
    """
    span = ended_at - started_at
    shares: dict[date, int] = {}
    day, told = local_day(started_at), 0
    while told < minutes:
        until = min(day_begins(day + timedelta(days=1)), ended_at)
        up_to_here = minutes * (until - started_at) // span
        shares[day] = up_to_here - told
        day, told = day + timedelta(days=1), up_to_here
    return shares
