"""Files that are no sheets, sheets wrong as a whole, cells that can't be read: a sentence each, nothing changed."""

from __future__ import annotations

import io
import struct
import zipfile
from datetime import date, datetime, time

import pytest

from content_models.common.errors import DomainError
from content_models.sheets.cells import Clock, Day, Phone, Whole
from content_models.sheets.opening import look_at
from content_models.sheets.problems import CellProblem
from content_models.sheets.states import SheetKind
from tests.content_models.sheets.paper import counts, csv, repacked, words, xlsx
from tests.support.unchanged import nothing_changes

HEAD = ["小区", "楼栋", "纬度", "经度"]
GOOD = xlsx([HEAD, ["新苑"]])
AREAS = SheetKind.AREAS


def a_zip(**entries: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def bomb() -> bytes:
    """A zip that calls itself a sheet and unpacks to 150 MB of zeros."""
    parts = {"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"}
    return a_zip(**parts, **{"xl/worksheets/sheet1.xml": b"\0" * 150_000_000})


def liar() -> bytes:
    """The same with 4,000 bytes claimed in the zip's directory and in front of the entry."""
    honest = bomb()
    return honest.replace(struct.pack("<I", 150_000_000), struct.pack("<I", 4_000))


def entities(name: str, part: bytes) -> bytes:
    """Entities made of entities, in front of the first sheet."""
    if name != "xl/worksheets/sheet1.xml":
        return part
    return b'<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>' + part


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"", "a.xlsx", "empty_sheet"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "a.xls", "not_a_sheet"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "a.xlsx", "not_a_sheet"),
        (b"%PDF-1.7 something", "a.xlsx", "not_a_sheet"),
        (b"name,phone\n", "a.xlsx", "not_a_sheet"),
        (b"name,phone\n", "a.xls", "not_a_sheet"),
        (b"name,phone\n", "a.docx", "not_a_sheet"),
        (b"name,phone\n", "a", "not_a_sheet"),
        (GOOD, "a.csv", "not_a_sheet"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "a.csv", "not_a_sheet"),
        (a_zip(**{"word/document.xml": b"<w/>"}), "a.xlsx", "not_a_sheet"),
        (GOOD[: len(GOOD) // 2], "a.xlsx", "not_a_sheet"),
        (b"PK\x03\x04" + b"\xff" * 200, "a.xlsx", "not_a_sheet"),
        (b"x" * (10 * 1024 * 1024 + 1), "a.csv", "sheet_too_large"),
        (repacked(GOOD, entities), "a.xlsx", "not_a_sheet"),
    ],
)
def test_what_is_no_sheet_is_refused_at_the_door(desk, kept_files, content, name, code):
    with nothing_changes(), pytest.raises(DomainError) as refused:
        desk.hand_in(AREAS, content, name)
    assert refused.value.code == code
    assert not kept_files()


@pytest.mark.parametrize("make", [bomb, liar])
def test_a_bomb_is_not_unpacked(desk, make):
    with nothing_changes(), pytest.raises(DomainError) as refused:
        desk.hand_in(AREAS, make(), "a.xlsx")
    assert refused.value.code in ("sheet_too_large", "not_a_sheet")


def test_many_entries_and_entries_of_one_name_are_refused():
    parts = {"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"}
    many = a_zip(**parts, **{f"xl/{number}.xml": b"<x/>" for number in range(400)})
    with pytest.raises(DomainError) as refused:
        look_at(io.BytesIO(many), name="a.xlsx")
    assert refused.value.code == "sheet_too_large"


MERGED = "2: Cells A2:A3 are merged. Please take the merging back and fill every cell."


def merge(page) -> None:
    page.merge_cells("A2:A3")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (xlsx([]), ["0: The sheet is empty. Please fill the template."]),
        (xlsx([HEAD]), ["0: There are only headings. Please fill in at least one row below them."]),
        (xlsx([HEAD, ["新苑"], ["新苑", "1栋"]], merge), [MERGED]),
        (
            xlsx([["小区", "小区", "面积"], ["新苑"]]),
            [
                "B1: The column “小区” is there twice.",
                "C1: Nobody knows a column called “面积”. Please use the headings of the template.",
            ],
        ),
        (xlsx([HEAD, ["=A1&A2"]]), ["A2: This is a formula. Please copy the column and paste it as values."]),
        (xlsx([HEAD, ["#REF!"]]), ["A2: Excel itself shows an error here: #REF!."]),
    ],
)  # fmt: skip
def test_what_is_wrong_with_the_sheet_is_said(desk, content, said):
    sheet = desk.check(AREAS, content)
    assert words(sheet) == said
    assert not sheet.is_ready


