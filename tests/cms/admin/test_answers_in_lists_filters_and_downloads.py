"""Answers to own questions at the desk: columns of the form that is looked at, filters, and one column per question."""

from __future__ import annotations

import csv
import io
from typing import Any

import openpyxl
import pytest
from django_scopes import scope

from content_models.common.clock import utc_now
from content_models.people.actions import register_member
from content_models.posts.actions import apply_for_post
from tests.cms.admin.acting import a_wish
from tests.support.cast import actor, make_person
from tests.support.own_questions import LAMP, ask, question


@pytest.fixture(autouse=True)
def _behind_the_scenes(everywhere):
    """Assertions look past the scope."""


@pytest.fixture
def lamps(cast):
    """Three wishes: sixth floor, ground floor, and one from before there were questions."""
    old = a_wish(cast.pine, cast.anna, title="没有题的时候")
    ask(cast.pine, LAMP)
    high = a_wish(cast.pine, cast.anna, title="六楼的灯", answers={"要爬楼吗": True, "几楼": 6, "灯头": "螺口"})
    low = a_wish(cast.pine, cast.anna, title="一楼的灯", answers={"要爬楼吗": False, "灯头": "卡口"})
    return {"old": old, "high": high, "low": low, "address": f"/admin/wishes/?category={cast.pine.category.pk}"}


def titles(answer: Any) -> set[str]:
    return {str(row) for row in answer.context["object_list"]}


def sheet(answer: Any) -> list[list[Any]]:
    book = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    return [[cell.value for cell in row] for row in book.active.iter_rows()]


def test_the_columns_are_the_forms_own_questions_once_one_form_is_looked_at(wu, lamps):
    text = wu.get(lamps["address"]).content.decode()
    for words in ("要爬楼吗", "几楼", "灯头", "螺口"):
        assert words in text
    assert "螺口" not in wu.get("/admin/wishes/").content.decode(), "several forms, no columns"


@pytest.mark.parametrize(
    ("narrowed", "left"),
    [
        ("a-要爬楼吗=yes", {"六楼的灯"}),
        ("a-要爬楼吗=no", {"一楼的灯"}),
        ("a-灯头=卡口", {"一楼的灯"}),
        ("a-要爬楼吗=~none", {"没有题的时候"}),
        ("a-要爬楼吗=yes&a-灯头=卡口", set()),
        ("a-要爬楼吗=maybe", {"六楼的灯", "一楼的灯", "没有题的时候"}),
        ("a-几楼=6", {"六楼的灯", "一楼的灯", "没有题的时候"}),
    ],
)
def test_filters_look_into_the_answers(wu, lamps, narrowed, left):
    assert titles(wu.get(f"{lamps['address']}&{narrowed}")) == left


def test_a_renamed_option_is_found_among_the_answers_of_before(wu, cast, lamps):
    ask(cast.pine, [question("choice", "灯头", options=["大螺口", "卡口"])])
    answer = wu.get(f"{lamps['address']}&a-灯头=~older")
    assert titles(answer) == {"六楼的灯"}
    assert "螺口" in answer.content.decode(), "it still reads as it was"


def test_a_download_has_one_column_per_question_those_that_were_removed_too(wu, cast, lamps):
    ask(cast.pine, [question("choice", "灯头", options=["螺口", "卡口"]), question("text", "新问题")])
    head, *lines = sheet(wu.get(f"{lamps['address']}&export=xlsx"))
    assert [*head[-4:-2]] == ["灯头", "新问题"]
    assert {*head[-2:]} == {"要爬楼吗", "几楼"}
    found = {line[head.index("标题")]: dict(zip(head, line, strict=True)) for line in lines}
    assert (found["六楼的灯"]["灯头"], found["六楼的灯"]["几楼"], found["六楼的灯"]["要爬楼吗"]) == ("螺口", "6", "是")
    assert not found["没有题的时候"]["灯头"]


def test_a_filtered_download_holds_what_the_filter_shows(wu, lamps):
    body = b"".join(wu.get(f"{lamps['address']}&a-要爬楼吗=yes&export=csv").streaming_content).decode("utf-8-sig")
    lines = list(csv.DictReader(io.StringIO(body)))
    assert [line["标题"] for line in lines] == ["六楼的灯"]


def test_an_answer_does_not_run_as_a_formula(wu, cast):
    ask(cast.pine, [question("text", "说明")])
    a_wish(cast.pine, cast.anna, answers={"说明": "=1+1"})
    body = b"".join(wu.get("/admin/wishes/?export=csv").streaming_content).decode("utf-8-sig")
    assert next(csv.DictReader(io.StringIO(body)))["说明"] == "'=1+1"


def test_applications_and_registrations_have_their_columns_too(wu, cast):
    ask(cast.pine, [question("choice", "哪一片", options=["东", "西"])], of="post")
    ask(cast.pine, [question("choices", "会什么", options=["电工", "理发"])], of="registration")
    with scope(community=cast.pine.community):
        cast.pine.post.refresh_from_db()
        apply_for_post(
            actor=actor(cast.anna), community=cast.pine.community, post=cast.pine.post, answers={"哪一片": "东"},
            now=utc_now(),
        )  # fmt: skip
        for person, can in ((cast.anna, ["电工"]), (make_person("Lin", 40), ["电工", "理发"])):
            register_member(
                actor=actor(person), community=cast.pine.community, unit="松林中学", wears_badge=False,
                answers={"会什么": can}, now=utc_now(),
            )  # fmt: skip
    applications = wu.get(f"/admin/appointments/?post={cast.pine.post.pk}&a-哪一片=东")
    assert [row.person for row in applications.context["object_list"]] == [cast.anna]
    registrations = wu.get("/admin/registrations/?a-会什么=理发")
    assert [row.user.nickname for row in registrations.context["object_list"]] == ["Lin"]
    assert "电工、理发" in registrations.content.decode()
    head, *lines = sheet(wu.get("/admin/registrations/?export=xlsx"))
    assert head[-1] == "会什么"
    assert len(lines) == 2


def test_who_took_the_consent_back_is_not_in_the_register(wu, cast):
    with scope(community=cast.pine.community):
        register_member(
            actor=actor(cast.anna), community=cast.pine.community, unit="松林中学", wears_badge=False, now=utc_now()
        )
    assert "松林中学" in wu.get("/admin/registrations/").content.decode()
    cast.client(cast.anna).post(
        "/api/v1/me/consents/withdraw", {"purpose": "party_membership"}, content_type="application/json"
    )
    assert not wu.get("/admin/registrations/").context["object_list"]


def test_one_wish_shows_its_answers_under_the_words_of_their_day(wu, cast, lamps):
    ask(cast.pine, [])
    text = wu.get(f"/admin/wishes/inspect/{lamps['high'].pk}/").content.decode()
    for words in ("要爬楼吗", "几楼", "螺口"):
        assert words in text


def test_a_column_more_costs_no_query_more(wu, cast, lamps, django_assert_max_num_queries):
    wu.get(lamps["address"])
    with django_assert_max_num_queries(60) as before:
        wu.get(lamps["address"])
    for number in range(4):
        a_wish(cast.pine, cast.anna if number < 1 else make_resident(cast, number), answers={"要爬楼吗": False})
    with django_assert_max_num_queries(len(before.captured_queries)):
        wu.get(lamps["address"])


def make_resident(cast, number):
    from content_models.people.actions import grant_role
    from content_models.people.roles import Role

    person = make_person(f"Res{number}", 60 + number)
    with scope(community=cast.pine.community):
        grant_role(user=person, role=Role.RESIDENT, area=cast.pine.building_1, by=None, now=utc_now())
    return person
