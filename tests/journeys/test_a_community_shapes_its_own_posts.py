"""A worker changes her community's 岗位 at the desk; a neighbour's phone shows exactly that, at once."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.desk_steps import choose_for, names_in_order, open_menu, rows, save_and_show

pytestmark = pytest.mark.journey

SIX = ["名单管理岗", "诉求采办岗", "关爱服务岗", "纠纷调处岗", "邻里互助岗", "文明劝导岗"]
NEW = "楼顶菜园岗"


def posts_on(phone: Page) -> list[str]:
    """The names on a phone's list of posts, opened anew."""
    phone.goto("/c/liying/posts")
    cards = phone.get_by_role("main").get_by_role("listitem").get_by_role("link")
    expect(cards.first).to_be_visible()
    return [text.split("\n")[0].strip() for text in cards.all_inner_texts()]


def test_what_the_worker_adds_renames_removes_and_moves_is_on_the_phone_at_once(
    open_as: Callable[..., Page], phone: Page
) -> None:
    desk = open_as("worker", "liying", desk=True)
    desk.goto("/admin/")
    open_menu(desk, "岗位")
    assert names_in_order(desk) == SIX
    assert posts_on(phone) == SIX

    add_the_roof_garden(desk)
    assert names_in_order(desk) == [*SIX, NEW]
    assert posts_on(phone) == [*SIX, NEW]
    the_phone_shows_all_of_it(phone)

    rename(desk, "邻里互助岗", "街坊帮手岗")
    renamed = ["街坊帮手岗" if name == "邻里互助岗" else name for name in [*SIX, NEW]]
    assert posts_on(phone) == renamed

    choose_for(desk, "纠纷调处岗", "移除")
    expect(desk.get_by_role("heading", name="移除“纠纷调处岗”？")).to_be_visible()
    desk.get_by_role("button", name="移除", exact=True).click()
    expect(desk.get_by_role("heading", name="岗位", level=1)).to_be_visible()
    left = [name for name in renamed if name != "纠纷调处岗"]
    assert names_in_order(desk) == left
    assert posts_on(phone) == left

    drag_above(desk, NEW, "名单管理岗")
    moved = [NEW, *(name for name in left if name != NEW)]
    assert posts_on(phone) == moved
    desk.reload()
    assert names_in_order(desk) == moved

    # Nothing was lost: the removed post comes back, and the community has its six again.
    desk.get_by_role("link", name="已移除的岗位").click()
    desk.get_by_role("listitem").filter(has_text="纠纷调处岗").get_by_role("button").click()
    expect(desk.get_by_role("heading", name="岗位", level=1)).to_be_visible()
    rename(desk, "街坊帮手岗", "邻里互助岗")
    choose_for(desk, NEW, "移除")
    desk.get_by_role("button", name="移除", exact=True).click()
    expect(desk.get_by_role("heading", name="岗位", level=1)).to_be_visible()
    # While it was away the others were numbered anew, so its place may be another one.
    assert sorted(posts_on(phone)) == sorted(SIX)


def add_the_roof_garden(desk: Page) -> None:
    desk.get_by_role("link", name="添加 岗位").click()
    desk.get_by_role("textbox", name="岗位名称").fill(NEW)
    desk.get_by_role("radio", name="叶子").check(force=True)
    desk.get_by_role("region", name="职责").get_by_role("textbox").fill("浇水、松土、收菜。\n收成分给独居老人。")
    desk.get_by_role("spinbutton", name="需要人数").fill("4")
    questions = desk.get_by_role("region", name="报名要填的问题")
    questions.get_by_role("button", name="加一项").first.click()
    desk.get_by_role("option", name="短文字").click()
    questions.get_by_role("textbox", name="问题").fill("种过什么菜？")
    questions.get_by_role("checkbox", name="必须回答").check()
    save_and_show(desk)
    open_menu(desk, "岗位")


def the_phone_shows_all_of_it(phone: Page) -> None:
    phone.get_by_role("link").filter(has_text=NEW).click()
    expect(phone.get_by_role("heading", name=NEW)).to_be_visible()
    expect(phone.get_by_text("0/4 人在岗")).to_be_visible()
    expect(phone.get_by_role("listitem").filter(has_text="收成分给独居老人。")).to_be_visible()


def rename(desk: Page, old: str, new: str) -> None:
    rows(desk).filter(has_text=old).get_by_role("link", name=old, exact=True).click()
    desk.get_by_role("textbox", name="岗位名称").fill(new)
    save_and_show(desk)
    open_menu(desk, "岗位")


def drag_above(desk: Page, name: str, other: str) -> None:
    """Takes the row by its handle and lets go of it on the upper edge of another one."""
    handle, target = (rows(desk).filter(has_text=one).get_by_role("button", name="拖曳") for one in (name, other))
    with desk.expect_response(lambda answer: "reorder" in answer.url) as moved:
        handle.drag_to(target, target_position={"x": 4, "y": 2})
    assert moved.value.ok


def test_the_admin_speaks_english_to_who_wants_it(open_as: Callable[..., Page]) -> None:
    desk = open_as("community_admin", "guixi", desk=True)
    desk.goto("/admin/account/")
    desk.get_by_role("combobox", name="首选语言").select_option("English")
    desk.get_by_role("button", name="保存").click()
    menu = desk.get_by_role("navigation", name="Main menu")
    expect(menu.get_by_role("link", name="Posts", exact=True)).to_be_visible()
    menu.get_by_role("link", name="Posts", exact=True).click()
    expect(desk.get_by_role("heading", name="Posts", level=1)).to_be_visible()
    # The posts themselves are the community's own words and stay.
    assert "古井护水岗" in names_in_order(desk)

    desk.goto("/admin/account/")
    desk.get_by_role("combobox", name="Preferred language").select_option("简体中文")
    desk.get_by_role("button", name="Save").click()
    expect(desk.get_by_role("navigation", name="主菜单")).to_be_visible()
