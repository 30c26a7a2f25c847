"""A community worker fills the template, is told what is wrong with it, mends it, and has the buildings in."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.journeys.desk_steps import enter_the_admin, open_menu
from tests.support.live_stack import LiveStack

pytestmark = pytest.mark.journey


def upload(desk: Page, path: Path) -> None:
    open_menu(desk, "Excel 导入")
    card = desk.get_by_role("region", name="楼栋和地点")
    card.get_by_label("填好的表（.xlsx 或 .csv）").set_input_files(path)
    card.get_by_role("button", name="上传并检查").click()


def test_from_the_template_to_the_buildings(desk: Page, live_stack: LiveStack, tmp_path: Path) -> None:
    enter_the_admin(desk, live_stack.person("worker", "liying"))
    open_menu(desk, "Excel 导入")
    with desk.expect_download() as download:
        desk.get_by_role("region", name="楼栋和地点").get_by_role("link", name="下载模板").click()
    sheet = tmp_path / "楼栋.xlsx"
    download.value.save_as(sheet)

    book = load_workbook(sheet)
    page = book.worksheets[0]
    columns = {str(cell.value).rstrip("*"): cell.column for cell in page[1]}
    for number in range(1, 41):
        page.cell(2 + number, columns["小区"], "桂花新苑")
        page.cell(2 + number, columns["楼栋"], f"{number}栋")
    book.save(sheet)
    upload(desk, sheet)
    expect(desk.get_by_role("heading", name="有 40 处要改，还没有写入任何内容。")).to_be_visible(timeout=60_000)
    expect(desk.get_by_text("本社区还没有“桂花新苑”（小区）。请先单独给它写一行。").first).to_be_visible()

    page.cell(43, columns["小区"], "桂花新苑")
    book.save(sheet)
    upload(desk, sheet)
    expect(desk.get_by_role("heading", name="检查通过，要导入吗？")).to_be_visible(timeout=60_000)
    desk.get_by_role("button", name="确认导入").click()
    expect(desk.get_by_role("heading", name="全部导入好了。")).to_be_visible(timeout=60_000)

    upload(desk, sheet)
    expect(desk.get_by_role("heading", name="这些系统里都有了。")).to_be_visible(timeout=60_000)
