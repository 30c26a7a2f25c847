"""From a file to rows: headings matched to columns, cells cleaned, everything that is wrong named with its place."""

from __future__ import annotations

import csv
import io
import warnings
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import IO, Any
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile

from django.utils.translation import gettext_lazy as _
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from content_models.sheets.cells import Column, as_text
from content_models.sheets.opening import Looked, NotASheet
from content_models.sheets.problems import CellProblem, Problem, SheetProblems

COLUMNS_LOOKED_AT = 64
EXAMPLE = ("示例", "example")
NOT_READ = frozenset({"问题（导入时不看）", "problems (not read)"})  # what marking.py adds
STEPS = 500  # rows between two words about the progress

RawRow = tuple[int, Sequence[Any]]
Progress = Callable[[int], None]  # how many rows were read


@dataclass(slots=True)
class Row:
    """One row whose cells could all be read."""

    number: int  # as Excel counts
    values: dict[str, Any]

    def __getitem__(self, key: str) -> Any:
        return self.values.get(key)


@dataclass(slots=True)
class Reading:
    """The rows that could be read, and what is wrong with the others."""

    rows: list[Row] = field(default_factory=list)
    broken: list[Row] = field(default_factory=list)  # what could be read of the rows that have problems
    problems: list[Problem] = field(default_factory=list)
    places: dict[str, int] = field(default_factory=dict)  # column key → its number in the sheet
    total: int = 0

    def column(self, key: str) -> int:
        return self.places.get(key, 0)


def rows_of(file: IO[bytes], looked: Looked) -> Iterator[RawRow]:
    """All rows of the first sheet with their numbers, empty ones too.

    Raises:
        NotASheet: it can't be parsed. SheetProblems: cells are merged.
    """
    file.seek(0)
    return _rows_of_csv(file) if looked.is_csv else _rows_of_xlsx(file, looked)


def _rows_of_csv(file: IO[bytes]) -> Iterator[RawRow]:
    text = _decoded(file.read())
    first = text.partition("\n")[0]
    delimiter = max(",\t;", key=first.count)
    try:
        for number, row in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), start=1):
            yield number, row[:COLUMNS_LOOKED_AT]
    except csv.Error as error:
        raise NotASheet from error


def _decoded(content: bytes) -> str:
    """UTF-8, what Excel calls Unicode text, or what Chinese Windows writes."""
    is_utf_16 = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ["utf-16"] if is_utf_16 else ["utf-8-sig", "gb18030"]:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise NotASheet


def _rows_of_xlsx(file: IO[bytes], looked: Looked) -> Iterator[RawRow]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl tells of extensions that it leaves out
        try:
            book = load_workbook(file, read_only=True, keep_links=False)
            if not book.worksheets:
                raise NotASheet
            page = book.worksheets[0]
            part = looked.parts.get(page._worksheet_path.lstrip("/"))
            if part and part.merged:
                raise SheetProblems([_merged(reference) for reference in part.merged])
            page.reset_dimensions()
            rows = page.iter_rows(max_col=COLUMNS_LOOKED_AT, values_only=True)
            yield from enumerate(rows, start=1)
            book.close()
        except (KeyError, ValueError, TypeError, AttributeError, IndexError, OSError, ArithmeticError) as error:
            raise NotASheet from error
        except (ParseError, BadZipFile, InvalidFileException) as error:
            raise NotASheet from error


def _merged(reference: str) -> Problem:
    row = int("".join(sign for sign in reference.partition(":")[0] if sign.isdigit()))
    message = _("Cells %(cells)s are merged. Please take the merging back and fill every cell.")
    return Problem(row, 0, message, {"cells": reference})


def expected_rows(looked: Looked) -> int:
    """How many rows the largest part has; 0 where nobody knows yet."""
    return max((part.rows for part in looked.parts.values()), default=0)


