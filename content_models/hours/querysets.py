"""Finding activities and records."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Self
from uuid import UUID

from django.db.models import Manager, Q, QuerySet, Sum

from content_models.hours.states import OCCUPYING, ActivityState, RecordState


class ActivityQuerySet(QuerySet[Any]):
    def coming(self, now: datetime) -> Self:
        """Open and not over."""
        return self.filter(state=ActivityState.OPEN, ends_at__gt=now)

    def under(self, area_paths: list[str]) -> Self:
        covered = Q(pk__in=[])
        for path in area_paths:
            covered |= Q(area__path__startswith=path)
        return self.filter(covered)


class RecordQuerySet(QuerySet[Any]):
    def of(self, person_id: UUID) -> Self:
        return self.filter(person_id=person_id)

    def verified(self) -> Self:
        return self.filter(state=RecordState.VERIFIED)

    def waiting(self) -> Self:
        return self.filter(state=RecordState.SUBMITTED)

    def occupying(self) -> Self:
        """Those that take the person's time."""
        return self.filter(state__in=sorted(OCCUPYING))

    def overlapping(self, start: datetime, end: datetime | None) -> Self:
        """Those that share time with [start, end). Who is still checked in somewhere has no end yet."""
        begun = self if end is None else self.filter(started_at__lt=end)
        return begun.filter(Q(ended_at__gt=start) | Q(ended_at__isnull=True), started_at__isnull=False)

    def under(self, area_paths: list[str]) -> Self:
        covered = Q(pk__in=[])
        for path in area_paths:
            covered |= Q(area__path__startswith=path)
        return self.filter(covered)

    def minutes(self) -> int:
        """The sum of their minutes."""
        return int(self.aggregate(total=Sum("minutes"))["total"] or 0)


class CertificateQuerySet(QuerySet[Any]):
    def of(self, person_id: UUID) -> Self:
        return self.filter(person_id=person_id)

    def valid(self) -> Self:
        return self.filter(revoked_at__isnull=True)

    def revoked(self) -> Self:
        return self.filter(revoked_at__isnull=False)


ActivityManager = Manager.from_queryset(ActivityQuerySet)
RecordManager = Manager.from_queryset(RecordQuerySet)
CertificateManager = Manager.from_queryset(CertificateQuerySet)
