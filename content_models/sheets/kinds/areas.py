"""区域: a row is one place, written as the way down to it (小区 → 网格 → 楼栋).

Every place above it must be here already or have a row of its own: a name that is misspelt founds nothing by accident.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from content_models.areas.bulk import NewArea, Position, add_areas, place_areas
from content_models.areas.models import Area, AreaLevel, Community
from content_models.common.ids import uuid7
from content_models.people.roles import Actor
from content_models.sheets.cells import Column, Degrees, Text, TwoNames
from content_models.sheets.planning import CHANGED, NEW, UNCHANGED, Kind, Plan, in_portions
from content_models.sheets.reading import Reading, Row
from content_models.sheets.states import SheetKind

NAME_MAX = 60
LATITUDE_MAX, LONGITUDE_MAX = 90, 180
HERE = "community"


@dataclass(slots=True)
class _Place:
    """A place that is there, or will be."""

    id: UUID
    latitude: float | None
    longitude: float | None


@dataclass(frozen=True, slots=True)
class _Move:
    id: UUID
    position: Position


class AreaSheet(Kind):
    kind = SheetKind.AREAS
    rows_max = 50_000

    def columns(self, community: Community) -> list[Column]:
        own = community.area.level
        columns = [
            Column(
                HERE,
                TwoNames(own.name, own.name_en),
                Text(NAME_MAX),
                explain=_("May stay empty. If it is filled, it must be this community."),
                example=f"示例（导入时跳过）：{community.name}",
            )
        ]
        example = _a_way(community)
        columns += [
            Column(
                str(level.pk),
                TwoNames(level.name, level.name_en),
                Text(NAME_MAX),
                explain=_("The last filled one is the place itself; those before it say where it lies."),
                example=example.get(level.pk, ""),
            )
            for level in _rungs(community)
        ]
        return [
            *columns,
            Column("latitude", _("Latitude"), Degrees(LATITUDE_MAX), example="22.5431"),
            Column("longitude", _("Longitude"), Degrees(LONGITUDE_MAX), example="114.0579"),
        ]

    def here(self, community: Community) -> Iterator[dict[str, Any]]:
        ways: dict[str, dict[str, Any]] = {community.area.path: {HERE: community.name}}
        rows = Area.objects.below(community.area).exclude(pk=community.area_id).order_by("path")
        for path, level_id, name, latitude, longitude in rows.values_list(
            "path", "level_id", "name", "latitude", "longitude"
        ).iterator():
            ways[path] = way = {**ways[path[: -Area.steplen]], str(level_id): name}
            yield {**way, "latitude": latitude, "longitude": longitude}

    def key_of(self, row: Row) -> Hashable | None:
        return (row[HERE] or "", _way(row))

    def plan(self, reading: Reading, *, community: Community, actor: Actor, now: datetime) -> Plan:
        plan = Plan()
        levels = {str(level.pk): level for level in _rungs(community)}
        known = _known(community)
        lost: list[tuple[Row, str, str]] = []
        broken = {row.number for row in reading.broken}
        # Estates before their buildings, however the rows are sorted.
        ways = sorted(((_way(row), row) for row in (*reading.rows, *reading.broken)), key=lambda pair: len(pair[0]))
        for way, row in ways:
            is_broken = row.number in broken
            if not (way if is_broken else self._is_here(row, way, community, reading, plan)):
                continue
            parent = community.area_id
            for key, name in way[:-1]:
                above = known.get((parent, key, name))
                if above is None:
                    lost += [] if is_broken else [(row, key, name)]
                    break
                parent = above.id
            else:
                if is_broken:  # what has a problem of its own doesn't give one to everything below it
                    known.setdefault((parent, *way[-1]), _Place(uuid7(), None, None))
                else:
                    self._plan_row(plan, row, way[-1], parent, levels, known)
        if lost:
            self._say_lost(plan, lost, reading, levels, community)
        return plan

    @staticmethod
    def _is_here(row: Row, way: tuple[Any, ...], community: Community, reading: Reading, plan: Plan) -> bool:
        if row[HERE] and row[HERE] not in (community.name, community.area.name):
            message = _("This row says “%(name)s”, but this sheet is for “%(own)s”.")
            plan.refuse(row, reading.column(HERE), message, name=row[HERE], own=community.name)
            return False
        if not way:
            plan.refuse(row, 0, _("No place is named in this row."))
            return False
        if (row["latitude"] is None) != (row["longitude"] is None):
            key = "latitude" if row["latitude"] is None else "longitude"
            plan.refuse(row, reading.column(key), _("Latitude and longitude belong together."))
            return False
        return True

    @staticmethod
    def _plan_row(
        plan: Plan,
        row: Row,
        last: tuple[str, str],
        parent: UUID,
        levels: dict[str, AreaLevel],
        known: dict[tuple[UUID, str, str], _Place],
    ) -> None:
        key, name = last
        place = known.get((parent, key, name))
        position = (row["latitude"], row["longitude"])
        if place is None:
            made = NewArea(uuid7(), parent, levels[key], name, *position)
            known[parent, key, name] = _Place(made.id, *position)
            plan.add(NEW, made)
        elif position not in ((None, None), (place.latitude, place.longitude)):
            plan.add(CHANGED, _Move(place.id, position))
        else:
            plan.add(UNCHANGED)

    @staticmethod
    def _say_lost(
        plan: Plan,
        lost: list[tuple[Row, str, str]],
        reading: Reading,
        levels: dict[str, AreaLevel],
        community: Community,
    ) -> None:
        """What lies above is not here; perhaps it is next door (the names of places are public)."""
        elsewhere: dict[tuple[str, str], str] = {}
        names = sorted({name for _row, _key, name in lost})
        for portion in in_portions(names):
            rows = Area.objects.filter(name__in=portion, level__in=levels).exclude(community=community)
            for level_id, name, where in rows.values_list("level_id", "name", "community__name"):
                if where:
                    elsewhere[str(level_id), name] = where
        for row, key, name in lost:
            level = TwoNames(levels[key].name, levels[key].name_en)
            if where := elsewhere.get((key, name)):
                message = _("“%(name)s” (%(level)s) lies in %(where)s, not here.")
                plan.refuse(row, reading.column(key), message, name=name, level=level, where=where)
            else:
                message = _("There is no “%(name)s” (%(level)s) here yet. Please give it a row of its own.")
                plan.refuse(row, reading.column(key), message, name=name, level=level)

    def write(self, plan: Plan, *, community: Community, actor: Actor, now: datetime) -> None:
        new = [step for step in plan.steps if isinstance(step, NewArea)]
        moves = {step.id: step.position for step in plan.steps if isinstance(step, _Move)}
        if new:
            add_areas(community=community, new=new)
        if moves:
            place_areas(community=community, positions=moves)


def _rungs(community: Community) -> list[AreaLevel]:
    """The levels below the community's, from the top."""
    own = community.area.level
    return list(AreaLevel.objects.filter(ladder_id=own.ladder_id, rank__gt=own.rank).order_by("rank"))


