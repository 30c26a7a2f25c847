"""Finding rolls, editions and awards."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, Self
from uuid import UUID

from django.db.models import Manager, QuerySet

from content_models.honors.states import EditionState


class RollQuerySet(QuerySet[Any]):
    def on_show(self) -> Self:
        """Published and not retired, in the community's own order."""
        return self.filter(live=True, retired_at__isnull=True).order_by("sort_order", "id")


class EditionQuerySet(QuerySet[Any]):
    def open(self) -> Self:
        return self.filter(state=EditionState.OPEN)

    def frozen(self) -> Self:
        return self.filter(state=EditionState.FROZEN)

    def sharing_days(self, first_day: date, last_day: date) -> Self:
        """Those that have a day in common with the stretch; both days belong to it."""
        return self.filter(period_start__lte=last_day, period_end__gte=first_day)


class AwardQuerySet(QuerySet[Any]):
    def of(self, person_id: UUID) -> Self:
        return self.filter(person_id=person_id)

    def given(self) -> Self:
        """Those on editions that came out."""
        return self.filter(edition__state=EditionState.FROZEN)


class ConsentQuerySet(QuerySet[Any]):
    def living(self, people_ids: Iterable[UUID]) -> Self:
        return self.filter(person_id__in=list(people_ids), withdrawn_at__isnull=True)


RollManager = Manager.from_queryset(RollQuerySet)
EditionManager = Manager.from_queryset(EditionQuerySet)
AwardManager = Manager.from_queryset(AwardQuerySet)
