"""Finding a place by what somebody wrote: “1栋” where there is one, “松林花园/1栋” where there are several."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from content_models.areas.models import Area, Community
from content_models.sheets.problems import CellProblem

_BETWEEN = re.compile(r"\s*[/／>＞\\]\s*")
SHOWN = 3
OFFERED = 500  # more than that nobody picks from a list


@dataclass(frozen=True, slots=True)
class Spot:
    id: UUID
    level_id: UUID
    way: tuple[str, ...]  # from the community down, without it

    def __str__(self) -> str:
        return "/".join(self.way)


class Places:
    """Every place of a community, read in one query."""

    def __init__(self, community: Community) -> None:
        self.community = community
        self.by_name: dict[str, list[Spot]] = {}
        ways: dict[str, tuple[str, ...]] = {}
        rows = Area.objects.below(community.area).order_by("path").values_list("pk", "path", "level_id", "name")
        for pk, path, level_id, name in rows.iterator():
            is_top = path == community.area.path
            ways[path] = way = () if is_top else (*ways.get(path[: -Area.steplen], ()), name)
            self.by_name.setdefault(name.casefold(), []).append(Spot(pk, level_id, way))
        self.top = Spot(community.area_id, community.area.level_id, ())

    def find(self, text: str | None) -> Spot:
        """The place; without a text, the community itself.

        Raises:
            CellProblem: there is none, or there are several.
        """
        if not text:
            return self.top
        parts = [part.casefold() for part in _BETWEEN.split(text) if part]
        found = [spot for spot in self.by_name.get(parts[-1], []) if _lies_in(spot, parts[:-1])] if parts else []
        if not found:
            raise CellProblem(_("There is no place called “%(name)s” here."), name=text)
        if len(found) > 1:
            ways = "、".join(str(spot) for spot in found[:SHOWN])
            raise CellProblem(
                _("Several places are called “%(name)s”: please write one of %(ways)s."), name=text, ways=ways
            )
        return found[0]

    def offers(self) -> tuple[str, ...]:
        """What a template offers to pick from."""
        spots = [spot for several in self.by_name.values() for spot in several if spot.way]
        return tuple(sorted(str(spot) for spot in spots)[:OFFERED])


def _lies_in(spot: Spot, above: list[str]) -> bool:
    """Do the named ones lie above it, in this order? Those between may be left out."""
    way: Any = iter(name.casefold() for name in spot.way[:-1])
    return all(name in way for name in above)
