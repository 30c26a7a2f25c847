"""Time: faces read the clock once and pass `now` on; days are the reader's days."""

from datetime import date, datetime

from django.utils import timezone


def utc_now() -> datetime:
    return timezone.now()


def local_day(moment: datetime) -> date:
    """The day on the wall calendar of the installation (`settings.TIME_ZONE`)."""
    return timezone.localtime(moment).date()
