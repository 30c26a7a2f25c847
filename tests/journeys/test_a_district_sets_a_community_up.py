"""From nothing to a public home on phones: a district's administrator sets a community up, a neighbour opens it.

A picture of each step is kept under test-results/set-up/.
"""

import re
import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.support.browser import PICTURES
from tests.support.live_stack import LiveStack

pytestmark = pytest.mark.journey

ALBUM = PICTURES / "set-up"


class Album:
    """The pictures, numbered in their order."""

    def __init__(self) -> None:
        ALBUM.mkdir(parents=True, exist_ok=True)
        self.number = 0

    def keep(self, page: Page, name: str) -> None:
        self.number += 1
        page.screenshot(path=ALBUM / f"{self.number:02}-{name}.png", animations="disabled", caret="hide")


def test_from_an_empty_form_to_a_home_on_the_phone(
    open_as: Callable[..., Page], open_page: Callable[..., Page], live_stack: LiveStack
) -> None:
    album = Album()
    slug = f"yinxing-{time.time_ns() // 1_000_000 % 1_000_000_000}"  # the stack may have seen this journey before
    name = f"银杏{slug[-4:]}社区"
    desk = open_as("district_admin", desk=True)
    desk.goto("/admin/")
    album.keep(desk, "first-screen")
    the_menu_leads_to_the_form(desk)
    album.keep(desk, "form")
    fill_in(desk, name=name, slug="liying")
    album.keep(desk, "filled-in")

    desk.get_by_role("button", name="看看会建些什么").click()
    expect(desk.get_by_text("这个网址有人用了")).to_be_visible()
    album.keep(desk, "address-taken")
    desk.get_by_label("短网址").fill(slug)
    desk.get_by_role("button", name="看看会建些什么").click()
    it_is_told_before_it_is_made(desk, name)
    album.keep(desk, "what-will-be-made")

    desk.get_by_role("button", name="就这么建").click()
    expect(desk.get_by_role("heading", name=f"{name}：接下来做什么", level=1)).to_be_visible()
    expect(desk.get_by_role("img", name="手机扫的二维码")).to_be_visible()
    album.keep(desk, "what-comes-next")

    phone = open_page()
    link = desk.get_by_role("link").filter(has_text=f"/c/{slug}").get_attribute("href")
    assert link is not None
    phone.goto(link)
    expect(phone.get_by_text(name).first).to_be_visible()
    album.keep(phone, "home-on-the-phone")
    phone.goto(f"/c/{slug}/posts")
    expect(phone.get_by_role("link").filter(has_text="议事团代表")).to_be_visible()
    album.keep(phone, "posts-on-the-phone")

    desk.get_by_role("link", name="去看岗位").click()
    expect(desk.get_by_role("link", name="议事团代表", exact=True)).to_be_visible()
    album.keep(desk, "posts-at-the-desk")


def the_menu_leads_to_the_form(desk: Page) -> None:
    menu = desk.get_by_role("navigation", name="主菜单")
    menu.get_by_role("button", name="区里").click()
    menu.get_by_role("link", name="新建社区").click()
    expect(desk.get_by_role("heading", name="新建社区", level=1)).to_be_visible()


def fill_in(desk: Page, *, name: str, slug: str) -> None:
    desk.get_by_label("社区名称").fill(name)
    desk.get_by_label("在哪里").select_option(label="　榕荫街道")
    desk.get_by_label("是什么样的小区").select_option(label="老旧小区")
    desk.get_by_label("短网址").fill(slug)
    desk.get_by_role("radio", name=re.compile("^老旧小区岗位")).check()
    desk.get_by_label("负责人的手机号").fill(f"137{time.time_ns() // 1000 % 100_000_000:08}")
    desk.get_by_label("小区和楼栋").fill("银杏苑：1-6栋\n邮电大院：甲楼 乙楼")
    desk.get_by_label("欢迎的话").fill("老街坊多，事情坐下来商量。")


def it_is_told_before_it_is_made(desk: Page, name: str) -> None:
    expect(desk.get_by_text("现在什么都还没建")).to_be_visible()
    expect(desk.get_by_text(f"南岭区 › 榕荫街道 › {name}")).to_be_visible()
    expect(desk.get_by_text("议事团代表")).to_be_visible()
    expect(desk.get_by_text("2 个小区")).to_be_visible()
