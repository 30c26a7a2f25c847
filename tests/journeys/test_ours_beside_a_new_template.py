"""A worker finds that her template has a new version, looks at it beside her own words, takes one change, goes back."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.desk_steps import open_menu
from tests.support.browser import PICTURES

pytestmark = pytest.mark.journey

ALBUM = PICTURES / "templates"


def keep(page: Page, name: str) -> None:
    ALBUM.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=ALBUM / f"{name}.png", animations="disabled", caret="hide")


def card(page: Page, name: str) -> Locator:
    return page.locator("section").filter(has=page.get_by_role("heading", name=name, level=3))


def test_one_change_is_taken_by_a_tick_and_given_back(open_as: Callable[..., Page], phone: Page) -> None:
    desk = open_as("worker", "liying", desk=True)
    desk.goto("/admin/")
    open_menu(desk, "岗位")
    keep(desk, "1-news-above-the-posts")
    desk.get_by_role("link", name="看一看").click()
    expect(card(desk, "关爱服务岗").get_by_text("两边都改了，用哪个？")).to_be_visible()
    keep(desk, "2-ours-beside-theirs")

    card(desk, "楼道安全岗").get_by_label("要这个岗位").check()
    desk.get_by_role("button", name="用上打勾的").click()
    expect(desk.get_by_text("用上了 1 处改动")).to_be_visible()
    keep(desk, "3-taken-over")
    phone.goto("/c/liying/posts")
    expect(phone.get_by_role("link").filter(has_text="楼道安全岗")).to_be_visible()

    desk.get_by_role("link", name="我们以前的版本").click()
    expect(desk.get_by_text("用上了模板“标准六岗”里的改动：楼道安全岗")).to_be_visible()
    keep(desk, "4-earlier-versions")
    desk.get_by_role("listitem").filter(has_text="回到了第 2 版").get_by_role("link", name="看一看").click()
    expect(desk.get_by_role("heading", name="楼道安全岗")).to_be_visible()
    keep(desk, "5-what-going-back-changes")
    desk.get_by_role("button", name="回到第 4 版").click()
    expect(desk.get_by_text("岗位已经回到第 4 版的样子")).to_be_visible()
    phone.reload()
    expect(phone.get_by_role("link").filter(has_text="文明劝导岗")).to_be_visible()
    expect(phone.get_by_role("link").filter(has_text="楼道安全岗")).to_have_count(0)
