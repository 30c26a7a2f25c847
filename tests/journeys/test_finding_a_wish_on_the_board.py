"""Somebody who wants to help finds what suits them: by word, by kind, by progress, near home first."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.phone_steps import board, find_on_board, sheet, tile

pytestmark = pytest.mark.journey


@pytest.fixture
def wall(phone: Page) -> Page:
    phone.goto("/c/liying/wishes")
    expect(board(phone).first).to_be_visible()
    return phone


def test_two_characters_from_the_middle_of_a_wish_find_it(wall: Page) -> None:
    find_on_board(wall, "压药")
    expect(board(wall)).to_have_text(["周一早上帮奶奶去社康拿降压药"])
    wall.get_by_role("button", name="清空").click()
    expect(board(wall).nth(3)).to_be_visible()


def test_a_category_leaves_only_its_own(wall: Page) -> None:
    kinds = wall.get_by_role("group", name="类别")
    kinds.get_by_role("button", name="接送跑腿").click()
    expect(kinds.get_by_role("button", name="接送跑腿")).to_have_attribute("aria-pressed", "true")
    expect(tile(wall, "帮忙去菜鸟驿站取一个重箱子")).to_be_visible()
    expect(tile(wall, "周末想给大宝找个下棋的伴")).to_have_count(0)
    for words in wall.get_by_role("main").get_by_role("listitem").get_by_role("link").all_inner_texts():
        assert "接送跑腿" in words


def test_what_is_done_stands_apart_from_what_waits(wall: Page) -> None:
    wall.get_by_role("group", name="进展").get_by_role("button", name="已完成").click()
    done = wall.get_by_role("main").get_by_role("listitem").get_by_role("link")
    expect(done.first).to_contain_text("已完成")
    assert all("已完成" in words for words in done.all_inner_texts())


def test_the_nearest_estate_comes_first_without_asking_where_the_phone_is(wall: Page) -> None:
    for estate in ("星河名居", "荔影花园"):
        wall.get_by_role("button", name=re.compile("^排序：")).click()
        order = sheet(wall, "怎么排")
        expect(order.get_by_text("不读取手机定位")).to_be_visible()
        order.get_by_role("button", name=estate).click()
        expect(wall.get_by_role("button", name=f"排序：离{estate}近的在前")).to_be_visible()
        expect(wall.get_by_role("main").get_by_role("listitem").first).to_contain_text(estate)
    places = [
        next(estate for estate in ("荔影花园", "听荷苑", "邮电大院", "榕树新村", "星河名居") if estate in words)
        for words in wall.get_by_role("main").get_by_role("listitem").all_inner_texts()
    ]
    # Once another estate begins, the first one is over.
    assert places == sorted(places, key=places.index)
    assert len(set(places)) > 1
