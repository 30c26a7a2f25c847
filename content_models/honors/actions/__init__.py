"""Everything that happens to rolls, editions and awards, one verb each. Import from here."""

from content_models.honors.actions.consent import (
    DISPLAY_VERSION,
    AddressMissing,
    choose_display,
    withdraw_display,
)
from content_models.honors.actions.correcting import correct_record
from content_models.honors.actions.freezing import freeze_edition, is_due, note_remark, open_due_editions
from content_models.honors.actions.keeping import (
    NotOutYet,
    TitleTaken,
    bring_roll_back,
    drop_by_committee,
    pick_by_committee,
    remark_on,
    retire_roll,
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
    "NotOutYet",
    "NotPicked",
    "PeriodOverlaps",
    "RollFull",
    "RollGone",
    "TitleTaken",
    "bring_roll_back",
    "choose_display",
    "correct_record",
    "drop_by_committee",
    "drop_pick",
    "freeze_edition",
    "is_due",
    "note_remark",
    "open_due_editions",
    "open_edition",
    "pick_by_committee",
    "pick_person",
    "remark_on",
    "retire_roll",
    "withdraw_display",
]
