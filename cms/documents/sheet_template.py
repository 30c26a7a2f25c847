"""The empty sheet to fill in: headings, an example, lists to pick from, and a second sheet that explains it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from cms.documents.plain import harmless
from content_models.sheets.cells import Choice, Column, Day, Phone

GREY, PAPER = Font(color="8A8078", italic=True), PatternFill("solid", fgColor="FBEDE3")
ROWS_PREPARED = 2_000  # rows with lists and formats; below them it works, too
DAY_FORMAT, TEXT_FORMAT = "yyyy-mm-dd", "@"
EXPLAINED = (24, 8, 44, 40)


def sheet_template(title: str, columns: Sequence[Column], *, rows_max: int) -> bytes:
    """An .xlsx in the reader's language."""
    book = Workbook()
    page: Worksheet = book.active
    page.title = title
    lists: Worksheet = book.create_sheet(_("Lists"))
    lists.sheet_state = "hidden"
    for number, column in enumerate(columns, start=1):
        _fill(page, number, column)
        _offer(page, lists, number, column)
    page.freeze_panes = "A2"
    page.row_dimensions[1].height = 24
    _explain(book.create_sheet(_("How to fill it in"), 1), columns, rows_max)
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def filled_sheet(title: str, columns: Sequence[Column], rows: Iterable[Mapping[str, Any]]) -> bytes:
    """What is here already, in the shape of the template: changed in Excel, it can be uploaded again."""
    book = Workbook(write_only=True)
    page = book.create_sheet(title)
    for number in range(1, len(columns) + 1):
        page.column_dimensions[get_column_letter(number)].width = 20
    page.freeze_panes = "A2"
    head = [WriteOnlyCell(page, str(column.heading)) for column in columns]
    for cell in head:
        cell.font, cell.fill = Font(bold=True), PAPER
    page.append(head)
    for row in rows:
        values = (column.written(row.get(column.key)) for column in columns)
        page.append([harmless(value) if isinstance(value, str) else value for value in values])
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _fill(page: Worksheet, number: int, column: Column) -> None:
    letter = get_column_letter(number)
    heading = page.cell(1, number, f"{column.heading}*" if column.required else str(column.heading))
    heading.font, heading.fill = Font(bold=True), PAPER
    heading.alignment = Alignment(vertical="center")
    example = page.cell(2, number, harmless(column.example) or None)
    example.font = GREY
    page.column_dimensions[letter].width = max(14, min(36, 2 * max(len(str(column.heading)), len(column.example)) + 3))
    # Excel would make a float of a phone; and a date that is typed becomes one.
    wanted = TEXT_FORMAT if isinstance(column.widget, Phone) else DAY_FORMAT if isinstance(column.widget, Day) else ""
    if wanted:
        for row in range(2, ROWS_PREPARED):
            page.cell(row, number).number_format = wanted


def _offer(page: Worksheet, lists: Worksheet, number: int, column: Column) -> None:
    options = list(column.offers)
    if isinstance(column.widget, Choice):
        options = [str(label) for label in column.widget.options.values()]
    if not options:
        return
    letter = get_column_letter(number)
    for row, option in enumerate(options, start=1):
        lists[f"{letter}{row}"] = harmless(option)
    source = f"='{lists.title}'!${letter}$1:${letter}${len(options)}"
    pick = DataValidation(type="list", formula1=source, allow_blank=True, showErrorMessage=False)
    page.add_data_validation(pick)
    pick.add(f"{letter}2:{letter}{ROWS_PREPARED}")


def _explain(page: Worksheet, columns: Sequence[Column], rows_max: int) -> None:
    page.append([_("Sheet column"), _("Needed"), _("How to fill it in"), _("What may stand there")])
    for column in columns:
        needed = _("yes") if column.required else ""
        page.append([str(column.heading), needed, str(column.explain), str(column.widget.hint())])
    page.append([])
    for line in (
        _("The row that begins with “示例” is left out; you may also delete it."),
        _("Don't merge cells and don't write formulas. Don't rename the headings; their order does not matter."),
        _("At most %(limit)s rows in one sheet.") % {"limit": f"{rows_max:,}"},
        _("Nothing is written before you have seen what would happen; then all of it or nothing."),
        _("The same sheet may be uploaded again: what is there already stays as it is."),
    ):
        page.append([line])
    for number, width in enumerate(EXPLAINED, start=1):
        page.column_dimensions[get_column_letter(number)].width = width
        page.cell(1, number).font, page.cell(1, number).fill = Font(bold=True), PAPER
    for row in page.iter_rows(min_row=2, max_row=len(columns) + 1):
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
