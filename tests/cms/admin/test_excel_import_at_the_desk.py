"""Sheets in the admin: template, upload, preview, start; and whose they are."""

from __future__ import annotations

import io
from datetime import date

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from content_models.areas.models import Area
from content_models.sheets.kinds import KINDS, kind_of
from content_models.sheets.models import SheetImport
from content_models.sheets.states import SheetState
from tests.cms.admin.acting import messages_of
from tests.content_models.sheets.conftest import _private_files, kept_files, work  # noqa: F401 - fixtures
from tests.content_models.sheets.paper import xlsx
from tests.support.service_life import ServiceLife
from tests.support.unchanged import nothing_changes

SHEETS = "/admin/sheets/"
AREAS = [["小区", "楼栋"], ["新苑", None], ["新苑", "1栋"]]
BAD = [["小区", "楼栋"], ["无名苑", "1栋"], ["新苑", "=A1"]]


@pytest.fixture(autouse=True)
def _behind_the_scenes(everywhere):
    """Assertions look past the scope."""


def upload(client, rows, kind: str = "areas", name: str = "楼栋.xlsx"):
    file = SimpleUploadedFile(name, rows if isinstance(rows, bytes) else xlsx(rows))
    return client.post(SHEETS, {"kind": kind, "file": file}, follow=True)


def test_from_the_card_to_the_buildings(wu, cast, work, kept_files):  # noqa: F811 - the fixtures imported above
    page = upload(wu, AREAS)
    sheet = SheetImport.objects.get()
    assert page.redirect_chain[-1][0] == f"{SHEETS}{sheet.pk}/"
    assert wu.get(f"{SHEETS}{sheet.pk}/progress/").json()["under_way"] is True
    work()
    page = wu.get(f"{SHEETS}{sheet.pk}/")
    assert "检查通过" in page.content.decode()
    assert page.context["verbs"] == ["start", "drop"]
    wu.post(f"{SHEETS}{sheet.pk}/start/")
    work()
    assert "全部导入好了" in wu.get(f"{SHEETS}{sheet.pk}/").content.decode()
    assert wu.get(f"{SHEETS}{sheet.pk}/progress/").json() == {
        "state": "done", "label": "已导入", "progress": 100, "under_way": False
    }  # fmt: skip
    assert Area.objects.filter(community=cast.pine.community, name="新苑").exists()
    assert not kept_files()


def test_what_is_wrong_stands_there_in_words_and_marked_in_the_sheet(wu, run_jobs):
    upload(wu, BAD)
    run_jobs()
    sheet = SheetImport.objects.get()
    page = wu.get(f"{SHEETS}{sheet.pk}/")
    assert [(one["row"], one["column"]) for one in page.context["problems"]] == [(2, "A"), (3, "B")]
    assert "这里是公式" in page.content.decode()
    answer = wu.get(f"{SHEETS}{sheet.pk}/marked.xlsx")
    assert "no-store" in answer["Cache-Control"]
    marked = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active
    assert (marked["B3"].value, marked["B3"].fill.fgColor.rgb[-6:]) == ("'=A1", "FFD6D0")
    assert "公式" in marked["C3"].value
    assert "公式" in marked["B3"].comment.text


def test_the_marked_sheet_can_be_mended_and_uploaded(wu, run_jobs):
    upload(wu, BAD)
    run_jobs()
    first = SheetImport.objects.get()
    content = b"".join(wu.get(f"{SHEETS}{first.pk}/marked.xlsx").streaming_content)
    book = openpyxl.load_workbook(io.BytesIO(content))
    book.active["A2"], book.active["B2"], book.active["B3"] = "新苑", None, "1栋"
    buffer = io.BytesIO()
    book.save(buffer)
    upload(wu, buffer.getvalue())
    run_jobs()
    assert SheetImport.objects.first().is_ready


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"", "a.xlsx", "这个文件是空的。"),
        (b"\xd0\xcf\x11\xe0 old", "a.xls", "这是旧版的 .xls，或者加了密码。请在 Excel 里另存为 .xlsx，不要加密码。"),
        (b"hello", "a.xlsx", "文件名是 .xlsx，里面却不是。请在 Excel 里另存为 .xlsx。"),
    ],
)
def test_what_is_no_sheet_is_told_at_once(wu, content, name, said):
    with nothing_changes():
        page = upload(wu, content, name=name)
    assert [one.strip() for one in messages_of(page)] == [said]


def test_without_a_file_nothing_happens(wu):
    with nothing_changes():
        page = wu.post(SHEETS, {"kind": "areas"}, follow=True)
    assert [one.strip() for one in messages_of(page)] == ["请先选一个文件。"]
    assert wu.post(SHEETS, {"kind": "nonsense"}).status_code == 404


@pytest.mark.parametrize("kind", KINDS)
def test_the_template_reads_as_empty_and_explains_itself(wu, run_jobs, kind):
    answer = wu.get(f"{SHEETS}template/{kind}.xlsx")
    assert answer.status_code == 200
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    assert [page.sheet_state for page in book.worksheets] == ["visible", "visible", "hidden"]
    assert book.worksheets[0]["A2"].value.startswith("示例")
    assert book.worksheets[1]["A1"].value == "列"
    upload(wu, answer.content, kind=kind)
    run_jobs()
    (problem,) = SheetImport.objects.get().problems
    assert problem["words"]["zh-hans"] == "只有表头，下面至少要填一行。"


