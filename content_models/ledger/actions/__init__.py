"""Everything that moves points, one verb each. Import from here."""

from content_models.ledger.actions.carrying import (
    AlreadyAgreed,
    MonthlyLimit,
    NotRecognised,
    SameCommunity,
    bring_points,
    end_recognition,
    propose_recognition,
    sign_recognition,
)
from content_models.ledger.actions.posting import (
    AlreadyUndone,
    NewTransfer,
    NotEnoughPoints,
    TransferIdReused,
    balance_of,
    open_account,
    post_transfer,
    write_transfer,
)
from content_models.ledger.actions.spending import BadAmount, expire_points, give_to_fund
from content_models.ledger.actions.undoing import refund, reverse_earning

__all__ = [
    "AlreadyAgreed",
    "AlreadyUndone",
    "BadAmount",
    "MonthlyLimit",
    "NewTransfer",
    "NotEnoughPoints",
    "NotRecognised",
    "SameCommunity",
    "TransferIdReused",
    "balance_of",
    "bring_points",
    "end_recognition",
    "expire_points",
    "give_to_fund",
    "open_account",
    "post_transfer",
    "propose_recognition",
    "refund",
    "reverse_earning",
    "sign_recognition",
    "write_transfer",
]
