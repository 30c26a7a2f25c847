"""A wish's hours over the API: said with fulfil, agreed with confirm; and clients that know nothing of them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from content_models.people.models import User
from tests.cms.api.calls import Calls
from tests.support.cast import Cast
from tests.support.service_life import ServiceLife
from tests.support.unchanged import assert_refused
from tests.support.wish_life import WishLife


@pytest.fixture(autouse=True)
def rate(service: ServiceLife) -> None:
    service.rate(points_per_hour=60)


def _claimed(life: WishLife, *helpers: User, **changes: Any) -> UUID:
    life.now = datetime.now(UTC)
    wish_id = life.opened(**changes)
    for helper in helpers:
        life.claim(wish_id, helper)
    return wish_id


def _post(api: Calls, person: User, path: str, body: Any = None) -> dict[str, Any]:
    answer = api.post(person, path, body)
    assert answer.status_code == 200, answer.content
    moved: dict[str, Any] = answer.json()
    return moved


def _records(api: Calls, person: User) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = api.get(person, "/api/v1/me/hours").json()["items"]
    return items


def test_said_with_fulfil_and_verified_with_thanks(cast: Cast, api: Calls, life: WishLife) -> None:
    wish = f"/wishes/{_claimed(life, cast.bo)}"
    done = _post(api, cast.bo, f"{wish}/fulfil", {"note": "换了灯", "minutes": 25})
    assert [(one["helper"], one["minutes"], one["agreed"], one["mine"]) for one in done["service"]] == [
        ("Bo", 25, True, True)
    ]
    for_anna = api.get(cast.anna, wish).json()["service"][0]
    assert (for_anna["minutes"], for_anna["mine"], for_anna["state"]) == (25, False, "draft")
    confirmed = _post(api, cast.anna, f"{wish}/confirm", {"thanks": "谢谢"})
    assert confirmed["service"][0]["state"] == "verified"
    record = api.get(cast.bo, f"/hours/{done['service'][0]['record']}").json()
    assert (record["grade"], record["points"], record["verified_by"]["nickname"]) == ("B", 25, "Anna")
    assert record["wish"] == done["id"]


def test_where_the_resident_does_not_agree_the_community_decides(cast: Cast, api: Calls, life: WishLife) -> None:
    wish = f"/wishes/{_claimed(life, cast.bo)}"
    _post(api, cast.bo, f"{wish}/fulfil", {"note": "换了灯", "minutes": 300})
    _post(api, cast.anna, f"{wish}/confirm", {"thanks": "谢谢", "agree_minutes": False})
    (waiting,) = api.get(cast.wu, "/queue", {"kind": "record"}).json()["items"]
    assert (waiting["record"]["minutes"], waiting["record"]["area"]["name"]) == (300, "1栋")
    answer = _post(api, cast.wu, f"/hours/{waiting['id']}/reject", {"reason": "换灯不用五小时"})
    assert answer["state"] == "rejected"


def test_an_older_app_that_says_no_minutes_still_works(cast: Cast, api: Calls, life: WishLife) -> None:
    wish = f"/wishes/{_claimed(life, cast.bo)}"
    assert _post(api, cast.bo, f"{wish}/fulfil", {"note": "换了灯", "photos": []})["state"] == "fulfilled"
    assert _post(api, cast.anna, f"{wish}/confirm", {"thanks": "谢谢"})["state"] == "confirmed"
    (record,) = _records(api, cast.bo)
    assert (record["state"], record["minutes"], record["allowed_actions"]) == ("draft", None, ["state_minutes"])
    kinds = [notice["kind"] for notice in api.get(cast.bo, "/api/v1/me/notices").json()["items"]]
    assert "service_minutes_missing" in kinds

    said = _post(api, cast.bo, f"/hours/{record['id']}/minutes", {"minutes": 20})
    assert (said["state"], said["minutes"]) == ("submitted", 20)
    # Who wished knows best how long it took.
    assert api.get(cast.anna, f"/hours/{record['id']}").json()["allowed_actions"] == ["verify", "reject"]
    assert _post(api, cast.anna, f"/hours/{record['id']}/verify")["state"] == "verified"


def test_several_helpers_agree_how_it_is_split(cast: Cast, api: Calls, life: WishLife) -> None:
    wish = f"/wishes/{_claimed(life, cast.bo, cast.bea, helpers_wanted=2)}"
    _post(api, cast.bo, f"{wish}/fulfil", {"note": "搬了柜子", "minutes": 40})
    _post(api, cast.bea, f"{wish}/fulfil", {"note": "搬了柜子", "minutes": 20})

    def agreed() -> list[tuple[str, bool]]:
        return [(one["helper"], one["agreed"]) for one in api.get(cast.anna, wish).json()["service"]]

    assert agreed() == [("Bo", False), ("Bea", True)], "Bo has not seen Bea's part"
    _post(api, cast.anna, f"{wish}/confirm", {"thanks": "谢谢"})
    mine = _records(api, cast.bo)[0]
    assert mine["state"] == "draft", "not before both agree"
    _post(api, cast.bo, f"/hours/{mine['id']}/agree")
    assert agreed() == [("Bo", True), ("Bea", True)]
    assert {record["state"] for who in (cast.bo, cast.bea) for record in _records(api, who)} == {"submitted"}


@pytest.mark.parametrize(
    ("changes", "status", "code"),
    [
        ({"minutes": 0}, 422, "minutes_invalid"),
        ({"minutes": 1441}, 422, "minutes_invalid"),
        ({"minutes": 30, "started_at": (datetime.now(UTC) + timedelta(hours=5)).isoformat()}, 422, "in_future"),
        ({"minutes": 30, "started_at": "0001-01-01T00:00:00"}, 422, "invalid"),
        ({"minutes": "long"}, 422, "invalid"),
    ],
)
def test_minutes_that_can_not_be_leave_the_wish_as_it_was(
    cast: Cast, api: Calls, life: WishLife, changes: dict[str, Any], status: int, code: str
) -> None:
    path = f"/wishes/{_claimed(life, cast.bo)}/fulfil"
    assert_refused(lambda headers: api.post(cast.bo, path, {"note": "好了"} | changes, headers), status, code)


def test_a_time_without_an_offset_is_on_the_communitys_wall_clock(cast: Cast, api: Calls, life: WishLife) -> None:
    wish = f"/wishes/{_claimed(life, cast.bo)}"
    day = (datetime.now(UTC) - timedelta(days=1)).date()
    done = _post(api, cast.bo, f"{wish}/fulfil", {"note": "好", "minutes": 30, "started_at": f"{day}T09:00:00"})
    assert done["service"][0]["started_at"] == f"{day}T01:00:00+00:00"
    record = f"/hours/{done['service'][0]['record']}/minutes"
    said = _post(api, cast.bo, record, {"minutes": 20, "started_at": f"{day}T10:00:00"})
    assert said["started_at"].startswith(f"{day}T02:00:00")


def test_minutes_that_overlap_are_refused_and_the_record_is_named(
    cast: Cast, api: Calls, life: WishLife, service: ServiceLife
) -> None:
    service.served()
    path = f"/wishes/{_claimed(life, cast.bo)}/fulfil"
    body = {"note": "好了", "minutes": 30, "started_at": (service.now + timedelta(minutes=10)).isoformat()}
    problem = assert_refused(lambda headers: api.post(cast.bo, path, body, headers), 409, "overlapping")
    assert "周六清洁日" in problem["detail"]


def test_strangers_see_no_minutes_and_nobody_but_who_takes_part(cast: Cast, api: Calls, life: WishLife) -> None:
    wish = f"/wishes/{_claimed(life, cast.bo)}"
    _post(api, cast.bo, f"{wish}/fulfil", {"note": "换了灯", "minutes": 25})
    _post(api, cast.anna, f"{wish}/confirm", {"thanks": "谢谢", "share": True})
    for person in (None, cast.vera, cast.bea, cast.nia, cast.oskar):
        assert api.get(person, wish).json()["service"] == []
    for person in (cast.anna, cast.bo, cast.wu, cast.chen):
        assert len(api.get(person, wish).json()["service"]) == 1


def test_the_building_of_a_done_wish_does_not_stay_in_the_helpers_hours(cast: Cast, api: Calls, life: WishLife) -> None:
    wish = f"/wishes/{_claimed(life, cast.bo)}"
    done = _post(api, cast.bo, f"{wish}/fulfil", {"note": "换了灯", "minutes": 25})
    record = f"/hours/{done['service'][0]['record']}"
    for path in ("/api/v1/me/hours", record):
        seen = api.get(cast.bo, path)
        assert "1栋" not in seen.content.decode(), path
        assert "松林花园" in seen.content.decode(), path
    for person in (cast.anna, cast.wu, cast.chen):
        assert api.get(person, record).json()["area"]["name"] == "1栋"


# --- nobody agrees to figures that she has not seen -----------------------------------------------------


def _seen(api: Calls, person: User, wish: str) -> list[dict[str, Any]]:
    service = api.get(person, wish).json()["service"]
    return [{"record": one["record"], "minutes": one["minutes"]} for one in service]


def test_a_helper_who_says_more_just_before_is_not_agreed_to(cast: Cast, api: Calls, life: WishLife) -> None:
    wish = f"/wishes/{_claimed(life, cast.bo)}"
    done = _post(api, cast.bo, f"{wish}/fulfil", {"note": "换了灯", "minutes": 25})
    seen = _seen(api, cast.anna, wish)
    _post(api, cast.bo, f"/hours/{done['service'][0]['record']}/minutes", {"minutes": 300})
    body = {"thanks": "谢谢", "minutes": seen}
    assert_refused(lambda headers: api.post(cast.anna, f"{wish}/confirm", body, headers), 409, "minutes_changed")
    assert api.get(cast.anna, wish).json()["state"] == "fulfilled"
    confirmed = _post(api, cast.anna, f"{wish}/confirm", {"thanks": "谢谢", "minutes": _seen(api, cast.anna, wish)})
    assert (confirmed["service"][0]["state"], confirmed["service"][0]["minutes"]) == ("verified", 300)


def test_the_refusal_says_what_it_is_now(cast: Cast, api: Calls, life: WishLife) -> None:
    wish = f"/wishes/{_claimed(life, cast.bo)}"
    done = _post(api, cast.bo, f"{wish}/fulfil", {"note": "换了灯", "minutes": 25})
    seen = [{"record": done["service"][0]["record"], "minutes": 20}]
    answer = api.post(cast.anna, f"{wish}/confirm", {"minutes": seen}, {"Accept-Language": "en"})
    assert "Bo 25" in answer.json()["detail"]


@pytest.mark.parametrize("seen", [[], [{"record": "0198c2a0-0000-7000-8000-000000000000", "minutes": 25}]])
def test_figures_of_no_record_are_others(cast: Cast, api: Calls, life: WishLife, seen: list[dict[str, Any]]) -> None:
    wish = f"/wishes/{_claimed(life, cast.bo)}"
    _post(api, cast.bo, f"{wish}/fulfil", {"note": "换了灯", "minutes": 25})
    body = {"minutes": seen}
    assert_refused(lambda headers: api.post(cast.anna, f"{wish}/confirm", body, headers), 409, "minutes_changed")


def test_who_does_not_agree_anyway_confirms_the_rest(cast: Cast, api: Calls, life: WishLife) -> None:
    wish = f"/wishes/{_claimed(life, cast.bo)}"
    done = _post(api, cast.bo, f"{wish}/fulfil", {"note": "换了灯", "minutes": 25})
    seen = [{"record": done["service"][0]["record"], "minutes": 20}]
    confirmed = _post(api, cast.anna, f"{wish}/confirm", {"agree_minutes": False, "minutes": seen})
    assert confirmed["service"][0]["state"] == "submitted"


def test_a_share_that_changed_is_not_agreed_to(cast: Cast, api: Calls, life: WishLife) -> None:
    wish = f"/wishes/{_claimed(life, cast.bo, cast.bea, helpers_wanted=2)}"
    _post(api, cast.bo, f"{wish}/fulfil", {"note": "搬了柜子", "minutes": 40})
    _post(api, cast.bea, f"{wish}/fulfil", {"note": "搬了柜子", "minutes": 20})
    seen = _seen(api, cast.bo, wish)
    mine, hers = seen[0]["record"], seen[1]["record"]
    _post(api, cast.bea, f"/hours/{hers}/minutes", {"minutes": 200})
    body = {"minutes": seen}
    assert_refused(lambda headers: api.post(cast.bo, f"/hours/{mine}/agree", body, headers), 409, "minutes_changed")
    _post(api, cast.bo, f"/hours/{mine}/agree", {"minutes": _seen(api, cast.bo, wish)})


def test_a_verifier_verifies_the_minutes_that_she_read(cast: Cast, api: Calls, life: WishLife) -> None:
    wish = f"/wishes/{_claimed(life, cast.bo)}"
    _post(api, cast.bo, f"{wish}/fulfil", {"note": "换了灯", "minutes": 25})
    _post(api, cast.anna, f"{wish}/confirm", {"agree_minutes": False})
    (record,) = _records(api, cast.bo)
    _post(api, cast.bo, f"/hours/{record['id']}/minutes", {"minutes": 300})
    path = f"/hours/{record['id']}/verify"
    assert_refused(lambda headers: api.post(cast.wu, path, {"minutes": 25}, headers), 409, "minutes_changed")
    many = {"ids": [record["id"]], "minutes": [{"record": record["id"], "minutes": 25}]}
    (outcome,) = _post(api, cast.wu, "/hours/verify-many", many)["items"]
    assert outcome["code"] == "minutes_changed"
    assert _post(api, cast.wu, path, {"minutes": 300})["state"] == "verified"
