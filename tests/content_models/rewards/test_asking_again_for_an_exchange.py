"""The id of an exchange comes from the caller: sent again it is the same exchange, and never another one."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from content_models.common.errors import Unknown
from content_models.common.ids import uuid7
from content_models.people.actions import ConsentRequired
from content_models.people.roles import Actor
from content_models.rewards import actions
from content_models.rewards.actions import exchanging
from tests.support.cast import actor
from tests.support.service_life import ServiceLife
from tests.support.unchanged import nothing_changes


def test_it_is_found_even_when_points_stock_limit_and_the_reward_are_gone(life: ServiceLife) -> None:
    reward, redemption_id = life.reward(price=30, stock=1, limit_per_person=1), uuid7()
    life.give_points(life.cast.bo, 30)
    life.redeem(reward, redemption_id=redemption_id)
    with life.scope():
        actions.retire_reward(reward=reward, by=life.cast.ada, now=life.now)
    with nothing_changes():
        assert life.redeem(reward, redemption_id=redemption_id).pk == redemption_id


def test_an_id_used_for_something_else_is_refused_in_every_direction(life: ServiceLife) -> None:
    reward, other = life.reward(), life.reward(name="食用油")
    oak = ServiceLife(life.cast, life.cast.oak)
    elsewhere = oak.reward()
    for person in (life.cast.bo, life.cast.bea):
        life.give_points(person, 100)
        oak.give_points(person, 100)
    known = life.redeem(reward).pk
    for where, what, who in (
        (life, other, life.cast.bo),
        (life, reward, life.cast.bea),
        (oak, elsewhere, life.cast.bo),
    ):
        with nothing_changes(), pytest.raises(actions.RedemptionIdReused):
            where.redeem(what, who, redemption_id=known)


def test_a_visitor_and_who_has_not_agreed_exchange_nothing(life: ServiceLife) -> None:
    reward = life.reward()
    life.give_points(life.cast.vera, 100)
    with nothing_changes(), pytest.raises(ConsentRequired):
        life.redeem(reward, life.cast.vera)
    with nothing_changes(), life.scope(), pytest.raises(Unknown):
        actions.redeem(reward_id=reward.pk, actor=Actor.visitor(), redemption_id=uuid7(), now=life.now)


def test_two_living_codes_never_have_the_same_digits(life: ServiceLife, monkeypatch: pytest.MonkeyPatch) -> None:
    """The dice fall on a number that is taken: they are thrown again, and nothing was paid for the first throw."""
    numbers = iter(["12345678", "12345678", "87654321"])
    monkeypatch.setattr(exchanging, "new_number", lambda: next(numbers))
    reward = life.reward(price=30)
    life.give_points(life.cast.bo, 100)
    assert [life.redeem(reward).number, life.redeem(reward).number] == ["12345678", "87654321"]
    assert (life.balance(life.cast.bo), life.taken(reward)) == (40, 2)


def test_an_exchange_asks_the_database_little(life: ServiceLife) -> None:
    """Places, consent, reward; the transfer's three; redemption, notice, log, stock."""
    reward, bo = life.reward(), actor(life.cast.bo)
    life.give_points(life.cast.bo, 100)
    life.redeem(reward)  # what a process keeps is kept now
    with life.scope(), CaptureQueriesContext(connection) as asked:
        actions.redeem(reward_id=reward.pk, actor=bo, redemption_id=uuid7(), now=life.now)
    asked_for = [query["sql"] for query in asked if not query["sql"].startswith(("SAVEPOINT", "RELEASE", "BEGIN"))]
    assert len(asked_for) == 10, asked_for
