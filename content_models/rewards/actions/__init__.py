"""Everything that happens around rewards, one verb each. Import from here."""

from content_models.rewards.actions.catalogue import (
    bring_merchant_back,
    bring_reward_back,
    retire_merchant,
    retire_reward,
)
from content_models.rewards.actions.closing import (
    cancel_redemption,
    expire_redemption,
    read_redemption,
    remind_redemption,
    set_proxy,
)
from content_models.rewards.actions.exchanging import (
    OutOfStock,
    OutOfWindow,
    PerPersonLimit,
    RedemptionIdReused,
    redeem,
)
from content_models.rewards.actions.handing_over import (
    CodeCancelled,
    CodeExpired,
    CodeUsed,
    NotMerchant,
    OtherMerchant,
    OwnRedemption,
    UnknownCode,
    hand_over,
    look_up,
)
from content_models.rewards.actions.merchants import AlreadyStaff, add_merchant_staff, end_merchant_staff
from content_models.rewards.actions.settling import MonthNotOver, settle_month
from content_models.rewards.actions.shelving import (
    BadWindow,
    BelowTaken,
    DraftWaiting,
    MerchantElsewhere,
    OnShelf,
    check_shelving,
    put_on_shelf,
)

__all__ = [
    "AlreadyStaff",
    "BadWindow",
    "BelowTaken",
    "CodeCancelled",
    "CodeExpired",
    "CodeUsed",
    "DraftWaiting",
    "MerchantElsewhere",
    "MonthNotOver",
    "NotMerchant",
    "OnShelf",
    "OtherMerchant",
    "OutOfStock",
    "OutOfWindow",
    "OwnRedemption",
    "PerPersonLimit",
    "RedemptionIdReused",
    "UnknownCode",
    "add_merchant_staff",
    "bring_merchant_back",
    "bring_reward_back",
    "cancel_redemption",
    "check_shelving",
    "end_merchant_staff",
    "expire_redemption",
    "hand_over",
    "look_up",
    "put_on_shelf",
    "read_redemption",
    "redeem",
    "remind_redemption",
    "retire_merchant",
    "retire_reward",
    "set_proxy",
    "settle_month",
]
