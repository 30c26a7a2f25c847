"""A transfer happens once: its id is its own, whatever the balance says by then."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from content_models.common.ids import uuid7
from content_models.ledger.actions import (
    AlreadyUndone,
    NewTransfer,
    NotEnoughPoints,
    TransferIdReused,
    post_transfer,
    refund,
    reverse_earning,
)
from content_models.ledger.audit import audit_ledger
from content_models.ledger.expiry import Expiring, expiring
from content_models.ledger.jobs import expire_old_points
from content_models.ledger.kinds import AccountKind, TransferKind
from content_models.ledger.models import Account, AccountTally, Transfer
from content_models.ledger.tallies import SETTLED_AFTER, community_balance, fold
from tests.support.cast import Cast
from tests.support.service_life import ServiceLife
from tests.support.unchanged import nothing_changes


@pytest.fixture
def life(cast: Cast) -> ServiceLife:
    return ServiceLife(cast)


def new(life: ServiceLife, kind: TransferKind, amount: int, **changes: object) -> NewTransfer:
    values = {"id": uuid7(), "community_id": life.community.pk, "person_id": life.cast.bo.pk} | changes
    return NewTransfer(kind=kind, amount=amount, **values)


def post(life: ServiceLife, transfer: NewTransfer) -> Transfer:
    with life.scope():
        return post_transfer(transfer, actor_id=None, now=life.now)


def test_what_one_account_loses_the_other_gains(life):
    life.give_points(life.cast.bo, 100)
    post(life, new(life, TransferKind.GIVE, 30))
    with life.scope():
        balances = {kind: community_balance(life.community.pk, kind) for kind in AccountKind if kind != "person"}
    assert life.balance(life.cast.bo) == 70
    assert balances == {"issued": -100, "redeemed": 0, "expired": 0, "fund": 30, "uncovered": 0}
    found = audit_ledger()
    assert (found.total, found.drifts) == (0, ())


def test_a_known_id_with_the_same_content_is_the_same_transfer(life):
    earning = new(life, TransferKind.EARN, 100)
    first = post(life, earning)
    with nothing_changes():
        assert post(life, earning).pk == first.pk


def test_a_known_id_with_another_amount_is_refused(life):
    earning = new(life, TransferKind.EARN, 100)
    post(life, earning)
    with nothing_changes(), pytest.raises(TransferIdReused):
        post(life, new(life, TransferKind.EARN, 90, id=earning.id))


def test_the_id_is_looked_up_before_the_balance(life):
    """A retry of what was spent finds it spent, and not "too few points"."""
    life.give_points(life.cast.bo, 100)
    spending = new(life, TransferKind.REDEEM, 100)
    post(life, spending)
    assert post(life, spending).pk == spending.id


def test_too_few_points_says_how_many_are_missing(life):
    life.give_points(life.cast.bo, 20)
    with nothing_changes(), pytest.raises(NotEnoughPoints) as refusal:
        post(life, new(life, TransferKind.REDEEM, 45))
    assert refusal.value.words == {"missing": 25}


@pytest.mark.parametrize("amount", [0, -1])
def test_a_transfer_moves_something(life, amount):
    with nothing_changes(), pytest.raises(ValueError, match="at least one point"):
        post(life, new(life, TransferKind.EARN, amount))


def test_a_redemption_is_refunded_once(life):
    life.give_points(life.cast.bo, 50)
    payment = post(life, new(life, TransferKind.REDEEM, 50))
    with life.scope():
        back = refund(payment_id=payment.pk, refund_id=uuid7(), actor_id=None, now=life.now)
        assert refund(payment_id=payment.pk, refund_id=back.pk, actor_id=None, now=life.now).pk == back.pk
        with pytest.raises(AlreadyUndone):
            refund(payment_id=payment.pk, refund_id=uuid7(), actor_id=None, now=life.now)
    assert life.balance(life.cast.bo) == 50


def test_what_was_spent_of_a_wrong_earning_is_written_off_and_nobody_goes_below_zero(life):
    earning_id = life.give_points(life.cast.bo, 100)
    post(life, new(life, TransferKind.REDEEM, 80))
    with life.scope():
        undone = reverse_earning(earning_id=earning_id, reversal_id=uuid7(), actor_id=None, now=life.now)
        assert [(one.kind, one.amount) for one in undone] == [("reverse", 20), ("write_off", 80)]
        assert community_balance(life.community.pk, AccountKind.UNCOVERED) == -80
        again = reverse_earning(earning_id=earning_id, reversal_id=undone[0].pk, actor_id=None, now=life.now)
    assert [one.pk for one in again] == [one.pk for one in undone]
    assert life.balance(life.cast.bo) == 0
    assert audit_ledger().is_sound


def test_an_earning_is_reversed_once_even_if_all_of_it_was_spent(life):
    earning_id = life.give_points(life.cast.bo, 100)
    post(life, new(life, TransferKind.REDEEM, 100))
    with life.scope():
        reverse_earning(earning_id=earning_id, reversal_id=uuid7(), actor_id=None, now=life.now)
        with nothing_changes(), pytest.raises(AlreadyUndone):
            reverse_earning(earning_id=earning_id, reversal_id=uuid7(), actor_id=None, now=life.now)


@pytest.mark.parametrize("sql", ["UPDATE ledger_transfer SET amount = 1", "DELETE FROM ledger_transfer"])
def test_the_database_itself_refuses_to_change_a_transfer(life, sql):
    life.give_points(life.cast.bo, 10)
    with nothing_changes(), pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        connection.cursor().execute(sql)


@pytest.mark.usefixtures("pg_only")
def test_the_table_of_transfers_is_not_emptied(life):
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        connection.cursor().execute("TRUNCATE ledger_transfer CASCADE")


def test_what_expires_soonest_is_spent_first(life):
    bo = life.cast.bo
    life.give_points(bo, 30, expires_on=date(2027, 3, 1))
    life.give_points(bo, 50, expires_on=date(2027, 1, 1))
    life.give_points(bo, 10)
    with life.scope():
        assert expiring(life.community.pk, bo.pk) == [Expiring(date(2027, 1, 1), 50), Expiring(date(2027, 3, 1), 30)]
    post(life, new(life, TransferKind.REDEEM, 60))
    with life.scope():
        assert expiring(life.community.pk, bo.pk) == [Expiring(date(2027, 3, 1), 20)]


def test_points_expire_after_their_last_day_and_once(life):
    bo, today = life.cast.bo, life.now.date()
    life.give_points(bo, 40, expires_on=today)
    life.give_points(bo, 5)
    expire_old_points(now=life.now)
    assert life.balance(bo) == 45, "today they can still be used"
    for _again in range(2):
        expire_old_points(now=life.now + timedelta(days=1))
    assert life.balance(bo) == 5
    with life.scope():
        assert community_balance(life.community.pk, AccountKind.EXPIRED) == 40


def test_what_comes_back_after_its_last_day_expires_on_the_same_day(life):
    bo, later = life.cast.bo, life.now + timedelta(days=1)
    life.give_points(bo, 40, expires_on=life.now.date())
    payment = post(life, new(life, TransferKind.REDEEM, 30))
    expire_old_points(now=later)
    with life.scope():
        refund(payment_id=payment.pk, refund_id=uuid7(), actor_id=None, now=later)
    assert life.balance(bo) == 30
    expire_old_points(now=later)
    assert life.balance(bo) == 0
    with life.scope():
        expired = Transfer.objects.filter(kind=TransferKind.EXPIRE).order_by("amount").values_list("amount", flat=True)
        assert list(expired) == [10, 30]


def test_folding_a_tally_changes_no_balance(life):
    for points in (10, 20, 30):
        life.give_points(life.cast.bo, points)
    with life.scope():
        issued = Account.objects.get(kind=AccountKind.ISSUED)
        newest = Transfer.objects.order_by("-posted_at").first().posted_at
        for moment in (newest - SETTLED_AFTER, newest + SETTLED_AFTER, newest + 2 * SETTLED_AFTER):
            fold(issued, now=moment)
            assert community_balance(life.community.pk, AccountKind.ISSUED) == -60
        assert AccountTally.objects.get(account=issued).balance == -60
    assert audit_ledger().is_sound


def test_the_audit_finds_a_balance_and_a_tally_that_drift(life, capsys):
    from django.core.management import CommandError, call_command

    life.give_points(life.cast.bo, 10)
    call_command("audit_ledger")
    with life.scope():
        Account.objects.filter(owner=life.cast.bo).update(balance=11)
        issued = Account.objects.get(kind=AccountKind.ISSUED)
        AccountTally.objects.create(account=issued, balance=-9, through_at=life.now + 1000 * SETTLED_AFTER)
    found = audit_ledger()
    assert {drift.what.split(" of ")[0] for drift in found.drifts} == {"balance", "tally"}
    with pytest.raises(CommandError):
        call_command("audit_ledger")