@pytest.mark.parametrize("kind", KINDS)
def test_what_the_template_gives_as_an_example_can_be_read(cast, kind):
    for column in kind_of(kind).columns(cast.pine.community):
        example = column.example.rpartition("：")[2]
        assert not example or column.read(example) is not None


def test_the_list_offers_the_communitys_own_posts(wu, cast):
    book = openpyxl.load_workbook(io.BytesIO(wu.get(f"{SHEETS}template/roster.xlsx").content))
    offered = {cell.value for row in book["选项"].iter_rows() for cell in row if cell.value}
    assert {"邻里互助岗", "楼栋长", "松林花园/1栋"} <= offered
    assert not [one for one in offered if "橡树" in one]
    assert len(book.worksheets[0].data_validations.dataValidation) == 2


@pytest.mark.parametrize(("kind", "rows"), [("areas", 5), ("rewards", 2)])
def test_what_is_here_can_be_downloaded_and_uploaded_without_a_change(wu, cast, run_jobs, kind, rows):
    life = ServiceLife(cast)
    life.reward(name="=HYPERLINK(1)", merchant=life.merchant()[0])
    life.reward(name="米", opens_on=date(2026, 1, 1))
    answer = wu.get(f"{SHEETS}here/{kind}.xlsx")
    upload(wu, answer.content, kind=kind)
    run_jobs()
    sheet = SheetImport.objects.get()
    assert (sheet.problems, sheet.rows_new, sheet.rows_changed, sheet.rows_unchanged) == ([], 0, 0, rows)
    assert "橡树" not in str([list(row) for row in openpyxl.load_workbook(io.BytesIO(answer.content)).active.values])


@pytest.mark.parametrize("kind", ["roster", "hours", "nonsense"])
def test_people_and_their_phones_are_not_handed_out(wu, kind):
    assert wu.get(f"{SHEETS}here/{kind}.xlsx").status_code == 404


# --- whose it is -----------------------------------------------------------------------------------


def addresses(sheet: SheetImport) -> list[tuple[str, str]]:
    return [
        ("get", reverse("linli_sheet", args=(sheet.pk,))),
        ("get", reverse("linli_sheet_progress", args=(sheet.pk,))),
        ("get", reverse("linli_marked_sheet", args=(sheet.pk,))),
        ("post", reverse("linli_start_sheet", args=(sheet.pk,))),
        ("post", reverse("linli_drop_sheet", args=(sheet.pk,))),
    ]


@pytest.mark.parametrize("who", ["oskar", "ada", "dai", "owner"])
def test_a_sheet_is_its_uploaders_alone(request, wu, run_jobs, who):
    """Next door, and colleagues of the same community."""
    other = request.getfixturevalue(who)
    upload(wu, BAD)
    run_jobs()
    sheet = SheetImport.objects.get()
    other.get("/admin/")
    with nothing_changes():
        for method, address in addresses(sheet):
            assert getattr(other, method)(address).status_code == 404, address


def test_next_door_does_not_see_that_something_was_uploaded(wu, oskar, run_jobs):
    upload(wu, BAD)
    assert str(SheetImport.objects.get().pk) not in oskar.get(SHEETS).content.decode()
    assert oskar.get(SHEETS).context["latest"] == []


def test_another_communitys_id_in_the_address_means_ones_own(wu, oskar, cast):
    file = SimpleUploadedFile("a.xlsx", xlsx(AREAS))
    oskar.post(f"{SHEETS}?community={cast.pine.community.pk}", {"kind": "areas", "file": file})
    assert SheetImport.objects.get().community == cast.oak.community


def test_colleagues_read_that_it_was_uploaded_without_a_way_in(wu, ada, run_jobs):
    upload(wu, AREAS)
    ((one, own),) = ada.get(SHEETS).context["latest"]
    assert (one.uploaded_by.shown_name, own) == ("Wu", False)
    assert str(one.pk) not in ada.get(SHEETS).content.decode()


def test_who_has_no_staff_role_has_no_sheets(cast):
    for person in (cast.bo, cast.chen, cast.vera):
        assert cast.client(person).get(SHEETS).status_code == 302


def test_only_posting_starts_or_puts_away(wu, run_jobs):
    upload(wu, AREAS)
    run_jobs()
    sheet = SheetImport.objects.get()
    with nothing_changes():
        assert wu.get(f"{SHEETS}{sheet.pk}/start/").status_code == 405
        assert wu.get(f"{SHEETS}{sheet.pk}/drop/").status_code == 405


def test_a_second_click_is_told_that_it_runs(wu, run_jobs):
    upload(wu, AREAS)
    run_jobs()
    sheet = SheetImport.objects.get()
    wu.post(f"{SHEETS}{sheet.pk}/start/")
    page = wu.post(f"{SHEETS}{sheet.pk}/start/", follow=True)
    assert "正在导入" in messages_of(page)[0]
    sheet.refresh_from_db()
    assert (sheet.state, sheet.starts) == (SheetState.RUNNING, 1)
