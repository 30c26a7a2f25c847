"""The uploaded sheet again, with what is wrong in red and in words: to mend it in Excel and upload that."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, time
from io import BytesIO
from typing import IO, Any

from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill

from content_models.common.errors import DomainError
from content_models.sheets.cells import STARTS_A_FORMULA
from content_models.sheets.opening import look_at
from content_models.sheets.problems import Problem, SheetProblems
from content_models.sheets.reading import rows_of

RED = PatternFill("solid", fgColor="FFD6D0")
NOTED = 2_000  # comments make a file slow to open; the words stand in the last column, too
ROWS_MARKED = 60_000


def marked_sheet(file: IO[bytes], problems: Sequence[Problem], *, is_csv: bool) -> ContentFile[bytes] | None:
    """The rows as they were, bad cells red with a note, the words in a column behind them; None if it can't be read."""
    by_row: dict[int, list[Problem]] = {}
    for problem in problems:
        by_row.setdefault(problem.row, []).append(problem)
    book = Workbook(write_only=True)
    page = book.create_sheet(_("Please mend"))
    noted = 0
    try:
        looked = look_at(file, name="sheet.csv" if is_csv else "sheet.xlsx")
        rows = rows_of(file, looked)
        last = 0
        for number, cells in _up_to(rows, ROWS_MARKED):
            last = max(last, len(cells)) if number == 1 else last
            found = by_row.get(number, [])
            line = [_cell(page, value) for value in (_trimmed(cells) if found or number == 1 else cells)]
            if number == 1:
                last = len(line)
                line.append(_cell(page, _("Problems (not read)")))
                line[-1].font = Font(bold=True)
            for problem in found:
                _mark(page, line, problem, with_note=noted < NOTED)
                noted += 1
            if found and number > 1:
                line += [None] * (last - len(line))
                line[last:] = [_cell(page, "；".join(one.text() for one in found))]
            page.append(line)
    except (SheetProblems, DomainError):
        return None
    buffer = BytesIO()
    book.save(buffer)
    return ContentFile(buffer.getvalue())


def _up_to(rows: Iterator[tuple[int, Sequence[Any]]], most: int) -> Iterator[tuple[int, Sequence[Any]]]:
    for number, cells in rows:
        if number > most:
            return
        yield number, cells


def _trimmed(cells: Sequence[Any]) -> Sequence[Any]:
    filled = [place for place, value in enumerate(cells) if value not in (None, "")]
    return cells[: filled[-1] + 1] if filled else ()


def _cell(page: Any, value: Any) -> Any:
    """As it was, but nothing in it runs: a formula comes back as the text it was."""
    if value is not None and not isinstance(value, (str, int, float, date, time)):
        value = str(value)
    if isinstance(value, str):
        value = "".join(sign for sign in value if sign >= " ")
        if value.startswith(STARTS_A_FORMULA):
            value = f"'{value}"
    return WriteOnlyCell(page, value)


def _mark(page: Any, line: list[Any], problem: Problem, *, with_note: bool) -> None:
    line += [WriteOnlyCell(page, None) for _missing in range(problem.column - len(line))]
    for cell in line if problem.column == 0 else [line[problem.column - 1]]:
        cell.fill = RED
    if with_note and problem.column:
        line[problem.column - 1].comment = Comment(problem.text(), "Linli")
