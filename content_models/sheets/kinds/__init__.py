"""Every kind of sheet there is."""

from __future__ import annotations

from content_models.sheets.kinds.areas import AreaSheet
from content_models.sheets.kinds.hours import HoursSheet
from content_models.sheets.kinds.rewards import RewardSheet
from content_models.sheets.kinds.roster import RosterSheet
from content_models.sheets.planning import Kind
from content_models.sheets.states import SheetKind

KINDS: dict[SheetKind, Kind] = {one.kind: one for one in (AreaSheet(), RosterSheet(), RewardSheet(), HoursSheet())}


def kind_of(kind: str) -> Kind:
    return KINDS[SheetKind(kind)]


__all__ = ["KINDS", "kind_of"]
