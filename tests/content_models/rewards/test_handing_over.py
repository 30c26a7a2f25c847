"""A pick-up code opens its own redemption once, at its own place; forged and altered ones open nothing."""

from __future__ import annotations

import random
from datetime import timedelta

import pytest

from content_models.common.errors import TooMany
from content_models.rewards import actions as rewards
from content_models.rewards.codes import digits_of, find_by_code, qr_text
from content_models.rewards.states import RedemptionState
from tests.support.cast import actor
from tests.support.service_life import ServiceLife
from tests.support.unchanged import nothing_changes


@pytest.fixture
def shop(life):
    return life.merchant()


@pytest.fixture
def made(life, shop):
    life.give_points(life.cast.bo, 100)
    return life.redeem(life.reward(merchant=shop[0], stock=50))


def hand_over(life, code, by, now=None):
    with life.scope():
        return rewards.hand_over(code=code, actor=actor(by), community=life.community, now=now or life.now)


@pytest.mark.parametrize("code_of", [digits_of, qr_text])
def test_the_shops_staff_hand_over_once(life, shop, made, code_of):
    done = hand_over(life, code_of(made), shop[1])
    assert (done.state, done.handed_over_by) == (RedemptionState.HANDED_OVER, shop[1])
    with nothing_changes(), pytest.raises(rewards.CodeUsed):
        hand_over(life, code_of(made), shop[1])


def test_digits_may_be_typed_with_spaces(life, shop, made):
    digits = digits_of(made)
    assert hand_over(life, f"{digits[:4]} {digits[4:8]}-{digits[8:]}", shop[1]).pk == made.pk


def test_looking_changes_nothing_and_says_who_fetches_it(life, shop, made):
    with life.scope():
        rewards.set_proxy(redemption_id=made.pk, actor=actor(life.cast.bo), name="  王 阿姨 ", now=life.now)
        with nothing_changes():
            seen = rewards.look_up(code=digits_of(made), actor=actor(shop[1]), community=life.community, now=life.now)
    assert seen.proxy == "王 阿姨"


def test_the_communitys_workers_hand_over_too_but_nobody_to_herself(life, made):
    life.give_points(life.cast.wu, 100)
    own = life.redeem(life.reward(name="油"), life.cast.wu)
    with nothing_changes(), pytest.raises(rewards.OwnRedemption):
        hand_over(life, digits_of(own), life.cast.wu)
    assert hand_over(life, digits_of(made), life.cast.wu).state == RedemptionState.HANDED_OVER


def test_another_shop_and_people_without_a_shop_are_refused_in_words(life, made):
    _merchant, other = life.merchant("隔壁文具")
    with nothing_changes(), pytest.raises(rewards.OtherMerchant) as refusal:
        hand_over(life, digits_of(made), other)
    assert "街角小店" in str(refusal.value)
    for person in (life.cast.bea, life.cast.anna, life.cast.chen, life.cast.oskar):
        with nothing_changes(), pytest.raises(rewards.NotMerchant):
            hand_over(life, digits_of(made), person)


def test_another_communitys_code_is_answered_like_a_wrong_one(life, shop):
    oak = ServiceLife(life.cast, life.cast.oak)
    oak.give_points(life.cast.nia, 100)
    theirs = oak.redeem(oak.reward())
    for code in (digits_of(theirs), qr_text(theirs)):
        with nothing_changes(), pytest.raises(rewards.UnknownCode):
            hand_over(life, code, shop[1])


def test_cancelled_and_expired_codes_say_so(life, shop, made):
    with nothing_changes(), pytest.raises(rewards.CodeExpired):
        hand_over(life, digits_of(made), shop[1], now=made.expires_at + timedelta(minutes=1))
    with life.scope():
        rewards.cancel_redemption(redemption_id=made.pk, actor=actor(life.cast.bo), now=life.now)
    with nothing_changes(), pytest.raises(rewards.CodeCancelled):
        hand_over(life, digits_of(made), shop[1])


def test_forged_and_altered_codes_are_never_accepted(life, made):
    """Every change of one digit, every change of one character of the QR, and a thousand made-up ones."""
    digits, qr, chance = digits_of(made), qr_text(made), random.Random(7)
    altered = {
        digits[:place] + other + digits[place + 1 :]
        for place in range(12)
        for other in "0123456789"
        if other != digits[place]
    }
    altered |= {qr[:place] + ("A" if qr[place] != "A" else "B") + qr[place + 1 :] for place in range(len(qr))}
    altered |= {f"{chance.randrange(10**12):012}" for _made_up in range(1000)} - {digits}
    with life.scope():
        accepted = [code for code in altered if find_by_code(code) is not None]
    assert accepted == []


def test_guessing_ends_soon(life, shop):
    for _guess in range(20):
        with pytest.raises(rewards.UnknownCode):
            hand_over(life, "000000000000", shop[1])
    with pytest.raises(TooMany):
        hand_over(life, "000000000000", shop[1])


def test_who_does_not_work_there_any_more_hands_nothing_over(life, shop, made):
    with life.scope():
        staff = shop[0].staff.get()
        rewards.end_merchant_staff(staff=staff, actor=actor(life.cast.ada), now=life.now)
    with nothing_changes(), pytest.raises(rewards.NotMerchant):
        hand_over(life, digits_of(made), shop[1])
