"""Rolls, editions, my own awards, and how I am shown."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from content_models.common.ids import uuid7
from content_models.honors.actions import remark_on
from content_models.honors.models import Edition, HonorRoll
from content_models.honors.states import Scope, Source
from content_models.posts.actions import retire_post
from tests.cms.api.calls import Calls
from tests.support.cast import Cast, actor, make_person
from tests.support.honor_life import HonorLife, at_noon
from tests.support.unchanged import assert_refused

MAY = date(2026, 5, 1)


@pytest.fixture
def honors(cast: Cast) -> HonorLife:
    return HonorLife(cast)


@pytest.fixture
def may(honors: HonorLife) -> HonorRoll:
    """Bo and Bea stand on May's edition; Bo agreed to his full name, Bea was never asked."""
    roll = honors.roll(starts_on=MAY, intro="谢谢每一位邻居")
    honors.agree(honors.cast.bo)
    honors.served(honors.cast.bo, 90, on=MAY)
    honors.served(honors.cast.bea, 120, on=MAY)
    honors.turn(date(2026, 6, 6))
    return roll


def _names(answer: Any) -> list[tuple[str, str]]:
    return [(line["name"]["kind"], line["name"]["text"]) for line in answer["lines"]]


def test_the_list_shows_what_came_out_last(api: Calls, cast: Cast, may: HonorRoll) -> None:
    card = api.get(None, "/honors").json()["items"][0]
    assert (card["title"], card["latest"]["period"], card["latest"]["label"]) == ("本月之星", "2026-05-01", "2026年5月")
    assert (card["names"], card["named"], card["withheld"]) == (["赵Bo"], 1, 1)
    assert card["comes_out_on"] == "2026-07-06"


def test_a_roll_has_its_year_strip_and_its_last_edition(api: Calls, cast: Cast, may: HonorRoll) -> None:
    roll = api.get(None, f"/honors/{may.pk}").json()
    assert [(one["period"], one["state"]) for one in roll["editions"]] == [
        ("2026-06-01", "open"),
        ("2026-05-01", "frozen"),
    ]
    edition = roll["edition"]
    assert _names(edition) == [("full", "赵Bo"), ("withheld", "未公开姓名")]
    assert {(line["place"], line["figure"]) for line in edition["lines"]} == {(None, "")}, "nobody is ranked"
    assert [line["mine"] for line in api.get(cast.bo, f"/honors/{may.pk}").json()["edition"]["lines"]] == [True, False]


def test_a_running_edition_says_who_would_be_on_it_now(api: Calls, honors: HonorLife, may: HonorRoll) -> None:
    honors.served(honors.cast.bo, 30, on=date(2026, 6, 1))
    edition = api.get(None, f"/honors/{may.pk}/editions/2026-06-01").json()
    assert (edition["state"], edition["comes_out_on"], _names(edition)) == ("open", "2026-07-06", [("full", "赵Bo")])
    assert [line["award"] for line in edition["lines"]] == [None]


def test_who_was_picked_is_not_said_before_it_comes_out(api: Calls, honors: HonorLife) -> None:
    roll = honors.roll(title="评选", source=Source.COMMITTEE)
    honors.agree(honors.cast.bo)
    award = honors.pick(roll, honors.cast.bo)
    start = award.edition.period_start.isoformat()
    assert api.get(None, f"/honors/{roll.pk}/editions/{start}").json()["lines"] == []


def test_with_ranks_there_are_places_and_figures_but_none_of_who_is_withheld(api: Calls, honors: HonorLife) -> None:
    roll = honors.roll(starts_on=MAY, shows_ranks=True)
    honors.agree(honors.cast.bo)
    honors.served(honors.cast.bo, 90, on=MAY)
    honors.served(honors.cast.bea, 120, on=MAY)
    honors.turn(date(2026, 6, 6))
    lines = api.get(None, f"/honors/{roll.pk}").json()["edition"]["lines"]
    assert [(line["place"], line["figure"]) for line in lines] == [(1, ""), (2, "核实服务 1 小时 30 分钟")]


def test_taking_consent_back_changes_every_answer_and_its_etag_at_once(
    api: Calls, cast: Cast, may: HonorRoll, honors: HonorLife
) -> None:
    addresses = ["/honors", f"/honors/{may.pk}", f"/honors/{may.pk}/editions/2026-05-01"]
    before = {address: api.get(None, address) for address in addresses}
    assert all("赵Bo" in answer.content.decode() for answer in before.values())
    assert api.post(cast.bo, "/api/v1/me/display/withdraw").json()["choice"] is None
    for address, answer in before.items():
        now = api.get(None, address, **{"If-None-Match": answer["ETag"]})
        assert now.status_code == 200
        assert "赵Bo" not in now.content.decode()
    assert api.get(cast.bo, "/api/v1/me/honors").json()["items"][0]["shown"]["kind"] == "withheld"


