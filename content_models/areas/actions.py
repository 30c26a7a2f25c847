"""Making places and communities."""

from __future__ import annotations

from functools import lru_cache
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from content_models.areas.models import Area, AreaLevel, BoardVersion, Community, CommunityKind
from content_models.common.compiled import CompiledUpdate
from content_models.common.errors import Invalid


class WrongRung(Invalid):
    code = "wrong_level"
    message = _("A place must stand on a lower rung of the same ladder than the place it lies in.")


@transaction.atomic
def add_area(
    *,
    parent: Area | None,
    level: AreaLevel,
    name: str,
    latitude: float | None = None,
    longitude: float | None = None,
) -> Area:
    """Put a place on the ladder below `parent`, in the same community.

    Raises:
        WrongRung: the level is not below the parent's, or belongs to another ladder.
    """
    values = {"level": level, "name": name, "latitude": latitude, "longitude": longitude}
    if parent is None:
        made: Area = Area.add_root(**values)
        return made
    # treebeard numbers children from what the row says; read it again so that two adds in a row agree.
    parent = Area.objects.select_related("level").get(pk=parent.pk)
    if parent.level.ladder_id != level.ladder_id or parent.level.rank >= level.rank:
        raise WrongRung
    child: Area = parent.add_child(community_id=parent.community_id, **values)
    return child


@transaction.atomic
def found_community(*, area: Area, slug: str, kind: CommunityKind, intro: str = "") -> Community:
    """Make `area` a community of its own; it and everything below belongs to it from now on."""
    community = Community.objects.create(area=area, slug=slug, name=area.name, kind=kind, intro=intro)
    Area.objects.below(area).update(community=community)
    BoardVersion.objects.create(community=community)
    return community


def touch_board(community_id: UUID) -> None:
    """Tell readers that the community's public face changed. Last write of a transaction: the row is hot."""
    _move_version_on().run(community=community_id)


@lru_cache(maxsize=1)
def _move_version_on() -> CompiledUpdate:
    community = UUID(int=1)
    versions = BoardVersion.objects.filter(community_id=community)
    return CompiledUpdate(versions, {"community": community}, version=F("version") + 1)


__all__ = ["WrongRung", "add_area", "found_community", "touch_board"]
