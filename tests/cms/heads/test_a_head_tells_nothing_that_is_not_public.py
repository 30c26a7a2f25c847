"""Fail closed: what a visitor may not see is told of as its community; nothing at all of one that is not open."""

from __future__ import annotations

import json
from uuid import uuid4

import pytest
from django.test import Client
from django_scopes import scope

from content_models.common.clock import utc_now
from content_models.pages.samples import block
from content_models.posts.models import PostType
from content_models.wishes.states import PUBLIC_STATES, WishState
from tests.cms.heads.conftest import read
from tests.support.cast import Cast
from tests.support.page_life import PageLife
from tests.support.service_life import ServiceLife
from tests.support.wish_life import WishLife


@pytest.mark.parametrize("state", sorted(set(WishState) - PUBLIC_STATES))
def test_a_wish_that_is_not_public_is_told_of_as_its_community(wishes: WishLife, state: WishState) -> None:
    wish_id = wishes.in_state(state)
    assert read(f"/c/pine/wishes/{wish_id}").html == read("/c/pine").html
    # To its own resident, too: the page is kept for everybody.
    page = wishes.cast.client(wishes.cast.anna).get(f"/c/pine/wishes/{wish_id}")
    assert page.content.decode() == read("/c/pine").html


def test_a_public_wish_says_neither_door_nor_building_nor_name_nor_phone(wishes: WishLife) -> None:
    html = read(f"/c/pine/wishes/{wishes.in_state(WishState.CLAIMED)}").html
    for hidden in ("赵奶奶", "19900000001", "301室", "1栋", "Anna", "Bo", "赵Bo"):
        assert hidden not in html, hidden


def test_what_is_not_there_looks_like_what_may_not_be_seen(cast: Cast, service: ServiceLife) -> None:
    with scope(community=cast.pine.community):
        PostType.objects.filter(pk=cast.pine.post.pk).update(retired_at=utc_now())
    reward = service.reward(live=False)
    own = read("/c/pine").html
    for path in (
        f"posts/{cast.pine.post.pk}",
        f"posts/{uuid4()}",
        "posts/nonsense",
        f"wishes/{uuid4()}",
        "wishes/new",
        f"exchange/rewards/{reward.pk}",
        f"exchange/redemptions/{uuid4()}",
        "pages/nothing/here",
        "workbench",
        "page-preview?token=x",
        "..%2F..%2Fetc",
    ):
        assert read(f"/c/pine/{path}").html == own, path


def test_the_neighbours_things_are_not_told_of_under_this_address(cast: Cast, wishes: WishLife) -> None:
    own = read("/c/oak").html
    assert read(f"/c/oak/wishes/{wishes.opened()}").html == own
    assert read(f"/c/oak/posts/{cast.pine.post.pk}").html == own


def test_a_draft_and_what_lies_below_a_hidden_page_are_not_told(pages: PageLife) -> None:
    section = pages.add("section", "活动", "events")
    pages.add("article", "秘密计划", "plan", under=section)
    assert "秘密计划" in read("/c/pine/pages/events/plan").html
    with scope(community=pages.community):
        section.unpublish()
    assert read("/c/pine/pages/events/plan").html == read("/c/pine").html
    assert "秘密计划" not in read("/c/pine/pages").html


def test_a_community_that_is_not_open_looks_like_none(cast: Cast) -> None:
    nothing = Client().get("/c/nowhere").content
    assert "<title>邻里</title>" in nothing.decode()
    cast.pine.community.is_active = False
    cast.pine.community.save()
    for address in ("/c/pine", f"/c/pine/posts/{cast.pine.post.pk}", "/c/pi\0ne", "/c/pine/pages/\0", "/c/"):
        assert Client().get(address).content == nothing, address


def test_people_on_rolls_and_contact_cards_are_not_named(pages: PageLife) -> None:
    roll = pages.add(
        "honor_roll",
        "十月之星",
        "stars",
        period="2026年10月",
        names=json.dumps([block("person", name="王秀英", reason="天天值守", picture=pages.picture().pk)]),
    )
    card = block("contact_card", name="李建国", role="网格员", phone="0755-1234", hours="", place="", picture=None)
    honor = block("honor_roll", heading="光荣榜", page=roll.pk, limit=6)
    pages.add("article", "大家", "all", body=json.dumps([card, honor]))
    for path in ("stars", "all"):
        html = read(f"/c/pine/pages/{path}").html
        assert "王秀英" not in html, path
        assert "李建国" not in html, path
    assert "2026年10月" in read("/c/pine/pages/stars").words


def test_words_of_editors_are_words_and_never_markup(pages: PageLife) -> None:
    nasty = '"><script>alert(1)</script><img src=x onerror=alert(1)>'
    question = block("question", question="</script><script>alert(2)</script>", answer="<p>好</p>")
    pages.add("question", nasty, "nasty", summary="<!--<script>", questions=json.dumps([question]))
    told = read("/c/pine/pages/nasty")
    assert told.titles == [f"{nasty} · 松林"]
    assert told.metas["og:title"] == nasty
    assert "<script>alert" not in told.html
    assert "onerror=alert(1)>" not in told.html.replace("&gt;", "")
    assert json.loads(told.data)["mainEntity"][0]["name"] == "</script><script>alert(2)</script>"
    assert len(told.pictures) == 1