def test_missing_columns_are_named(desk):
    sheet = desk.check(SheetKind.ROSTER, xlsx([["姓名", "地点"], ["张三", ""]]))
    assert words(sheet) == [
        "1: The column “Phone number” is missing.",
        "1: The column “Post or chief role” is missing.",
    ]
    assert words(sheet, "zh-hans")[0] == "1: 少了“电话”这一列。"


def test_too_many_rows_are_refused_in_words(desk):
    text = ["小区,楼栋", *(f"松林花园,{number}号" for number in range(100_000))]
    sheet = desk.check(AREAS, "\n".join(text).encode(), "a.csv")
    assert words(sheet) == ["50002: More than 50,000 rows: that is too much at once. Please split the sheet."]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"])
def test_csv_in_every_encoding_that_excel_writes(desk, encoding):
    assert counts(desk.check(AREAS, csv([HEAD, ["新苑"], ["新苑", "1栋"]], encoding), "a.csv")) == (2, 0, 0)


def test_the_templates_example_row_and_empty_rows_are_left_out(desk):
    sheet = desk.check(AREAS, xlsx([HEAD, ["示例（导入时跳过）：花园"], [], [None, " "], ["新苑"]]))
    assert (counts(sheet), sheet.rows_total) == ((1, 0, 0), 1)


@pytest.mark.parametrize(
    ("cell", "phone"),
    [
        ("138 0013 8000", "+8613800138000"),
        (13800138000, "+8613800138000"),
        (13800138000.0, "+8613800138000"),
        ("13800138000.0", "+8613800138000"),
        ("1.3800138000E+10", "+8613800138000"),
        ("+86-138-0013-8000", "+8613800138000"),
        ("'+8613800138000", "+8613800138000"),
        ("1.38E+10", None),
        ("1.38001E+10", None),
        (1380013800, None),
        ("12345", None),
        (13800138000.5, None),
        (True, None),
    ],
)
def test_a_phone_is_mended_only_while_all_its_digits_are_there(cell, phone):
    if phone is None:
        with pytest.raises(CellProblem):
            Phone().clean(cell)
    else:
        assert Phone().clean(cell) == phone


def test_a_number_that_excel_shortened_is_told_apart_from_a_wrong_one():
    with pytest.raises(CellProblem) as shortened:
        Phone().clean("1.38E+10")
    assert "1.38E+10" in str(shortened.value.message % shortened.value.words)


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        (datetime(2026, 11, 24), date(2026, 11, 24)),  # noqa: DTZ001 - as openpyxl gives it
        ("2026-11-24", date(2026, 11, 24)),
        ("2026/1/4", date(2026, 1, 4)),
        ("2026年11月24日", date(2026, 11, 24)),
        ("2026.11.24", date(2026, 11, 24)),
        (20261124, date(2026, 11, 24)),
        ("11/24/26", None),
        ("24.11.2026", None),
        ("2026-02-30", None),
        ("明天", None),
        (46350, None),
        (True, None),
    ],
)  # fmt: skip
def test_a_date_as_text_is_read_where_it_means_one_day_only(cell, day):
    if day is None:
        with pytest.raises(CellProblem):
            Day().clean(cell)
    else:
        assert Day().clean(cell) == day


@pytest.mark.parametrize(
    ("cell", "clock"),
    [
        ("9:30", time(9, 30)),
        ("09：30", time(9, 30)),
        (time(9, 30), time(9, 30)),
        ("9点半", None),
        ("25:00", None),
        (0.4, None),
    ],
)
def test_a_time(cell, clock):
    if clock is None:
        with pytest.raises(CellProblem):
            Clock().clean(cell)
    else:
        assert Clock().clean(cell) == clock


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        *((cell, 3) for cell in (3, 3.0, "3", "3.0")),
        ("1,000", 1000),
        *((cell, None) for cell in (2.5, "三", 5000, "inf", float("nan"))),
    ],
)
def test_a_whole_number(cell, number):
    if number is None:
        with pytest.raises(CellProblem):
            Whole(1, 1000).clean(cell)
    else:
        assert Whole(1, 1000).clean(cell) == number
