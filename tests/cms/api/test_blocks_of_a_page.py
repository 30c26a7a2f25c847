"""Every kind of block over the API: what it says, what it leaves out when something has gone, what it costs."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, get_args
from unittest.mock import patch

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_scopes import scope

from cms.api.shapes.page_blocks import BlockOut
from content_models.common.clock import local_day, utc_now
from content_models.pages.blocks import page_blocks
from content_models.pages.samples import block, item
from content_models.posts.actions import retire_post
from content_models.wishes.actions.categories import retire_category
from media.models import CommunityRendition
from tests.support.page_life import FILM, PageLife

QUESTION = '[{"type": "text", "id": "0190a0a0-0000-7000-8000-000000000001", "value": {"label": "几点有空？"}}]'


@pytest.fixture(autouse=True)
def _fresh_pages():
    caches["board"].clear()


@pytest.fixture
def pine(cast) -> PageLife:
    return PageLife(cast)


@pytest.fixture
def everything(pine, cast):
    """One of each kind of block, with all that it refers to."""
    with scope(community=pine.community):
        cast.pine.post.form = QUESTION
        cast.pine.post.save()
    roll = pine.add("honor_roll", "十月", "october", names=f"[{_name('周师傅')}, {_name('李婶')}]")
    pine.case = pine.add("case", "一盏灯", "lamp", way="看一遍\n换掉")
    pine.roll, pine.image, pine.document = roll, pine.picture(), pine.film()
    link = {"page": pine.case.pk}
    paragraph = (
        f'<p>读<b>这里</b>：<a linktype="page" id="{pine.case.pk}">一盏灯</a></p><ul><li>一</li><li>二</li></ul>'
    )
    return [
        block("hero", title="大字", text="小字", picture=pine.image.pk, button="看", link=link),
        block("text", heading="题", text=paragraph),
        block("picture", picture=pine.image.pk, caption="集市"),
        block("gallery", heading="", pictures=[item({"picture": pine.image.pk, "caption": ""})]),
        block("video", heading="", file=pine.document.pk, poster=pine.image.pk),
        block("button", label="去看", link=link, style="soft"),
        block("notice_strip", text="停水", tone="warning", link={"phone": "0755 1234"}),
        block("contact_card", name="窗口", phone="0755 1234", picture=pine.image.pk),
        block("accordion", heading="", items=[item({"title": "几点", "text": "<p>九点</p>"})]),
        block("columns", columns=[item([block("text", heading="", text="<p>左</p>")]), item([])]),
        block("post_set", heading="六岗"),
        block("wishes", heading="", state="open", category=str(cast.pine.category.pk), limit=3),
        block("rewards", heading="", kind="goods", limit=4),
        block("honor_roll", heading="", page=roll.pk, limit=1),
        block("cases", heading="", limit=3),
        block("numbers", heading="", numbers=["wishes_open"]),
        block("chart", heading="", chart="hours_by_month"),
        block("area_map", heading=""),
        block("form", heading="", post=str(cast.pine.post.pk)),
    ]


def _name(name: str) -> str:
    return f'{{"type": "name", "id": "x", "value": {{"name": "{name}", "reason": "修灯"}}}}'


def shown(api) -> dict[str, dict[str, Any]]:
    return {one["type"]: one for one in api.get(None, "/pages/home").json()["blocks"]}


def test_editor_and_api_know_the_same_kinds():
    union, _discriminator = get_args(BlockOut)
    offered = {get_args(one.model_fields["type"].annotation)[0] for one in get_args(union)}
    assert offered == {name for name, _block in page_blocks()}


def test_every_kind_is_said(api, pine, everything):
    pine.show(*everything)
    blocks = shown(api)
    assert list(blocks) == [one["type"] for one in everything]
    assert blocks["hero"]["link"] == {"kind": "page", "target": "lamp"}
    assert blocks["hero"]["picture"]["alt"] == "集市的照片"
    assert [one["style"] for one in blocks["text"]["text"]] == ["p", "bullet", "bullet"]
    spans = blocks["text"]["text"][0]["spans"]
    assert [(one["text"], one["bold"]) for one in spans] == [
        ("读", False),
        ("这里", True),
        ("：", False),
        ("一盏灯", False),
    ]
    assert spans[-1]["link"] == {"kind": "page", "target": "lamp"}
    assert blocks["notice_strip"]["link"] == {"kind": "phone", "target": "0755 1234"}
    assert [one["name"] for one in blocks["honor_roll"]["names"]] == ["周师傅"]
    assert [one["title"] for one in blocks["cases"]["pages"]] == ["一盏灯"]
    assert blocks["form"]["form"][0]["label"] == "几点有空？"
    assert [[part["type"] for part in column] for column in blocks["columns"]["columns"]] == [["text"]]


def test_twenty_blocks_cost_no_more_queries_than_one(api, pine, everything):
    pine.show(*everything, everything[0])
    api.get(None, "/pages/home")  # the cuts of the pictures are made once
    caches["board"].clear()
    # Nor does it write to the shared cache, which is a table of the database.
    shelf = CommunityRendition.cache_backend
    with CaptureQueriesContext(connection) as queries, patch.object(shelf, "set", side_effect=AssertionError):
        assert len(api.get(None, "/pages/home").json()["blocks"]) == 20
    assert len(queries) <= 12
    with CaptureQueriesContext(connection) as again:
        api.get(None, "/pages/home")
    assert len(again) == 1


def test_what_refers_to_something_gone_is_left_out_and_the_rest_stands(api, cast, pine, everything):
    pine.show(*everything)
    shown(api)
    with scope(community=pine.community):
        pine.image.delete()
        pine.document.delete()
        pine.case.unpublish()
        pine.roll.delete()
        retire_category(category=cast.pine.category, by=cast.wu, now=utc_now())
        retire_post(post=cast.pine.post, by=cast.wu, now=utc_now())
    blocks = shown(api)
    gone = {"picture", "gallery", "video", "button", "wishes", "honor_roll", "cases", "form"}
    assert gone.isdisjoint(blocks)
    assert set(blocks) == {one["type"] for one in everything} - gone
    assert blocks["hero"]["picture"] is blocks["hero"]["link"] is None
    assert blocks["contact_card"]["picture"] is None
    assert blocks["text"]["text"][0]["spans"][-1]["text"].endswith("一盏灯")


def test_a_strip_goes_by_itself_after_its_last_day(api, pine):
    today = local_day(utc_now())
    pine.show(
        block("notice_strip", text="今天还在", tone="info", until=today.isoformat()),
        block("notice_strip", text="昨天为止", tone="info", until=(today - timedelta(days=1)).isoformat()),
    )
    assert [one["text"] for one in api.get(None, "/pages/home").json()["blocks"]] == ["今天还在"]


@pytest.mark.parametrize("href", ["javascript:alert(1)", "data:text/html,x", "//evil.example", "vbscript:x"])
def test_a_dangerous_address_is_no_link(api, pine, href):
    pine.show(block("text", heading="", text=f'<p><a href="{href}">点我</a><script>alert(1)</script></p>'))
    assert all(one["link"] is None for one in shown(api)["text"]["text"][0]["spans"])


def test_a_film_answers_ranges(api, pine):
    film = pine.show_film()
    address = shown(api)["video"]["url"]
    whole = api.get(None, address)
    assert whole.status_code == 200
    assert b"".join(whole.streaming_content) == FILM
    assert whole["Content-Type"] == "video/mp4"
    for asked, part in (("bytes=0-3", FILM[:4]), ("bytes=10-", FILM[10:]), ("bytes=-5", FILM[-5:])):
        answer = api.get(None, address, Range=asked)
        assert answer.status_code == 206
        assert b"".join(answer.streaming_content) == part
    assert api.get(None, address, Range=f"bytes={len(FILM)}-").status_code == 416
    pine.show(block("area_map", heading=""))
    assert api.get(None, f"/files/{film.pk}").status_code == 404


def test_figures_are_sums_of_verified_service_in_the_own_community(api, cast, service):
    record = service.served()
    before = api.get(None, "/figures").json()
    assert before["numbers"]["service_hours"] == sum(month["minutes"] for month in before["months"]) == 0
    service.verify(record)
    caches["board"].clear()
    figures = api.get(None, "/figures").json()
    assert len(figures["months"]) == 12
    assert sum(month["minutes"] for month in figures["months"]) == service.read(record).minutes
    assert figures["posts"] == [{"name": "邻里互助岗", "filled": 0, "wanted": 2}]
    theirs = api.get(None, "/api/v1/communities/oak/figures").json()
    assert sum(month["minutes"] for month in theirs["months"]) == 0


def test_figures_cost_the_same_for_one_wish_and_many(api, life):
    def cost() -> int:
        caches["board"].clear()
        with CaptureQueriesContext(connection) as queries:
            api.get(None, "/figures")
        return len(queries)

    life.opened()
    one = cost()
    for _more in range(4):
        life.opened()
    assert cost() == one
