"""Charts of the admin: plain columns that one can read aloud, click, and print; no script draws them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from content_models.common.months import Month
from content_models.hours.monthly import ServiceOfMonth
from content_models.wishes.pace import WishesOfMonth


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a column; `percent` is its height against the chart's highest."""

    kind: str
    number: str
    percent: int


@dataclass(frozen=True, slots=True)
class Column:
    """A month: its bars, what they say in words, and where a click leads."""

    label: str
    words: str
    url: str
    bars: list[Bar]


@dataclass(frozen=True, slots=True)
class Chart:
    """`legend`: what each kind of bar means, in their order. `empty`: said while there is nothing to draw."""

    title: str
    legend: list[tuple[str, str]]
    columns: list[Column]
    empty: str
    total: str = ""

    @property
    def has_something(self) -> bool:
        return any(bar.percent for column in self.columns for bar in column.bars)


def wishes_chart(months: list[WishesOfMonth]) -> Chart:
    highest = max((max(one.posted, one.done) for one in months), default=0)
    index = reverse("wishes_modeladmin_index")
    return Chart(
        title=_("Wishes by month"),
        legend=[("posted", _("posted")), ("done", _("done"))],
        columns=[
            Column(
                label=_label(one.month),
                words=_("%(month)s: %(posted)d posted, %(done)d done")
                % {"month": one.month, "posted": one.posted, "done": one.done},
                url=index + _days_of(one.month),
                bars=[_bar("posted", one.posted, highest), _bar("done", one.done, highest)],
            )
            for one in months
        ],
        empty=_("The first wishes draw the first columns here."),
    )


def service_chart(months: list[ServiceOfMonth]) -> Chart:
    highest = max((one.minutes for one in months), default=0)
    index = reverse("records_modeladmin_index")
    return Chart(
        title=_("Verified hours by month"),
        legend=[("served", _("hours"))],
        columns=[
            Column(
                label=_label(one.month),
                words=_("%(month)s: %(hours)s by %(people)s")
                % {"month": one.month, "hours": in_hours(one.minutes), "people": _people(one.people)},
                url=index + _days_of(one.month),
                bars=[_bar("served", one.minutes, highest, shown=_short_hours(one.minutes))],
            )
            for one in months
        ],
        empty=_("Hours appear here once they are verified."),
        total=_("%(hours)s in twelve months") % {"hours": in_hours(sum(one.minutes for one in months))},
    )


def _bar(kind: str, value: int, highest: int, *, shown: str | None = None) -> Bar:
    # What is there at all is seen: a single wish beside hundreds keeps a line of its own.
    percent = max(2, round(100 * value / highest)) if value else 0
    return Bar(kind, (str(value) if shown is None else shown) if value else "", percent)


def _label(month: Month) -> str:
    return _("%(month)d/%(year)02d") % {"month": month.number, "year": month.year % 100}


def _days_of(month: Month) -> str:
    return f"?from={month.first_day}&until={month.last_day}"


def in_hours(minutes: int) -> str:
    """Whole hours from one hour on; minutes below."""
    if minutes < 60:
        return ngettext("%(number)d minute", "%(number)d minutes", minutes) % {"number": minutes}
    hours = round(minutes / 60)
    return ngettext("%(number)d hour", "%(number)d hours", hours) % {"number": hours}


def _short_hours(minutes: int) -> str:
    return f"{minutes / 60:.1f}" if minutes < 600 else str(round(minutes / 60))


def _people(number: int) -> str:
    return ngettext("%(number)d person", "%(number)d people", number) % {"number": number}


def in_words(span: timedelta | None) -> str:
    """How long people wait, as one says it: “3 hours”, “2 days”. Nothing measured: a dash."""
    if span is None:
        return "–"
    minutes = round(span.total_seconds() / 60)
    if minutes < 60 * 48:
        return in_hours(max(minutes, 1))
    days = round(minutes / (60 * 24))
    return ngettext("%(number)d day", "%(number)d days", days) % {"number": days}


def age_words(fresh: int, some_days: int, long: int) -> list[dict[str, Any]]:
    """How many of a pile wait how long; what nobody waits for is left out."""
    parts = [
        ("fresh", fresh, _("less than a day")),
        ("days", some_days, _("1 to 3 days")),
        ("long", long, _("longer than 3 days")),
    ]
    return [{"kind": kind, "number": number, "label": label} for kind, number, label in parts if number]
