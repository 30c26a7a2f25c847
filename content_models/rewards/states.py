"""The states of a redemption and the table of legal moves."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _


class RedemptionState(models.TextChoices):
    RESERVED = "reserved", _("Ready to fetch")  # points and one piece of stock are set aside; the code works
    HANDED_OVER = "handed_over", _("Handed over")
    CANCELLED = "cancelled", _("Cancelled")  # points and stock are back
    EXPIRED = "expired", _("Not fetched in time")  # points and stock are back


class RewardKind(models.TextChoices):
    GOODS = "goods", _("Goods")
    SERVICE = "service", _("Service")
    PRIVILEGE = "privilege", _("Privilege")  # 礼遇: insurance, a discount, a seat kept free


@dataclass(frozen=True, slots=True)
class Move:
    """One legal move: from any of `sources` to `target`."""

    sources: frozenset[RedemptionState]
    target: RedemptionState


_FROM_RESERVED = frozenset({RedemptionState.RESERVED})
MOVES: dict[str, Move] = {
    "hand_over": Move(_FROM_RESERVED, RedemptionState.HANDED_OVER),
    "cancel": Move(_FROM_RESERVED, RedemptionState.CANCELLED),
    "expire": Move(_FROM_RESERVED, RedemptionState.EXPIRED),
}
# These count against a person's limit and against the stock.
TAKING = frozenset({RedemptionState.RESERVED, RedemptionState.HANDED_OVER})
