"""Rules, rates and the simulator: nothing is saved that nobody has looked at."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from content_models.hours.models import PointRate, ServiceSettings
from tests.support.service_life import ServiceLife
from tests.support.unchanged import nothing_changes

RATE, RULES = "/admin/points/rate/", "/admin/service/rules/"


@pytest.fixture(autouse=True)
def _behind_the_scenes(everywhere):
    """Assertions look past the scope."""


@pytest.fixture
def service(cast) -> ServiceLife:
    """An hour a month or so at 10 points; Bo holds 200; five bags of rice at 30 and two lamps at 50."""
    life = ServiceLife(cast)
    life.rate(10)
    life.verify(life.served())
    life.give_points(cast.bo, 190)
    life.reward(name="大米", price=30, stock=5)
    life.reward(name="台灯", price=50, stock=2)
    return life


def form(points: int, **more: str) -> dict[str, str]:
    return {"points_per_hour": str(points), "starts_on": timezone.localdate().isoformat(), **more}


def figures(answer) -> dict[str, tuple[Any, Any]]:
    return {str(number): (line.today, line.tried) for number, line in enumerate(answer.context["lines"])}


def test_it_shows_points_against_stock_as_they_are_today(ada, service):
    lines = figures(ada.get(RATE))
    assert lines["1"] == (200, 200)
    assert lines["2"] == (250, 250)
    assert lines["3"] == (0, 0)


def test_trying_shows_both_and_saves_nothing(ada, service):
    with nothing_changes():
        answer = ada.post(RATE, form(30, **{"try": ""}))
    lines = figures(answer)
    assert lines["0"] == (10, 30)
    today, tried = lines["5"]
    assert tried == pytest.approx(3 * today, abs=2)
    minutes = {shelf.reward.name: shelf.minutes for shelf, _field in answer.context["shelves"]}
    assert minutes == {"大米": 60, "台灯": 100}


def test_prices_can_be_tried_and_say_what_is_not_covered(ada, service):
    rice = service.reward(name="小米", price=10, stock=1)
    with nothing_changes():
        page = ada.get(RATE)
        prices = {f"price-{shelf.reward.pk}": "10" for shelf, _field in page.context["shelves"]}
        answer = ada.post(RATE, form(10, **prices, **{"try": ""}))
    assert f"price-{rice.pk}" in prices
    assert figures(answer)["2"] == (260, 80)
    assert figures(answer)["3"] == (0, 120)
    assert answer.context["tried"].warnings


def test_what_was_looked_at_is_saved(ada, cast, service):
    seen = ada.post(RATE, form(12, **{"try": ""}))
    looked = seen.context["form"]["looked_at"].value()
    assert ada.post(RATE, form(12, looked_at=str(looked), save="")).status_code == 302
    assert PointRate.objects.get(starts_on=timezone.localdate()).points_per_hour == 12


@pytest.mark.parametrize("looked_at", ["", "11", "x"])
def test_what_nobody_has_looked_at_is_not_saved(ada, service, looked_at):
    with nothing_changes():
        assert ada.post(RATE, form(12, looked_at=looked_at, save="")).status_code == 200


@pytest.mark.parametrize("points", [-1, 1001])
def test_a_rate_out_of_bounds_is_refused(ada, service, points):
    with nothing_changes():
        answer = ada.post(RATE, form(points, looked_at=str(points), save=""))
    assert answer.context["form"].errors["points_per_hour"]


def test_a_rate_of_yesterday_is_refused(ada, service):
    yesterday = (timezone.localdate() - timedelta(days=1)).isoformat()
    with nothing_changes():
        answer = ada.post(RATE, form(12, looked_at="12", save="") | {"starts_on": yesterday})
    assert answer.context["form"].errors["starts_on"]


def test_a_worker_tries_and_does_not_set(wu, service):
    with nothing_changes():
        tried = wu.post(RATE, form(12, **{"try": ""}))
        wu.post(RATE, form(12, looked_at="12", save=""))
    assert figures(tried)["0"] == (10, 12)
    assert 'name="save"' not in tried.content.decode()


def rules(**changes: str) -> dict[str, str]:
    numbers = {"day_limit_minutes": "600", "back_entry_days": "30", "offline_hours": "24", "points_expire_months": "12"}
    return numbers | {"grade_a_earns": "on", "grade_b_earns": "on"} | changes


def test_rules_are_changed_by_who_administers_the_community(ada, cast, service):
    with nothing_changes():  # points for hours entered later: somebody has to answer for that
        assert list(ada.post(RULES, rules(grade_c_earns="on")).context["form"].errors) == ["burden_known"]
    assert ada.post(RULES, rules(grade_c_earns="on", burden_known="on")).status_code == 302
    changed = ServiceSettings.objects.get(community=cast.pine.community)
    assert (changed.day_limit_minutes, changed.grade_c_earns, changed.points_expire_months) == (600, True, 12)


@pytest.mark.parametrize(
    ("field", "value"),
    [("day_limit_minutes", "0"), ("day_limit_minutes", "1441"), ("offline_hours", "100"), ("back_entry_days", "")],
)
def test_a_rule_that_does_not_fit_is_refused_beside_its_field(ada, field, value):
    with nothing_changes():
        answer = ada.post(RULES, rules(**{field: value}))
    assert list(answer.context["form"].errors) == [field]


def test_rules_are_no_business_of_a_worker(wu):
    with nothing_changes():
        assert wu.post(RULES, rules()).status_code == 302
    assert wu.get(RULES).url == "/admin/"


def test_every_field_says_what_it_does(ada):
    for address in (RULES, "/admin/activities/announce/"):
        fields = ada.get(address).context["form"]
        # The tick of the burden meter stands below the meter's own words.
        assert [field.name for field in fields if not field.help_text and field.name != "burden_known"] == []
