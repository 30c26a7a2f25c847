"""Times and days in bodies, as everybody's calendar knows them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from django.utils import timezone
from django.utils.translation import gettext as _
from pydantic import AfterValidator

# Beyond it, adding an hour or changing the zone leads out of what Python and the databases can hold.
YEAR_FIRST, YEAR_LAST = 2000, 2199


def _day(value: date) -> date:
    if not YEAR_FIRST <= value.year <= YEAR_LAST:
        raise ValueError(_("This is not a date."))
    return value


def _moment(value: datetime) -> datetime:
    _day(value)
    return value if timezone.is_aware(value) else timezone.make_aware(value)


Day = Annotated[date, AfterValidator(_day)]
# A time without an offset is on the community's wall clock.
Moment = Annotated[datetime, AfterValidator(_moment)]


def moment(value: datetime | None) -> str | None:
    return value.isoformat() if value is not None else None
