"""A wish that can't go on the board: the worker says why at her desk, the resident reads it and does better."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.desk_steps import offer, open_line, open_menu
from tests.journeys.phone_steps import describe_wish, is_told, newest_message, say_where_and_when, tap

pytestmark = pytest.mark.journey

TITLE = "想找人一起团购水果"
REASON = "买卖和广告不能放在心愿墙上，可以在楼栋群里问问。"


def test_the_worker_rejects_with_a_reason_that_the_resident_reads(open_as: Callable[..., Page]) -> None:
    resident = open_as("resident", "shiqiao")
    resident.goto("/c/shiqiao/wishes/new")
    first = resident.get_by_role("group", name="是哪一类").locator("label").first.inner_text()
    describe_wish(resident, category=first.strip(), title=TITLE, description="一箱起订，比超市便宜。")
    say_where_and_when(resident, "桥西巷2号", found_by="桥西巷2号")
    # It is not her own building: where to knock has to be said.
    tap(resident, "发出去")
    expect(resident.get_by_text("请写上这里的门牌")).to_be_visible()
    resident.get_by_label("门牌").fill("巷口小店")
    tap(resident, "发出去")
    is_told(resident, "发出去了")

    desk = open_as("worker", "shiqiao", desk=True)
    desk.goto("/admin/")
    open_menu(desk, "心愿")
    open_line(desk, TITLE)
    expect(desk.get_by_text("一箱起订，比超市便宜。")).to_be_visible()
    refusing = offer(desk, "不通过")
    refusing.get_by_role("textbox").fill(REASON)
    refusing.get_by_role("button").click()
    expect(desk.get_by_role("status").filter(has_text="没有通过")).to_be_visible()

    message = newest_message(resident, "您的心愿没有通过")
    expect(message).to_contain_text(REASON)
    message.click()
    expect(resident.get_by_role("heading", name="这次没通过")).to_be_visible()
    expect(resident.get_by_text(REASON).first).to_be_visible()

    # Once more, with what she had already written.
    resident.get_by_role("link", name="改一改再发").click()
    expect(resident.get_by_label("一句话说清楚")).to_have_value(TITLE)
