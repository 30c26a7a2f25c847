"""The table of flows in content_models/common/burden.py says what the API demands: no more, no less."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from content_models.common.burden import FLOWS, FlowKey
from content_models.hours import codes
from tests.cms.api.calls import Calls
from tests.cms.api.routes import good_back_entry
from tests.support.cast import Cast, wish_input
from tests.support.service_life import ServiceLife
from tests.support.unchanged import nothing_changes
from tests.support.wish_life import WishLife


def _all_of_it(flow: FlowKey, cast: Cast, life: WishLife, service: ServiceLife) -> tuple[Any, str, dict[str, Any]]:
    """Who does it, where, and everything one could give."""
    pine = cast.pine
    match flow:
        case "wish":
            return cast.anna, "/wishes", wish_input(pine)
        case "application":
            return cast.anna, f"/posts/{pine.post.pk}/applications", {"answers": {}, "note": "", "area": None}
        case "registration":
            return cast.anna, "/registrations", {"unit": "松林中学", "wears_badge": False}
        case "join":
            return (
                cast.bo,
                "/memberships",
                {"role": "resident", "area": str(pine.building_1.pk), "name": "", "door": ""},
            )
        case "back_entry":
            return cast.bo, "/hours", good_back_entry(cast)
        case "claim":
            return cast.bo, f"/wishes/{life.opened()}/claim", {}
        case "check_in":
            service.now = datetime.now(UTC)
            activity = service.activity()
            slot = codes.slot_of(service.now)
            code = codes.code_for(activity, slot)
            return cast.bo, "/hours/check-in", {"code": code, "activity": str(activity.pk), "slot": slot}
        case "exchange":
            service.now = datetime.now(UTC)
            service.give_points(cast.bo, 100)
            return cast.bo, f"/rewards/{service.reward().pk}/redeem", {}
    raise AssertionError(flow)


# What the app itself knows and nobody has to fill in.
KNOWN = {"role"}
# The API takes somebody who only says “this community”; the phone asks which building (MembershipPage.vue).
ASKED_BY_THE_PHONE = {"join": {"area"}}


# What is made anew is answered with 201, a move of something that is there with 200.
ANSWERED_WITH = {"claim": 200, "check_in": 200}


@pytest.mark.parametrize("flow", list(FLOWS))
def test_what_it_counts_is_enough_and_nothing_of_it_can_be_left_out(
    cast: Cast, api: Calls, life: WishLife, service: ServiceLife, flow: FlowKey
) -> None:
    who, path, whole = _all_of_it(flow, cast, life, service)
    needed = {name: value for name, value in whole.items() if name in FLOWS[flow].required or name in KNOWN}
    assert needed.keys() - KNOWN == set(FLOWS[flow].required), "the table names a field that the API does not have"
    for name in set(FLOWS[flow].required) - ASKED_BY_THE_PHONE.get(flow, set()):
        with nothing_changes():
            answer = api.post(who, path, {key: value for key, value in needed.items() if key != name})
        assert answer.status_code == 422, (name, answer.content)
    answer = api.post(who, path, needed)
    assert answer.status_code == ANSWERED_WITH.get(flow, 201), answer.content
