"""However many wishes there are, the board asks the database the same few questions."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django_scopes import scope
from pytest_django import Settings

from content_models.areas.actions import touch_board
from content_models.common.clock import local_day, utc_now
from content_models.common.ids import uuid7
from content_models.wishes.board import card_of
from content_models.wishes.models import Wish
from content_models.wishes.states import WishState
from tests.support.cast import Cast
from tests.support.wish_life import WishLife

BOARD = "/api/v1/communities/pine/wishes"
QUESTIONS = ["", "?state=open,claimed", "?limit=5", "?sort=near", "?q=路灯"]


def _put_on_the_board(cast: Cast, count: int) -> None:
    now, place = utc_now(), cast.pine
    with scope(community=place.community):
        wishes = [
            Wish(
                id=uuid7(),
                community=place.community,
                category=place.category,
                area=place.building_1,
                estate=place.estate,
                title=f"想修路灯 {number}",
                description="晚上看不清",
                search_text=f"想修路灯 {number}",
                deadline=local_day(now + timedelta(days=9)),
                state=WishState.OPEN,
                author=(cast.anna, cast.bo)[number % 2],
                created_at=now,
                changed_at=now,
            )
            for number in range(count)
        ]
        for wish in wishes:
            wish.card = card_of(wish, [])
        Wish.objects.bulk_create(wishes)
    touch_board(place.community.pk)


def _asked(client: Client, path: str, **headers: str) -> tuple[int, Any]:
    """How many queries the second look takes (the first compiles), and its answer."""
    client.get(path)
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(path, headers=headers)
    return len(queries), answer


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("who", ["visitor", "member", "worker"])
def test_one_wish_and_many_cost_the_same_and_at_most_four(cast: Cast, who: str, question: str) -> None:
    client = cast.client({"visitor": None, "member": cast.bo, "worker": cast.wu}[who])
    _put_on_the_board(cast, 1)
    with_one, answer = _asked(client, BOARD + question)
    assert answer.status_code == 200, answer.content
    _put_on_the_board(cast, 60)
    with_many, _answer = _asked(client, BOARD + question)
    assert with_one == with_many <= 4


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_page_that_no_process_keeps_costs_a_visitor_the_same_however_many_there_are(
    cast: Cast, settings: Settings, question: str
) -> None:
    settings.CACHES = settings.CACHES | {"board": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
    _put_on_the_board(cast, 1)
    with_one, _answer = _asked(cast.client(None), BOARD + question)
    _put_on_the_board(cast, 60)
    with_many, _answer = _asked(cast.client(None), BOARD + question)
    assert with_one == with_many <= 4


def test_a_visitor_asks_once_and_who_is_signed_in_three_times(cast: Cast) -> None:
    _put_on_the_board(cast, 30)
    assert _asked(cast.client(None), BOARD)[0] == 1
    assert _asked(cast.client(cast.bo), BOARD)[0] == 3


def test_a_kept_page_is_the_page_that_would_be_made(cast: Cast, settings: Settings) -> None:
    _put_on_the_board(cast, 30)
    for question in QUESTIONS:
        for language in ("zh-CN", "en"):
            first = cast.client(None).get(BOARD + question, headers={"Accept-Language": language})
            kept = cast.client(None).get(BOARD + question, headers={"Accept-Language": language})
            with override_settings(
                CACHES=settings.CACHES | {"board": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
            ):
                made = cast.client(None).get(BOARD + question, headers={"Accept-Language": language})
            assert first.content == kept.content == made.content
            assert first.headers["ETag"] == kept.headers["ETag"] == made.headers["ETag"]


def test_a_claimed_wish_leaves_the_visitors_board_at_once(cast: Cast) -> None:
    """Kept pages go by the version that every action moves on."""
    life = WishLife(cast)
    wish_id = life.opened()
    visitor = cast.client(None)
    assert [item["id"] for item in visitor.get(BOARD).json()["items"]] == [str(wish_id)]
    life.claim(wish_id)
    assert visitor.get(BOARD).json()["items"] == []


def test_a_community_that_closes_takes_its_kept_pages_along(cast: Cast) -> None:
    _put_on_the_board(cast, 3)
    assert cast.client(None).get(BOARD).status_code == 200
    cast.pine.community.is_active = False
    cast.pine.community.save()
    assert cast.client(None).get(BOARD).status_code == 404


@pytest.mark.parametrize(("who", "queries"), [("visitor", 1), ("member", 3)])
def test_who_has_the_newest_copy_is_told_so(cast: Cast, who: str, queries: int) -> None:
    client = cast.client(cast.bo if who == "member" else None)
    _put_on_the_board(cast, 3)
    etag = client.get(BOARD).headers["ETag"]
    asked, answer = _asked(client, BOARD, **{"If-None-Match": etag})
    assert (asked, answer.status_code, answer.content) == (queries, 304, b"")

    _put_on_the_board(cast, 1)
    _asked_again, fresh = _asked(client, BOARD, **{"If-None-Match": etag})
    assert fresh.status_code == 200
    assert fresh.headers["ETag"] != etag
    assert len(fresh.json()["items"]) == 4


def test_an_empty_board_is_not_a_missing_community(cast: Cast) -> None:
    assert _asked(cast.client(None), BOARD)[1].json() == {"items": [], "next": None}
    missing = cast.client(None).get("/api/v1/communities/nowhere/wishes")
    assert (missing.status_code, missing.json()["code"]) == (404, "not_found")


def test_rows_alike_get_the_same_part_and_others_their_own(cast: Cast) -> None:
    """Bo wrote every second wish: hers to withdraw, the others hers to claim."""
    _put_on_the_board(cast, 6)
    items = cast.client(cast.bo).get(BOARD).json()["items"]
    assert [(item["mine"], item["allowed_actions"]) for item in items] == [
        (True, ["withdraw"]),
        (False, ["claim"]),
    ] * 3
    assert {tuple(item["allowed_actions"]) for item in cast.client(None).get(BOARD).json()["items"]} == {()}


def test_pages_follow_each_other_without_gap_or_repetition(cast: Cast) -> None:
    _put_on_the_board(cast, 23)
    for client in (cast.client(None), cast.client(cast.bo)):
        seen: list[str] = []
        path: str | None = f"{BOARD}?limit=10&category={cast.pine.category.pk}"
        cursor = ""
        while path is not None:
            page = client.get(path + cursor).json()
            seen += [item["id"] for item in page["items"]]
            cursor = f"&cursor={page['next']}"
            path = path if page["next"] else None
        assert len(seen) == len(set(seen)) == 23
        assert seen == sorted(seen, reverse=True)
        other = client.get(f"{BOARD}?category={cast.pine.other_category.pk}").json()
        assert other["items"] == []
