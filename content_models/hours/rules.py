"""What a community has decided about hours and points, and what follows from it."""

from __future__ import annotations

import calendar
from datetime import date
from uuid import UUID

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
