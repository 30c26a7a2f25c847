"""认岗: a volunteer answers the post's own questions, the worker says yes, and the phone counts one more."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.desk_steps import offer, open_line, open_menu
from tests.journeys.phone_steps import is_told, newest_message, tap

pytestmark = pytest.mark.journey

POST = "关爱服务岗"


def open_post(phone: Page) -> None:
    """The post's own page; the list before it says "在岗" beside every post one holds."""
    phone.goto("/c/liying/posts")
    phone.get_by_role("link").filter(has_text=POST).click()
    expect(phone.get_by_role("heading", name="要做些什么")).to_be_visible()


def filled(phone: Page) -> int:
    words = phone.get_by_text(re.compile(r"^\d+/\d+ 人在岗$")).inner_text()
    return int(words.split("/")[0])


def test_a_volunteer_takes_a_post_with_the_communitys_own_questions(open_as: Callable[..., Page]) -> None:
    volunteer = open_as("volunteer", "liying")
    open_post(volunteer)
    before = filled(volunteer)

    tap(volunteer, "我来认这个岗")
    tap(volunteer, "发出申请")
    expect(volunteer.get_by_text("这一项要填")).to_be_visible()
    when = volunteer.get_by_role("group", name="您什么时候有空？")
    when.get_by_text("周六", exact=True).click()
    when.get_by_text("周日", exact=True).click()
    volunteer.get_by_label("会说哪些方言？").fill("客家话")
    tap(volunteer, "发出申请")
    is_told(volunteer, "申请发出去了，社区会看的")
    expect(volunteer.get_by_text("社区在看")).to_be_visible()
    assert filled(volunteer) == before

    desk = open_as("worker", "liying", desk=True)
    desk.goto("/admin/appointments/?state=applied")
    expect(desk.get_by_role("heading", name="任职", level=1)).to_be_visible()
    open_line(desk, "电工老周")
    expect(desk.get_by_text("客家话")).to_be_visible()
    expect(desk.get_by_text(re.compile("周六.*周日"))).to_be_visible()
    offer(desk, "任命").get_by_role("button").click()
    expect(desk.get_by_role("status").filter(has_text=re.compile(r"\S"))).to_be_visible()
    open_menu(desk, "岗位")

    newest_message(volunteer, POST).click()
    expect(volunteer.get_by_role("heading", name="我的岗位")).to_be_visible()
    expect(volunteer.get_by_role("listitem").filter(has_text=POST)).to_contain_text("在岗")
    open_post(volunteer)
    expect(volunteer.get_by_text("在岗", exact=True)).to_be_visible()
    assert filled(volunteer) == before + 1
