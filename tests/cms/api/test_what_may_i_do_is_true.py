"""`allowed_actions` of records, activities, rewards and redemptions: what is in it works, what is not is refused."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction

from content_models.hours import actions as hours
from content_models.hours.models import ServiceRecord
from content_models.hours.states import RecordState
from content_models.rewards import actions as rewards
from content_models.rewards.codes import digits_of
from content_models.rewards.models import Redemption
from content_models.rewards.states import RedemptionState
from tests.cms.api.calls import Calls
from tests.support.cast import Cast, actor
from tests.support.service_life import ServiceLife
from tests.support.unchanged import nothing_changes

EVERYBODY = ("anna", "bo", "bea", "chen", "wu", "ada", "dai", "nia", "oskar", "vera")
RECORD_VERBS: dict[str, dict[str, Any]] = {
    "verify": {}, "reject": {"reason": "没有人看见"}, "correct": {"reason": "记错了"}, "withdraw": {},
}  # fmt: skip
ACTIVITY_VERBS: dict[str, dict[str, Any]] = {"end": {}, "cancel": {"reason": "下雨"}}
REDEMPTION_VERBS: dict[str, dict[str, Any]] = {"cancel": {"reason": "不要了"}, "proxy": {"name": "妈妈"}}


def _try(api: Calls, person: Any, path: str, body: dict[str, Any]) -> int:
    """The status of the answer; nothing of it stays."""
    with transaction.atomic():
        status = int(api.post(person, path, body).status_code)
        transaction.set_rollback(True)
    return status


def _holds_true(cast: Cast, api: Calls, thing: str, verbs: dict[str, dict[str, Any]]) -> dict[str, list[str]]:
    """Every verb by everybody; who may do what."""
    found = {}
    for who in EVERYBODY:
        person = getattr(cast, who)
        seen = api.get(person, thing)
        allowed = seen.json()["allowed_actions"] if seen.status_code == 200 else []
        for verb, body in verbs.items():
            if verb in allowed:
                assert _try(api, person, f"{thing}/{verb}", body) == 200, (who, verb)
                continue
            with nothing_changes():
                status = api.post(person, f"{thing}/{verb}", body).status_code
            assert status in ((403, 409) if seen.status_code == 200 else (404,)), (who, verb, status)
        if allowed:
            found[who] = [verb for verb in verbs if verb in allowed]
    return {who: verbs for who, verbs in found.items() if verbs}


def _record(service: ServiceLife, state: RecordState) -> ServiceRecord:
    """An hour at an activity, in this state."""
    if state == RecordState.DRAFT:
        return service.come(service.activity())
    record = service.served()
    by = actor(service.cast.wu)
    with service.scope():
        match state:
            case RecordState.VERIFIED:
                service.verify(record)
            case RecordState.REJECTED:
                hours.reject_record(record_id=record.pk, actor=by, reason="没有人看见", now=service.now)
            case RecordState.WITHDRAWN:
                hours.withdraw_record(record_id=record.pk, actor=actor(service.cast.bo), now=service.now)
            case RecordState.CORRECTED:
                service.verify(record)
                hours.correct_record(record_id=record.pk, actor=by, reason="记错了", now=service.now)
    made = service.read(record)
    assert made.state == state
    return made


REVIEWERS = ("wu", "ada", "dai")


@pytest.mark.parametrize("state", list(RecordState))
def test_of_a_record(cast: Cast, api: Calls, service: ServiceLife, state: RecordState) -> None:
    record = _record(service, state)
    wanted: dict[RecordState, dict[str, list[str]]] = {
        RecordState.DRAFT: {"bo": ["withdraw"]},
        RecordState.SUBMITTED: {"bo": ["withdraw"], **{who: ["verify", "reject"] for who in REVIEWERS}},
        RecordState.VERIFIED: {who: ["correct"] for who in REVIEWERS},
    }
    assert _holds_true(cast, api, f"/hours/{record.pk}", RECORD_VERBS) == wanted.get(state, {})


@pytest.mark.parametrize("state", ["announced", "under way", "ended", "cancelled"])
def test_of_an_activity(cast: Cast, api: Calls, service: ServiceLife, state: str) -> None:
    service.now = datetime.now(UTC)
    begin = service.now + timedelta(hours=5 if state == "announced" else -0.2)
    activity = service.activity(starts_at=begin, ends_at=begin + timedelta(hours=2))
    with service.scope():
        if state == "ended":
            hours.end_activity(activity_id=activity.pk, actor=actor(cast.wu), now=service.now)
        if state == "cancelled":
            hours.cancel_activity(activity_id=activity.pk, actor=actor(cast.wu), reason="下雨", now=service.now)
    path = f"/activities/{activity.pk}"
    if state in ("ended", "cancelled"):
        assert _holds_true(cast, api, path, ACTIVITY_VERBS) == {}
        return
    # What has not begun is called off rather than ended.
    verbs = {"cancel": ACTIVITY_VERBS["cancel"]} if state == "announced" else ACTIVITY_VERBS
    assert _holds_true(cast, api, path, verbs) == {who: list(verbs) for who in REVIEWERS}
    for who in EVERYBODY:
        person = getattr(cast, who)
        allowed = api.get(person, path).json()["allowed_actions"]
        assert (api.get(person, f"{path}/codes").status_code == 200) == ("run" in allowed)
        assert (_try(api, person, f"{path}/take-seat", {}) == 200) == ("take_seat" in allowed), who
        assert ("check_in" in allowed) == (state == "under way" and who in ("bo", "bea", "chen", "wu")), who


def _redemption(service: ServiceLife, state: RedemptionState) -> Redemption:
    service.now = datetime.now(UTC)
    service.give_points(service.cast.bo, 100)
    merchant, max_ = service.merchant()
    redemption = service.redeem(service.reward(merchant=merchant))
    with service.scope():
        match state:
            case RedemptionState.HANDED_OVER:
                code = digits_of(redemption)
                rewards.hand_over(code=code, actor=actor(max_), community=service.community, now=service.now)
            case RedemptionState.CANCELLED:
                rewards.cancel_redemption(redemption_id=redemption.pk, actor=actor(service.cast.bo), now=service.now)
            case RedemptionState.EXPIRED:
                rewards.expire_redemption(redemption_id=redemption.pk, now=service.now + timedelta(days=400))
    return redemption


@pytest.mark.parametrize("state", list(RedemptionState))
def test_of_a_redemption(cast: Cast, api: Calls, service: ServiceLife, state: RedemptionState) -> None:
    path = f"/redemptions/{_redemption(service, state).pk}"
    workers = {who: ["cancel"] for who in ("wu", "ada", "dai")}
    wanted = {"bo": ["cancel", "proxy"], **workers} if state == RedemptionState.RESERVED else {}
    assert _holds_true(cast, api, path, REDEMPTION_VERBS) == wanted


@pytest.mark.parametrize("changes", [{}, {"stock": 0}, {"price": 101}, {"limit_per_person": 1}])
def test_of_a_reward(cast: Cast, api: Calls, service: ServiceLife, changes: dict[str, Any]) -> None:
    for person in (cast.anna, cast.bo, cast.wu):
        service.give_points(person, 100)
    reward = service.reward(**changes)
    if "limit_per_person" in changes:
        service.redeem(reward, cast.bo)
    path = f"/rewards/{reward.pk}"
    for who in EVERYBODY:
        if who == "vera":
            continue  # she is asked for her consent first
        person = getattr(cast, who)
        allowed = api.get(person, path).json()["allowed_actions"]
        assert (_try(api, person, f"{path}/redeem", {}) == 201) == ("redeem" in allowed), who
