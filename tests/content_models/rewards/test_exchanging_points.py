"""Points and stock are taken together, or neither; what is not fetched comes back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from content_models.common.clock import local_day
from content_models.common.errors import IllegalMove, Missing
from content_models.common.ids import uuid7
from content_models.ledger.actions import NotEnoughPoints
from content_models.ledger.audit import audit_ledger
from content_models.people.actions import ReasonMissing
from content_models.people.models import Notice
from content_models.rewards import actions as rewards
from content_models.rewards.jobs import expire_redemptions, remind_of_redemptions, settle_months
from content_models.rewards.models import Redemption, Reward, Settlement
from content_models.rewards.simulation import simulate
from content_models.rewards.states import RedemptionState
from tests.support.cast import actor
from tests.support.unchanged import nothing_changes


def test_points_and_one_piece_are_taken(life):
    reward = life.reward(price=30, stock=2)
    life.give_points(life.cast.bo, 50)
    made = life.redeem(reward)
    assert (made.state, life.balance(life.cast.bo), life.taken(reward)) == (RedemptionState.RESERVED, 20, 1)
    assert audit_ledger().is_sound


def test_the_same_exchange_asked_again_takes_nothing_more(life):
    reward, redemption_id = life.reward(), uuid7()
    life.give_points(life.cast.bo, 100)
    life.redeem(reward, redemption_id=redemption_id)
    with nothing_changes():
        assert life.redeem(reward, redemption_id=redemption_id).pk == redemption_id


def test_too_few_points_says_how_many_are_missing(life):
    reward = life.reward(price=30)
    life.give_points(life.cast.bo, 20)
    with nothing_changes(), pytest.raises(NotEnoughPoints) as refusal:
        life.redeem(reward)
    assert refusal.value.words == {"missing": 10}


def test_what_is_gone_is_gone(life):
    reward = life.reward(stock=1)
    life.give_points(life.cast.bo, 100)
    life.redeem(reward)
    with nothing_changes(), pytest.raises(rewards.OutOfStock):
        life.redeem(reward)


def test_one_person_takes_no_more_than_the_limit(life):
    reward = life.reward(limit_per_person=2)
    life.give_points(life.cast.bo, 200)
    first = life.redeem(reward)
    life.redeem(reward)
    with nothing_changes(), pytest.raises(rewards.PerPersonLimit):
        life.redeem(reward)
    with life.scope():
        rewards.cancel_redemption(redemption_id=first.pk, actor=actor(life.cast.bo), now=life.now)
    life.redeem(reward)


def test_outside_of_its_days_it_can_not_be_exchanged(life):
    today = local_day(life.now)
    life.give_points(life.cast.bo, 200)
    for name, days in (
        ("早", {"opens_on": today + timedelta(days=1)}),
        ("晚", {"closes_on": today - timedelta(days=1)}),
    ):
        reward = life.reward(name=name, **days)
        with nothing_changes(), pytest.raises(rewards.OutOfWindow):
            life.redeem(reward)


def test_a_removed_reward_and_the_neighbours_do_not_exist(life):
    life.give_points(life.cast.bo, 200)
    gone = life.reward(name="旧的", retired_at=life.now)
    draft = life.reward(name="草稿", live=False)
    from tests.support.service_life import ServiceLife

    theirs = ServiceLife(life.cast, life.cast.oak).reward()
    for reward in (gone, draft, theirs):
        with nothing_changes(), pytest.raises(Missing):
            life.redeem(reward)


@pytest.mark.parametrize("changes", [{"price": 0}, {"stock": 0, "taken": 1}])
def test_the_database_itself_refuses_a_price_of_nothing_and_stock_below_what_is_taken(life, changes):
    reward = life.reward()
    with life.scope(), pytest.raises(DatabaseError), transaction.atomic():
        Reward.objects.filter(pk=reward.pk).update(**changes)


def test_cancelling_brings_points_and_stock_back_once(life):
    reward = life.reward(price=30)
    life.give_points(life.cast.bo, 30)
    made = life.redeem(reward)
    with life.scope():
        rewards.cancel_redemption(redemption_id=made.pk, actor=actor(life.cast.bo), now=life.now)
        assert (life.balance(life.cast.bo), life.taken(reward)) == (30, 0)
        with nothing_changes(), pytest.raises(IllegalMove):
            rewards.cancel_redemption(redemption_id=made.pk, actor=actor(life.cast.bo), now=life.now)


def test_only_the_owner_and_the_community_cancel_and_the_community_says_why(life):
    reward = life.reward(price=30)
    life.give_points(life.cast.bo, 30)
    made = life.redeem(reward)
    with life.scope():
        for person in (life.cast.bea, life.cast.oskar, life.cast.chen):
            with nothing_changes(), pytest.raises(Missing):
                rewards.cancel_redemption(redemption_id=made.pk, actor=actor(person), now=life.now)
        with nothing_changes(), pytest.raises(ReasonMissing):
            rewards.cancel_redemption(redemption_id=made.pk, actor=actor(life.cast.wu), now=life.now)
        rewards.cancel_redemption(redemption_id=made.pk, actor=actor(life.cast.wu), reason="坏了", now=life.now)
    assert Notice.objects.filter(user=life.cast.bo, kind="redemption_cancelled").exists()


def test_what_is_not_fetched_is_reminded_a_day_before_and_then_comes_back(life):
    reward = life.reward(price=30, pick_up_days=3)
    life.give_points(life.cast.bo, 30)
    made = life.redeem(reward)
    remind_of_redemptions(now=made.expires_at - timedelta(hours=25))
    assert not Notice.objects.filter(kind="redemption_reminder").exists()
    for _again in range(2):
        remind_of_redemptions(now=made.expires_at - timedelta(hours=23))
    assert Notice.objects.filter(user=life.cast.bo, kind="redemption_reminder").count() == 1
    expire_redemptions(now=made.expires_at - timedelta(minutes=1))
    assert life.balance(life.cast.bo) == 0
    for _again in range(2):
        expire_redemptions(now=made.expires_at + timedelta(minutes=1))
    assert (life.balance(life.cast.bo), life.taken(reward)) == (30, 0)
    with life.scope():
        assert Redemption.objects.get(pk=made.pk).state == RedemptionState.EXPIRED
    assert audit_ledger().is_sound


def test_a_month_is_settled_once(life):
    merchant, person = life.merchant()
    reward = life.reward(price=30, merchant=merchant)
    life.give_points(life.cast.bo, 30)
    made = life.redeem(reward)
    from content_models.rewards.codes import digits_of

    with life.scope():
        rewards.hand_over(code=digits_of(made), actor=actor(person), community=life.community, now=life.now)
    after = (life.now.replace(day=1) + timedelta(days=40)).replace(day=2)
    for _again in range(2):
        settle_months(now=after)
    with life.scope():
        settlement = Settlement.objects.get(merchant=merchant, month=local_day(life.now).replace(day=1))
    assert (settlement.pieces, settlement.points) == (1, 30)


def test_the_simulator_shows_points_against_stock_and_what_a_change_would_do(life):
    life.rate(10)
    reward = life.reward(price=20, stock=3)
    life.verify(life.served())
    life.give_points(life.cast.bea, 90)
    with life.scope():
        today = simulate(community=life.community, now=life.now + timedelta(hours=4))
        tried = simulate(
            community=life.community, now=life.now + timedelta(hours=4), points_per_hour=30, prices={reward.pk: 10}
        )
    assert (today.outstanding, today.stock_points, today.uncovered) == (100, 60, 40)
    assert (today.minutes_a_month, today.issued_a_month, tried.issued_a_month) == (20, 3, 10)
    assert (tried.stock_points, tried.shelves[0].minutes) == (30, 20)
    assert len(tried.warnings) == 2
    assert all(str(warning) for warning in tried.warnings)
