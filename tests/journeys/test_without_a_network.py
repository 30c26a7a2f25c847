"""No signal in the stairwell: the app starts all the same, and what is written there arrives later, once."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.phone_steps import be_installed, describe_wish, say_where_and_when, tap, tile

pytestmark = pytest.mark.journey

TITLE = "电梯间的灯一直闪"
WAITS = "1 件事还没送出去"


def test_the_app_starts_without_a_network(phone: Page) -> None:
    phone.goto("/c/liying/posts")
    expect(phone.get_by_text("名单管理岗").first).to_be_visible()
    be_installed(phone)
    phone.reload()
    expect(phone.get_by_text("名单管理岗").first).to_be_visible()

    phone.context.set_offline(True)
    phone.goto("/c/liying/posts")
    expect(phone.get_by_text("现在没有网，看到的可能不是最新的。")).to_be_visible()
    expect(phone.get_by_text("名单管理岗").first).to_be_visible()
    # A page that was never looked at: the app is there and says what is missing.
    phone.goto("/me/notices")
    expect(phone.get_by_role("navigation", name="主要栏目")).to_be_visible()


def test_a_wish_written_without_a_network_arrives_exactly_once(open_as: Callable[..., Page]) -> None:
    phone = open_as("resident", "yunfan")
    phone.goto("/c/yunfan/wishes/new")
    be_installed(phone)
    first = phone.get_by_role("group", name="是哪一类").locator("label").first.inner_text()
    describe_wish(phone, category=first.strip(), title=TITLE, description="晃眼睛，等电梯的人都眯着眼。")
    phone.context.set_offline(True)
    say_where_and_when(phone, "A座", found_by="云帆广场 A座")
    tap(phone, "发出去")
    expect(phone.get_by_role("heading", name="存好了，有网就送出")).to_be_visible()
    expect(phone.get_by_role("button").filter(has_text=WAITS)).to_be_visible()

    # The app is closed and opened again, still without a network.
    again = phone.context.new_page()
    phone.close()
    again.goto("/c/yunfan")
    expect(again.get_by_role("button").filter(has_text=WAITS)).to_be_visible()
    again.get_by_role("button").filter(has_text=WAITS).click()
    expect(again.get_by_role("dialog").get_by_text(f"许愿：{TITLE}")).to_be_visible()
    again.get_by_role("dialog").get_by_role("button", name="关闭").click()
    expect(again.get_by_role("dialog")).to_have_count(0)

    again.context.set_offline(False)
    expect(again.get_by_role("button").filter(has_text=WAITS)).to_have_count(0)
    for _ in range(2):  # nothing is left that could be sent a second time
        again.goto("/c/yunfan/wishes?mine=posted")
        expect(tile(again, TITLE)).to_have_count(1)
        expect(tile(again, TITLE)).to_contain_text("待审核")