def test_my_awards_are_mine_alone(api: Calls, cast: Cast, may: HonorRoll) -> None:
    mine = api.get(cast.bea, "/api/v1/me/honors").json()["items"]
    assert [(one["title"], one["label"], one["figure"], one["place"]) for one in mine] == [
        ("本月之星", "2026年5月", "核实服务 2 小时 0 分钟", None)
    ]
    assert api.get(cast.anna, "/api/v1/me/honors").json()["items"] == []
    assert api.get(None, "/api/v1/me/honors").status_code == 401


def test_the_consent_is_read_chosen_and_shown_by_example(api: Calls, cast: Cast, may: HonorRoll) -> None:
    asked = api.get(cast.bea, "/api/v1/me/display").json()
    assert (asked["choice"], asked["has_awards"]) == (None, True)
    assert {one["value"]: one["example"] for one in asked["choices"]}["full"] == "赵Bea"
    body = {"choice": "short", "address": "ms", "version": asked["version"]}
    chosen = api.post(cast.bea, "/api/v1/me/display", body).json()
    assert (chosen["choice"], chosen["address"]) == ("short", "ms")
    assert ("short", "赵女士") in _names(api.get(None, f"/honors/{may.pk}").json()["edition"])


def test_bad_choices_are_refused(api: Calls, cast: Cast, may: HonorRoll) -> None:
    def choose(**body: Any) -> Any:
        return lambda headers: api.post(cast.bea, "/api/v1/me/display", body, headers=headers)

    assert_refused(choose(choice="short"), 422, "address_missing")
    assert_refused(choose(choice="loud"), 422, "invalid")
    assert_refused(choose(choice="full", version="2020-01"), 422, "unknown_consent")


def test_notes_stand_beside_the_edition(api: Calls, cast: Cast, may: HonorRoll, honors: HonorLife) -> None:
    with honors.scope():
        edition = Edition.objects.frozen().get()
        remark_on(edition=edition, text="照片下周补上", actor=actor(cast.ada), now=honors.now)
    notes = api.get(None, f"/honors/{may.pk}/editions/2026-05-01").json()["notes"]
    assert [(note["kind"], note["text"]) for note in notes] == [("remark", "照片下周补上")]


def test_a_roll_over_a_removed_post_says_so(api: Calls, cast: Cast, honors: HonorLife) -> None:
    roll = honors.roll(starts_on=MAY, scope=Scope.POST, post=cast.pine.post)
    with honors.scope():
        retire_post(post=cast.pine.post, by=cast.ada, now=at_noon(date(2026, 5, 20)))
    honors.turn(date(2026, 6, 6))
    answer = api.get(None, f"/honors/{roll.pk}").json()
    assert "邻里互助岗" in answer["removed"]
    assert "2026-05-20" in answer["edition"]["notes"][0]["text"]
    assert api.get(None, "/honors").json()["items"][0]["removed"] == answer["removed"]


def test_somebody_whose_account_is_gone_is_withheld(api: Calls, cast: Cast, may: HonorRoll, honors: HonorLife) -> None:
    with honors.scope():
        cast.bo.delete()
    kinds = [kind for kind, _text in _names(api.get(None, f"/honors/{may.pk}").json()["edition"])]
    assert kinds == ["withheld", "withheld"]


def test_what_is_no_edition_is_not_found(api: Calls, may: HonorRoll) -> None:
    for period in ("2026-05-02", "gestern", "2026-13-01"):
        assert api.get(None, f"/honors/{may.pk}/editions/{period}").status_code == 404


def test_the_list_is_paged_and_costs_the_same_however_many(
    api: Calls, cast: Cast, honors: HonorLife, django_assert_num_queries: Any
) -> None:
    with honors.scope():
        for number in range(6):
            HonorRoll.objects.create(
                id=uuid7(),
                community=honors.community,
                title=f"榜{number}",
                starts_on=MAY,
                created_at=honors.now,
                sort_order=number,
            )
    for number in range(3):
        person = make_person(f"Q{number}", 900 + number)
        honors.agree(person)
        honors.served(person, 60, on=MAY)
    honors.turn(date(2026, 6, 6))
    assert [one["title"] for one in api.all_pages(None, "/honors", {"limit": 4})] == [f"榜{n}" for n in range(6)]
    few = _queries(api, limit=1)
    assert _queries(api, limit=6) == few


def _queries(api: Calls, *, limit: int) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as seen:
        assert len(api.get(None, "/honors", {"limit": limit}).json()["items"]) == limit
    return len(seen)


def test_no_answer_tells_the_order_of_an_unranked_roll(api: Calls, honors: HonorLife) -> None:
    roll = honors.roll(starts_on=MAY)
    for number in range(30):
        honors.served(make_person(f"R{number}", 700 + number), 60 + number, on=MAY)
    with honors.scope():
        roll.size = 30
        roll.save()
    honors.turn(date(2026, 6, 6))
    answer = api.get(None, f"/honors/{roll.pk}").json()
    ids = [line["award"] for line in answer["edition"]["lines"]]
    with honors.scope():
        by_place = [str(award.pk) for award in Edition.objects.frozen().get().awards.order_by("place")]
    assert ids != by_place
    assert sorted(ids) != by_place
