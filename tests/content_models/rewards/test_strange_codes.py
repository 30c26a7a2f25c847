"""What people and machines type where a code belongs: an answer in words, never a crash, and the tries are counted."""

from __future__ import annotations

import pytest
from django.core.cache import caches
from django.core.cache.backends.db import DatabaseCache
from django.db import transaction

from content_models.common.errors import TooMany
from content_models.common.tries import count_wrong
from content_models.rewards import actions
from content_models.rewards.codes import digits_of, find_by_code, qr_text
from content_models.rewards.models import Redemption
from tests.support.cast import actor
from tests.support.service_life import ServiceLife


@pytest.fixture
def made(life: ServiceLife) -> Redemption:
    life.give_points(life.cast.bo, 100)
    return life.redeem(life.reward())


def test_nonsense_opens_nothing(life: ServiceLife, made: Redemption) -> None:
    arabic = "".join(chr(0x660 + int(digit)) for digit in digits_of(made)[8:])
    nonsense = ["", " ", "\0" * 12, "1" * 11, "1" * 13, "Ⅻ" * 12, digits_of(made)[:8] + arabic, "LINLI:R::", "x" * 9999]
    nonsense += [qr_text(made).lower(), qr_text(made) + "=", qr_text(made)[:-1], f"LINLI:A:{qr_text(made)[8:]}"]
    with life.scope():
        assert [code for code in nonsense if find_by_code(code)] == []


def test_full_width_digits_are_digits(life: ServiceLife, made: Redemption) -> None:
    wide = digits_of(made).translate({ord(str(digit)): chr(0xFF10 + digit) for digit in range(10)})
    with life.scope():
        assert find_by_code(f" {wide} ").pk == made.pk


def test_the_proof_of_one_does_not_fit_the_other(life: ServiceLife, made: Redemption) -> None:
    other = life.redeem(life.reward(name="食用油"))
    swapped = [
        made.number + digits_of(other)[8:],
        f"{qr_text(made).rpartition(':')[0]}:{qr_text(other).rpartition(':')[2]}",
    ]
    with life.scope():
        assert [code for code in swapped if find_by_code(code) is not None] == []


def test_a_living_code_comes_before_an_old_one_of_the_same_digits(life: ServiceLife, made: Redemption) -> None:
    """The digits differ in their proof; should even that be the same, the one that can be fetched is meant."""
    with life.scope():
        actions.cancel_redemption(redemption_id=made.pk, actor=actor(life.cast.bo), now=life.now)
        living = life.redeem(life.reward(name="食用油"))
        Redemption.objects.filter(pk=living.pk).update(number=made.number)
        living.refresh_from_db()
        assert find_by_code(digits_of(living)).pk == living.pk
        assert find_by_code(digits_of(made)).pk == made.pk


def test_wrong_tries_stay_counted_though_the_refusal_is_rolled_back(life: ServiceLife) -> None:
    """Each write of the API is one transaction, and a count kept in the database would go with it."""
    assert not isinstance(caches["tries"], DatabaseCache)
    wu = actor(life.cast.wu)
    for _try in range(20):
        with life.scope(), pytest.raises(actions.UnknownCode), transaction.atomic():
            actions.look_up(code="0" * 12, actor=wu, community=life.community, now=life.now)
    with life.scope(), pytest.raises(TooMany):
        actions.look_up(code="0" * 12, actor=wu, community=life.community, now=life.now)


def test_one_persons_guesses_do_not_lock_her_colleague_out(life: ServiceLife, made: Redemption) -> None:
    for _try in range(20):
        count_wrong("rewards.code", life.cast.wu.pk, within_seconds=600)
    with life.scope():
        actions.look_up(code=digits_of(made), actor=actor(life.cast.ada), community=life.community, now=life.now)