def _a_way(community: Community) -> dict[UUID, str]:
    """The way down to some place of the lowest level that is here, as an example."""
    deepest = Area.objects.below(community.area).order_by("-level__rank", "path").first()
    if deepest is None:
        return {}
    ends = range(len(community.area.path) + Area.steplen, len(deepest.path) + 1, Area.steplen)
    above = Area.objects.filter(path__in=[deepest.path[:end] for end in ends])
    return dict(above.values_list("level_id", "name"))


def _way(row: Row) -> tuple[tuple[str, str], ...]:
    """The filled levels from the top, as (level, name): columns may stand in any order in the sheet."""
    skip = (HERE, "latitude", "longitude")
    return tuple((key, value) for key, value in row.values.items() if value and key not in skip)


def _known(community: Community) -> dict[tuple[UUID, str, str], _Place]:
    """The places that are here, by what lies above them, their level and their name, in one query."""
    ids: dict[str, UUID] = {}
    known: dict[tuple[UUID, str, str], _Place] = {}
    rows = Area.objects.below(community.area).order_by("path")
    for pk, path, level_id, name, latitude, longitude in rows.values_list(
        "pk", "path", "level_id", "name", "latitude", "longitude"
    ).iterator():
        ids[path] = pk
        above = ids.get(path[: -Area.steplen])
        if above is not None:
            known.setdefault((above, str(level_id), name), _Place(pk, latitude, longitude))
    return known
