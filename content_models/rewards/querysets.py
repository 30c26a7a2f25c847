"""Finding rewards, redemptions and the shops that hand them over."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Self
from uuid import UUID

from django.db.models import F, Manager, Q, QuerySet

from content_models.rewards.states import TAKING, RedemptionState


class RewardQuerySet(QuerySet[Any]):
    def on_show(self) -> Self:
        """Published and not removed, and so is the shop that hands it over; in the community's own order."""
        handed_over = Q(merchant__isnull=True) | Q(merchant__live=True, merchant__retired_at__isnull=True)
        return self.filter(handed_over, live=True, retired_at__isnull=True).order_by("sort_order", "id")

    def in_window(self, day: date) -> Self:
        return self.filter(
            Q(opens_on__isnull=True) | Q(opens_on__lte=day), Q(closes_on__isnull=True) | Q(closes_on__gte=day)
        )

    def in_stock(self) -> Self:
        return self.filter(taken__lt=F("stock"))


class RedemptionQuerySet(QuerySet[Any]):
    def of(self, person_id: UUID) -> Self:
        return self.filter(person_id=person_id)

    def reserved(self) -> Self:
        return self.filter(state=RedemptionState.RESERVED)

    def taking(self) -> Self:
        """Those that count against a person's limit and the stock."""
        return self.filter(state__in=sorted(TAKING))

    def handed_over(self) -> Self:
        return self.filter(state=RedemptionState.HANDED_OVER)

    def at_desk(self) -> Self:
        """Fetched at the community's own desk, at no merchant's."""
        return self.filter(merchant__isnull=True)

    def overdue(self, now: datetime) -> Self:
        return self.reserved().filter(expires_at__lte=now)

    def to_remind(self, until: datetime) -> Self:
        """Ready to fetch, not for long any more, and nobody has been told."""
        return self.reserved().filter(expires_at__lte=until, reminded_at__isnull=True)


class MerchantQuerySet(QuerySet[Any]):
    def on_show(self) -> Self:
        return self.filter(live=True, retired_at__isnull=True).order_by("sort_order", "id")

    def of_staff(self, person_id: UUID) -> Self:
        """The shops that this person works for."""
        return self.filter(staff__person_id=person_id, staff__ended_at__isnull=True)


RewardManager = Manager.from_queryset(RewardQuerySet)
RedemptionManager = Manager.from_queryset(RedemptionQuerySet)
MerchantManager = Manager.from_queryset(MerchantQuerySet)
