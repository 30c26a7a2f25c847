"""Finding accounts and transfers."""

from __future__ import annotations

from datetime import date
from typing import Any, Self
from uuid import UUID

from django.db.models import Manager, Q, QuerySet

from content_models.ledger.kinds import GAINING, SPENDING, AccountKind, TransferKind


class AccountQuerySet(QuerySet[Any]):
    def of_people(self) -> Self:
        return self.filter(kind=AccountKind.PERSON)

    def of(self, person_id: UUID) -> Self:
        return self.filter(owner_id=person_id, kind=AccountKind.PERSON)


class TransferQuerySet(QuerySet[Any]):
    def touching(self, account_ids: list[UUID]) -> Self:
        """Into or out of any of these accounts."""
        return self.filter(Q(debit_id__in=account_ids) | Q(credit_id__in=account_ids))

    def standing(self) -> Self:
        """Those that nothing has undone."""
        return self.filter(reversed_by__isnull=True)

    def spending(self) -> Self:
        """What used points up and was not given back."""
        return self.filter(kind__in=sorted(SPENDING)).standing()

    def gaining(self) -> Self:
        """What brought points and was not corrected away."""
        return self.filter(kind__in=sorted(GAINING)).standing()

    def usable_until(self, day: date) -> Self:
        """Points that can be used until `day` or an earlier day."""
        return self.filter(expires_on__lte=day)

    def earned(self) -> Self:
        return self.filter(kind=TransferKind.EARN)


AccountManager = Manager.from_queryset(AccountQuerySet)
TransferManager = Manager.from_queryset(TransferQuerySet)
