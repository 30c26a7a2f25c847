"""Cases are found by anybody, agreed to by whom they tell of, and rated and adopted by workers elsewhere."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_scopes import scope

from content_models.areas.models import Community
from content_models.cases.models import CaseAdoption, CaseRating, CaseSource
from content_models.people.actions import grant_role
from content_models.people.roles import Role
from tests.cms.api.calls import Calls
from tests.support.case_life import CaseLife
from tests.support.cast import LONG_AGO, Cast, make_person
from tests.support.unchanged import assert_problem, assert_refused

CASES = "/api/v1/cases"


@pytest.fixture
def cases(cast: Cast) -> CaseLife:
    return CaseLife(cast)


def found(api: Calls, **asked) -> list[str]:
    return [case["title"] for case in api.all_pages(None, CASES, {"limit": 2, **asked})]


@pytest.fixture
def three(cases: CaseLife, cast: Cast) -> CaseLife:
    Community.objects.filter(pk=cases.oak.pk).update(kind="old_estate")
    cases.oak.refresh_from_db()
    cases.by_hand(
        cast.pine, "一盏灯", "lamp", category="修修补补", way="认领的邻居把整栋楼的声控灯看了一遍", steps="先列单子"
    )
    cases.by_hand(cast.oak, "轮椅坡道", "ramp", category="搭把手", problem="门口三级台阶，轮椅上不去")
    cases.by_hand(cast.pine, "送饭上门", "meal", category="搭把手", outcome="楼道里闻得到饭香")
    return cases


def test_those_of_all_communities_are_listed_the_newest_first(api, three):
    assert found(api) == ["送饭上门", "轮椅坡道", "一盏灯"]


def test_a_community_lists_its_own(api, three):
    answer = api.get(None, "/cases").json()
    assert [case["title"] for case in answer["items"]] == ["送饭上门", "一盏灯"]


@pytest.mark.parametrize(
    ("asked", "titles"),
    [
        ({"category": "搭把手"}, ["送饭上门", "轮椅坡道"]),
        ({"area_kind": "old_estate"}, ["轮椅坡道"]),
        ({"q": "声控"}, ["一盏灯"]),
        ({"q": "声控灯看了一遍"}, ["一盏灯"]),
        ({"q": "灯"}, ["一盏灯"]),
        ({"q": "上不去 台阶"}, ["轮椅坡道"]),
        ({"q": "搭把"}, ["送饭上门", "轮椅坡道"]),
        ({"q": "搭把", "area_kind": "old_estate"}, ["轮椅坡道"]),
        ({"q": "邻居看了"}, []),
        ({"q": "、。"}, []),
    ],
)
def test_they_are_found_by_category_area_kind_and_words_in_the_middle_of_a_sentence(api, three, asked, titles):
    assert found(api, **asked) == titles


def test_what_there_is_to_choose_among(api, three):
    answer = api.get(None, f"{CASES}/filters").json()
    assert answer["categories"] == [{"name": "搭把手", "count": 2}, {"name": "修修补补", "count": 1}]
    assert {one["kind"]: one["count"] for one in answer["area_kinds"]} == {"standard": 2, "old_estate": 1}


def test_what_is_off_show_is_not_found(api, three, cast):
    with scope(community=cast.pine.community):
        from content_models.pages.models import CasePage

        CasePage.objects.get(slug="lamp").unpublish()
    assert found(api) == ["送饭上门", "轮椅坡道"]
    assert found(api, q="声控") == []


def test_a_closed_community_lists_none(api, three, cast):
    Community.objects.filter(pk=cast.oak.community.pk).update(is_active=False)
    assert found(api) == ["送饭上门", "一盏灯"]


def test_a_page_of_the_list_costs_the_same_however_many_there_are(api, three, cast):
    def queries(limit: int, **asked) -> int:
        with CaptureQueriesContext(connection) as seen:
            api.get(None, CASES, {"limit": limit, **asked})
        return len(seen)

    assert queries(1) == queries(3) <= 2
    assert queries(1, q="搭把") == queries(3, q="搭把") <= 2


def test_one_case_tells_everything(api, cases, cast):
    page = cases.on_show()
    case = cases.case(page)
    answer = api.get(None, f"{CASES}/{case.pk}").json()
    assert answer["title"] == "想修一盏楼道灯"
    assert answer["facts"]["steps"] == ["先看是灯泡还是线路", "找物业要材料"]
    assert answer["facts"]["moments"][0]["when"] == "第 1 天"
    assert answer["mine"] is None
    assert answer["community"] == {"slug": "pine", "name": "松林"}


def test_a_draft_is_no_case_to_anybody(api, cases, cast):
    case = cases.case(cases.draft())
    assert_problem(api.get(cast.oskar, f"{CASES}/{case.pk}"), 404, "not_found")


# --- of use ------------------------------------------------------------------------------------


def rate(api, person, case, useful=True, headers=None):
    return api.post(person, f"{CASES}/{case.pk}/rate", {"useful": useful}, headers=headers)


def test_a_worker_elsewhere_says_whether_it_is_of_use_and_may_change_her_mind(api, cases, cast):
    case = cases.case(cases.on_show())
    assert rate(api, cast.oskar, case).json()["useful_count"] == 1
    assert rate(api, cast.oskar, case).json()["useful_count"] == 1
    answer = rate(api, cast.oskar, case, useful=False).json()
    assert (answer["useful_count"], answer["mine"]["useful"]) == (0, False)
    assert CaseRating.objects.count() == 1
    assert rate(api, cast.oskar, case, useful=None).json()["mine"]["useful"] is None
    assert CaseRating.objects.count() == 0


@pytest.mark.parametrize("who", ["wu", "ada", "dai", "anna", "nia"])
def test_nobody_else_does(api, cases, cast, who):
    case = cases.case(cases.on_show())
    api.get(cast.anna, "/api/v1/me")
    assert_refused(
        lambda headers: rate(api, getattr(cast, who), case, headers=headers), 403, "case_not_for_you_to_rate"
    )


def test_a_worker_of_one_estate_does_not_rate_her_own_communitys_case(api, cases, cast):
    case = cases.case(cases.on_show())
    gao = make_person("Gao", 25)
    with scope(community=cases.pine):
        grant_role(user=gao, role=Role.WORKER, area=cast.pine.estate, by=None, now=LONG_AGO)
    assert_refused(lambda headers: rate(api, gao, case, headers=headers), 403, "case_not_for_you_to_rate")


# --- we did it, too ----------------------------------------------------------------------------


def adopt(api, person, case, headers=None, **words):
    return api.post(person, f"{CASES}/{case.pk}/adopt", {"community": "oak", **words}, headers=headers)


def test_a_community_did_it_too_and_both_know_of_each_other(api, cases, cast):
    case = cases.case(cases.on_show())
    own = cases.case(cases.by_hand(cast.oak, "橡树的灯", "oak-lamp"))
    adopt(api, cast.oskar, case, note="先试一栋")
    answer = adopt(api, cast.oskar, case, note="三栋都换了", own_case=str(own.pk)).json()
    assert answer["adopted_count"] == 1
    assert [(one["community"]["slug"], one["note"]) for one in answer["adoptions"]] == [("oak", "三栋都换了")]
    assert answer["adoptions"][0]["own_case"]["title"] == "橡树的灯"
    back = api.get(None, f"{CASES}/{own.pk}").json()
    assert [one["title"] for one in back["learned_from"]] == ["想修一盏楼道灯"]
    assert adopt(api, cast.oskar, case, adopted=False).json()["adopted_count"] == 0


def test_a_linked_case_that_is_no_draft_any_more_is_not_shown(api, cases, cast):
    case = cases.case(cases.on_show())
    page = cases.by_hand(cast.oak, "橡树的灯", "oak-lamp")
    adopt(api, cast.oskar, case, own_case=str(cases.case(page).pk))
    with scope(community=cases.oak):
        cases.page(page).unpublish()
    assert api.get(None, f"{CASES}/{case.pk}").json()["adoptions"][0]["own_case"] is None


@pytest.mark.parametrize(
    ("who", "words", "status", "code"),
    [
        ("wu", {"community": "pine"}, 403, "own_case"),
        ("wu", {}, 403, "forbidden"),
        ("nia", {}, 403, "forbidden"),
        ("oskar", {"note": "打 13900138000"}, 422, "phone_in_note"),
        ("oskar", {"own_case": "0190a0a0-0000-7000-8000-000000000000"}, 422, "strange_own_case"),
        ("oskar", {"community": "nowhere"}, 404, "not_found"),
    ],
)
def test_what_is_no_adoption_is_refused_in_words(api, cases, cast, who, words, status, code):
    case = cases.case(cases.on_show())
    assert_refused(lambda headers: adopt(api, getattr(cast, who), case, headers=headers, **words), status, code)
    assert not CaseAdoption.objects.exists()


# --- what one is asked --------------------------------------------------------------------------


def asked(api, person) -> dict[str, Any]:
    (one,) = api.get(person, "/api/v1/me/cases").json()["items"]
    return api.get(person, f"/api/v1/me/cases/{one['id']}").json()


def test_one_sees_exactly_what_would_be_published_and_says_yes(api, cases, cast):
    wish = cases.fulfilled()
    photo = cases.photo(wish, cast.anna)
    page = cases.draft(wish)
    cases.write(page, steps="先看是灯泡还是线路")
    cases.ask(page)
    seen = asked(api, cast.anna)
    assert seen["facts"]["steps"] == ["先看是灯泡还是线路"]
    assert (seen["state"], seen["agreed"], seen["part"]) == ("asked", None, "resident")
    assert [(one["agreed"], one["thumb"]) for one in seen["photos"]] == [(None, f"/api/v1/photos/{photo}/thumb")]
    body = {"seen": seen["seen"], "agree": True, "photos": {seen["photos"][0]["id"]: True}}
    answer = api.post(cast.anna, f"/api/v1/me/cases/{seen['id']}/answer", body).json()
    assert (answer["state"], answer["agreed"], answer["photos"][0]["agreed"]) == ("agreed", True, True)


def test_words_that_changed_meanwhile_are_read_again(api, cases, cast):
    page = cases.draft()
    cases.ask(page)
    seen = asked(api, cast.bo)
    cases.write(page, outcome="全换好了")
    body = {"seen": seen["seen"], "agree": True}
    assert_refused(
        lambda headers: api.post(cast.bo, f"/api/v1/me/cases/{seen['id']}/answer", body, headers=headers),
        409,
        "case_text_changed",
    )


def test_a_picture_is_handed_out_to_everybody_only_while_all_agree(api, cases, cast):
    wish = cases.fulfilled()
    photo = cases.photo(wish, cast.anna)
    page = cases.draft(wish)
    # The wish itself shows it to everybody; only the case is looked at here.
    with scope(community=cases.pine):
        from content_models.wishes.models import WishPhoto

        WishPhoto.objects.filter(photo=photo).update(stage="done")
        one = CaseSource.objects.get().photos.get().pk
    address = f"/api/v1/photos/{photo}/thumb"
    cases.ask(page)
    cases.answer(page, cast.anna, photos={one: True})
    cases.answer(page, cast.bo, photos={one: True})
    assert_problem(api.get(None, address), 404, "not_found")
    cases.publish(page)
    shown = api.get(None, address)
    assert shown.status_code == 200
    assert shown["Cache-Control"] == "private, no-cache"
    (line,) = api.get(None, f"/pages/{cases.page(page).slug}").json()["facts"]["photos"]
    assert line["id"] == str(one)
    seen = asked(api, cast.bo)
    api.post(
        cast.bo,
        f"/api/v1/me/cases/{seen['id']}/answer",
        {"seen": seen["seen"], "agree": True, "photos": {str(one): False}},
    )
    assert_problem(api.get(None, address), 404, "not_found")
    assert api.get(None, f"/pages/{cases.page(page).slug}").json()["facts"]["photos"] == []


def test_taking_it_back_takes_the_page_off_at_once(api, cases, cast):
    page = cases.on_show()
    path = f"/pages/{page.slug}"
    assert api.get(None, path).status_code == 200
    seen = asked(api, cast.bo)
    answer = api.post(cast.bo, f"/api/v1/me/cases/{seen['id']}/withdraw", {}).json()
    assert (answer["state"], answer["on_show"]) == ("withdrawn", False)
    assert_problem(api.get(None, path), 404, "not_found")
    assert found(api) == []


def test_what_somebody_else_is_asked_does_not_exist(api, cases, cast):
    page = cases.draft()
    cases.ask(page)
    hers = cases.agreement(page, cast.anna).pk
    for person in (cast.bo, cast.wu, cast.nia):
        assert_problem(api.get(person, f"/api/v1/me/cases/{hers}"), 404, "not_found")
        assert_refused(
            lambda headers, person=person: api.post(person, f"/api/v1/me/cases/{hers}/withdraw", {}, headers=headers),
            404,
            "not_found",
        )
