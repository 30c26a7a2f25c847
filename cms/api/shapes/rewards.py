"""Rewards, redemptions and merchants as the API shows them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from ninja import Schema
from pydantic import Field

from cms.api.shapes.areas import CommunityRef, community_ref
from content_models.people.roles import Actor
from content_models.rewards.codes import digits_of, qr_text
from content_models.rewards.models import Merchant, Redemption, Reward
from content_models.rewards.policy import redemption_actions, reward_actions
from content_models.rewards.states import RedemptionState


class MerchantOut(Schema):
    """A shop that hands over. `mine`: one works there."""

    id: UUID
    name: str
    place: str
    opening_hours: str
    mine: bool


class PictureOut(Schema):
    url: str
    width: int
    height: int
    alt: str


class RewardOut(Schema):
    """`price` in points; `left_for_me` of the limit per person; `missing_points` where one has too few."""

    id: UUID
    name: str
    kind: str
    kind_name: str
    description: str
    picture: PictureOut | None
    price: int
    stock_left: int
    limit_per_person: int
    left_for_me: int
    opens_on: date | None
    closes_on: date | None
    merchant: MerchantOut | None
    pick_up: str
    pick_up_days: int
    missing_points: int
    allowed_actions: list[str]


class RewardList(Schema):
    """`balance`: one's points here; 0 for visitors."""

    balance: int
    items: list[RewardOut]
    next: str | None


class RedemptionOut(Schema):
    """`code` (twelve digits) and `qr` (the text of the QR) come to the owner while it can be fetched, to nobody else.

    `person` (a nickname) and `proxy` come to who hands over.
    """

    id: UUID
    community: CommunityRef | None
    state: str
    state_name: str
    reward: UUID
    name: str
    price: int
    code: str | None
    qr: str | None
    pick_up: str
    merchant: MerchantOut | None
    proxy: str
    reserved_at: datetime
    expires_at: datetime
    closed_at: datetime | None
    reason: str
    person: str | None
    allowed_actions: list[str]


class RedemptionList(Schema):
    items: list[RedemptionOut]
    next: str | None


class MerchantList(Schema):
    items: list[MerchantOut]
    next: str | None


class ProxyIn(Schema):
    name: Annotated[str, Field(max_length=1000)] = ""


class CodeIn(Schema):
    code: Annotated[str, Field(max_length=200)]


class HandOverOut(Schema):
    """One line of a merchant's list: no name of who got it."""

    id: UUID
    at: datetime
    what: str
    points: int
    number: str
    by: str


class HandOverList(Schema):
    """A month's hand-overs, newest first; `pieces` and `points` are of the whole month."""

    month: str
    pieces: int
    points: int
    items: list[HandOverOut]
    next: str | None


class SettlementOut(Schema):
    id: UUID
    merchant: MerchantOut
    month: str
    pieces: int
    points: int
    sheet_path: str


class SettlementList(Schema):
    items: list[SettlementOut]
    next: str | None


def merchant_answer(merchant: Merchant, *, mine: bool = False) -> dict[str, Any]:
    return {
        "id": str(merchant.pk),
        "name": merchant.name,
        "place": merchant.place,
        "opening_hours": merchant.opening_hours,
        "mine": mine,
    }


def _picture(reward: Reward) -> dict[str, Any] | None:
    """The rendition for cards; made on first use and kept."""
    if reward.picture is None:
        return None
    rendition = reward.picture.get_rendition("fill-480x360")
    return {"url": rendition.url, "width": rendition.width, "height": rendition.height, "alt": rendition.alt}


def reward_answer(reward: Reward, actor: Actor, *, taken_by_me: int, balance: int, today: date) -> dict[str, Any]:
    """`merchant` and `picture` with its renditions should be loaded."""
    return {
        "id": str(reward.pk),
        "name": reward.name,
        "kind": reward.kind,
        "kind_name": str(reward.get_kind_display()),
        "description": reward.description,
        "picture": _picture(reward),
        "price": reward.price,
        "stock_left": reward.stock_left,
        "limit_per_person": reward.limit_per_person,
        "left_for_me": max(reward.limit_per_person - taken_by_me, 0),
        "opens_on": reward.opens_on.isoformat() if reward.opens_on else None,
        "closes_on": reward.closes_on.isoformat() if reward.closes_on else None,
        "merchant": merchant_answer(reward.merchant) if reward.merchant else None,
        "pick_up": reward.pick_up,
        "pick_up_days": reward.pick_up_days,
        "missing_points": 0 if actor.is_visitor else max(reward.price - balance, 0),
        "allowed_actions": reward_actions(actor, reward, taken_by_me=taken_by_me, balance=balance, today=today),
    }


def redemption_answer(redemption: Redemption, actor: Actor, *, to_staff: bool = False) -> dict[str, Any]:
    """`community.area`, `reward`, `merchant` and, for staff, `person` should be loaded."""
    own = actor.id is not None and redemption.person_id == actor.id
    fetchable = own and redemption.state == RedemptionState.RESERVED
    return {
        "id": str(redemption.pk),
        "community": community_ref(redemption.community),
        "state": str(redemption.state),
        "state_name": str(redemption.get_state_display()),
        "reward": str(redemption.reward_id),
        "name": redemption.name,
        "price": redemption.price,
        "code": digits_of(redemption) if fetchable else None,
        "qr": qr_text(redemption) if fetchable else None,
        "pick_up": redemption.reward.pick_up,
        "merchant": merchant_answer(redemption.merchant) if redemption.merchant else None,
        "proxy": redemption.proxy if own or to_staff else "",
        "reserved_at": redemption.reserved_at.isoformat(),
        "expires_at": redemption.expires_at.isoformat(),
        "closed_at": redemption.closed_at.isoformat() if redemption.closed_at else None,
        "reason": redemption.reason,
        "person": redemption.person.shown_name if to_staff and redemption.person else None,
        "allowed_actions": redemption_actions(actor, redemption),
    }
