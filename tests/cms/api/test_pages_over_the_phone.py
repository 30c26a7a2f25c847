"""GET C/pages and GET C/pages/{path}."""

from __future__ import annotations

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_scopes import scopes_disabled

from content_models.common.clock import utc_now
from content_models.pages.actions import open_home_page
from content_models.pages.models import HomePage, NoticePage, SectionPage
from tests.support.cast import actor


@pytest.fixture(autouse=True)
def _fresh_pages():
    caches["board"].clear()


@pytest.fixture
def home(cast) -> HomePage:
    return open_home_page(community=cast.pine.community, actor=actor(cast.ada), now=utc_now())


@pytest.fixture
def behind():
    """Editing without a screen."""
    with scopes_disabled():
        yield


def test_the_home_page_comes_with_its_blocks(api, home):
    page = api.get(None, "/pages/home").json()
    assert page["type"] == page["facts"]["type"] == "home"
    assert page["title"] == "松林"
    kinds = [block["type"] for block in page["blocks"]]
    assert kinds == ["hero", "notice_strip", "numbers", "wishes", "post_set", "text"]
    assert page["blocks"][0]["link"] == {"kind": "room", "target": "new_wish"}


def test_a_community_without_pages_has_none(api, home):
    assert api.get(None, "/api/v1/communities/oak/pages/home").status_code == 404
    assert api.get(None, "/api/v1/communities/oak/pages").status_code == 404


def test_the_tree_lists_parents_before_children(api, home, behind):
    section = home.add_child(instance=SectionPage(title="通知", slug="news", live=True))
    section.add_child(instance=NoticePage(title="停水", slug="water", live=True, is_urgent=True))
    section.add_child(instance=NoticePage(title="草稿", slug="draft", live=False))
    lines = api.all_pages(None, "/pages", {"limit": 2})
    assert [(one["path"], one["parent"]) for one in lines] == [
        ("home", None),
        ("news", "home"),
        ("news/water", "news"),
    ]
    page = api.get(None, "/pages/news/water").json()
    assert page["facts"] == {"type": "notice", "is_urgent": True, "valid_until": None, "is_over": False}
    assert [one["path"] for one in page["trail"]] == ["home", "news"]
    assert [one["path"] for one in api.get(None, "/pages/news").json()["pages"]] == ["news/water"]
    assert [one["path"] for one in api.all_pages(None, "/pages", {"type": "notice"})] == ["news/water"]


def test_a_draft_and_what_lies_below_one_are_not_there(api, home, behind):
    section = home.add_child(instance=SectionPage(title="通知", slug="news", live=False))
    section.add_child(instance=NoticePage(title="停水", slug="water", live=True))
    unknown = api.get(None, "/pages/nothing")
    for path in ("news", "news/water"):
        answer = api.get(None, f"/pages/{path}")
        assert (answer.status_code, answer.content) == (404, unknown.content)
    assert [one["path"] for one in api.all_pages(None, "/pages")] == ["home"]


def test_a_copy_that_is_still_good_is_answered_without_touching_a_block(api, home):
    etag = api.get(None, "/pages/home")["ETag"]
    with CaptureQueriesContext(connection) as queries:
        answer = api.get(None, "/pages/home", **{"If-None-Match": etag})
    assert answer.status_code == 304
    assert len(queries) == 1


def test_publishing_makes_everybody_ask_anew(api, home, behind):
    first = api.get(None, "/pages/home")
    home.title = "松林社区"
    home.save_revision().publish()
    again = api.get(None, "/pages/home", **{"If-None-Match": first["ETag"]})
    assert again.status_code == 200
    assert again.json()["title"] == "松林社区"


def test_everybody_gets_the_same_and_may_keep_it(api, cast, home):
    answers = [api.get(who, "/pages/home") for who in (None, cast.anna, cast.ada)]
    assert len({answer.content for answer in answers}) == 1
    assert {answer["Cache-Control"] for answer in answers} == {"public, no-cache"}
