"""The simulator counts what earns, and warns in words before a rate or a price is changed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from content_models.hours.models import ServiceSettings
from content_models.rewards.models import Reward
from content_models.rewards.simulation import Simulation, simulate
from tests.support.service_life import ServiceLife
from tests.support.unchanged import nothing_changes


def _simulate(life: ServiceLife, **changes: Any) -> Simulation:
    with life.scope(), nothing_changes():
        return simulate(community=life.community, now=life.now + timedelta(hours=4), **changes)


def _warnings(simulation: Simulation) -> str:
    return " ".join(str(warning) for warning in simulation.warnings)


def _raised(reward: Reward, price: int) -> dict[UUID, int]:
    return {reward.pk: price}


def test_hours_that_earn_nothing_do_not_empty_the_shelves(life: ServiceLife) -> None:
    life.rate(10)
    life.verify(life.served())
    assert (_simulate(life).minutes_a_month, _simulate(life).issued_a_month) == (20, 3)
    with life.scope():
        ServiceSettings.objects.create(community=life.community, grade_a_earns=False)
    changed = _simulate(life)
    assert (changed.minutes_a_month, changed.earning_minutes_a_month, changed.issued_a_month) == (20, 0, 0)
    assert changed.months_of_stock is None


def test_it_tells_what_an_hour_and_ten_hours_buy(life: ServiceLife) -> None:
    life.rate(10)
    life.reward(name="牙膏", price=10)
    life.reward(name="大米", price=100)
    life.reward(name="电饭煲", price=101)
    life.reward(name="送完的", price=1, stock=0)
    today = _simulate(life)
    assert [reward.name for reward in today.bought_by(hours=1)] == ["牙膏"]
    assert {reward.name for reward in today.bought_by(hours=10)} == {"牙膏", "大米"}


def test_it_warns_of_empty_shelves_and_of_prices_nobody_reaches(life: ServiceLife) -> None:
    life.rate(1)
    assert len(_simulate(life).warnings) == 1
    reward = life.reward(price=5)
    assert _simulate(life).warnings == []
    dearer = _simulate(life, prices=_raised(reward, 50))
    assert len(dearer.warnings) == 2
    assert "大米" in _warnings(dearer)
    assert "45" in _warnings(dearer)
