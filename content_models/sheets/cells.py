"""The columns of a sheet: what a cell may hold, what is mended without loss, and what is said about the rest.

import-export's `Field` and `Widget` translate both ways: `clean` a cell into a value, `render` a value into a cell.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils import translation
from django.utils.translation import gettext_lazy as _
from import_export.fields import Field
from import_export.widgets import Widget

from content_models.people.phones import NotAPhoneNumber, normalise_phone
from content_models.sheets.problems import CellProblem

ERRORS = frozenset({"#REF!", "#VALUE!", "#N/A", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!"})
STARTS_A_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
_SCIENTIFIC = re.compile(r"[+-]?\d+(?:\.\d+)?[eE]\+?\d+")
_DIGITS_OF_A_MOBILE = 11
_DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:\s+0?0:00(?::00)?)?")
_DAY_TOGETHER = re.compile(r"(\d{4})(\d{2})(\d{2})")
_CLOCK = re.compile(r"(\d{1,2})\s*[:：时]\s*(\d{2})(?:\s*分)?(?:[:：]\d{2})?")


def as_text(value: Any) -> str:
    """A raw cell as a person would read it; `3.0` is 3, and the apostrophe that our exports put before `=` is gone."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d}" if value.time() == time() else f"{value:%Y-%m-%d %H:%M}"
    text = " ".join(str(value).split())
    return text[1:] if text[:1] == "'" and text[1:2] in STARTS_A_FORMULA else text


class Cell(Widget):
    """What every cell is asked first. A subclass turns what is left into a value."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        if not isinstance(value, (str, int, float, date, time, type(None))):
            # openpyxl has objects of their own for array formulas and data tables.
            raise CellProblem(_("This is a formula. Please copy the column and paste it as values."))
        if isinstance(value, str):
            value = value.strip()
            if value.startswith(("=", "＝")):
                raise CellProblem(_("This is a formula. Please copy the column and paste it as values."))
            if value in ERRORS:
                raise CellProblem(_("Excel itself shows an error here: %(value)s."), value=value)
        if value is None or value == "":
            return None
        return self.read(value)

    def read(self, value: Any) -> Any:
        raise NotImplementedError

    def hint(self) -> Any:
        """What may stand here, for the explanation in the template."""
        return ""


class Text(Cell):
    def __init__(self, limit: int) -> None:
        super().__init__()
        self.limit = limit

    def read(self, value: Any) -> str:
        text = as_text(value)
        if len(text) > self.limit:
            raise CellProblem(_("Too long: at most %(limit)d characters."), limit=self.limit)
        if "\0" in text:
            raise CellProblem(_("There are signs in it that nobody can read."))
        return text

    def hint(self) -> Any:
        return _Said(_("Text, at most %(limit)d characters."), limit=self.limit)


class Phone(Cell):
    """E.164. A number that Excel made a float is mended while all its digits are there."""

    def read(self, value: Any) -> str:
        if isinstance(value, (date, time, bool)):
            raise CellProblem(NotAPhoneNumber.message)
        text = as_text(value) if isinstance(value, str) else _whole(value)
        if _SCIENTIFIC.fullmatch(text):
            text = self._from_scientific(text)
        elif re.fullmatch(r"\d+\.0+", text):
            text = text.partition(".")[0]
        try:
            return normalise_phone(text)
        except NotAPhoneNumber as error:
            raise CellProblem(NotAPhoneNumber.message) from error

    @staticmethod
    def _from_scientific(text: str) -> str:
        """`1.3800138000E+10` has all eleven digits; `1.38E+10` has lost eight of them."""
        if len(re.sub(r"\D", "", re.split("[eE]", text)[0])) < _DIGITS_OF_A_MOBILE:
            raise CellProblem(
                _("Excel has shortened this number to %(value)s; its last digits are lost. Please type it again."),
                value=text,
            )
        return str(int(Decimal(text)))

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return str(value or "").removeprefix("+86")

    def hint(self) -> Any:
        return _("A mobile number with 11 digits.")


class Whole(Cell):
    """A whole number between two bounds."""

    def __init__(self, least: int, most: int) -> None:
        super().__init__()
        self.least, self.most = least, most

    def read(self, value: Any) -> int:
        number = _decimal(value)
        if number is None or number != number.to_integral_value():
            raise CellProblem(_("A whole number belongs here, not “%(value)s”."), value=_shown(value))
        if not self.least <= number <= self.most:
            raise CellProblem(
                _("The number must lie between %(least)s and %(most)s."), least=self.least, most=self.most
            )
        return int(number)

    def hint(self) -> Any:
        return _Said(_("A whole number from %(least)s to %(most)s."), least=self.least, most=self.most)


class Degrees(Cell):
    """A coordinate."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self.most = most

    def read(self, value: Any) -> float:
        number = _decimal(value)
        if number is None:
            raise CellProblem(_("A number belongs here, not “%(value)s”."), value=_shown(value))
        if not -self.most <= number <= self.most:
            raise CellProblem(
                _("The number must lie between %(least)s and %(most)s."), least=-self.most, most=self.most
            )
        return float(number)

    def hint(self) -> Any:
        return _("A number like 22.5431; may stay empty.")


