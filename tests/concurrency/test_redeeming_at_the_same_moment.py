"""What the guards of the exchange prevent: each test has a twin with its guard off, which must show the fault.

(That thirty who want seven get seven, and that twenty scans are one hand-over, is in
test_points_at_the_same_moment.py; here are their twins, and the races that stand beside them.)
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection
from django.db.models import F
from django_fsm import ConcurrentTransitionMixin
from django_scopes import scope

from content_models.common.ids import uuid7
from content_models.ledger.audit import audit_ledger
from content_models.people.models import Notice, User
from content_models.rewards import actions as rewards
from content_models.rewards.actions import closing as closing_actions
from content_models.rewards.actions import exchanging, handing_over
from content_models.rewards.codes import digits_of
from content_models.rewards.models import Redemption, Reward
from content_models.rewards.states import TAKING, RedemptionState
from tests.concurrency.crowd import all_at_once
from tests.support.cast import Cast, actor, make_cast, make_person
from tests.support.service_life import ServiceLife

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("pg_only")]


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    return make_cast()


@pytest.fixture
def life(cast: Cast) -> ServiceLife:
    return ServiceLife(cast)


def _there(life: ServiceLife, action: Callable[..., object], person: User, **words: Any) -> Callable[[], object]:
    """An attempt that opens its own scope: it runs in a thread of its own."""
    who = actor(person)

    def attempt() -> object:
        with scope(community=life.community):
            return action(actor=who, now=life.now, **words)

    return attempt


def _redeem(life: ServiceLife, reward: Reward, person: User) -> Callable[[], object]:
    return _there(life, rewards.redeem, person, reward_id=reward.pk, redemption_id=uuid7())


def _hand_over(life: ServiceLife, made: Redemption, person: User) -> Callable[[], object]:
    return _there(life, rewards.hand_over, person, code=digits_of(made), community=life.community)


def _cancel(life: ServiceLife, made: Redemption, person: User) -> Callable[[], object]:
    return _there(life, rewards.cancel_redemption, person, redemption_id=made.pk, reason="不要了")


def _living(life: ServiceLife, reward: Reward) -> int:
    with life.scope():
        return int(Redemption.objects.taking().filter(reward=reward).count())


def _looking_first(monkeypatch: pytest.MonkeyPatch, where: Any, name: str, number: int) -> None:
    """Everybody has looked (`where.name`) before anybody goes on; only at the first look of each."""
    have_looked, looked = threading.Barrier(number, timeout=20), threading.local()
    look = getattr(where, name)

    def look_and_wait(*args: Any, **words: Any) -> Any:
        found = look(*args, **words)
        if not getattr(looked, "once", False):
            looked.once = True
            have_looked.wait()
        return found

    monkeypatch.setattr(where, name, look_and_wait)


@contextmanager
def _without(model: type[Any], constraint: str) -> Iterator[None]:
    """The last wall taken down, and put up again when what came through is gone."""
    wall = next(one for one in model._meta.constraints if one.name == constraint)
    with connection.schema_editor() as editor:
        editor.remove_constraint(model, wall)
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM rewards_redemption")
            cursor.execute("UPDATE rewards_reward SET taken = 0")
        with connection.schema_editor() as editor:
            editor.add_constraint(model, wall)


def _unconditional_saves(monkeypatch: pytest.MonkeyPatch) -> None:
    """The UPDATE no longer says "and the state is still what I read"."""
    monkeypatch.setattr(
        Redemption, "_do_update", lambda self, *rest: super(ConcurrentTransitionMixin, self)._do_update(*rest)
    )


# --- stock -------------------------------------------------------------------------------------------------


def _everybody_wants_one_of_two(life: ServiceLife, monkeypatch: pytest.MonkeyPatch) -> tuple[Counter[str], Reward]:
    reward = life.reward(stock=2)
    people = [make_person(f"P{index}", 1000 + index) for index in range(8)]
    for person in people:
        life.give_points(person, 30)
    _looking_first(monkeypatch, exchanging, "_on_show", len(people))
    return all_at_once([_redeem(life, reward, person) for person in people]), reward


def test_all_have_seen_the_last_two_and_two_get_them(life: ServiceLife, monkeypatch: pytest.MonkeyPatch) -> None:
    results, reward = _everybody_wants_one_of_two(life, monkeypatch)
    assert results == {"ok": 2, "out_of_stock": 6}
    assert (life.taken(reward), _living(life, reward)) == (2, 2)
    assert audit_ledger().is_sound


def test_without_the_conditional_write_more_is_promised_than_there_is(
    life: ServiceLife, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin: the stock is counted up on the strength of the look before."""

    class CountsUp:
        def run(self, *, reward: Any) -> int:
            return int(Reward.objects.filter(pk=reward).update(taken=F("taken") + 1))

    monkeypatch.setattr(exchanging, "_taking_one", CountsUp)
    with _without(Reward, "never_more_taken_than_there_are"):
        results, reward = _everybody_wants_one_of_two(life, monkeypatch)
        assert results["ok"] > 2
        assert _living(life, reward) > reward.stock


