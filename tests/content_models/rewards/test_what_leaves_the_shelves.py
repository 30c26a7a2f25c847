"""Removing, bringing back and editing what is on the shelves, while people exchange for it."""

from __future__ import annotations

from typing import Any

import pytest

from content_models.common.errors import Conflict, Missing
from content_models.rewards import actions
from content_models.rewards.codes import digits_of
from content_models.rewards.models import Merchant, Reward
from content_models.rewards.states import RedemptionState
from tests.support.cast import actor
from tests.support.service_life import ServiceLife
from tests.support.unchanged import nothing_changes


def _publish_a_draft(reward: Reward, **changes: Any) -> None:
    """As an editor does who opened the newest draft."""
    draft = reward.get_latest_revision_as_object()
    for name, value in changes.items():
        setattr(draft, name, value)
    draft.save_revision().publish()


def test_publishing_a_draft_puts_no_pieces_back(life: ServiceLife) -> None:
    reward = life.reward(price=30, stock=2)
    with life.scope():
        reward.save_revision().publish()  # of the day when nothing was taken
    life.give_points(life.cast.bo, 100)
    life.redeem(reward)
    with life.scope():
        _publish_a_draft(Reward.objects.get(pk=reward.pk), description="五公斤")
        assert Reward.objects.get(pk=reward.pk).description == "五公斤"
    assert life.taken(reward) == 1
    life.redeem(reward)
    with nothing_changes(), pytest.raises(actions.OutOfStock):
        life.redeem(reward)


def test_pieces_taken_while_the_form_was_open_stay_taken(life: ServiceLife) -> None:
    reward = life.reward()
    life.give_points(life.cast.bo, 100)
    with life.scope():
        opened = Reward.objects.get(pk=reward.pk)
    life.redeem(reward)
    with life.scope():
        opened.stock = 9
        opened.save()
        kept = Reward.objects.get(pk=reward.pk)
    assert (kept.taken, kept.stock_left) == (1, 8)


def test_what_is_reserved_of_a_removed_reward_can_still_be_fetched(life: ServiceLife) -> None:
    reward = life.reward()
    life.give_points(life.cast.bo, 100)
    made = life.redeem(reward)
    with life.scope():
        actions.retire_reward(reward=reward, by=life.cast.ada, now=life.now)
        done = actions.hand_over(
            code=digits_of(made), actor=actor(life.cast.wu), community=life.community, now=life.now
        )
    assert done.state == RedemptionState.HANDED_OVER


@pytest.mark.parametrize("change", ["removed", "unpublished"])
def test_rewards_of_a_shop_that_left_can_not_be_exchanged_any_more(life: ServiceLife, change: str) -> None:
    shop, max_ = life.merchant()
    reward = life.reward(merchant=shop)
    life.give_points(life.cast.bo, 100)
    made = life.redeem(reward)
    with life.scope():
        if change == "removed":
            actions.retire_merchant(merchant=shop, by=life.cast.ada, now=life.now)
        else:
            Merchant.objects.filter(pk=shop.pk).update(live=False)
        assert not Reward.objects.on_show().exists()
    with nothing_changes(), pytest.raises(Missing):
        life.redeem(reward)
    with life.scope():  # what is promised is kept
        actions.hand_over(code=digits_of(made), actor=actor(max_), community=life.community, now=life.now)


def test_what_was_removed_comes_back_unless_its_name_was_taken(life: ServiceLife) -> None:
    reward, other = life.reward(), life.reward(name="食用油", sort_order=1)
    with life.scope():
        for one in (reward, other):
            actions.retire_reward(reward=one, by=life.cast.ada, now=life.now)
        actions.bring_reward_back(reward=reward, by=life.cast.ada)
        Reward.objects.create(community=life.community, name="食用油", price=1, stock=1)
        with nothing_changes(), pytest.raises(Conflict):
            actions.bring_reward_back(reward=other, by=life.cast.ada)
        assert Reward.objects.on_show().filter(pk=reward.pk).exists()
