"""What a community's own accounts come to: a tally up to a moment, and the transfers since then.

Their rows are never written by a transfer, so that thousands can earn at once. A job folds what is old enough into the
tally; nothing that is still being written can be so old (`SETTLED_AFTER`).
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet, Sum

from content_models.common.overtaken import Overtaken, again_when_overtaken
from content_models.ledger.kinds import AccountKind
from content_models.ledger.models import Account, AccountTally, Transfer

SETTLED_AFTER = timedelta(hours=1)


def moved(account_id: UUID, *, after: datetime | None = None, through: datetime | None = None) -> int:
    """What the account gained less what it lost, by transfers posted in (after, through]."""
    window = Q()
    if after is not None:
        window &= Q(posted_at__gt=after)
    if through is not None:
        window &= Q(posted_at__lte=through)
    incoming = _sum(Transfer.objects.filter(window, credit_id=account_id))
    return incoming - _sum(Transfer.objects.filter(window, debit_id=account_id))


def _sum(rows: QuerySet[Any]) -> int:
    return int(rows.order_by().aggregate(total=Sum("amount"))["total"] or 0)


def community_balance(community_id: UUID, kind: AccountKind) -> int:
    """The balance of one of a community's own accounts, exact to the last committed transfer."""
    account = Account.objects.filter(community_id=community_id, kind=kind).select_related("tally").first()
    if account is None:
        return 0
    tally = AccountTally.objects.filter(account=account).first()
    return (tally.balance if tally else 0) + moved(account.pk, after=tally.through_at if tally else None)


def outstanding(community_id: UUID) -> int:
    """Points that people of the community could spend today."""
    total = Account.objects.of_people().filter(community_id=community_id).aggregate(total=Sum("balance"))["total"]
    return int(total or 0)


@again_when_overtaken
def fold(account: Account, *, now: datetime) -> None:
    """Bring the tally of one account forward. Two workers at once: the second looks again and finds nothing to do."""
    through = now - SETTLED_AFTER
    tally = AccountTally.objects.filter(account=account).first()
    if tally is None:
        with transaction.atomic():
            AccountTally.objects.bulk_create(
                [AccountTally(account=account, balance=moved(account.pk, through=through), through_at=through)],
                ignore_conflicts=True,
            )
        return
    if tally.through_at >= through:
        return
    balance = tally.balance + moved(account.pk, after=tally.through_at, through=through)
    written = AccountTally.objects.filter(account=account, through_at=tally.through_at).update(
        balance=balance, through_at=through
    )
    if not written:
        raise Overtaken
