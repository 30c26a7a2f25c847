"""Points, stock, codes and hours wanted by many at once, on a real PostgreSQL; each guard with a twin that lacks it."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.db import connection
from django_scopes import scope

from content_models.common.ids import uuid7
from content_models.hours import actions as hours
from content_models.hours.actions import recording
from content_models.hours.models import ServiceRecord
from content_models.hours.triggers import NO_OVERLAP
from content_models.ledger.actions import NewTransfer, post_transfer, reverse_earning
from content_models.ledger.audit import audit_ledger
from content_models.ledger.kinds import TransferKind
from content_models.ledger.models import Transfer
from content_models.people.models import User
from content_models.rewards import actions as rewards
from content_models.rewards.codes import digits_of
from content_models.rewards.models import Redemption
from content_models.rewards.states import RedemptionState
from tests.concurrency.crowd import all_at_once
from tests.support.cast import Cast, actor, make_cast, make_person
from tests.support.service_life import ServiceLife

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("pg_only")]


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.fixture
def life(cast: Cast) -> ServiceLife:
    made = ServiceLife(cast)
    made.rate(10)
    return made


def _there(life: ServiceLife, action: Callable[..., object], **words: Any) -> Callable[[], object]:
    """An attempt that opens its own scope: it runs in a thread of its own."""

    def attempt() -> object:
        with scope(community=life.community):
            return action(**words)

    return attempt


def _redeem(life: ServiceLife, reward_id: Any, person: User) -> Callable[[], object]:
    return _there(life, rewards.redeem, reward_id=reward_id, actor=actor(person), redemption_id=uuid7(), now=life.now)


def _crowd(life: ServiceLife, number: int, points: int) -> list[User]:
    people = [make_person(f"P{index}", 1000 + index) for index in range(number)]
    for person in people:
        life.give_points(person, points)
    return people


def test_thirty_want_a_reward_of_which_there_are_seven(life: ServiceLife) -> None:
    reward = life.reward(stock=7)
    results = all_at_once([_redeem(life, reward.pk, person) for person in _crowd(life, 30, 30)])
    assert (results["ok"], results["out_of_stock"]) == (7, 23)
    assert life.taken(reward) == 7
    assert audit_ledger().is_sound


def test_one_person_with_points_for_three_sends_twenty(life: ServiceLife) -> None:
    reward = life.reward(stock=50, limit_per_person=50)
    life.give_points(life.cast.bo, 90)
    results = all_at_once([_redeem(life, reward.pk, life.cast.bo) for _send in range(20)])
    assert results["ok"] == 3
    assert (life.balance(life.cast.bo), life.taken(reward)) == (0, 3)


def test_without_the_condition_more_is_spent_than_there_is(life: ServiceLife, monkeypatch: Any) -> None:
    """The twin: a look at the balance instead of a condition in the write, and no CHECK behind it."""
    from content_models.ledger.actions import posting
    from content_models.ledger.models import Account

    def look_then_write(new: NewTransfer) -> None:
        if posting.balance_of(new.community_id, new.person_id) < new.amount:
            raise posting.NotEnoughPoints(missing=0)
        time.sleep(0.1)  # the moment between looking and writing, long enough to be seen
        with connection.cursor() as cursor:
            cursor.execute("UPDATE ledger_account SET balance = balance - %s WHERE id = %s", [new.amount, new.debit_id])

    monkeypatch.setattr(posting, "_take", look_then_write)
    check = next(one for one in Account._meta.constraints if one.name == "balance_not_below_zero")
    with connection.schema_editor() as editor:
        editor.remove_constraint(Account, check)
    try:
        # Of one reward, the numbered places alone would hold back a person's second exchange until the first is done.
        offers = [life.reward(name=f"第{number}样") for number in range(20)]
        life.give_points(life.cast.bo, 90)
        results = all_at_once([_redeem(life, reward.pk, life.cast.bo) for reward in offers])
        assert results["ok"] > 3
        assert life.balance(life.cast.bo) < 0
    finally:
        with connection.cursor() as cursor:
            cursor.execute("UPDATE ledger_account SET balance = 0 WHERE balance < 0")
        with connection.schema_editor() as editor:
            editor.add_constraint(Account, check)


def test_twenty_scan_one_code_and_one_hands_over(life: ServiceLife) -> None:
    life.give_points(life.cast.bo, 30)
    made = life.redeem(life.reward())
    attempt = partial(rewards.hand_over, code=digits_of(made), community=life.community, now=life.now)
    results = all_at_once([_there(life, attempt, actor=actor(life.cast.wu)) for _scan in range(20)])
    assert results == {"ok": 1, "code_used": 19}


def test_of_cancelling_and_handing_over_one_happens(life: ServiceLife) -> None:
    for _round in range(5):
        life.give_points(life.cast.bo, 30)
        reward = life.reward(name=f"大米{uuid7().hex[-8:]}")
        made = life.redeem(reward)
        before = life.balance(life.cast.bo)
        results = all_at_once(
            [
                _there(life, rewards.cancel_redemption, redemption_id=made.pk, actor=actor(life.cast.bo), now=life.now),
                _there(
                    life,
                    rewards.hand_over,
                    code=digits_of(made),
                    actor=actor(life.cast.wu),
                    community=life.community,
                    now=life.now,
                ),
            ]
        )
        assert results["ok"] == 1
        with life.scope():
            state = Redemption.objects.get(pk=made.pk).state
        came_back = 30 if state == RedemptionState.CANCELLED else 0
        assert life.balance(life.cast.bo) == before + came_back
    assert audit_ledger().is_sound


def test_one_id_posted_twenty_times_at_once_is_one_transfer(life: ServiceLife) -> None:
    new = NewTransfer(
        id=uuid7(),
        community_id=life.community.pk,
        person_id=life.cast.bo.pk,
        kind=TransferKind.EARN,
        amount=10,
    )
    life.give_points(life.cast.bo, 1)
    results = all_at_once([_there(life, post_transfer, new=new, actor_id=None, now=life.now) for _send in range(20)])
    assert results == {"ok": 20}
    with life.scope():
        assert Transfer.objects.filter(pk=new.id).count() == 1
    assert life.balance(life.cast.bo) == 11


def test_spending_and_reversing_at_once_leave_nobody_below_zero(life: ServiceLife) -> None:
    for _round in range(5):
        earning_id = life.give_points(life.cast.bo, 60)
        reward = life.reward(name=f"油{uuid7().hex[-8:]}", price=45)
        results = all_at_once(
            [
                _redeem(life, reward.pk, life.cast.bo),
                _there(life, reverse_earning, earning_id=earning_id, reversal_id=uuid7(), actor_id=None, now=life.now),
            ]
        )
        assert results["ok"] >= 1
        assert life.balance(life.cast.bo) >= 0
        assert audit_ledger().is_sound


def _entries(life: ServiceLife) -> list[Callable[[], object]]:
    entry = hours.BackEntry(
        started_at=life.now - timedelta(hours=5),
        ended_at=life.now - timedelta(hours=4),
        subject="修水管",
        reason="手机没电",
    )
    attempt = partial(hours.back_enter, community=life.community, entry=entry, now=life.now)
    return [_there(life, attempt, actor=actor(life.cast.bo)) for _send in range(8)]


def test_of_eight_overlapping_entries_one_is_kept(life: ServiceLife) -> None:
    results = all_at_once(_entries(life))
    assert results["ok"] == 1
    with life.scope():
        assert ServiceRecord.objects.occupying().count() == 1


def test_without_clock_and_trigger_more_than_one_is_kept(life: ServiceLife, monkeypatch: Any) -> None:
    """The twin."""
    from content_models.hours.actions import back_entry

    assert back_entry.move_clock_on is recording.move_clock_on
    # Making the clock's row would let one wait for the other.
    life.back_entry(started_at=life.now - timedelta(hours=9), ended_at=life.now - timedelta(hours=8))
    monkeypatch.setattr(back_entry, "move_clock_on", lambda _person, _revision: time.sleep(0.1))
    NO_OVERLAP.remove(connection)
    try:
        all_at_once(_entries(life))
        with life.scope():
            assert ServiceRecord.objects.occupying().count() > 2
    finally:
        with life.scope():
            ServiceRecord.objects.all().delete()
        NO_OVERLAP.build(connection)


def test_two_verify_at_once_and_points_are_given_once(life: ServiceLife) -> None:
    record = life.served()
    attempt = partial(hours.verify_record, record_id=record.pk, now=life.now)
    results = all_at_once(
        [_there(life, attempt, actor=actor(one)) for one in (life.cast.wu, life.cast.ada, life.cast.dai)]
    )
    assert results == {"ok": 1, "wrong_state": 2}
    assert life.balance(life.cast.bo) == 10


def test_two_first_words_at_once_are_two_words(life: ServiceLife) -> None:
    record = life.back_entry()
    attempt = partial(hours.verify_record, record_id=record.pk, now=life.now)
    results = all_at_once([_there(life, attempt, actor=actor(one)) for one in (life.cast.wu, life.cast.ada)])
    assert results == {"ok": 2}
    assert life.read(record).state == "verified"
