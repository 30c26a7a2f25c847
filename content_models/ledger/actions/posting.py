"""The one door of the ledger: writing a transfer. Everything else that moves points comes through here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from uuid import UUID

from django.db import IntegrityError
from django.db.models import F
from django.utils.translation import gettext_lazy as _
from django_scopes import scope, scopes_disabled

from content_models.common.clock import utc_now
from content_models.common.compiled import CompiledQuery, CompiledUpdate, insert
from content_models.common.errors import Conflict
from content_models.common.overtaken import Overtaken, again_when_overtaken
from content_models.ledger.kinds import ROUTES, AccountKind, TransferKind
from content_models.ledger.models import SUBJECT_MAX, Account, Transfer, account_id


class NotEnoughPoints(Conflict):
    code = "not_enough_points"
    message = _("You are %(missing)d points short.")


class TransferIdReused(Conflict):
    code = "transfer_id_reused"
    message = _("This transfer was already made, with other content.")


class AlreadyUndone(Conflict):
    code = "already_undone"
    message = _("This transfer was already taken back.")


@dataclass(frozen=True, slots=True)
class NewTransfer:
    """What is to be moved. From where to where follows from the kind (kinds.ROUTES) and the person.

    `id` is a UUIDv7 that the caller keeps: asking again with the same id and content is the same transfer.
    """

    id: UUID
    community_id: UUID
    person_id: UUID | None
    kind: TransferKind
    amount: int
    subject: str = ""
    reference: tuple[str, UUID] | None = None
    reverses_id: UUID | None = None
    expires_on: date | None = None

    @property
    def debit_id(self) -> UUID:
        return self._account(ROUTES[self.kind].debit)

    @property
    def credit_id(self) -> UUID:
        return self._account(ROUTES[self.kind].credit)

    def _account(self, kind: AccountKind) -> UUID:
        return account_id(self.community_id, kind, self.person_id if kind == AccountKind.PERSON else None)


@again_when_overtaken
def post_transfer(new: NewTransfer, *, actor_id: UUID | None, now: datetime) -> Transfer:
    """Move points, once. In the transaction of what it is for, which has checked who may.

    Raises:
        NotEnoughPoints: the person has fewer (`missing` says how many fewer). TransferIdReused: the id is known with
        other content. AlreadyUndone: what it would undo has been undone. ValueError: the amount is not positive.
    """
    return write_transfer(new, actor_id=actor_id, now=now)


def write_transfer(new: NewTransfer, *, actor_id: UUID | None, now: datetime) -> Transfer:
    """`post_transfer` within an action that is itself begun again when overtaken: no savepoint to go back to.

    Raises:
        Overtaken: the whole attempt must end; and what `post_transfer` raises.
    """
    if new.amount < 1:
        raise ValueError("a transfer moves at least one point")
    # The id before the balance: a retry finds its own transfer even if the points are spent by now.
    known = _known(new)
    if known is not None:
        return known
    route = ROUTES[new.kind]
    if route.debit == AccountKind.PERSON:
        _take(new)
    elif route.credit == AccountKind.PERSON:
        _give(new)
    row = _row(new, actor_id=actor_id, now=now)
    try:
        insert(row)
    except IntegrityError as error:
        # The same id, or the same undoing, by somebody who was faster: the next attempt sees which.
        raise Overtaken from error
    return row


def _row(new: NewTransfer, *, actor_id: UUID | None, now: datetime) -> Transfer:
    return Transfer(
        id=new.id,
        community_id=new.community_id,
        debit_id=new.debit_id,
        credit_id=new.credit_id,
        amount=new.amount,
        kind=new.kind,
        actor_id=actor_id,
        reverses_id=new.reverses_id,
        reference_type=new.reference[0] if new.reference else "",
        reference_id=new.reference[1] if new.reference else None,
        subject=new.subject[:SUBJECT_MAX],
        expires_on=new.expires_on,
        created_at=now,
        posted_at=utc_now(),
    )


def _known(new: NewTransfer) -> Transfer | None:
    """The transfer of this id, if there is one; and a refusal if what `new` undoes has been undone by another."""
    found = _same_id_or_undoing().instances(id=new.id, undone=new.reverses_id or new.id)
    for transfer in found:
        if transfer.pk != new.id:
            raise AlreadyUndone
        if not _same(transfer, new):
            raise TransferIdReused
        known: Transfer = transfer
        return known
    return None


def _same(known: Transfer, new: NewTransfer) -> bool:
    return (
        known.community_id == new.community_id
        and known.debit_id == new.debit_id
        and known.credit_id == new.credit_id
        and known.amount == new.amount
        and known.kind == new.kind
        and known.reverses_id == new.reverses_id
        and known.reference_id == (new.reference[1] if new.reference else None)
    )


_ID, _UNDONE, _AMOUNT, _WANTED = UUID(int=1), UUID(int=2), 918_273_645, 918_273_646


@lru_cache(maxsize=1)
def _same_id_or_undoing() -> CompiledQuery:
    """By id over all communities: an id is unique in the installation, and what it belongs to is compared.

    The transfer of the very id comes first: its own retry is not "already undone".
    """
    with scopes_disabled():
        same = Transfer.objects.filter(pk=_ID).order_by()
        undoing = Transfer.objects.filter(reverses_id=_UNDONE).order_by()
        return CompiledQuery(same.union(undoing, all=True), id=_ID, undone=_UNDONE)


@lru_cache(maxsize=1)
def _taking() -> CompiledUpdate:
    account = UUID(int=1)
    with scopes_disabled():
        rich_enough = Account.objects.filter(pk=account, balance__gte=_WANTED)
        return CompiledUpdate(
            rich_enough, {"account": account, "wanted": _WANTED, "amount": _AMOUNT}, balance=F("balance") - _AMOUNT
        )


@lru_cache(maxsize=1)
def _giving() -> CompiledUpdate:
    account = UUID(int=1)
    with scopes_disabled():
        accounts = Account.objects.filter(pk=account)
        return CompiledUpdate(accounts, {"account": account, "amount": _AMOUNT}, balance=F("balance") + _AMOUNT)


def _take(new: NewTransfer) -> None:
    """One conditional write: of two who spend the last points at once, the second finds them gone."""
    if not _taking().run(account=new.debit_id, wanted=new.amount, amount=new.amount):
        raise NotEnoughPoints(missing=new.amount - balance_of(new.community_id, new.person_id))


def _give(new: NewTransfer) -> None:
    if not _giving().run(account=new.credit_id, amount=new.amount):
        open_account(new.community_id, new.person_id)
        _giving().run(account=new.credit_id, amount=new.amount)


def open_account(community_id: UUID, person_id: UUID | None) -> None:
    """The person's account, and the community's own with the first of them. Repeating it changes nothing."""
    community_accounts = [
        Account(id=account_id(community_id, kind), community_id=community_id, kind=kind)
        for kind in AccountKind
        if kind != AccountKind.PERSON
    ]
    person_account = Account(
        id=account_id(community_id, AccountKind.PERSON, person_id),
        community_id=community_id,
        kind=AccountKind.PERSON,
        owner_id=person_id,
        balance=0,
    )
    with scope(community=community_id):
        Account.objects.bulk_create([*community_accounts, person_account], ignore_conflicts=True)


def balance_of(community_id: UUID, person_id: UUID | None) -> int:
    """Points of one person in one community; 0 without an account."""
    with scopes_disabled():
        account = account_id(community_id, AccountKind.PERSON, person_id)
        found = Account.objects.filter(pk=account).values_list("balance", flat=True).first()
    return int(found or 0)


__all__ = [
    "AlreadyUndone",
    "NewTransfer",
    "NotEnoughPoints",
    "TransferIdReused",
    "balance_of",
    "open_account",
    "post_transfer",
    "write_transfer",
]
