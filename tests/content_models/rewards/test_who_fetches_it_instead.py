"""A name for the counter: said by the owner only, and forgotten when it has served its purpose."""

from __future__ import annotations

from datetime import timedelta

import pytest

from content_models.common.errors import IllegalMove, Invalid, Missing, Refused
from content_models.rewards import actions
from content_models.rewards.codes import digits_of
from content_models.rewards.models import Redemption
from tests.support.cast import actor
from tests.support.service_life import ServiceLife
from tests.support.unchanged import nothing_changes


@pytest.fixture
def made(life: ServiceLife) -> Redemption:
    life.give_points(life.cast.bo, 100)
    redemption = life.redeem(life.reward())
    with life.scope():
        return actions.set_proxy(redemption_id=redemption.pk, actor=actor(life.cast.bo), name="王阿姨", now=life.now)


def _name(life: ServiceLife, made: Redemption) -> str:
    with life.scope():
        return str(Redemption.objects.get(pk=made.pk).proxy)


def test_only_the_owner_says_who(life: ServiceLife, made: Redemption) -> None:
    # Wu may read it, since she may cancel it; for Bea and Oskar it does not exist.
    for person, refusal in ((life.cast.bea, Missing), (life.cast.wu, Refused), (life.cast.oskar, Missing)):
        with life.scope(), nothing_changes(), pytest.raises(refusal):
            actions.set_proxy(redemption_id=made.pk, actor=actor(person), name="别人", now=life.now)
    with life.scope(), nothing_changes(), pytest.raises(Invalid):
        actions.set_proxy(redemption_id=made.pk, actor=actor(life.cast.bo), name="长" * 31, now=life.now)
    assert _name(life, made) == "王阿姨"


@pytest.mark.parametrize("end", ["handed over", "cancelled", "expired"])
def test_the_name_is_forgotten_when_it_is_closed(life: ServiceLife, made: Redemption, end: str) -> None:
    with life.scope():
        if end == "handed over":
            code = digits_of(made)
            actions.hand_over(code=code, actor=actor(life.cast.wu), community=life.community, now=life.now)
        elif end == "cancelled":
            actions.cancel_redemption(redemption_id=made.pk, actor=actor(life.cast.bo), now=life.now)
        else:
            actions.expire_redemption(redemption_id=made.pk, now=made.expires_at + timedelta(minutes=1))
        assert _name(life, made) == ""
        with nothing_changes(), pytest.raises(IllegalMove):
            actions.set_proxy(redemption_id=made.pk, actor=actor(life.cast.bo), name="李叔", now=life.now)


def test_who_may_cancel_is_told_that_it_is_too_late(life: ServiceLife, made: Redemption) -> None:
    with life.scope():
        code = digits_of(made)
        actions.hand_over(code=code, actor=actor(life.cast.wu), community=life.community, now=life.now)
        for person in (life.cast.bo, life.cast.wu):
            with nothing_changes(), pytest.raises(IllegalMove):
                actions.cancel_redemption(redemption_id=made.pk, actor=actor(person), reason="x", now=life.now)
        with nothing_changes(), pytest.raises(Missing):
            actions.cancel_redemption(redemption_id=made.pk, actor=actor(life.cast.bea), reason="x", now=life.now)
