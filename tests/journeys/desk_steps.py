"""What a community worker does at the desk, in the admin."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.support.live_stack import Person


def enter_the_admin(page: Page, person: Person) -> None:
    assert person.username
    page.goto("/admin/")
    page.get_by_label("手机号或用户名").fill(person.username)
    page.get_by_label("密码", exact=False).fill(person.password)
    page.get_by_role("button", name="登录").click()
    expect(page.get_by_role("navigation", name="主菜单")).to_be_visible()


def open_menu(page: Page, name: str) -> None:
    page.get_by_role("navigation", name="主菜单").get_by_role("link", name=name, exact=True).click()
    expect(page.get_by_role("heading", name=name, level=1)).to_be_visible()


def rows(page: Page) -> Locator:
    """The lines of a list, without its head."""
    return page.get_by_role("table").get_by_role("row").filter(has=page.get_by_role("cell"))


def names_in_order(page: Page) -> list[str]:
    """What the list calls its lines, from the top."""
    return [rows(page).nth(at).get_by_role("link").first.inner_text().strip() for at in range(rows(page).count())]


def choose_for(page: Page, name: str, what: str) -> None:
    """Opens the little menu beside a name and takes one of its entries."""
    page.get_by_role("button", name=f"“{name}”的更多选项").click()
    page.get_by_role("tooltip").get_by_role("link", name=what, exact=True).click()


def save_and_show(page: Page) -> None:
    page.get_by_role("button", name="保存并在手机上显示").click()
    expect(page.get_by_role("status").filter(has_text=re.compile(r"\S")).first).to_be_visible()


def open_line(page: Page, words: str) -> None:
    rows(page).filter(has_text=words).get_by_role("link").first.click()


def offer(page: Page, name: str) -> Locator:
    """One of the things that can be done here: its words and its button."""
    return page.locator("aside form").filter(has=page.get_by_role("button", name=name, exact=True))
