"""Everything that happens to rolls, editions and awards, one verb each. Import from here."""

from content_models.honors.actions.consent import (
    DISPLAY_VERSION,
    AddressMissing,
    choose_display,
    withdraw_display,
)
from content_models.honors.actions.opening import PeriodOverlaps, RollGone, open_edition
from content_models.honors.actions.picking import (
    AlreadyOnIt,
    EditionFrozen,
    NotFromHere,
    NotPicked,
    RollFull,
    drop_pick,
    pick_person,
)

__all__ = [
    "DISPLAY_VERSION",
    "AddressMissing",
    "AlreadyOnIt",
    "EditionFrozen",
    "NotFromHere",
    "NotPicked",
    "PeriodOverlaps",
    "RollFull",
    "RollGone",
    "choose_display",
    "drop_pick",
    "open_edition",
    "pick_person",
    "withdraw_display",
]
