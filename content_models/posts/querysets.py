"""Finding posts and appointments."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Self
from uuid import UUID

from django.db.models import Count, Manager, Q, QuerySet

if TYPE_CHECKING:
    from content_models.areas.models import Area


class PostQuerySet(QuerySet[Any]):
    def on_show(self) -> Self:
        """Published and not retired, in the community's own order."""
        return self.filter(live=True, retired_at__isnull=True).order_by("sort_order", "id")

    def with_filled(self) -> Self:
        """Each with `filled`: how many hold it now."""
        return self.annotate(filled=Count("appointments", filter=Q(appointments__state="approved")))


class AppointmentQuerySet(QuerySet[Any]):
    def living(self) -> Self:
        return self.filter(state__in=["applied", "approved"])

    def waiting(self) -> Self:
        return self.filter(state="applied")

    def over(self, *, today: date) -> Self:
        """Held on paper, although their last day has passed."""
        return self.filter(state="approved", ends_on__lt=today)

    def of(self, person_id: UUID) -> Self:
        return self.filter(person_id=person_id)

    def under(self, area_paths: list[str]) -> Self:
        """Those at or below any of the area paths."""
        covered = Q(pk__in=[])
        for path in area_paths:
            covered |= Q(area__path__startswith=path)
        return self.filter(covered)


class TemplateQuerySet(QuerySet[Any]):
    def offered_at(self, area: Area) -> Self:
        """Those of the districts that `area` lies in: with at least one version."""
        step = type(area).steplen
        above = [area.path[:end] for end in range(step, len(area.path) + 1, step)]
        return self.filter(district__path__in=above, number__gt=0)

    def under(self, area_paths: list[str]) -> Self:
        """Those of districts at or below any of the area paths."""
        covered = Q(pk__in=[])
        for path in area_paths:
            covered |= Q(district__path__startswith=path)
        return self.filter(covered)


PostManager = Manager.from_queryset(PostQuerySet)
AppointmentManager = Manager.from_queryset(AppointmentQuerySet)