def read_sheet(
    file: IO[bytes],
    looked: Looked,
    columns: Sequence[Column],
    *,
    rows_max: int,
    key_of: Callable[[Row], Hashable | None],
    progress: Progress = lambda _rows: None,
) -> Reading:
    """Raises:
    NotASheet: it can't be parsed. SheetProblems: what is wrong with the sheet as a whole.
    """
    raw = rows_of(file, looked)
    heading = next(((number, cells) for number, cells in raw if _is_filled(cells)), None)
    if heading is None:
        raise SheetProblems([Problem(0, 0, _("The sheet is empty. Please fill the template."))])
    places = _match(heading, columns)
    reading = Reading(places={column.key: place + 1 for place, column in places})
    seen: dict[Hashable, int] = {}
    for number, cells in raw:
        if not _is_filled(cells) or _is_example(cells):
            continue
        reading.total += 1
        if reading.total > rows_max:
            message = _("More than %(limit)s rows: that is too much at once. Please split the sheet.")
            raise SheetProblems([Problem(number, 0, message, {"limit": f"{rows_max:,}"})])
        if reading.total % STEPS == 0:
            progress(reading.total)
        row = _clean(number, cells, places, reading)
        if row is None:
            continue
        key = key_of(row)
        if key is not None and (first := seen.setdefault(key, number)) != number:
            message = _("The same as in row %(row)s. Please delete one of them.")
            reading.problems.append(Problem(number, 0, message, {"row": first}))
            continue
        reading.rows.append(row)
    if not reading.total:
        raise SheetProblems([Problem(0, 0, _("There are only headings. Please fill in at least one row below them."))])
    return reading


def _match(heading: RawRow, columns: Sequence[Column]) -> list[tuple[int, Column]]:
    """Which column stands where. Raises SheetProblems with every heading that is wrong."""
    number, cells = heading
    problems, places, taken = [], [], set()
    for place, cell in enumerate(cells):
        text = as_text(cell).strip().rstrip("*＊").strip()
        if not text or text.casefold() in NOT_READ:
            continue
        column = next((one for one in columns if one.is_called(text)), None)
        if column is None:
            message = _("Nobody knows a column called “%(name)s”. Please use the headings of the template.")
            problems.append(Problem(number, place + 1, message, {"name": text[:40]}))
        elif column.key in taken:
            message = _("The column “%(name)s” is there twice.")
            problems.append(Problem(number, place + 1, message, {"name": column.heading}))
        else:
            taken.add(column.key)
            places.append((place, column))
    for column in columns:
        if column.key not in taken and not column.may_be_absent:
            message = _("The column “%(name)s” is missing.")
            problems.append(Problem(number, 0, message, {"name": column.heading}))
    if problems:
        raise SheetProblems(problems)
    # In the template's order, however the columns stand in the sheet.
    order = {column.key: number for number, column in enumerate(columns)}
    return sorted(places, key=lambda pair: order[pair[1].key])


def _clean(number: int, cells: Sequence[Any], places: list[tuple[int, Column]], reading: Reading) -> Row | None:
    values, is_sound = {}, True
    for place, column in places:
        try:
            value = column.read(cells[place] if place < len(cells) else None)
        except CellProblem as problem:
            reading.problems.append(Problem(number, place + 1, problem.message, problem.words))
            is_sound = False
        else:
            values[column.key] = value
    row = Row(number, values)
    if is_sound:
        return row
    reading.broken.append(row)
    return None


def _is_filled(cells: Sequence[Any]) -> bool:
    return any(cell is not None and cell != "" and not (isinstance(cell, str) and cell.isspace()) for cell in cells)


def _is_example(cells: Sequence[Any]) -> bool:
    """The template's example row, left where it was."""
    first = next((cell for cell in cells if cell not in (None, "")), None)
    return isinstance(first, str) and first.strip().casefold().startswith(EXAMPLE)


def place_name(row: int, column: int) -> str:
    """C3."""
    return f"{get_column_letter(column)}{row}" if column else str(row)
