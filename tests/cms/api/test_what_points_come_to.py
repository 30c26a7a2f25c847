"""One's points over the API: the lines, what expires, giving and bringing along."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from content_models.common.clock import local_day, utc_now
from content_models.ledger.actions import propose_recognition, sign_recognition
from tests.cms.api.calls import Calls
from tests.support.cast import Cast, actor
from tests.support.service_life import ServiceLife
from tests.support.unchanged import assert_problem, assert_refused


def _agree(cast: Cast, points_a_month: int = 50) -> None:
    """Pine Lane proposes, Oak Court signs."""
    agreement = propose_recognition(
        actor=actor(cast.ada),
        community=cast.pine.community,
        partner=cast.oak.community,
        points_a_month=points_a_month,
        now=utc_now(),
    )
    sign_recognition(agreement=agreement, actor=actor(cast.dai), now=utc_now())


def _points(api: Calls, cast: Cast) -> dict[str, dict[str, Any]]:
    answer = api.get(cast.bo, "/api/v1/me/points")
    assert answer["Cache-Control"] == "no-store"
    return {row["community"]["slug"]: row for row in answer.json()["by_community"]}


def test_what_expires_soonest_comes_first(cast: Cast, api: Calls, service: ServiceLife) -> None:
    today = local_day(utc_now())
    for points, days in ((5, 40), (7, 20), (9, None)):
        service.give_points(cast.bo, points, expires_on=today + timedelta(days=days) if days else None)
    row = _points(api, cast)["pine"]
    assert (row["balance"], row["recognised"]) == (21, [])
    assert row["expiring"] == [
        {"last_day": str(today + timedelta(days=20)), "points": 7},
        {"last_day": str(today + timedelta(days=40)), "points": 5},
    ]


def test_every_line_newest_first_and_page_by_page(cast: Cast, api: Calls, service: ServiceLife) -> None:
    for points in (1, 2, 3, 4, 5):
        service.give_points(cast.bo, points)
        service.now += timedelta(minutes=1)
    service.give_points(cast.bea, 99)
    ServiceLife(cast, cast.oak).give_points(cast.bo, 6)
    lines = api.all_pages(cast.bo, "/api/v1/me/transfers", {"limit": 2})
    assert sorted(line["amount"] for line in lines) == [1, 2, 3, 4, 5, 6]
    assert {line["community"]["slug"] for line in lines} == {"pine", "oak"}
    assert [line["created_at"] for line in lines] == sorted((line["created_at"] for line in lines), reverse=True)
    assert {line["kind_name"] for line in lines} == {"获得"}


def test_a_gift_to_the_fund_once(cast: Cast, api: Calls, service: ServiceLife) -> None:
    service.give_points(cast.bo, 50)
    key = {"Idempotency-Key": "bo-gives-20"}
    first, again = (api.post(cast.bo, "/points/give", {"amount": 20}, key) for _time in range(2))
    assert (first.status_code, first.content) == (200, again.content)
    assert (first.json()["kind"], first.json()["amount"]) == ("give", -20)
    assert _points(api, cast)["pine"]["balance"] == 30
    assert_problem(api.post(cast.bo, "/points/give", {"amount": 21}, key), 422, "idempotency_key_reused")


@pytest.mark.parametrize(
    ("amount", "status", "code"),
    [
        (0, 422, "bad_amount"),
        (-5, 422, "bad_amount"),
        (10**15, 422, "bad_amount"),
        (1.5, 422, "invalid"),
        (None, 422, "invalid"),
        (57, 409, "not_enough_points"),
    ],
)
def test_a_gift_of_what_is_not_there(
    cast: Cast, api: Calls, service: ServiceLife, amount: Any, status: int, code: str
) -> None:
    service.give_points(cast.bo, 50)
    for path, body in (("/points/give", {}), ("/api/v1/communities/oak/points/bring", {"origin": "pine"})):
        _agree(cast, 0) if "bring" in path else None
        problem = assert_refused(
            lambda headers, path=path, body=body: api.post(cast.bo, path, {"amount": amount, **body}, headers),
            status,
            code,
        )
    if code == "not_enough_points":
        assert "7" in problem["detail"]


def test_points_go_along_to_where_one_has_none_yet(cast: Cast, api: Calls, service: ServiceLife) -> None:
    service.give_points(cast.bo, 80)
    assert list(_points(api, cast)) == ["pine"]
    _agree(cast)
    row = _points(api, cast)["oak"]
    assert (row["balance"], [one["slug"] for one in row["recognised"]]) == (0, ["pine"])
    bring = "/api/v1/communities/oak/points/bring"
    brought = api.post(cast.bo, bring, {"origin": "pine", "amount": 30}).json()
    assert (brought["kind"], brought["amount"], brought["community"]["slug"]) == ("carry_in", 30, "oak")
    assert {slug: row["balance"] for slug, row in _points(api, cast).items()} == {"pine": 50, "oak": 30}
    problem = assert_refused(
        lambda headers: api.post(cast.bo, bring, {"origin": "pine", "amount": 21}, headers), 409, "monthly_limit"
    )
    assert "20" in problem["detail"]


def test_without_an_agreement_points_stay(cast: Cast, api: Calls, service: ServiceLife) -> None:
    service.give_points(cast.bo, 80)
    bring = "/api/v1/communities/oak/points/bring"
    body = {"origin": "pine", "amount": 30}
    assert_refused(lambda headers: api.post(cast.bo, bring, body, headers), 403, "not_recognised")
    for origin in ("nowhere", "", "长"):
        assert_problem(api.post(cast.bo, bring, {"origin": origin, "amount": 30}), 404, "not_found")
    _agree(cast)
    cast.oak.community.is_active = False
    cast.oak.community.save()
    assert list(_points(api, cast)) == ["pine"], "nothing goes to a closed community"
    assert api.post(cast.bo, bring, body).status_code == 404
    closed = api.post(cast.bo, "/points/bring", {"origin": "oak", "amount": 3})
    assert closed.content == api.post(cast.bo, "/points/bring", {"origin": "nowhere", "amount": 3}).content


def test_who_has_nothing_sees_nothing(cast: Cast, api: Calls) -> None:
    assert api.get(cast.anna, "/api/v1/me/points").json() == {"balance": 0, "by_community": [], "minutes_verified": 0}
    assert api.get(cast.anna, "/api/v1/me/transfers").json() == {"items": [], "next": None}
    assert_refused(
        lambda headers: api.post(cast.anna, "/points/give", {"amount": 1}, headers), 409, "not_enough_points"
    )
    for path in ("points", "transfers", "hours", "redemptions", "certificates", "scan-key"):
        assert_problem(api.get(None, f"/api/v1/me/{path}"), 401, "not_signed_in")