# --- limit per person ----------------------------------------------------------------------------------------


def _one_person_sends_eight(life: ServiceLife, monkeypatch: pytest.MonkeyPatch) -> tuple[Counter[str], Reward]:
    reward = life.reward(stock=50, limit_per_person=2, price=10)
    life.give_points(life.cast.bo, 500)
    _looking_first(monkeypatch, exchanging, "_free_place", 8)
    return all_at_once([_redeem(life, reward, life.cast.bo) for _send in range(8)]), reward


def test_one_person_sends_eight_and_gets_what_one_may_take(life: ServiceLife, monkeypatch: pytest.MonkeyPatch) -> None:
    results, reward = _one_person_sends_eight(life, monkeypatch)
    assert results == {"ok": 2, "per_person_limit": 6}
    assert (life.taken(reward), life.balance(life.cast.bo)) == (2, 480)


def test_without_numbered_places_one_person_takes_more(life: ServiceLife, monkeypatch: pytest.MonkeyPatch) -> None:
    """The twin: the database does not hold the places any more."""
    with _without(Redemption, "one_redemption_per_place"):
        results, reward = _one_person_sends_eight(life, monkeypatch)
        assert results["ok"] > 2
        assert life.taken(reward) > reward.limit_per_person


# --- the code ------------------------------------------------------------------------------------------------


def _eight_scan_one_code(life: ServiceLife, monkeypatch: pytest.MonkeyPatch) -> tuple[Counter[str], Redemption]:
    life.give_points(life.cast.bo, 30)
    made = life.redeem(life.reward())
    _looking_first(monkeypatch, handing_over, "find_by_code", 8)
    return all_at_once([_hand_over(life, made, life.cast.wu) for _scan in range(8)]), made


def test_all_have_seen_the_code_and_one_hands_over(life: ServiceLife, monkeypatch: pytest.MonkeyPatch) -> None:
    results, made = _eight_scan_one_code(life, monkeypatch)
    assert results == {"ok": 1, "code_used": 7}
    assert Notice.objects.filter(kind="redemption_handed_over", subject_id=made.pk).count() == 1


def test_without_the_conditional_write_several_hand_over_one_thing(
    life: ServiceLife, monkeypatch: pytest.MonkeyPatch
) -> None:
    _unconditional_saves(monkeypatch)
    results, made = _eight_scan_one_code(life, monkeypatch)
    assert results["ok"] > 1
    assert Notice.objects.filter(kind="redemption_handed_over", subject_id=made.pk).count() > 1


# --- giving back against fetching ------------------------------------------------------------------------------


