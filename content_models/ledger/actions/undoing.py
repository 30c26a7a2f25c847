"""Taking a transfer back by another one: entries are never edited or deleted."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django_scopes import scopes_disabled

from content_models.common.ids import uuid7
from content_models.common.overtaken import Overtaken, again_when_overtaken
from content_models.ledger.actions.posting import AlreadyUndone, NewTransfer, NotEnoughPoints, balance_of, post_transfer
from content_models.ledger.kinds import TransferKind
from content_models.ledger.models import Transfer


@again_when_overtaken
def refund(*, payment_id: UUID, refund_id: UUID, actor_id: UUID | None, now: datetime) -> Transfer:
    """Give the points of a redemption back.

    Raises:
        AlreadyUndone: they were given back by another transfer.
    """
    payment = _transfer(payment_id)
    return post_transfer(
        NewTransfer(
            id=refund_id,
            community_id=payment.community_id,
            person_id=payment.debit.owner_id,
            kind=TransferKind.REFUND,
            amount=payment.amount,
            subject=payment.subject,
            reference=_reference(payment),
            reverses_id=payment.pk,
        ),
        actor_id=actor_id,
        now=now,
    )


@again_when_overtaken
def reverse_earning(*, earning_id: UUID, reversal_id: UUID, actor_id: UUID | None, now: datetime) -> list[Transfer]:
    """Take the points of a wrong record back, as far as the person still has them.

    What was spent in good faith is not asked for again, since nobody's points go below zero: the rest is written off
    to the community's `uncovered` account. One or two transfers, which together are the earning's amount.

    Raises:
        AlreadyUndone
    """
    earning = _transfer(earning_id)
    done = _already_reversed(earning, reversal_id)
    if done:
        return done
    person_id = earning.credit.owner_id
    still_there = min(earning.amount, balance_of(earning.community_id, person_id))
    posted = []
    try:
        if still_there:
            posted.append(_undo(earning, reversal_id, TransferKind.REVERSE, still_there, person_id, actor_id, now))
    except NotEnoughPoints as error:
        # Spent between our look and our write: the next attempt sees how much is left.
        raise Overtaken from error
    rest = earning.amount - still_there
    if rest:
        rest_id = uuid7() if still_there else reversal_id
        posted.append(_undo(earning, rest_id, TransferKind.WRITE_OFF, rest, person_id, actor_id, now, alone=not posted))
    return posted


def _undo(
    earning: Transfer,
    transfer_id: UUID,
    kind: TransferKind,
    amount: int,
    person_id: UUID | None,
    actor_id: UUID | None,
    now: datetime,
    *,
    alone: bool = True,
) -> Transfer:
    """`reverses` is said once per earning, by the first of the two; it is what makes undoing happen once."""
    new = NewTransfer(
        id=transfer_id,
        community_id=earning.community_id,
        person_id=person_id,
        kind=kind,
        amount=amount,
        subject=earning.subject,
        reference=("transfer", earning.pk),
        reverses_id=earning.pk if alone else None,
    )
    return post_transfer(new, actor_id=actor_id, now=now)


def _already_reversed(earning: Transfer, reversal_id: UUID) -> list[Transfer]:
    """The transfers of this very reversal, if it happened."""
    with scopes_disabled():
        first = Transfer.objects.filter(reverses_id=earning.pk).first()
        if first is None:
            return []
        if first.pk != reversal_id:
            raise AlreadyUndone
        rest = Transfer.objects.filter(
            community_id=earning.community_id, kind=TransferKind.WRITE_OFF, reference_id=earning.pk
        )
        return [first, *rest.exclude(pk=first.pk)]


def _transfer(transfer_id: UUID) -> Transfer:
    """With both accounts. The caller's own record or redemption names it, so it is not looked for in a scope."""
    with scopes_disabled():
        transfer: Transfer = Transfer.objects.select_related("debit", "credit").get(pk=transfer_id)
        return transfer


def _reference(transfer: Transfer) -> tuple[str, UUID] | None:
    return (transfer.reference_type, transfer.reference_id) if transfer.reference_id else None
