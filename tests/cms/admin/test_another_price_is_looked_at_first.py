"""Before another price is saved, the form of the reward says who could still afford it. Trying changes nothing."""

from __future__ import annotations

from typing import Any

import pytest

from content_models.rewards.models import Reward
from tests.cms.admin.acting import PUBLISH, reward_form
from tests.support.service_life import ServiceLife
from tests.support.unchanged import nothing_changes

REWARDS, TRY = "/admin/snippets/rewards/reward/", "/admin/rewards/try-price/"


@pytest.fixture(autouse=True)
def _behind_the_scenes(everywhere):
    """Assertions look past the scope."""


@pytest.fixture
def service(cast) -> ServiceLife:
    """Bo holds 40 points, Bea 100; five bags of rice at 30 and two lamps at 50."""
    life = ServiceLife(cast)
    life.give_points(cast.bo, 40)
    life.give_points(cast.bea, 100)
    life.reward(name="台灯", price=50, stock=2)
    return life


@pytest.fixture
def rice(service) -> Reward:
    return service.reward(name="大米", price=30, stock=5, limit_per_person=2)


def save(client: Any, rice: Reward, price: int, looked_at: str = "") -> Any:
    form = reward_form("大米", price=str(price), looked_at=looked_at) | PUBLISH
    return client.post(f"{REWARDS}edit/{rice.pk}/", form)


def test_trying_shows_points_against_stock_and_who_loses(wu, cast, rice):
    with nothing_changes():
        answer = wu.get(TRY, {"reward": str(rice.pk), "price": "60", "stock": "5"})
    trial = answer.context["trial"]
    assert (trial.outstanding, trial.shelves_now, trial.shelves, trial.this_stock) == (140, 250, 400, 300)
    assert (trial.holders, trial.can_afford_now, trial.can_afford) == (2, 2, 1)
    assert trial.no_longer == (cast.bo.shown_name,)
    assert cast.bo.shown_name in answer.content.decode()


def test_a_lower_price_takes_it_from_nobody(wu, rice):
    trial = wu.get(TRY, {"reward": str(rice.pk), "price": "10", "stock": "5"}).context["trial"]
    assert (trial.no_longer_count, trial.can_afford, trial.uncovered) == (0, 2, 0)


def test_pieces_already_taken_are_not_counted(wu, cast, service, rice):
    service.redeem(rice, by=cast.bea)
    trial = wu.get(TRY, {"reward": str(rice.pk), "price": "30", "stock": "5"}).context["trial"]
    assert (trial.pieces, trial.outstanding, trial.shelves) == (4, 110, 220)


def test_the_first_price_of_a_new_reward_can_be_tried(wu, rice):
    trial = wu.get(TRY, {"price": "100", "stock": "3"}).context["trial"]
    assert (trial.price_now, trial.can_afford_now, trial.can_afford) == (None, None, 1)
    assert (trial.shelves_now, trial.shelves) == (250, 550)


@pytest.mark.parametrize(("price", "stock"), [("0", "5"), ("", "5"), ("x", "5"), ("30", "-1"), ("100001", "5")])
def test_what_is_no_price_is_said_in_words(wu, rice, price, stock):
    answer = wu.get(TRY, {"reward": str(rice.pk), "price": price, "stock": stock})
    assert answer.status_code == 422
    assert "error-message" in answer.content.decode()


def test_another_price_is_saved_only_once_it_was_looked_at(wu, rice):
    with nothing_changes():
        asked = save(wu, rice, 60)
    assert list(asked.context["form"].errors) == ["price"]
    page = asked.content.decode()
    assert 'id="price-trial"' in page
    assert asked.context["form"].trial.no_longer_count == 1
    looked = asked.context["form"]["looked_at"].value()
    assert save(wu, rice, 60, str(looked)).status_code == 302
    assert Reward.objects.get(pk=rice.pk).price == 60


def test_having_looked_at_one_price_saves_no_other(wu, rice):
    with nothing_changes():
        assert save(wu, rice, 70, "60").status_code == 200


def test_what_leaves_the_price_alone_asks_nothing(wu, rice):
    assert save(wu, rice, 30).status_code == 302


def test_the_form_brings_the_button_and_its_script(wu, rice):
    page = wu.get(f"{REWARDS}edit/{rice.pk}/").content.decode()
    assert "data-try-price" in page
    assert "cms/try_price.js" in page


def test_next_door_nothing_can_be_tried(oskar, cast, rice):
    for asked in ({"reward": str(rice.pk)}, {"community": str(cast.pine.community.pk)}, {"reward": "x"}):
        assert oskar.get(TRY, {**asked, "price": "60", "stock": "5"}).status_code == 404


def test_somebody_without_a_role_tries_nothing(cast, rice):
    assert cast.client(cast.bo).get(TRY, {"price": "60", "stock": "5"}).status_code in (302, 404)
