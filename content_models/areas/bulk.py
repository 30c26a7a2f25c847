"""Many places at once: treebeard's own `add_child` takes several queries for each, this takes a handful for all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F

from content_models.areas.actions import WrongRung, touch_board
from content_models.areas.models import Area, AreaLevel, Community
from content_models.common.errors import Missing
from content_models.common.overtaken import Overtaken

PORTION = 500
Position = tuple[float | None, float | None]  # latitude, longitude


@dataclass(frozen=True, slots=True)
class NewArea:
    """A place to be. `parent_id` is a place of the community, or one that stands before it in the same call."""

    id: UUID
    parent_id: UUID
    level: AreaLevel
    name: str
    latitude: float | None = None
    longitude: float | None = None


@dataclass(slots=True)
class _Stem:
    """A place that others are put below: where the next child's path begins."""

    path: str
    depth: int
    rank: int
    last_step: int


@transaction.atomic
def add_areas(*, community: Community, new: Sequence[NewArea]) -> None:
    """Put places on the ladder below places of this community, after the children that are there.

    Raises:
        Missing: a parent is not in this community. WrongRung: a level is not below the parent's, or of another ladder.
        Overtaken: somebody put a place there at the same moment.
    """
    stems = _stems(community)
    ladder_id = community.area.level.ladder_id
    rows, children = [], Counter[UUID]()
    for one in new:
        stem = stems.get(one.parent_id)
        if stem is None:
            raise Missing
        if one.level.ladder_id != ladder_id or one.level.rank <= stem.rank:
            raise WrongRung
        stem.last_step += 1
        path = Area._get_path(stem.path, stem.depth + 1, stem.last_step)
        children[one.parent_id] += 1
        stems[one.id] = _Stem(path, stem.depth + 1, one.level.rank, 0)
        rows.append(
            Area(
                id=one.id,
                path=path,
                depth=stem.depth + 1,
                level=one.level,
                name=one.name,
                community=community,
                latitude=one.latitude,
                longitude=one.longitude,
            )
        )
    for row in rows:
        row.numchild = children.pop(row.pk, 0)
    try:
        with transaction.atomic():
            Area.objects.bulk_create(rows, batch_size=PORTION)
    except IntegrityError as error:  # the path is unique: somebody took it
        raise Overtaken from error
    _count_children(children)
    touch_board(community.pk)


def _stems(community: Community) -> dict[UUID, _Stem]:
    """Every place of the community, with the step of its last child."""
    stems: dict[UUID, _Stem] = {}
    by_path: dict[str, _Stem] = {}
    rows = Area.objects.below(community.area).order_by("path").values_list("pk", "path", "depth", "level__rank")
    for pk, path, depth, rank in rows.iterator():
        stems[pk] = by_path[path] = _Stem(path, depth, rank, 0)
        parent = by_path.get(path[: -Area.steplen])
        if parent is not None:
            parent.last_step = Area._str2int(path[-Area.steplen :])
    return stems


def _count_children(children: Mapping[UUID, int]) -> None:
    """treebeard keeps how many children a place has; those that got the same number more are updated together."""
    together: dict[int, list[UUID]] = {}
    for parent_id, number in children.items():
        together.setdefault(number, []).append(parent_id)
    for number, parents in together.items():
        for start in range(0, len(parents), PORTION):
            rows = Area.objects.filter(pk__in=parents[start : start + PORTION])
            rows.update(numchild=F("numchild") + number)


@transaction.atomic
def place_areas(*, community: Community, positions: Mapping[UUID, Position]) -> None:
    """Put places of this community elsewhere on the map.

    Raises:
        Missing: one of them is not in this community; nothing is moved.
    """
    moved = [Area(pk=pk, latitude=latitude, longitude=longitude) for pk, (latitude, longitude) in positions.items()]
    inside = Area.objects.of_community(community)
    if inside.bulk_update(moved, ["latitude", "longitude"], batch_size=PORTION) != len(moved):
        raise Missing
    touch_board(community.pk)


__all__ = ["NewArea", "Position", "add_areas", "place_areas"]
