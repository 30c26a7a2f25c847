"""The clock takes points while their owner spends them, on a real PostgreSQL: as if one had come after the other.

Bo holds 60 points; the last day of 30 of them was yesterday. What is spent uses those up first.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db.models import Sum
from django_scopes import scope

from content_models.common.clock import local_day
from content_models.common.ids import uuid7
from content_models.ledger.actions import expire_points, give_to_fund, spending
from content_models.ledger.audit import audit_ledger
from content_models.ledger.kinds import TransferKind
from content_models.ledger.models import Account, Transfer
from content_models.ledger.querysets import AccountQuerySet
from content_models.people.models import User
from tests.concurrency.crowd import all_at_once
from tests.support.cast import Cast, actor, make_cast, make_person
from tests.support.service_life import ServiceLife

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("pg_only")]
ROUNDS = 8


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.fixture
def life(cast: Cast) -> ServiceLife:
    return ServiceLife(cast)


def _saver(life: ServiceLife, number: int) -> User:
    """Somebody with 30 points that are due and 30 that stay."""
    person = make_person(f"S{number}", 2000 + number)
    life.give_points(person, 30, expires_on=local_day(life.now) - timedelta(days=1))
    life.give_points(person, 30)
    return person


def _expire(life: ServiceLife, person: User) -> Callable[[], object]:
    def attempt() -> object:
        with scope(community=life.community):
            return expire_points(account=Account.objects.of(person.pk).get(), now=life.now)

    return attempt


def _spend(life: ServiceLife, person: User, points: int) -> Callable[[], object]:
    def attempt() -> object:
        with scope(community=life.community):
            return give_to_fund(
                actor=actor(person), community=life.community, amount=points, transfer_id=uuid7(), now=life.now
            )

    return attempt


def _moved(life: ServiceLife, person: User, kind: TransferKind) -> int:
    with life.scope():
        rows = Transfer.objects.filter(debit__owner_id=person.pk, kind=kind)
        return int(rows.aggregate(total=Sum("amount"))["total"] or 0)


def test_either_they_expire_and_are_missing_or_they_are_spent_and_not_due(life: ServiceLife) -> None:
    for number in range(ROUNDS):
        saver = _saver(life, number)
        results = all_at_once([_spend(life, saver, 40), _expire(life, saver), _expire(life, saver)])
        expired, spent = _moved(life, saver, TransferKind.EXPIRE), _moved(life, saver, TransferKind.GIVE)
        if results == {"ok": 3}:
            assert (expired, spent, life.balance(saver)) == (0, 40, 20)
        else:
            assert results == {"ok": 2, "not_enough_points": 1}
            assert (expired, spent, life.balance(saver)) == (30, 0, 30)
    assert audit_ledger().is_sound


def test_what_is_due_expires_once_however_many_clocks_strike(life: ServiceLife) -> None:
    for number in range(ROUNDS):
        saver = _saver(life, number)
        assert all_at_once([_expire(life, saver)] * 6) == {"ok": 6}
        assert (_moved(life, saver, TransferKind.EXPIRE), life.balance(saver)) == (30, 30)
    assert audit_ledger().is_sound


@pytest.fixture
def looked(monkeypatch: Any) -> threading.Event:
    """The guard is off: what is due is looked up without holding the account, and written a moment later."""
    monkeypatch.setattr(AccountQuerySet, "select_for_update", lambda accounts, **_how: accounts.all())
    known, has_looked = spending.due_on, threading.Event()

    def slowly(*args: Any, **words: Any) -> int:
        due = known(*args, **words)
        has_looked.set()
        time.sleep(0.5)  # the moment between looking and writing, long enough to be seen
        return due

    monkeypatch.setattr(spending, "due_on", slowly)
    return has_looked


@pytest.mark.usefixtures("looked")
def test_without_holding_the_account_points_expire_that_were_not_due(life: ServiceLife) -> None:
    """The twin of "expires once"."""
    saver = _saver(life, 0)
    all_at_once([_expire(life, saver)] * 2)
    assert (_moved(life, saver, TransferKind.EXPIRE), life.balance(saver)) == (60, 0)


def test_without_holding_the_account_the_clock_asks_for_what_is_spent(life: ServiceLife, looked: Any) -> None:
    """The twin of "either or": the clock fails over points that are due no more, which no order of the two explains."""
    saver = _saver(life, 0)
    spend = _spend(life, saver, 40)
    assert all_at_once([_expire(life, saver), lambda: (looked.wait(10), spend())]) == {"ok": 1, "not_enough_points": 1}
    assert (_moved(life, saver, TransferKind.EXPIRE), _moved(life, saver, TransferKind.GIVE)) == (0, 40)
