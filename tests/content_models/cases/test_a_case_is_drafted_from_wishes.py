"""One click makes a draft of wishes that came true, without a name, a phone, a door or the building."""

from __future__ import annotations

import json

import pytest
from django_scopes import scope

from content_models.cases import actions
from content_models.cases.models import Case, CaseSource
from content_models.common.errors import Refused
from content_models.pages.models import CasePage
from content_models.wishes.states import WishState
from tests.support.cast import actor
from tests.support.unchanged import every_row

TALKATIVE = (
    "我是赵奶奶，住1栋301室，电话 139-0013-8000，找Bo也行，座机0755-26001234。灯坏了。林婆婆常来，周师傅也帮过。"
)


def test_it_tells_the_story_by_days_and_in_numbers(cases):
    page = cases.page(cases.draft())
    assert page.title == "想修一盏楼道灯"
    assert (page.category, page.area_kind, page.from_wishes) == ("搭把手", "standard", True)
    assert [moment["value"]["what"] for moment in page.moments.raw_data] == [
        "一位邻居许了这个愿",
        "社区把它放上心愿墙",
        "有邻居认领了",
        "帮忙的邻居说办好了",
        "许愿的邻居确认：办好了",
    ]
    assert {"label": "位邻居出了力", "value": "1"} in [figure["value"] for figure in page.figures.raw_data]


def test_it_is_a_draft_below_the_home_page(cases):
    page = cases.page(cases.draft())
    assert not page.live
    assert page.get_parent().slug == "pine"
    assert cases.case(page).shown_order is None


def test_nobody_can_be_recognised_in_it(cases, cast):
    page = cases.draft(cases.fulfilled(title="找Bo修灯 13900138000", description=TALKATIVE))
    written = json.dumps([page.title, page.problem, page.steps, list(page.moments.raw_data)], ensure_ascii=False)
    for never in ("赵奶奶", "301", "1栋", "13900138000", "139-0013", "26001234", "Bo", "Anna", "赵"):
        assert never not in written
    assert "灯坏了" in page.problem
    assert "某婆婆常来，某师傅也帮过" in page.problem


def test_a_second_click_opens_the_same_draft(cases):
    wish = cases.fulfilled()
    first = cases.draft(wish)
    cases.write(first, steps="看一看")
    assert cases.draft(wish).pk == first.pk
    with scope(community=cases.pine):
        assert CasePage.objects.count() == 1


def test_several_like_ones_become_one_case(cases):
    wishes = [cases.fulfilled(), cases.fulfilled(title="楼道灯又坏了")]
    page = cases.page(cases.draft(*wishes))
    assert page.title == "搭把手：2 个心愿是这样办好的"
    assert {"label": "个同样的心愿", "value": "2"} in [figure["value"] for figure in page.figures.raw_data]
    assert cases.draft(*reversed(wishes)).pk == page.pk


def test_like_ones_are_suggested_by_category_and_words(cases, cast):
    asked = cases.fulfilled()
    like = cases.fulfilled(title="想换一盏楼道灯")
    cases.fulfilled(title="想找人下棋", description="周末下午")
    cases.fulfilled(title="想修一盏楼道灯", category_id=cast.pine.other_category.pk)
    cases.wishes.opened(title="想修一盏楼道灯")
    with scope(community=cases.pine):
        assert [wish.pk for wish in actions.like_wishes(wish=cases.wishes.read(asked))] == [like]
        cases.draft(like)
        assert actions.like_wishes(wish=cases.wishes.read(asked)) == []


def test_one_of_them_in_another_case_is_refused_in_words(cases):
    taken, free = cases.fulfilled(), cases.fulfilled(title="楼道灯又坏了")
    cases.draft(taken)
    before = every_row()
    with pytest.raises(actions.InAnotherCase, match="想修一盏楼道灯"):
        cases.draft(taken, free)
    assert every_row() == before


@pytest.mark.parametrize("state", [WishState.OPEN, WishState.FULFILLED, WishState.EXPIRED])
def test_only_wishes_that_came_true_make_a_case(cases, state):
    wish = cases.wishes.in_state(state)
    before = every_row()
    with pytest.raises(actions.NotConfirmed):
        cases.draft(wish)
    assert every_row() == before


@pytest.mark.parametrize("who", ["anna", "bo", "oskar"])
def test_only_who_works_here_drafts(cases, cast, who):
    wish = cases.fulfilled()
    before = every_row()
    with pytest.raises(Refused):
        cases.draft(wish, by=getattr(cast, who))
    assert every_row() == before


def test_wishes_of_next_door_are_not_there(cases, cast):
    wish = cases.fulfilled()
    with scope(community=cases.oak), pytest.raises(actions.NothingChosen):
        actions.draft_case(wish_ids=[wish], community=cases.oak, actor=actor(cast.oskar), now=cases.wishes.now)
    with scope(community=cases.pine):
        assert not Case.objects.exists()
        assert not CaseSource.objects.exists()
