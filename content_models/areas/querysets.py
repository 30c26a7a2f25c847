"""Filters over places and communities."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet
from treebeard.mp_tree import MP_NodeManager, MP_NodeQuerySet

if TYPE_CHECKING:
    from content_models.areas.models import Area, Community


class AreaQuerySet(MP_NodeQuerySet):
    def below(self, area: Area) -> AreaQuerySet:
        """`area` itself and everything under it."""
        return self.filter(path__startswith=area.path)

    def of_community(self, community: Community) -> AreaQuerySet:
        return self.filter(community=community)


class AreaManager(MP_NodeManager.from_queryset(AreaQuerySet)):  # type: ignore[misc]
    def get_queryset(self) -> AreaQuerySet:
        return AreaQuerySet(self.model, using=self._db).order_by("path")


class CommunityQuerySet(QuerySet[Any]):
    def public(self) -> CommunityQuerySet:
        return self.filter(is_active=True)

    def under(self, area_paths: list[str]) -> CommunityQuerySet:
        """Communities at or below any of these area paths."""
        covered = Q(pk__in=[])
        for path in area_paths:
            covered |= Q(area__path__startswith=path)
        return self.filter(covered)
