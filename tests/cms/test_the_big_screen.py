"""大屏: numbers and public titles for the hall, nobody's name, and the next community's never."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from content_models.wishes.states import WishState
from tests.support.service_life import ServiceLife
from tests.support.wish_life import WishLife


@pytest.fixture
def life(cast) -> WishLife:
    return WishLife(cast)


def page_of(slug: str) -> str:
    answer = Client().get(f"/screen/{slug}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_it_shows_what_anybody_may_see(cast, life):
    life.in_state(WishState.OPEN, title="想学用手机挂号")
    life.in_state(WishState.CONFIRMED, title="水龙头修好了")
    page = page_of("pine")
    assert "想学用手机挂号" in page
    assert "水龙头修好了" in page
    assert cast.pine.post.name in page
    assert "<svg" in page


def test_what_waits_or_was_refused_is_not_on_it(life):
    life.in_state(WishState.PENDING, title="还没审核的")
    life.in_state(WishState.REJECTED, title="没通过的")
    page = page_of("pine")
    assert "还没审核的" not in page
    assert "没通过的" not in page


def test_it_names_nobody(cast, life):
    people = {"安安": cast.anna, "阿波": cast.bo, "小吴": cast.wu}
    for name, person in people.items():
        person.nickname = name
        person.save()
    life.in_state(WishState.CONFIRMED)
    service = ServiceLife(cast)
    service.verify(service.served())
    page = page_of("pine")
    for name, person in people.items():
        assert person.shown_name == name
        assert name not in page
    assert "赵奶奶" not in page
    assert "301室" not in page
    assert cast.pine.building_1.name not in page


def test_the_neighbours_wishes_are_not_on_it(cast, life):
    life.new(by=cast.nia, place=cast.oak, title="橡树的心愿")
    assert "橡树的心愿" not in page_of("pine")


def test_a_closed_community_has_no_screen(cast):
    cast.pine.community.is_active = False
    cast.pine.community.save()
    for slug in ("pine", "nowhere", "%00"):
        assert Client().get(f"/screen/{slug}").status_code == 404


def test_an_unchanged_screen_has_an_unchanged_etag(cast, life):
    first = Client().get("/screen/pine")
    assert first["ETag"] == Client().get("/screen/pine")["ETag"]
    life.opened()
    assert first["ETag"] != Client().get("/screen/pine")["ETag"]


def test_its_queries_do_not_grow(cast, life):
    def cost() -> int:
        page_of("pine")
        with CaptureQueriesContext(connection) as queries:
            page_of("pine")
        return len(queries)

    life.opened()
    few = cost()
    for number in range(3):
        life.opened(title=f"心愿{number}")
    assert cost() == few
