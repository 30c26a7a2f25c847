"""Calendar months of the installation, as reports count them."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Self

from django.utils import timezone
from django.utils.translation import gettext as _

from content_models.common.clock import local_day


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """One month; it begins at midnight in `settings.TIME_ZONE`."""

    year: int
    number: int

    @classmethod
    def of(cls, moment: datetime | date) -> Self:
        day = local_day(moment) if isinstance(moment, datetime) else moment
        return cls(day.year, day.month)

    def __str__(self) -> str:
        return f"{self.year:04}-{self.number:02}"

    @property
    def first_day(self) -> date:
        return date(self.year, self.number, 1)

    @property
    def last_day(self) -> date:
        return date(self.year, self.number, monthrange(self.year, self.number)[1])

    @property
    def begins_at(self) -> datetime:
        return timezone.make_aware(datetime.combine(self.first_day, time.min))

    def before(self, months: int = 1) -> Month:
        """So many months earlier."""
        count = self.year * 12 + self.number - 1 - months
        return Month(count // 12, count % 12 + 1)


def name_of_stretch(first_day: date, last_day: date) -> str:
    """A month, a quarter or a year, by its first and last day, in the reader's language."""
    months = (last_day.year - first_day.year) * 12 + last_day.month - first_day.month + 1
    words = {"year": first_day.year, "month": first_day.month, "quarter": (first_day.month + 2) // 3}
    if months == 12:
        return _("the year %(year)d") % words
    if months == 3:
        return _("quarter %(quarter)d of %(year)d") % words
    return _("%(month)d/%(year)d") % words


def last_months(now: datetime, count: int) -> list[Month]:
    """The month of `now` and those before it, `count` in all, the oldest first."""
    this = Month.of(now)
    return [this.before(back) for back in range(count - 1, -1, -1)]
