"""A worker changes her home page at the desk: a phone inside her screen shows the draft, then every phone does."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.journey

WORDS = "荔影人家，天冷了多串门"


def test_what_she_writes_is_seen_in_the_preview_first_and_then_on_every_phone(
    open_as: Callable[..., Page], phone: Page
) -> None:
    phone.goto("/c/liying")
    before = phone.get_by_role("main").get_by_role("heading", level=2).first
    expect(before).to_have_text("荔影人家，有事招呼一声")

    desk = open_as("worker", "liying", desk=True)
    desk.goto("/admin/pages/")
    expect(desk.get_by_role("link", name="荔影花园 3、4 栋检修水管")).to_be_visible()
    expect(desk.get_by_text("石桥")).to_have_count(0)
    number = desk.url.rstrip("/").rpartition("/")[2]
    desk.goto(f"/admin/pages/{number}/edit/")
    desk.get_by_role("textbox", name="大字").first.fill(WORDS)

    desk.locator('[data-side-panel-toggle="preview"]').click()
    # The panel loads the next picture beside the last one before it changes them.
    small_phone = desk.frame_locator('[data-w-preview-target="iframe"]').last
    expect(small_phone.get_by_text("预览：还没有发布")).to_be_visible()
    expect(small_phone.get_by_role("heading", name=WORDS)).to_be_visible()

    # Nobody else sees it yet.
    phone.reload()
    expect(phone.get_by_role("heading", name="荔影人家，有事招呼一声")).to_be_visible()

    desk.get_by_role("button", name="发布", exact=True).click()
    expect(desk.get_by_role("status").or_(desk.locator(".messages")).first).to_be_visible()
    phone.reload()
    expect(phone.get_by_role("heading", name=WORDS)).to_be_visible()

    # A page of hers is found from there, and the way back leads home.
    phone.get_by_role("navigation", name="更多").get_by_role("link", name="有事找谁").click()
    expect(phone.get_by_role("link", name="打电话给社区便民窗口")).to_be_visible()
    phone.get_by_role("button", name="返回").click()
    expect(phone.get_by_role("heading", name=WORDS)).to_be_visible()
