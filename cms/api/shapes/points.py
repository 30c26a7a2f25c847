"""Points as the API shows them: always to their owner alone."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from ninja import Schema

from cms.api.shapes.areas import CommunityRef, community_ref
from content_models.areas.models import Community
from content_models.ledger.expiry import Expiring
from content_models.ledger.models import Transfer


class ExpiringOut(Schema):
    """`points` that can be used until and with `last_day`."""

    last_day: date
    points: int


class BalanceOut(Schema):
    """What one has in one community; `recognised` are communities whose points can be brought along to it.

    A community where one has none is listed if some of one's own could be brought along there.
    """

    community: CommunityRef
    balance: int
    expiring: list[ExpiringOut]
    recognised: list[CommunityRef]


class PointsOut(Schema):
    balance: int
    by_community: list[BalanceOut]
    minutes_verified: int


class TransferOut(Schema):
    """One line of the ledger, from its owner's side: `amount` is negative where points went away."""

    id: UUID
    kind: str
    kind_name: str
    amount: int
    subject: str
    community: CommunityRef
    reference_type: str
    reference: UUID | None
    expires_on: date | None
    created_at: datetime


class TransferList(Schema):
    items: list[TransferOut]
    next: str | None


class GiveIn(Schema):
    amount: int


class BringIn(Schema):
    """`origin` is the slug of the community where the points were earned."""

    origin: str
    amount: int


def balance_answer(
    community: Community, balance: int, soon: list[Expiring], recognised: list[Community]
) -> dict[str, Any]:
    return {
        "community": community_ref(community),
        "balance": balance,
        "expiring": [{"last_day": one.last_day.isoformat(), "points": one.points} for one in soon],
        "recognised": [community_ref(one) for one in recognised],
    }


def transfer_answer(transfer: Transfer, accounts: set[UUID]) -> dict[str, Any]:
    """`community` should be loaded; `accounts` are the owner's."""
    gained = transfer.credit_id in accounts
    return {
        "id": str(transfer.pk),
        "kind": transfer.kind,
        "kind_name": str(transfer.get_kind_display()),
        "amount": transfer.amount if gained else -transfer.amount,
        "subject": transfer.subject,
        "community": community_ref(transfer.community),
        "reference_type": transfer.reference_type,
        "reference": str(transfer.reference_id) if transfer.reference_id else None,
        "expires_on": transfer.expires_on.isoformat() if transfer.expires_on else None,
        "created_at": transfer.created_at.isoformat(),
    }
