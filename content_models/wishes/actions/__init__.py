"""Everything that happens to a wish, one verb each. Import from here."""

from content_models.wishes.actions.badges import take_badges_off
from content_models.wishes.actions.closing import confirm_wish, reopen_wish, withdraw_wish
from content_models.wishes.actions.helping import claim_wish, fulfil_claim, keep_claim, release_claim
from content_models.wishes.actions.overdue import end_of_last_day, erase_contacts, remind_helper, time_claim_out
from content_models.wishes.actions.posting import Contact, NewWish, approve_wish, post_wish, reject_wish

__all__ = [
    "Contact",
    "NewWish",
    "approve_wish",
    "claim_wish",
    "confirm_wish",
    "end_of_last_day",
    "erase_contacts",
    "fulfil_claim",
    "keep_claim",
    "post_wish",
    "reject_wish",
    "release_claim",
    "remind_helper",
    "reopen_wish",
    "take_badges_off",
    "time_claim_out",
    "withdraw_wish",
]
