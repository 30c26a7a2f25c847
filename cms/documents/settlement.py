"""A merchant's month as a sheet for Excel."""

from __future__ import annotations

from io import BytesIO

from django.utils import timezone
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

from cms.documents.plain import harmless
from content_models.rewards.sheets import Sheet

WIDTHS = (20, 30, 10, 12, 18)


def settlement_xlsx(sheet: Sheet) -> bytes:
    """One line per hand-over, the total below. Texts are written as texts: nothing in it is a formula."""
    book = Workbook()
    page: Worksheet = book.active
    page.title = f"{sheet.month:%Y-%m}"
    page.append([f"{sheet.community} · {sheet.merchant} · {sheet.month:%Y-%m}"])
    page["A1"].font = Font(bold=True, size=14)
    page.append([])
    page.append([_("Handed over at"), _("What"), _("Points"), _("Code ends with"), _("Handed over by")])
    for cell in page[3]:
        cell.font = Font(bold=True)
    for row in sheet.rows:
        moment = timezone.localtime(row.at).replace(tzinfo=None)
        page.append([moment, harmless(row.what), row.points, row.number, harmless(row.by)])
        page.cell(page.max_row, 1).number_format = "yyyy-mm-dd hh:mm"
    page.append([_("Together"), _("%(pieces)d pieces") % {"pieces": len(sheet.rows)}, sheet.points])
    for cell in page[page.max_row]:
        cell.font = Font(bold=True)
        cell.alignment = Alignment(vertical="center")
    for letter, width in zip("ABCDE", WIDTHS, strict=True):
        page.column_dimensions[letter].width = width
    page.freeze_panes = "A4"
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()
