"""代提: an old neighbour without a phone gets his wish on the board, and nobody reads his name there."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.phone_steps import describe_wish, find_on_board, is_told, say_where_and_when, tap, tile

pytestmark = pytest.mark.journey

TITLE = "老花镜腿松了，想请人拧一拧"
NAME, DOOR = "骆伯", "5楼尽头"


def test_a_worker_writes_a_wish_down_for_an_old_neighbour(open_as: Callable[..., Page], phone: Page) -> None:
    worker = open_as("worker", "yunfan")
    worker.goto("/c/yunfan/workbench")
    worker.get_by_role("link", name=re.compile("^代提")).click()
    expect(worker.get_by_role("heading", name="替邻居许愿")).to_be_visible()
    first = worker.get_by_role("group", name="是哪一类").locator("label").first.inner_text()
    describe_wish(worker, category=first.strip(), title=TITLE, description="一颗小螺丝的事，他自己看不清。")
    say_where_and_when(worker, "A座", found_by="云帆广场 A座")

    tap(worker, "发出去")
    expect(worker.get_by_text("请先问过本人，再勾上")).to_be_visible()
    worker.get_by_label("怎么称呼").fill(NAME)
    worker.get_by_label("门牌").fill(DOOR)
    worker.get_by_role("switch", name=re.compile("本人已经同意")).click()
    tap(worker, "发出去")
    is_told(worker, "发出去了")

    worker.goto("/c/yunfan/workbench")
    card = worker.get_by_role("article")
    expect(card).to_be_visible()
    while not card.get_by_role("heading", name=TITLE).is_visible():
        title = card.get_by_role("heading").inner_text()
        tap(worker, "先放一放，看下一件")
        expect(card.get_by_role("heading", name=title, exact=True)).to_have_count(0)
    expect(card).to_contain_text("代别人提的")
    tap(worker, "通过")
    is_told(worker, "通过了")

    phone.goto("/c/yunfan/wishes")
    find_on_board(phone, "眼镜")
    expect(phone.get_by_text("没找到相符的心愿")).to_be_visible()
    find_on_board(phone, "花镜")
    tile(phone, TITLE).click()
    expect(phone.get_by_text("代提", exact=True)).to_be_visible()
    seen = phone.locator("body").inner_text()
    assert NAME not in seen
    assert DOOR not in seen
