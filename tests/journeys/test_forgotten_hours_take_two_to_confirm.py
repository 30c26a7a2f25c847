"""补录: hours forgotten at the door count only once two other people have given their word."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.phone_steps import is_told, tap

pytestmark = pytest.mark.journey

WHAT = "替周妈换了楼道的灯泡"
YESTERDAY = """() => {
    const day = new Date(Date.now() - 86_400_000), two = (n) => String(n).padStart(2, '0')
    return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`
}"""


def enter_forgotten_hours(helper: Page, *, begin: str, end: str) -> None:
    helper.goto("/c/guixi/service")
    helper.get_by_role("link", name="补录时长").click()
    helper.get_by_label("做了什么").fill(WHAT)
    helper.get_by_label("哪一天").fill(helper.evaluate(YESTERDAY))
    helper.get_by_label("几点开始").fill(begin)
    helper.get_by_label("几点结束").fill(end)
    helper.get_by_label("为什么当时没签到").fill("手机没电了")
    tap(helper, "送去作证")


def give_ones_word(verifier: Page, record: str, *, says: str) -> None:
    verifier.goto(record)
    expect(verifier.get_by_text("手机没电了")).to_be_visible()
    tap(verifier, "属实")
    is_told(verifier, says)
    expect(verifier.get_by_role("button", name="属实", exact=True)).to_have_count(0)


def test_forgotten_hours_count_once_two_others_have_confirmed_them(open_as: Callable[..., Page]) -> None:
    helper = open_as("volunteer", "guixi")
    enter_forgotten_hours(helper, begin="12:05", end="12:45")
    is_told(helper, "送出了，等两个人作证")
    expect(helper.get_by_text("补录要两个别的人作证，已有 0 人。")).to_be_visible()
    expect(helper.get_by_role("button", name="属实", exact=True)).to_have_count(0)
    record = helper.url

    # The same stretch again is refused, and the record that is there already is named.
    enter_forgotten_hours(helper, begin="12:30", end="13:00")
    expect(helper.get_by_role("alert").filter(has_text=WHAT)).to_be_visible()

    give_ones_word(open_as("worker", "guixi"), record, says="记下了，再有一个人作证就算数")
    helper.goto(record)
    expect(helper.get_by_text("补录要两个别的人作证，已有 1 人。")).to_be_visible()

    give_ones_word(open_as("community_admin", "guixi"), record, says="核实了")
    helper.goto(record)
    expect(helper.get_by_text("已经算数了，谢谢您")).to_be_visible()
    expect(helper.get_by_text("补录，两人证明")).to_be_visible()
    helper.goto("/c/guixi/service/hours")
    expect(helper.get_by_role("link").filter(has_text=WHAT)).to_contain_text("已核实")
