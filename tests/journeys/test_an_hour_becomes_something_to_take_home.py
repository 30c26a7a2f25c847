"""服务与兑换: a worker announces, a volunteer checks in and out by the code, hours are verified, points exchanged."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.phone_steps import announce_activity, code_on_screen, go_to_tab, is_told, tap

pytestmark = pytest.mark.journey

TITLE = "楼道小广告清理"


def check(volunteer: Page, worker: Page, *, way: str, says: str) -> None:
    volunteer.goto("/c/liying/service")
    volunteer.get_by_role("main").get_by_role("link", name=f"扫码{way}", exact=True).click()
    volunteer.get_by_label("扫不了就输入 8 个字符").fill(code_on_screen(worker).lower())
    tap(volunteer, way)
    expect(volunteer.get_by_role("heading", name=says)).to_be_visible()


def test_from_the_code_at_the_door_to_verified_hours(open_as: Callable[..., Page]) -> None:
    worker, volunteer = open_as("worker", "liying"), open_as("volunteer", "liying")
    announce_activity(worker, "liying", TITLE)
    worker.get_by_role("link", name="打开签到码").click()
    check(volunteer, worker, way="签到", says="签到成功")
    check(volunteer, worker, way="签退", says="签退成功")

    worker.goto("/c/liying/workbench")
    worker.get_by_role("group", name="种类").get_by_role("button", name=re.compile("时长")).click()
    line = worker.get_by_role("listitem").filter(has_text=TITLE)
    line.get_by_role("checkbox").check()
    tap(worker, "这些属实（1）")
    is_told(worker, "核实了 1 条")

    volunteer.goto("/c/liying/service/hours")
    record = volunteer.get_by_role("link").filter(has_text=TITLE)
    expect(record).to_contain_text("已核实")
    record.click()
    expect(volunteer.get_by_text("已经算数了，谢谢您的付出。")).to_be_visible()
    expect(volunteer.get_by_text("社工小许").first).to_be_visible()


def test_from_points_to_a_bowl_of_soup(open_as: Callable[..., Page]) -> None:
    volunteer, worker = open_as("volunteer", "liying"), open_as("worker", "liying")
    volunteer.goto("/c/liying")
    go_to_tab(volunteer, "兑换")
    volunteer.get_by_role("link").filter(has_text="暖心汤一份").click()
    volunteer.get_by_role("button", name=re.compile("换一份$")).click()
    volunteer.get_by_role("dialog").get_by_role("button", name="就换这个", exact=True).click()
    is_told(volunteer, "换好了，凭码去领")
    digits = volunteer.get_by_text(re.compile(r"^\d{4} \d{4} \d{4}$"))
    expect(digits).to_be_visible()
    expect(volunteer.get_by_role("img", name="领取二维码")).to_be_visible()
    code, address = digits.inner_text(), volunteer.url

    worker.goto("/c/liying/exchange/hand-over")
    worker.get_by_label("领取码").fill(code)
    tap(worker, "查一下")
    expect(worker.get_by_role("heading", name="暖心汤一份")).to_be_visible()
    expect(worker.get_by_text("给 电工老周")).to_be_visible()
    tap(worker, "确认发放")
    expect(worker.get_by_text("发放好了")).to_be_visible()
    tap(worker, "下一位")
    worker.get_by_label("领取码").fill(code)
    tap(worker, "查一下")
    expect(worker.get_by_text("这个已经领走了。")).to_be_visible()

    volunteer.goto(address)
    expect(volunteer.get_by_text("已领取", exact=True)).to_be_visible()
    volunteer.goto("/c/liying/exchange/points")
    expect(volunteer.get_by_role("listitem").filter(has_text="暖心汤一份").first).to_contain_text("−25")
