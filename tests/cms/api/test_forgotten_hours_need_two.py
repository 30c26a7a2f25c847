"""Hours entered afterwards, and deciding about many at once: over the API."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django_scopes import scope

from content_models.hours.models import ServiceRecord
from tests.cms.api.calls import SOMEBODY_UNKNOWN, Calls
from tests.support.cast import Cast
from tests.support.service_life import ServiceLife
from tests.support.unchanged import assert_problem, assert_refused, nothing_changes


def entry(days_ago: float = 2, **changes: Any) -> dict[str, Any]:
    """An hour in the morning, some days ago."""
    begin = datetime.now(UTC).replace(hour=1, minute=0, second=0, microsecond=0) - timedelta(days=days_ago)
    return {
        "started_at": begin.isoformat(),
        "ended_at": (begin + timedelta(hours=1)).isoformat(),
        "subject": "帮邻居修水管",
        "reason": "手机没电了",
        **changes,
    }


def _entered(api: Calls, by: Any, **changes: Any) -> dict[str, Any]:
    answer = api.post(by, "/hours", entry(**changes))
    assert answer.status_code == 201, answer.content
    record: dict[str, Any] = answer.json()
    return record


def test_two_others_say_so_and_grade_c_stays(cast: Cast, api: Calls, service: ServiceLife) -> None:
    service.rate()
    record = _entered(api, cast.bo)
    assert (record["state"], record["grade"], record["reason"]) == ("submitted", "C", "手机没电了")
    verify = f"/hours/{record['id']}/verify"
    assert_refused(lambda headers: api.post(cast.bo, verify, {}, headers), 403, "self_verification")
    first = api.post(cast.wu, verify).json()
    assert (first["state"], first["confirmations"], first["allowed_actions"]) == ("submitted", 1, ["reject"])
    assert api.get(cast.wu, "/queue").json()["counts"]["record"] == 0, "she has given her word"
    assert_refused(lambda headers: api.post(cast.wu, verify, {}, headers), 409, "already_confirmed")
    second = api.post(cast.ada, verify).json()
    assert (second["state"], second["confirmations"], second["verified_by"]["nickname"]) == ("verified", 2, "Ada")
    assert second["grade"] == "C"


def test_who_wrote_it_down_for_somebody_is_none_of_the_two(cast: Cast, api: Calls) -> None:
    record = _entered(api, cast.wu, person=str(cast.bo.pk))
    assert (record["entered_by"]["nickname"], record["person"]["nickname"]) == ("Wu", "Bo")
    verify = f"/hours/{record['id']}/verify"
    for person, code in ((cast.wu, "entered_by_you"), (cast.bo, "self_verification")):
        assert_refused(lambda headers, person=person: api.post(person, verify, {}, headers), 403, code)
    assert api.post(cast.ada, verify).json()["state"] == "submitted"
    assert api.post(cast.dai, verify).json()["state"] == "verified"


def test_many_at_once_each_with_its_own_answer(cast: Cast, api: Calls, service: ServiceLife) -> None:
    service.rate()
    good = str(service.served().pk)
    own = str(_entered(api, cast.wu)["id"])
    foreign = str(ServiceLife(cast, cast.oak).served().pk)
    ids = [good, own, foreign, SOMEBODY_UNKNOWN, good]
    answer = api.post(cast.wu, "/hours/verify-many", {"ids": ids})
    items = answer.json()["items"]
    assert [(one["id"], one.get("state"), one.get("code")) for one in items] == [
        (good, "verified", None),
        (own, None, "self_verification"),
        (foreign, None, "not_found"),
        (SOMEBODY_UNKNOWN, None, "not_found"),
    ]
    assert items[2]["detail"] == items[3]["detail"]
    assert api.get(cast.bo, "/api/v1/me/points").json()["balance"] == 10


def test_many_are_refused_for_one_reason_or_none_is(cast: Cast, api: Calls) -> None:
    ids = [_entered(api, cast.bo, days_ago=days)["id"] for days in (2, 3)]
    path = "/hours/reject-many"
    assert_refused(lambda headers: api.post(cast.wu, path, {"ids": ids}, headers), 422, "reason_required")
    answer = api.post(cast.wu, path, {"ids": ids, "reason": "没有人看见"})
    assert [one["state"] for one in answer.json()["items"]] == ["rejected", "rejected"]
    record = api.get(cast.bo, f"/hours/{ids[0]}").json()
    assert (record["answer"], record["allowed_actions"]) == ("没有人看见", [])
    assert_problem(api.post(cast.wu, path, {"ids": [SOMEBODY_UNKNOWN] * 101, "reason": "x"}), 422, "invalid")


def test_signs_are_for_who_verifies(cast: Cast, api: Calls) -> None:
    records = [_entered(api, cast.bo, days_ago=days) for days in (2, 3, 4)]
    assert [record["signs"] for record in records] == [[], [], []]
    seen = api.get(cast.wu, "/queue", {"kind": "record"}).json()["items"]
    assert all("burst_of_back_entries" in [sign["code"] for sign in one["record"]["signs"]] for one in seen)
    assert api.get(cast.wu, f"/hours/{records[0]['id']}").json()["signs"]
    assert api.get(cast.bo, f"/hours/{records[0]['id']}").json()["signs"] == []


def test_what_nobody_has_verified_can_be_taken_back(cast: Cast, api: Calls) -> None:
    record = _entered(api, cast.bo)
    with nothing_changes():
        assert_problem(api.post(cast.wu, f"/hours/{record['id']}/withdraw"), 403, "not_yours")
    assert api.post(cast.bo, f"/hours/{record['id']}/withdraw").json()["state"] == "withdrawn"
    assert _entered(api, cast.bo)["id"] != record["id"], "its time is free again"


@pytest.mark.parametrize("who", [None, "anna", "bea", "chen", "nia", "oskar", "vera"])
def test_a_record_is_its_persons_and_the_reviewers(cast: Cast, api: Calls, who: str | None) -> None:
    record = _entered(api, cast.bo)
    person = getattr(cast, who) if who else None
    unknown = api.get(person, f"/hours/{SOMEBODY_UNKNOWN}")
    seen = api.get(person, f"/hours/{record['id']}")
    assert seen.content == unknown.content
    assert seen.status_code == (404 if who else 401)
    for verb, body in (
        ("verify", {}), ("reject", {"reason": "因为"}), ("withdraw", {}), ("correct", {"reason": "因为"}),
        ("minutes", {"minutes": 5}), ("agree", {}),
    ):  # fmt: skip
        with nothing_changes():
            moved = api.post(person, f"/hours/{record['id']}/{verb}", body)
        assert moved.content == api.post(person, f"/hours/{SOMEBODY_UNKNOWN}/{verb}", body).content
        assert moved.status_code == (404 if who else 401), verb


@pytest.mark.parametrize("who", ["bo", "wu", "ada", "dai"])
def test_those_see_it(cast: Cast, api: Calls, who: str) -> None:
    seen = api.get(getattr(cast, who), f"/hours/{_entered(api, cast.bo)['id']}")
    assert seen["Cache-Control"] == "no-store"
    assert (seen.json()["person"] is None) == (who == "bo"), "a name is for who reviews"


def test_sent_twice_it_is_entered_once(cast: Cast, api: Calls) -> None:
    key = {"Idempotency-Key": "bo-forgot-1"}
    body = entry()
    first, again = (api.post(cast.bo, "/hours", body, key) for _time in range(2))
    assert (first.status_code, first.content) == (again.status_code, again.content)
    with scope(community=cast.pine.community):
        assert ServiceRecord.objects.count() == 1
    other = api.post(cast.bo, "/hours", body | {"subject": "别的"}, key)
    assert_problem(other, 422, "idempotency_key_reused")
