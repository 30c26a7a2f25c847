"""Each bad input of hours: a problem with its code, in both languages, and nothing changed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from content_models.hours import codes
from tests.cms.api.calls import Calls
from tests.cms.api.test_forgotten_hours_need_two import entry
from tests.support.cast import Cast
from tests.support.service_life import ServiceLife
from tests.support.unchanged import assert_problem, assert_refused

NOW = datetime.now(UTC).replace(microsecond=0)


def at(**ago: float) -> str:
    return (NOW - timedelta(**ago)).isoformat()


@pytest.mark.parametrize(
    ("changes", "status", "code", "field"),
    [
        ({"minutes": 0}, 422, "minutes_invalid", "minutes"),
        ({"minutes": -5}, 422, "minutes_invalid", "minutes"),
        ({"minutes": 61}, 422, "minutes_invalid", "minutes"),
        ({"minutes": 10**15}, 422, "minutes_invalid", "minutes"),
        ({"minutes": 10**30}, 422, "invalid", "minutes"),
        ({"minutes": 1.5}, 422, "invalid", "minutes"),
        ({"ended_at": at(days=3)}, 422, "ends_before_start", "ended_at"),
        ({"started_at": at(hours=-1), "ended_at": at(hours=-2)}, 422, "in_future", "ended_at"),
        ({"started_at": at(hours=1), "ended_at": at(hours=-2)}, 422, "in_future", "ended_at"),
        ({"started_at": at(days=400), "ended_at": at(days=399.9)}, 422, "too_long_ago", "started_at"),
        ({"started_at": "0001-01-01T00:00:00+14:00"}, 422, "invalid", "started_at"),
        ({"ended_at": "9999-12-31T23:59:59-12:00"}, 422, "invalid", "ended_at"),
        ({"ended_at": "gestern"}, 422, "invalid", "ended_at"),
        ({"subject": "  "}, 422, "invalid", "subject"),
        ({"subject": "长" * 200}, 422, "invalid", "subject"),
        ({"reason": " "}, 422, "reason_required", "reason"),
        ({"reason": "长" * 301}, 422, "invalid", "reason"),
        ({"post": "0190a0a0-0000-7000-8000-000000000000"}, 422, "post_elsewhere", "post"),
        ({"area": "0190a0a0-0000-7000-8000-000000000000"}, 422, "area_elsewhere", "area"),
    ],
)
def test_forgotten_hours(cast: Cast, api: Calls, changes: dict[str, Any], status: int, code: str, field: str) -> None:
    body = entry() | changes
    problem = assert_refused(lambda headers: api.post(cast.bo, "/hours", body, headers), status, code)
    assert [error["field"] for error in problem["errors"]] == [field]


def test_nobody_serves_in_two_places_at_once_and_the_record_is_named(
    cast: Cast, api: Calls, service: ServiceLife
) -> None:
    service.served()
    inside = (service.now + timedelta(minutes=20)).isoformat()
    after = (service.now + timedelta(minutes=90)).isoformat()
    body = entry() | {"started_at": inside, "ended_at": after}
    problem = assert_refused(lambda headers: api.post(cast.bo, "/hours", body, headers), 409, "overlapping")
    assert "周六清洁日" in problem["detail"]
    assert "12:00" in problem["detail"]


def test_a_day_holds_so_many_minutes(cast: Cast, api: Calls) -> None:
    begin = NOW.replace(hour=16, minute=10, second=0) - timedelta(days=4)  # after midnight in Shanghai

    def nine_hours_from(moment: datetime) -> dict[str, Any]:
        return entry(started_at=moment.isoformat(), ended_at=(moment + timedelta(hours=9)).isoformat())

    assert api.post(cast.bo, "/hours", nine_hours_from(begin)).status_code == 201
    more = nine_hours_from(begin + timedelta(hours=10))
    problem = assert_refused(lambda headers: api.post(cast.bo, "/hours", more, headers), 409, "over_day_limit")
    assert "1080" in problem["detail"]


@pytest.mark.parametrize(("who", "code"), [("anna", "not_a_volunteer"), ("nia", "not_a_volunteer")])
def test_only_who_helps_here_enters_hours(cast: Cast, api: Calls, who: str, code: str) -> None:
    assert_refused(lambda headers: api.post(getattr(cast, who), "/hours", entry(), headers), 403, code)


def test_without_consent_nothing_is_recorded(cast: Cast, api: Calls) -> None:
    for path, body in (("/hours", entry()), ("/hours/check-in", {"code": "AAAABBBB"})):
        assert_refused(
            lambda headers, path=path, body=body: api.post(cast.vera, path, body, headers), 403, "consent_required"
        )


def test_for_somebody_else_only_chiefs_and_workers_write(cast: Cast, api: Calls) -> None:
    body = entry(person=str(cast.bea.pk))
    assert_refused(lambda headers: api.post(cast.bo, "/hours", body, headers), 403, "not_in_charge")


def test_a_code_of_another_community_is_no_code(cast: Cast, api: Calls) -> None:
    oak = ServiceLife(cast, cast.oak)
    oak.now = NOW
    activity = oak.activity()
    theirs = codes.qr_text(activity, codes.slot_of(NOW))
    problem = assert_refused(lambda h: api.post(cast.bo, "/hours/check-in", {"code": theirs}, h), 422, "unknown_code")
    made_up = api.post(cast.bo, "/hours/check-in", {"code": "AAAABBBB"})
    assert made_up.json() == problem


def test_an_old_slot_is_no_code_either(cast: Cast, api: Calls, service: ServiceLife) -> None:
    service.now = NOW
    activity = service.activity()
    old = codes.slot_of(NOW) - 10
    for body in ({"code": codes.qr_text(activity, old)},
                 {"code": codes.code_for(activity, old), "activity": str(activity.pk), "slot": old}):  # fmt: skip
        assert_refused(
            lambda headers, body=body: api.post(cast.bo, "/hours/check-in", body, headers), 409, "code_expired"
        )
    for year in (1, 9999):
        seen = {"code": codes.code_for(activity, old), "seen_at": f"{year:04}-06-01T00:00:00Z"}
        assert_problem(api.post(cast.bo, "/hours/check-in", seen), 422, "invalid")


def test_who_guesses_codes_has_to_wait(cast: Cast, api: Calls) -> None:
    for _time in range(10):
        assert_problem(api.post(cast.bo, "/hours/check-in", {"code": "AAAABBBB"}), 422, "unknown_code")
    answer = api.post(cast.bo, "/hours/check-in", {"code": "AAAABBBB"})
    assert_problem(answer, 429, "too_many")
    assert int(answer["Retry-After"]) > 0
    assert_problem(api.post(cast.bea, "/hours/check-in", {"code": "AAAABBBB"}), 422, "unknown_code")


def test_nobody_leaves_without_having_come(cast: Cast, api: Calls, service: ServiceLife) -> None:
    service.now = NOW
    activity = service.activity()
    code = {"code": codes.code_for(activity, codes.slot_of(datetime.now(UTC)))}
    assert_refused(lambda headers: api.post(cast.bo, "/hours/check-out", code, headers), 409, "not_checked_in")
    assert_refused(lambda headers: api.post(cast.anna, "/hours/check-in", code, headers), 403, "not_a_volunteer")


def test_nobody_is_checked_in_twice(cast: Cast, api: Calls, service: ServiceLife) -> None:
    service.now = NOW
    first, second = service.activity(), service.activity(title="义剪")
    slot = codes.slot_of(datetime.now(UTC))
    came = api.post(cast.bo, "/hours/check-in", {"code": codes.qr_text(first, slot)}).json()
    assert api.post(cast.bo, "/hours/check-in", {"code": codes.qr_text(first, slot)}).json()["id"] == came["id"]
    other = {"code": codes.qr_text(second, slot)}
    problem = assert_refused(lambda h: api.post(cast.bo, "/hours/check-in", other, h), 409, "already_checked_in")
    assert "周六清洁日" in problem["detail"]


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"title": " "}, "invalid", "title"),
        ({"title": "长" * 200}, "invalid", "title"),
        ({"note": "长" * 1000}, "invalid", "note"),
        ({"ends_at": at(hours=1), "starts_at": at(hours=2)}, "invalid", "ends_at"),
        ({"starts_at": at(hours=-5), "ends_at": at(hours=-4.5), "minutes_expected": 31}, "invalid", "minutes_expected"),
        ({"minutes_expected": 0}, "invalid", "minutes_expected"),
        ({"wanted": 0}, "invalid", "wanted"),
        ({"wanted": 10**12}, "invalid", "wanted"),
        ({"ends_at": "9999-12-31T23:59:59Z"}, "invalid", "ends_at"),
        ({"starts_at": at(hours=-4), "ends_at": at(hours=-3.1), "minutes_expected": 10**30}, "invalid",
         "minutes_expected"),
        ({"post": "0190a0a0-0000-7000-8000-000000000000"}, "post_elsewhere", "post"),
        ({"area": "0190a0a0-0000-7000-8000-000000000000"}, "area_elsewhere", "area"),
    ],
)  # fmt: skip
def test_activities(cast: Cast, api: Calls, changes: dict[str, Any], code: str, field: str) -> None:
    body = {
        "title": "清洁日", "starts_at": at(hours=-1), "ends_at": at(hours=-3), "minutes_expected": 60,
    } | changes  # fmt: skip
    problem = assert_refused(lambda headers: api.post(cast.wu, "/activities", body, headers), 422, code)
    assert field in [error["field"] for error in problem["errors"]]


@pytest.mark.parametrize("who", ["anna", "bo", "chen", "nia", "oskar"])
def test_only_chiefs_of_the_place_and_workers_announce(cast: Cast, api: Calls, who: str) -> None:
    body = {"title": "清洁日", "starts_at": at(hours=-1), "ends_at": at(hours=-3), "minutes_expected": 60}
    assert_refused(lambda headers: api.post(getattr(cast, who), "/activities", body, headers), 403, "not_in_charge")


def test_verifying_what_is_decided_says_what_it_is_now(cast: Cast, api: Calls, service: ServiceLife) -> None:
    record = service.verify(service.served())
    for verb, body in (("verify", {}), ("reject", {"reason": "晚了"})):
        path = f"/hours/{record.pk}/{verb}"
        assert_refused(
            lambda headers, path=path, body=body: api.post(cast.ada, path, body, headers), 409, "wrong_state"
        )
    assert_refused(lambda headers: api.post(cast.bo, f"/hours/{record.pk}/withdraw", {}, headers), 409, "wrong_state")


@pytest.mark.parametrize(
    ("replacement", "code"),
    [
        ({"minutes": 0}, "minutes_invalid"),
        ({"ended_at": at(days=9)}, "ends_before_start"),
        ({"ended_at": at(hours=-9)}, "in_future"),
    ],
)
def test_a_correction_is_held_to_the_same_rules(
    cast: Cast, api: Calls, service: ServiceLife, replacement: dict[str, Any], code: str
) -> None:
    path = f"/hours/{service.verify(service.served()).pk}/correct"
    right = {key: value for key, value in entry().items() if key.endswith("_at")} | replacement
    body = {"reason": "记错了", "replacement": right}
    assert_refused(lambda headers: api.post(cast.ada, path, body, headers), 422, code)
    assert_refused(lambda headers: api.post(cast.ada, path, {"reason": ""}, headers), 422, "reason_required")
    assert_refused(lambda headers: api.post(cast.bo, path, body, headers), 403, "self_verification")


@pytest.mark.parametrize(
    ("period", "status", "code"),
    [
        ({"first_day": "2026-02-01", "last_day": "2026-01-01"}, 422, "bad_period"),
        ({"first_day": "2001-01-01", "last_day": "2001-01-02"}, 409, "no_records"),
        ({"first_day": "0001-01-01", "last_day": "2001-01-02"}, 422, "invalid"),
        ({"first_day": "2001-01-01", "last_day": "9999-12-31"}, 422, "invalid"),
    ],
)
def test_a_certificate_of_nothing_is_none(
    cast: Cast, api: Calls, period: dict[str, str], status: int, code: str
) -> None:
    assert_refused(lambda headers: api.post(cast.bo, "/certificates", period, headers), status, code)
