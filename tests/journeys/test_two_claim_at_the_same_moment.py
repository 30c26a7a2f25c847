"""Two neighbours touch the same button in the same moment: one gets the wish, the other is told in words."""

import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.phone_steps import sheet, tap

pytestmark = pytest.mark.journey


def test_one_gets_the_wish_and_the_other_is_told(open_as: Callable[..., Page], phone: Page) -> None:
    phone.goto("/c/shiqiao/wishes")
    waiting = phone.get_by_role("main").get_by_role("link").filter(has_text="要 1 人帮忙").filter(has_text="待认领")
    waiting.first.click()
    phone.wait_for_url("**/wishes/*-*")
    address = phone.url

    two = [open_as("volunteer", "shiqiao"), open_as("worker", "shiqiao")]
    buttons = []
    for helper in two:
        helper.goto(address)
        tap(helper, "我来帮")
        buttons.append(sheet(helper, "认领这个心愿").get_by_role("button", name="我来帮"))
        expect(buttons[-1]).to_be_visible()
    moment = time.time() * 1000 + 1500
    for button in buttons:
        button.evaluate("(button, moment) => void setTimeout(() => button.click(), moment - Date.now())", moment)

    won = "认领好了，谢谢你"
    told = [helper.get_by_text(won).or_(helper.get_by_role("alert")).first for helper in two]
    for words in told:
        expect(words).to_be_visible()
    said = [words.inner_text() for words in told]
    assert said.count(won) == 1, said
    assert any("已经" in words or "别人" in words or "邻居" in words for words in said if words != won), said

    phone.reload()
    expect(phone.get_by_text("进行中").first).to_be_visible()
    assert phone.get_by_text("正在办").count() == 1
