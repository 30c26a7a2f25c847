"""Calendar months, quarters and years, by their first and last day."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from content_models.common.months import name_of_stretch
from content_models.honors.states import PeriodKind

MONTHS = {PeriodKind.MONTH: 1, PeriodKind.QUARTER: 3, PeriodKind.YEAR: 12}


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A stretch of whole months. Both days belong to it."""

    first_day: date
    last_day: date

    @classmethod
    def around(cls, day: date, kind: str) -> Period:
        """The period of this kind that `day` lies in."""
        months = MONTHS[PeriodKind(kind)]
        begins = (day.month - 1) // months * months + 1
        ends = begins + months - 1
        return cls(date(day.year, begins, 1), date(day.year, ends, calendar.monthrange(day.year, ends)[1]))

    def after(self, kind: str) -> Period:
        """The next one of this kind."""
        return Period.around(self.last_day + timedelta(days=1), kind)

    def overlaps(self, other: Period) -> bool:
        return self.first_day <= other.last_day and other.first_day <= self.last_day

    @property
    def months(self) -> int:
        return (self.last_day.year - self.first_day.year) * 12 + self.last_day.month - self.first_day.month + 1

    @property
    def label(self) -> str:
        """In the reader's language."""
        return name_of_stretch(self.first_day, self.last_day)


def periods_from(first: date, until: date, kind: str) -> Iterator[Period]:
    """Those from the one around `first` to the one around `until`, in order."""
    period = Period.around(first, kind)
    while period.first_day <= until:
        yield period
        period = period.after(kind)
