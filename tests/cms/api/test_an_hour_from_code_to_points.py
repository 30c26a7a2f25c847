"""Checking in and out by codes, verifying, points, correcting and the certificate: over the API as phones do it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from content_models.common.clock import local_day
from content_models.hours import codes
from content_models.hours.models import Activity
from content_models.people.models import User
from tests.cms.api.calls import Calls
from tests.support.cast import Cast
from tests.support.service_life import ServiceLife
from tests.support.unchanged import assert_problem, assert_refused, nothing_changes


def _opened(api: Calls, by: User, **changes: Any) -> dict[str, Any]:
    """Under way since ten minutes ago."""
    now = datetime.now(UTC)
    body = {
        "title": "周六清洁日",
        "starts_at": (now - timedelta(minutes=10)).isoformat(),
        "ends_at": (now + timedelta(hours=2)).isoformat(),
        "minutes_expected": 90,
        "wanted": 2,
        **changes,
    }
    answer = api.post(by, "/activities", body)
    assert answer.status_code == 201, answer.content
    opened: dict[str, Any] = answer.json()
    return opened


def _shown(api: Calls, by: User, activity_id: str) -> dict[str, Any]:
    """What the phone in charge shows now."""
    answer = api.get(by, f"/activities/{activity_id}/codes")
    assert answer["Cache-Control"] == "no-store"
    shown = answer.json()
    slot = codes.slot_of(datetime.fromisoformat(shown["now"]))
    now: dict[str, Any] = next(one for one in shown["codes"] if one["slot"] == slot)
    return now | {"paper": shown["paper"], "all": shown["codes"]}


def _activity(service: ServiceLife, activity_id: str) -> Activity:
    with service.scope():
        found: Activity = Activity.objects.get(pk=activity_id)
        return found


def test_an_hour_from_the_announcement_to_the_certificate(cast: Cast, api: Calls, service: ServiceLife) -> None:
    service.rate(points_per_hour=600)
    activity = _opened(api, cast.wu, place="3栋楼下", post=str(cast.pine.post.pk))
    assert (activity["in_charge"], activity["post"]["name"]) == ("Wu", "邻里互助岗")
    assert activity["allowed_actions"] == ["check_in", "take_seat", "run", "end", "cancel"]
    path = f"/activities/{activity['id']}"

    seat = api.post(cast.bo, f"{path}/take-seat").json()
    assert (seat["seats_taken"], seat["my_seat"]) == (1, True)
    record = api.post(cast.bo, "/hours/check-in", {"code": _shown(api, cast.wu, activity["id"])["qr"]}).json()
    assert (record["state"], record["grade"], record["proof_in"]) == ("draft", "A", "code")
    assert (record["person"], record["signs"], record["allowed_actions"]) == (None, [], ["withdraw"])
    assert "check_out" in api.get(cast.bo, path).json()["allowed_actions"]
    people = api.get(cast.wu, f"{path}/people").json()["items"]
    assert [(one["person"]["nickname"], one["has_seat"], one["state"]) for one in people] == [("Bo", True, "draft")]

    typed = _shown(api, cast.wu, activity["id"])["code"].lower()
    record = api.post(cast.bo, "/hours/check-out", {"code": f"{typed[:4]} {typed[4:]}"}).json()
    assert (record["state"], record["minutes"], record["points"]) == ("submitted", 1, 0)

    waiting = api.get(cast.wu, "/queue", {"kind": "record"}).json()
    assert waiting["counts"]["record"] == 1
    assert waiting["items"][0]["record"]["person"]["nickname"] == "Bo"
    assert waiting["items"][0]["allowed_actions"] == ["verify", "reject"]
    verified = api.post(cast.wu, f"/hours/{record['id']}/verify").json()
    assert (verified["state"], verified["points"], verified["verified_by"]["nickname"]) == ("verified", 10, "Wu")

    hours = api.get(cast.bo, "/api/v1/me/hours").json()
    assert (hours["minutes_verified"], hours["records_verified"]) == (1, 1)
    assert hours["by_post"] == [{"name": "邻里互助岗", "minutes": 1}]
    assert hours["by_community"] == [{"name": "松林", "minutes": 1}]
    assert [one["minutes"] for one in hours["by_month"]] == [1]
    points = api.get(cast.bo, "/api/v1/me/points").json()
    assert (points["balance"], points["minutes_verified"]) == (10, 1)
    line = api.get(cast.bo, "/api/v1/me/transfers").json()["items"][0]
    assert (line["kind"], line["amount"], line["reference"]) == ("earn", 10, record["id"])

    today = local_day(datetime.now(UTC))
    period = {"first_day": str(today - timedelta(days=1)), "last_day": str(today)}
    issued = api.post(cast.bo, "/certificates", period)
    assert issued.status_code == 201, issued.content
    assert api.get(cast.bo, "/api/v1/me/certificates").json()["items"] == [issued.json()]
    paper = api.get(cast.bo, f"/api/v1/me/certificates/{issued.json()['id']}/pdf")
    assert (paper.content[:5], paper["Cache-Control"]) == (b"%PDF-", "no-store")
    assert api.of(None).get(issued.json()["public_path"]).status_code == 200


def test_a_wrong_record_is_taken_back_and_another_stands_for_it(cast: Cast, api: Calls, service: ServiceLife) -> None:
    service.rate()
    record = service.verify(service.served())
    begin = service.now + timedelta(minutes=5)
    replacement = {"started_at": begin.isoformat(), "ended_at": (begin + timedelta(minutes=30)).isoformat()}
    corrected = api.post(cast.ada, f"/hours/{record.pk}/correct", {"reason": "早退了", "replacement": replacement})
    new = corrected.json()
    assert (new["state"], new["minutes"], new["corrects"]) == ("submitted", 30, str(record.pk)), corrected.content
    assert (new["entered_by"]["nickname"], new["allowed_actions"]) == ("Ada", ["withdraw"])
    old = api.get(cast.bo, f"/hours/{record.pk}").json()
    assert (old["state"], old["answer"], old["corrected_by"]) == ("corrected", "早退了", new["id"])
    assert api.post(cast.wu, f"/hours/{new['id']}/verify").json()["points"] == 5
    lines = api.get(cast.bo, "/api/v1/me/transfers").json()["items"]
    assert [(one["kind"], one["amount"]) for one in lines] == [("earn", 5), ("reverse", -10), ("earn", 10)]
    assert api.get(cast.bo, "/api/v1/me/hours").json()["minutes_verified"] == 30


def test_a_scan_without_signal_is_signed_and_arrives_later(cast: Cast, api: Calls, service: ServiceLife) -> None:
    activity = _opened(api, cast.wu, starts_at=(datetime.now(UTC) - timedelta(hours=1)).isoformat())
    seen = datetime.now(UTC) - timedelta(minutes=40)
    code = codes.code_for(_activity(service, activity["id"]), codes.slot_of(seen))
    key = api.get(cast.bo, "/api/v1/me/scan-key")
    assert key["Cache-Control"] == "no-store"
    assert key.json()["valid_until"] >= str(local_day(seen))
    scan = {"code": code, "activity": activity["id"], "slot": codes.slot_of(seen), "seen_at": seen.isoformat()}

    def signed(by: User, way: str) -> dict[str, Any]:
        own = api.get(by, "/api/v1/me/scan-key").json()["key"]
        _activity_id = _activity(service, activity["id"]).pk
        signature = codes.sign_scan(own, slug="pine", way=way, activity_id=_activity_id, code=code, seen_at=seen)
        return scan | {"signature": signature}

    for body in (scan, scan | {"signature": "00" * 32}, signed(cast.bea, "in"), signed(cast.bo, "out")):
        assert_refused(
            lambda headers, body=body: api.post(cast.bo, "/hours/check-in", body, headers), 409, "code_expired"
        )
    record = api.post(cast.bo, "/hours/check-in", signed(cast.bo, "in")).json()
    assert (record["proof_in"], record["started_at"]) == ("late_code", seen.isoformat())


def test_a_code_on_paper_says_so_to_who_verifies(cast: Cast, api: Calls) -> None:
    activity = _opened(api, cast.wu)
    paper = _shown(api, cast.wu, activity["id"])["paper"]["qr"]
    for way in ("check-in", "check-out"):
        answer = api.post(cast.bo, f"/hours/{way}", {"code": paper})
        assert answer.status_code == 200, answer.content
    waiting = api.get(cast.wu, "/queue", {"kind": "record"}).json()["items"][0]["record"]
    assert "paper_code" in [sign["code"] for sign in waiting["signs"]]
    assert all(sign["text"] for sign in waiting["signs"])
    sheet = api.get(cast.wu, f"/activities/{activity['id']}/sheet.pdf")
    assert (sheet.content[:5], sheet["Cache-Control"]) == (b"%PDF-", "no-store")


def test_who_is_in_charge_checks_people_in_by_hand(cast: Cast, api: Calls) -> None:
    activity = _opened(api, cast.wu)
    by_hand = f"/activities/{activity['id']}/people/{cast.bo.pk}"
    assert api.post(cast.wu, f"{by_hand}/check-in").json()["proof_in"] == "chief"
    record = api.post(cast.wu, f"{by_hand}/check-out").json()
    assert (record["state"], record["entered_by"]["nickname"]) == ("submitted", "Wu")
    # Who wrote it down does not certify it.
    assert_refused(
        lambda headers: api.post(cast.wu, f"/hours/{record['id']}/verify", {}, headers), 403, "entered_by_you"
    )
    assert api.post(cast.ada, f"/hours/{record['id']}/verify").status_code == 200
    stranger = f"/activities/{activity['id']}/people/{cast.vera.pk}/check-in"
    assert_refused(lambda headers: api.post(cast.wu, stranger, {}, headers), 422, "person_elsewhere")
    foreign = api.post(cast.wu, f"/activities/{activity['id']}/people/{cast.nia.pk}/check-in")
    assert foreign.content == api.post(cast.wu, stranger).content, "a neighbour looks like somebody unknown"


def test_ending_checks_everybody_out_and_calling_off_tells_why(cast: Cast, api: Calls) -> None:
    activity = _opened(api, cast.wu)
    api.post(cast.bo, "/hours/check-in", {"code": _shown(api, cast.wu, activity["id"])["qr"]})
    path = f"/activities/{activity['id']}"
    assert_refused(lambda headers: api.post(cast.wu, f"{path}/cancel", {"reason": "下雨"}, headers), 409, "conflict")
    assert api.post(cast.wu, f"{path}/end").json()["state"] == "ended"
    record = api.get(cast.bo, "/api/v1/me/hours").json()["items"][0]
    assert (record["state"], record["proof_out"]) == ("submitted", "closed")
    assert_refused(lambda headers: api.post(cast.wu, f"{path}/end", {}, headers), 409, "activity_over")

    other = _opened(api, cast.wu, title="义剪")
    api.post(cast.bo, f"/activities/{other['id']}/take-seat")
    cancel = f"/activities/{other['id']}/cancel"
    assert_refused(lambda headers: api.post(cast.wu, cancel, {}, headers), 422, "reason_required")
    assert api.post(cast.wu, cancel, {"reason": "理发师病了"}).json()["reason"] == "理发师病了"
    told = api.get(cast.bo, "/api/v1/me/notices").json()["items"][0]
    assert (told["kind"], "理发师病了" in str(told)) == ("activity_cancelled", True)


def test_of_the_last_seat_everybody_else_is_told(cast: Cast, api: Calls) -> None:
    path = f"/activities/{_opened(api, cast.wu, wanted=1)['id']}"
    assert api.post(cast.bo, f"{path}/take-seat").status_code == 200
    assert_refused(lambda headers: api.post(cast.bea, f"{path}/take-seat", {}, headers), 409, "activity_full")
    left = api.post(cast.bo, f"{path}/leave-seat").json()
    assert (left["seats_taken"], left["my_seat"]) == (0, False)
    assert api.post(cast.bea, f"{path}/take-seat").status_code == 200


def test_who_has_been_there_is_not_offered_to_call_off(cast: Cast, api: Calls, service: ServiceLife) -> None:
    service.now = datetime.now(UTC)
    activity = service.activity()
    path = f"/activities/{activity.pk}"
    assert "leave_seat" in api.post(cast.bo, f"{path}/take-seat").json()["allowed_actions"]
    service.come(activity, cast.bo)
    assert api.get(cast.bo, path).json()["allowed_actions"] == ["check_out"]
    assert_refused(lambda headers: api.post(cast.bo, f"{path}/leave-seat", {}, headers), 409, "already_there")
    service.leave(activity, cast.bo, at=datetime.now(UTC) + timedelta(minutes=30))
    assert api.get(cast.bo, path).json()["allowed_actions"] == []


@pytest.mark.parametrize("who", ["anna", "bo", "bea", "chen", "nia", "oskar", "vera"])
def test_codes_people_and_the_printed_code_are_for_who_is_in_charge(cast: Cast, api: Calls, who: str) -> None:
    activity = _opened(api, cast.wu)
    for part in ("codes", "people", "sheet.pdf"):
        seen = api.get(getattr(cast, who), f"/activities/{activity['id']}/{part}")
        assert_problem(seen, 404, "not_found")
    for verb, body in (("end", {}), ("cancel", {"reason": "因为"}), (f"people/{cast.bea.pk}/check-in", {})):
        with nothing_changes():
            answer = api.post(getattr(cast, who), f"/activities/{activity['id']}/{verb}", body)
        assert_problem(answer, 403, "not_in_charge")
    shown = str(api.get(getattr(cast, who), f"/activities/{activity['id']}").json())
    assert _shown(api, cast.wu, activity["id"])["paper"]["code"] not in shown


def test_a_chief_announces_for_the_own_building_and_runs_it(cast: Cast, api: Calls) -> None:
    activity = _opened(api, cast.chen, area=str(cast.pine.building_1.pk))
    assert (activity["in_charge"], activity["area"]["name"]) == ("Chen", "1栋")
    assert _shown(api, cast.chen, activity["id"])["code"]
    assert _shown(api, cast.wu, activity["id"])["code"], "the community's people stand in for her"
