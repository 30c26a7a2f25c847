"""Recomputing every account from the transfers and comparing it with what is kept. One statement, so one moment."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection

from content_models.ledger.kinds import UNDOES, AccountKind, TransferKind

_RECOMPUTED = """
    SELECT account.id, account.kind, account.balance,
        COALESCE((SELECT SUM(amount) FROM ledger_transfer WHERE credit_id = account.id), 0)
        - COALESCE((SELECT SUM(amount) FROM ledger_transfer WHERE debit_id = account.id), 0) AS recomputed,
        tally.balance,
        COALESCE((
            SELECT SUM(amount) FROM ledger_transfer WHERE credit_id = account.id AND posted_at <= tally.through_at
        ), 0)
        - COALESCE((
            SELECT SUM(amount) FROM ledger_transfer WHERE debit_id = account.id AND posted_at <= tally.through_at
        ), 0)
    FROM ledger_account account LEFT JOIN ledger_accounttally tally ON tally.account_id = account.id
"""
_ELSEWHERE = """
    SELECT COUNT(*) FROM ledger_transfer transfer
    JOIN ledger_account debit ON debit.id = transfer.debit_id
    JOIN ledger_account credit ON credit.id = transfer.credit_id
    WHERE debit.community_id <> transfer.community_id OR credit.community_id <> transfer.community_id
"""
_UNDONE = """
    SELECT undoing.kind, undoing.amount, undone.kind, undone.amount,
        COALESCE((
            SELECT SUM(amount) FROM ledger_transfer rest
            WHERE rest.kind = 'write_off' AND rest.reference_id = undone.id AND rest.id <> undoing.id
        ), 0)
    FROM ledger_transfer undoing JOIN ledger_transfer undone ON undone.id = undoing.reverses_id
"""


@dataclass(frozen=True, slots=True)
class Drift:
    """Something that is not as it must be. `what` names the account or transfer by id: no person in it."""

    what: str
    kept: int
    recomputed: int


@dataclass(frozen=True, slots=True)
class Audit:
    accounts: int
    transfers: int
    total: int  # over all accounts; 0
    drifts: tuple[Drift, ...]

    @property
    def is_sound(self) -> bool:
        return self.total == 0 and not self.drifts


def audit_ledger() -> Audit:
    """Look at every account of the installation. Reads only."""
    drifts: list[Drift] = []
    total = accounts = 0
    with connection.cursor() as cursor:
        cursor.execute(_RECOMPUTED)
        for account, kind, balance, recomputed, tally, folded in cursor.fetchall():
            accounts += 1
            total += int(recomputed)
            if kind == AccountKind.PERSON and balance != recomputed:
                drifts.append(Drift(f"balance of account {account}", int(balance), int(recomputed)))
            if kind == AccountKind.PERSON and recomputed < 0:
                drifts.append(Drift(f"account {account} below zero", int(balance), int(recomputed)))
            if tally is not None and tally != folded:
                drifts.append(Drift(f"tally of account {account}", int(tally), int(folded)))
        cursor.execute("SELECT COUNT(*) FROM ledger_transfer")
        transfers = int(cursor.fetchone()[0])
        cursor.execute(_ELSEWHERE)
        if elsewhere := int(cursor.fetchone()[0]):
            drifts.append(Drift("transfers between accounts of another community", elsewhere, 0))
        cursor.execute(_UNDONE)
        for kind, amount, undone_kind, undone_amount, rest in cursor.fetchall():
            if UNDOES[TransferKind(kind)] != undone_kind or amount + rest != undone_amount:
                drifts.append(Drift(f"a {kind} of a {undone_kind}", int(amount + rest), int(undone_amount)))
    return Audit(accounts=accounts, transfers=transfers, total=total, drifts=tuple(drifts))
