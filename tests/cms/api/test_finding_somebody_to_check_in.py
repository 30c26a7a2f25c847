"""Who is in charge finds a volunteer by name or by the last digits of her phone; nobody else finds anybody."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.cache import caches
from wagtail.log_actions import registry

from content_models.hours.models import Activity
from content_models.people.models import Membership, User
from tests.cms.api.calls import SOMEBODY_UNKNOWN, Calls
from tests.cms.api.routes import good_back_entry
from tests.support.cast import LONG_AGO, Cast, make_person
from tests.support.service_life import ServiceLife
from tests.support.unchanged import assert_problem, assert_refused, nothing_changes


@pytest.fixture
def activity(service: ServiceLife) -> Activity:
    caches["tries"].clear()
    service.now = datetime.now(UTC)
    return service.activity()


def _look(api: Calls, who: User | None, activity: Activity, text: str) -> Any:
    return api.post(who, f"/activities/{activity.pk}/helpers/look-up", {"text": text})


def _names(answer: Any) -> list[str]:
    assert answer.status_code == 200, answer.content
    return [one["person"]["nickname"] for one in answer.json()["items"]]


def _volunteer(place: Any, name: str, number: int) -> User:
    from content_models.people.actions import grant_role
    from content_models.people.roles import Role

    person = make_person(name, number)
    grant_role(user=person, role=Role.VOLUNTEER, area=place.community.area, by=None, now=LONG_AGO)
    return person


def test_by_a_part_of_the_name_and_then_by_hand(cast: Cast, api: Calls, activity: Activity) -> None:
    (found,) = _look(api, cast.wu, activity, " be ").json()["items"]
    assert (found["person"]["nickname"], found["state"], found["has_seat"]) == ("Bea", None, False)
    came = api.post(cast.wu, f"/activities/{activity.pk}/people/{found['person']['id']}/check-in", {})
    assert came.status_code == 200
    (found,) = _look(api, cast.wu, activity, "Bea").json()["items"]
    assert found["state"] == "draft"


def test_by_the_last_digits_of_the_phone(cast: Cast, api: Calls, activity: Activity) -> None:
    answer = _look(api, cast.wu, activity, "0003")
    assert _names(answer) == ["Bea"]
    for secret in (cast.bea.phone, cast.bea.phone.removeprefix("+86"), cast.bea.full_name, "0003"):
        assert secret not in answer.content.decode()
    assert _names(_look(api, cast.wu, activity, "000-0003")) == ["Bea"]


def test_only_who_helps_in_this_community(cast: Cast, api: Calls, service: ServiceLife, activity: Activity) -> None:
    for stranger in ("Anna", "Nia", "Oskar", "Vera", "0001", "0008"):
        assert _names(_look(api, cast.wu, activity, stranger)) == []
    with service.scope():
        Membership.objects.filter(user=cast.bea).update(state="ended")
    assert _names(_look(api, cast.wu, activity, "Bea")) == []


def test_a_few_are_shown_and_that_there_are_more(
    cast: Cast, api: Calls, service: ServiceLife, activity: Activity
) -> None:
    with service.scope():
        for number in range(9):
            _volunteer(cast.pine, f"Helper{number}", 700 + number)
    answer = _look(api, cast.wu, activity, "helper").json()
    assert (len(answer["items"]), answer["more"]) == (8, True)


@pytest.mark.parametrize("text", ["", "  ", "123", "1 2 3", "0"])
def test_too_little_to_go_by(cast: Cast, api: Calls, activity: Activity, text: str) -> None:
    path = f"/activities/{activity.pk}/helpers/look-up"
    assert_refused(lambda headers: api.post(cast.wu, path, {"text": text}, headers), 422, "too_few_digits")


@pytest.mark.parametrize("who", ["anna", "bo", "bea", "chen", "nia", "oskar", "vera"])
def test_for_everybody_else_the_address_does_not_exist(cast: Cast, api: Calls, activity: Activity, who: str) -> None:
    person = getattr(cast, who)
    with nothing_changes():
        answer = _look(api, person, activity, "Bea")
    assert_problem(answer, 404, "not_found")
    unknown = api.post(person, f"/activities/{SOMEBODY_UNKNOWN}/helpers/look-up", {"text": "Bea"})
    assert answer.content == unknown.content


def test_somebody_on_no_list_is_found_afterwards_and_her_hours_need_two(
    cast: Cast, api: Calls, service: ServiceLife, activity: Activity
) -> None:
    api.post(cast.wu, f"/activities/{activity.pk}/end", {})
    assert _names(_look(api, cast.wu, activity, "Bea")) == ["Bea"]
    (found,) = _look(api, cast.wu, activity, "0003").json()["items"]
    assert (found["state"], found["has_seat"]) == (None, False)
    entry = good_back_entry(cast) | {"person": found["person"]["id"]}
    record = api.post(cast.wu, "/hours", entry).json()
    assert (record["state"], record["grade"]) == ("submitted", "C")
    path = f"/hours/{record['id']}/verify"
    assert api.post(cast.wu, path, {}).json()["code"] == "entered_by_you"
    assert api.post(cast.ada, path, {}).json()["state"] == "submitted"
    assert api.post(cast.dai, path, {}).json()["state"] == "verified"


def test_once_its_hours_can_be_entered_no_more_nobody_is_looked_for(
    cast: Cast, api: Calls, service: ServiceLife, activity: Activity
) -> None:
    path = f"/activities/{activity.pk}/helpers/look-up"
    with service.scope():
        Activity.objects.filter(pk=activity.pk).update(
            starts_at=service.now - timedelta(days=62), ends_at=service.now - timedelta(days=61), state="ended"
        )
    assert_refused(lambda headers: api.post(cast.wu, path, {"text": "Bea"}, headers), 409, "activity_over")


def test_of_what_was_called_off_nobody_is_looked_for(cast: Cast, api: Calls, activity: Activity) -> None:
    api.post(cast.wu, f"/activities/{activity.pk}/cancel", {"reason": "下雨"})
    path = f"/activities/{activity.pk}/helpers/look-up"
    assert_refused(lambda headers: api.post(cast.wu, path, {"text": "Bea"}, headers), 409, "activity_over")


def test_that_somebody_was_found_is_written_down_but_not_what_was_asked(
    cast: Cast, api: Calls, activity: Activity
) -> None:
    _look(api, cast.wu, activity, "0003")
    _look(api, cast.wu, activity, "nobody of this name")
    logs = registry.get_logs_for_instance(activity).filter(action="linli.activity.helper_found")
    assert [(entry.user, entry.data) for entry in logs] == [(cast.wu, {"by": "phone", "found": 1})]


def test_nobody_goes_through_numbers(cast: Cast, api: Calls, activity: Activity) -> None:
    for number in range(30):
        _look(api, cast.wu, activity, f"{number + 5000}")
    assert_problem(_look(api, cast.wu, activity, "0003"), 429, "too_many")
    assert _names(_look(api, cast.wu, activity, "Bea")) == ["Bea"]
