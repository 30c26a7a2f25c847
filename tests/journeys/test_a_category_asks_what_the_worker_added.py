"""A worker adds a question that depends on another; the phone asks it, and she reads the answer where it helps her."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.desk_steps import open_line, open_menu, rows, save_and_show
from tests.journeys.phone_steps import describe_wish, is_told, say_where_and_when, tap

pytestmark = pytest.mark.journey

CATEGORY = "接送跑腿"
TITLE = "周四下午去复查，想搭个车"
FIRST, SECOND = "带轮椅吗？", "轮椅能折叠吗？"


def test_a_conditional_question_from_the_desk_to_the_phone_and_back(open_as: Callable[..., Page]) -> None:
    desk = open_as("worker", "liying", desk=True)
    desk.goto("/admin/")
    the_worker_adds_two_questions(desk)

    phone = open_as("resident", "liying")
    the_phone_asks_the_second_only_after_a_yes(phone)

    open_menu(desk, "心愿")
    desk.get_by_label("分类").select_option(CATEGORY)
    desk.get_by_role("button", name="查看").click()
    # One column per question, and a filter for each that has fixed answers.
    expect(desk.get_by_role("columnheader", name=FIRST)).to_be_visible()
    desk.get_by_role("combobox", name=SECOND).select_option("能折叠")
    desk.get_by_role("button", name="查看").click()
    expect(rows(desk)).to_have_count(1)
    open_line(desk, TITLE)
    answers = desk.locator("section").filter(has=desk.get_by_role("heading", name="对自设问题的回答"))
    expect(answers).to_contain_text(FIRST)
    expect(answers).to_contain_text("能折叠")


def the_worker_adds_two_questions(desk: Page) -> None:
    open_menu(desk, "心愿分类")
    open_line(desk, CATEGORY)
    questions = desk.get_by_role("region", name="许这类心愿时问什么")
    meter = desk.locator("[data-linli-meter]")
    expect(meter).to_contain_text("轻松")

    add(desk, questions, "是或否", FIRST)
    add(desk, questions, "单选", SECOND)
    option(questions, 0).fill("能折叠")
    questions.get_by_role("button", name="新增").last.click()
    option(questions, 1).fill("不能")

    # Only asked after a yes to the first: chosen from lists, not written down.
    condition = questions.locator('[data-contentpath="shown_if"]').last
    condition.get_by_role("button").first.click()
    condition.get_by_role("combobox", name="取决于哪道题").select_option(FIRST)
    condition.get_by_role("radio", name="是").check()
    expect(condition).to_contain_text(f"“{FIRST}” 为 是")

    # What it costs people is said while it is being built, and what is not allowed before it is switched on.
    add(desk, questions, "照片", "本人照片")
    required = questions.get_by_role("checkbox", name="必须回答").last
    switch(required, on=True)
    expect(meter).to_contain_text("不能强制拍照")
    switch(required, on=False)
    expect(meter).not_to_contain_text("不能强制拍照")
    save_and_show(desk)


def switch(box: Locator, *, on: bool) -> None:
    """By the keyboard: a click goes astray while the new question still slides into its place."""
    box.press("Space")
    expect(box).to_be_checked(checked=on)


def add(desk: Page, questions: Locator, kind: str, words: str) -> None:
    names = questions.get_by_role("textbox", name="问题")
    before = names.count()
    questions.get_by_role("button", name="加一项").last.click()
    desk.get_by_role("option", name=kind).click()
    expect(names).to_have_count(before + 1)
    names.last.fill(words)


def option(questions: Locator, number: int) -> Locator:
    return questions.locator(f'input[name$="options-{number}-value"]')


def the_phone_asks_the_second_only_after_a_yes(phone: Page) -> None:
    phone.goto("/c/liying/wishes/new")
    describe_wish(phone, category=CATEGORY, title=TITLE, description="腿还没好利索，两点到医院就行。")
    second = phone.get_by_role("group", name=SECOND)
    expect(second).to_have_count(0)
    phone.get_by_role("group", name=FIRST).get_by_text("是", exact=True).click()
    expect(second).to_be_visible()
    second.get_by_text("能折叠", exact=True).click()
    say_where_and_when(phone, "3栋", found_by="3栋")
    tap(phone, "发出去")
    is_told(phone, "发出去了")
