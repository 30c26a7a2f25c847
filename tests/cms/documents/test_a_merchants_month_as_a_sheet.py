"""The settlement sheet is read back: its lines, its sum, and no name of who fetched it."""

from __future__ import annotations

import io
from datetime import date

import openpyxl
from django.utils.translation import override

from cms.documents.settlement import settlement_xlsx
from content_models.common.clock import utc_now
from content_models.rewards.sheets import HandOver, Sheet


def a_sheet(*whats: str) -> Sheet:
    rows = tuple(HandOver(at=utc_now(), what=what, points=30, number="4321", by="福来小超市") for what in whats)
    return Sheet(community="松林", merchant="福来小超市", month=date(2026, 11, 1), rows=rows)


def read(sheet: Sheet):
    with override("zh-hans"):
        return openpyxl.load_workbook(io.BytesIO(settlement_xlsx(sheet))).active


def test_a_line_per_hand_over_and_the_sum_below():
    page = read(a_sheet("大米", "食用油"))
    assert page.title == "2026-11"
    rows = [list(row) for row in page.iter_rows(values_only=True)]
    assert rows[0][0] == "松林 · 福来小超市 · 2026-11"
    assert [row[1:] for row in rows[3:5]] == [["大米", 30, "4321", "福来小超市"], ["食用油", 30, "4321", "福来小超市"]]
    assert rows[5][2] == 60
    assert len(rows) == 6


def test_points_are_numbers_and_times_are_times_so_that_excel_can_count():
    page = read(a_sheet("大米"))
    assert isinstance(page["C4"].value, int)
    assert page["A4"].is_date


def test_an_empty_month_is_a_sheet_too():
    page = read(a_sheet())
    assert page.max_row == 4
    assert page["C4"].value == 0


def test_nobodys_words_are_a_formula():
    page = read(a_sheet("=HYPERLINK(1)", "+1", "@x", "-2"))
    for row in range(4, 8):
        assert page.cell(row, 2).data_type == "s"
        assert page.cell(row, 2).value.startswith("'")
