"""What expires when. Points that can be used the shortest are used first, whatever they are spent on."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Sum

from content_models.ledger.kinds import AccountKind, TransferKind
from content_models.ledger.models import Transfer, account_id


@dataclass(frozen=True, slots=True)
class Expiring:
    """`points` that can be used until and with `last_day`."""

    last_day: date
    points: int


def expiring(community_id: UUID, person_id: UUID | None) -> list[Expiring]:
    """A person's points that will expire, the soonest first. The community's scope must be open.

    Spending uses up what expires soonest: of all that could be used until some day, as much is left as was gained
    less what was spent. What a corrected record had earned counts on neither side.
    """
    account = account_id(community_id, AccountKind.PERSON, person_id)
    gained: dict[date, int] = defaultdict(int)
    rows = Transfer.objects.gaining().filter(credit_id=account, expires_on__isnull=False)
    for last_day, amount in rows.values_list("expires_on").annotate(total=Sum("amount")).order_by("expires_on"):
        gained[last_day] += amount
    spent = _spent(account) - _forgiven(community_id, account)
    left = []
    for last_day, amount in sorted(gained.items()):
        used = min(max(spent, 0), amount)
        spent -= used
        if amount > used:
            left.append(Expiring(last_day=last_day, points=amount - used))
    return left


def _spent(account: UUID) -> int:
    total = Transfer.objects.spending().filter(debit_id=account).aggregate(total=Sum("amount"))["total"]
    return int(total or 0)


def _forgiven(community_id: UUID, account: UUID) -> int:
    """What was spent of earnings that were corrected afterwards: it used nothing of the others up."""
    corrected = Transfer.objects.earned().filter(credit_id=account).exclude(reversed_by__isnull=True)
    written_off = Transfer.objects.filter(
        community_id=community_id,
        kind=TransferKind.WRITE_OFF,
        reference_type="transfer",
        reference_id__in=corrected.values("pk"),
        debit_id=account_id(community_id, AccountKind.UNCOVERED),
    )
    return int(written_off.aggregate(total=Sum("amount"))["total"] or 0)


def due_on(community_id: UUID, person_id: UUID | None, *, today: date) -> int:
    """Points whose last day is over."""
    return sum(one.points for one in expiring(community_id, person_id) if one.last_day < today)