def _cancel_while_it_is_fetched(
    life: ServiceLife, monkeypatch: pytest.MonkeyPatch
) -> tuple[Counter[str], Redemption, int]:
    life.give_points(life.cast.bo, 30)
    reward = life.reward()
    made = life.redeem(reward)
    both, seen = threading.Barrier(2, timeout=20), threading.local()

    def after(look: Callable[..., Any]) -> Callable[..., Any]:
        def look_and_wait(*args: Any) -> Any:
            found = look(*args)
            if not getattr(seen, "once", False):
                seen.once = True
                both.wait()
            return found

        return look_and_wait

    monkeypatch.setattr(handing_over, "find_by_code", after(handing_over.find_by_code))
    monkeypatch.setattr(closing_actions, "read_redemption", after(closing_actions.read_redemption))
    results = all_at_once([_cancel(life, made, life.cast.bo), _hand_over(life, made, life.cast.wu)])
    with life.scope():
        return results, Redemption.objects.get(pk=made.pk), life.taken(reward)


def test_what_is_given_back_and_fetched_at_once_is_one_of_them(
    life: ServiceLife, monkeypatch: pytest.MonkeyPatch
) -> None:
    results, now, taken = _cancel_while_it_is_fetched(life, monkeypatch)
    assert results["ok"] == 1
    assert set(results) < {"ok", "wrong_state", "code_cancelled"}
    given_back = now.state == RedemptionState.CANCELLED
    assert (life.balance(life.cast.bo), taken) == ((30, 0) if given_back else (0, 1))
    assert audit_ledger().is_sound


def test_without_the_conditional_write_it_is_fetched_and_paid_back(
    life: ServiceLife, monkeypatch: pytest.MonkeyPatch
) -> None:
    _unconditional_saves(monkeypatch)
    results, _now, taken = _cancel_while_it_is_fetched(life, monkeypatch)
    assert results == {"ok": 2}
    assert (life.balance(life.cast.bo), taken) == (30, 0)


def test_given_back_twenty_times_at_once_the_points_return_once(life: ServiceLife) -> None:
    life.give_points(life.cast.bo, 30)
    reward = life.reward()
    made = life.redeem(reward)
    people = (life.cast.bo, life.cast.wu, life.cast.ada, life.cast.dai)
    results = all_at_once([_cancel(life, made, person) for person in people * 5])
    assert results == {"ok": 1, "wrong_state": 19}
    assert (life.balance(life.cast.bo), life.taken(reward)) == (30, 0)


def test_exchanging_and_giving_back_crosswise_never_waits_for_each_other(life: ServiceLife) -> None:
    """One order of locks: with two PostgreSQL would report a deadlock, which `all_at_once` lets through."""
    life.give_points(life.cast.bo, 300)
    one, other = life.reward(stock=50, limit_per_person=50), life.reward(name="油", stock=50, limit_per_person=50)
    for _round in range(4):
        held = [life.redeem(reward) for reward in (one, other, one, other)]
        results = all_at_once(
            [_cancel(life, made, life.cast.bo) for made in held]
            + [_redeem(life, reward, life.cast.bo) for reward in (other, one, other, one)]
        )
        assert results == {"ok": 8}
        with life.scope():
            for made in Redemption.objects.filter(state__in=sorted(TAKING)):
                rewards.cancel_redemption(redemption_id=made.pk, actor=actor(life.cast.bo), now=life.now)
    assert (life.balance(life.cast.bo), life.taken(one), life.taken(other)) == (300, 0, 0)
    assert audit_ledger().is_sound


def test_removing_a_reward_while_it_is_exchanged_ends_in_one_of_them(
    life: ServiceLife, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It was on show when Bo looked and is removed before she writes: the exchange is refused, nothing is taken."""
    reward = life.reward()
    life.give_points(life.cast.bo, 30)
    write, done = exchanging.write_transfer, []

    def write_while_it_is_removed(*args: Any, **words: Any) -> Any:
        if not done:
            done.append(True)

            def remove() -> None:
                with scope(community=life.community):
                    rewards.retire_reward(reward=reward, by=life.cast.ada, now=life.now)

            assert all_at_once([remove]) == {"ok": 1}
        return write(*args, **words)

    monkeypatch.setattr(exchanging, "write_transfer", write_while_it_is_removed)
    assert all_at_once([_redeem(life, reward, life.cast.bo)]) == {"not_found": 1}
    assert (life.balance(life.cast.bo), life.taken(reward)) == (30, 0)