class Day(Cell):
    """A date. Dates written as text are read where they can mean one day only."""

    def read(self, value: Any) -> date:
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        if isinstance(value, str):
            found = _DAY.fullmatch(value) or _DAY_TOGETHER.fullmatch(value)
            if found:
                return self._on_the_calendar(value, *map(int, found.groups()))
        elif isinstance(value, (int, float)) and (found := _DAY_TOGETHER.fullmatch(_whole(value))):
            return self._on_the_calendar(value, *map(int, found.groups()))
        raise CellProblem(
            _("“%(value)s” can't be read as a date. Please write it like 2026-11-24."), value=_shown(value)
        )

    @staticmethod
    def _on_the_calendar(value: Any, year: int, month: int, day: int) -> date:
        try:
            return date(year, month, day)
        except ValueError as error:
            raise CellProblem(_("“%(value)s” is not on the calendar."), value=_shown(value)) from error

    def hint(self) -> Any:
        return _("A date like 2026-11-24.")


class Clock(Cell):
    """A time of day."""

    def read(self, value: Any) -> time:
        if isinstance(value, datetime):
            return value.time().replace(second=0, microsecond=0)
        if isinstance(value, time):
            return value.replace(second=0, microsecond=0)
        found = _CLOCK.fullmatch(value) if isinstance(value, str) else None
        if found and int(found[1]) < 24 and int(found[2]) < 60:
            return time(int(found[1]), int(found[2]))
        raise CellProblem(_("“%(value)s” can't be read as a time. Please write it like 9:30."), value=_shown(value))

    def hint(self) -> Any:
        return _("A time like 9:30.")


class Choice(Cell):
    """One of a few words; their names in any language are read."""

    def __init__(self, options: Mapping[str, Any]) -> None:
        super().__init__()
        self.options = options
        self.known: dict[str, str] = {}
        for value, label in options.items():
            self.known |= dict.fromkeys(in_every_language(label), value)

    def read(self, value: Any) -> str:
        found = self.known.get(as_text(value).casefold())
        if found is None:
            raise CellProblem(
                _("“%(value)s” is none of these: %(options)s."),
                value=_shown(value),
                options=_Joined(self.options.values()),
            )
        return found

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return str(self.options.get(value, "")) if value is not None else ""

    def hint(self) -> Any:
        return _Joined(self.options.values())


class Column(Field):
    """One column: its heading, what its cells may hold, and how it is explained."""

    widget: Cell

    def __init__(
        self,
        key: str,
        heading: Any,
        widget: Cell,
        *,
        required: bool = False,
        explain: Any = "",
        example: str = "",
        offers: tuple[str, ...] = (),
        may_be_absent: bool = True,
    ) -> None:
        super().__init__(attribute=key, column_name=key, widget=widget)
        self.key, self.heading, self.required = key, heading, required
        self.explain, self.example, self.offers = explain, example, offers
        # A column that no row has to fill may be missing; one that is required may not.
        self.may_be_absent = may_be_absent and not required

    def read(self, cell: Any) -> Any:
        """The value of a cell.

        Raises:
            CellProblem: what is wrong with it.
        """
        value = self.widget.clean(cell)
        if value is None and self.required:
            raise CellProblem(_("This is missing."))
        return value

    def written(self, value: Any) -> Any:
        """A value as a cell that is read as this value again."""
        if value is None or isinstance(value, (int, float, date, time)):
            return value
        return self.widget.render(value)

    def is_called(self, heading: str) -> bool:
        return heading.casefold() in in_every_language(self.heading)


class TwoNames:
    """A name kept in the database, with its English."""

    def __init__(self, name: str, name_en: str) -> None:
        self.name, self.name_en = name, name_en

    def __str__(self) -> str:
        return self.name_en if self.name_en and (translation.get_language() or "").startswith("en") else self.name


def in_every_language(text: Any) -> set[str]:
    """A heading as it may stand in a sheet: in Chinese or in English, without regard to capitals."""
    found = set()
    for code in ("zh-hans", "en"):
        with translation.override(code):
            found.add(str(text).casefold())
    return found


class _Said:
    """A text with its words, said in whichever language is on."""

    def __init__(self, message: Any, **words: Any) -> None:
        self.message, self.words = message, words

    def __str__(self) -> str:
        return str(self.message) % self.words


class _Joined:
    def __init__(self, parts: Any) -> None:
        self.parts = list(parts)

    def __str__(self) -> str:
        return "、".join(str(part) for part in self.parts)


def _whole(value: float) -> str:
    return str(int(value)) if float(value).is_integer() else repr(value)


def _decimal(value: Any) -> Decimal | None:
    if isinstance(value, (bool, date, time)):
        return None
    try:
        number = Decimal(as_text(value).replace(",", "")) if isinstance(value, str) else Decimal(repr(value))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _shown(value: Any) -> str:
    text = as_text(value)
    return text if len(text) <= 40 else f"{text[:40]}…"
