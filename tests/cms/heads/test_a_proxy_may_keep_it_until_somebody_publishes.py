"""Public pages come without a cookie and with an ETag; what changes, changes at once; the price stays the same."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.cache import caches
from django.test import Client
from django_scopes import scope
from pytest_django import DjangoAssertNumQueries

from content_models.pages.samples import block
from content_models.wishes.actions import withdraw_wish
from tests.support.cast import Cast, actor
from tests.support.page_life import PageLife
from tests.support.wish_life import WishLife


@pytest.fixture(autouse=True)
def _nothing_kept() -> None:
    caches["board"].clear()


def test_everybody_gets_the_same_bytes_and_no_cookie(cast: Cast) -> None:
    for address in ("/c/pine", f"/c/pine/posts/{cast.pine.post.pk}", "/c/pine/workbench"):
        for_a_stranger, for_anna = Client().get(address), cast.client(cast.anna).get(address)
        assert for_a_stranger.content == for_anna.content
        for page in (for_a_stranger, for_anna):
            assert page["Cache-Control"] == "public, no-cache"
            assert "csrftoken" not in page.cookies
            assert "sessionid" not in page.cookies
            assert "Cookie" not in page.get("Vary", "")
            assert page["Content-Language"] == "zh-hans"


def test_who_has_the_newest_copy_is_told_so(cast: Cast) -> None:
    first = Client().get("/c/pine")
    again = Client().get("/c/pine", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == first["ETag"]


def test_publishing_changes_what_the_address_says(pages: PageLife) -> None:
    page = pages.add("notice", "停水", "water", summary="周三")
    before = Client().get("/c/pine/pages/water")
    assert "周三" in before.content.decode()
    with scope(community=pages.community):
        page.summary = "改到周四"
        page.save_revision().publish()
    after = Client().get("/c/pine/pages/water", headers={"If-None-Match": before["ETag"]})
    assert after.status_code == 200
    assert "改到周四" in after.content.decode()


def test_a_renamed_community_and_a_taken_back_wish_change_at_once(cast: Cast, wishes: WishLife) -> None:
    wish_id = wishes.opened()
    assert "想修一盏楼道灯" in Client().get(f"/c/pine/wishes/{wish_id}").content.decode()
    with scope(community=cast.pine.community):
        withdraw_wish(wish_id=wish_id, actor=actor(cast.anna), reason="修好了", now=wishes.now)
    assert "想修一盏楼道灯" not in Client().get(f"/c/pine/wishes/{wish_id}").content.decode()
    cast.pine.community.name = "青松"
    cast.pine.community.save()
    assert "<title>青松</title>" in Client().get("/c/pine").content.decode()


def test_another_host_gets_its_own_addresses(cast: Cast) -> None:
    Client().get("/c/pine")
    page = Client(HTTP_HOST="linli.example").get("/c/pine", secure=True).content.decode()
    assert 'content="https://linli.example/c/pine"' in page
    assert "testserver" not in page


def test_a_kept_page_costs_two_look_ups_by_key(
    pages: PageLife, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    pages.add("article", "集市", "market")
    Client().get("/c/pine/pages/market")
    with django_assert_num_queries(2):
        Client().get("/c/pine/pages/market")


def test_a_long_page_costs_as_many_queries_as_a_short_one(pages: PageLife, django_assert_max_num_queries: Any) -> None:
    picture = pages.picture()
    blocks = [block("picture", picture=picture.pk, caption=f"{number}") for number in range(12)]
    pages.add("article", "长", "long", body=json.dumps(blocks))
    Client().get("/c/pine/pages/long")  # the cuts of a picture are made once
    caches["board"].clear()
    with django_assert_max_num_queries(12):
        Client().get("/c/pine/pages/long")


def test_a_wish_and_a_post_cost_a_handful(cast: Cast, wishes: WishLife, django_assert_max_num_queries: Any) -> None:
    wish_id = wishes.opened()
    for address in (f"/c/pine/wishes/{wish_id}", f"/c/pine/posts/{cast.pine.post.pk}"):
        with django_assert_max_num_queries(4):
            Client().get(address)
