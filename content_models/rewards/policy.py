"""Who may do what with rewards and redemptions, and which rows. No rule → no."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from content_models.areas.models import Community
from content_models.people.policy import may_work_in
from content_models.people.roles import STAFF_ROLES, Actor, Role
from content_models.rewards.models import Merchant, MerchantStaff, Redemption, Reward
from content_models.rewards.querysets import RedemptionQuerySet
from content_models.rewards.states import RedemptionState

# Who keeps the shelves and the shops.
KEEPING_ROLES = frozenset({Role.COMMUNITY_ADMIN, Role.DISTRICT_ADMIN})


def staff_of(actor: Actor) -> set[UUID]:
    """The merchants of the open community that the actor hands over for. Without the role in force there, none."""
    communities = {grant.community_id for grant in actor.grants if grant.role == Role.MERCHANT and grant.community_id}
    if actor.id is None or not communities:
        return set()
    staff = MerchantStaff.objects.filter(person_id=actor.id, ended_at__isnull=True, community_id__in=communities)
    return set(staff.values_list("merchant_id", flat=True))


def may_keep(actor: Actor, community: Community) -> bool:
    """May the actor change who works for a merchant?"""
    return actor.holds(*KEEPING_ROLES, at=community.area.path)


def hands_over_anything(actor: Actor, community: Community) -> bool:
    """The community's own people hand over at the desk, and in a merchant's place if need be."""
    return may_work_in(actor, community)


def may_hand_over(actor: Actor, redemption: Redemption, shops: set[UUID]) -> bool:
    """`redemption.community.area` must be loaded. Nobody hands over to herself."""
    if actor.id is None or redemption.person_id == actor.id:
        return False
    if redemption.merchant_id is not None and redemption.merchant_id in shops:
        return True
    return actor.holds(*STAFF_ROLES, at=redemption.community.area.path)


def may_see(actor: Actor, redemption: Redemption) -> bool:
    """Its person's own, and the community's people's, who may cancel it. A merchant's staff see it by its code only.

    `redemption.community.area` must be loaded. The code itself is shown to its person alone.
    """
    if actor.id is None:
        return False
    return redemption.person_id == actor.id or actor.holds(*STAFF_ROLES, at=redemption.community.area.path)


def redemptions_of(actor: Actor, community: Community) -> RedemptionQuerySet:
    """Which rows of the community's exchanges the actor may go through: its own people all, nobody else any."""
    redemptions: RedemptionQuerySet = Redemption.objects.filter(community=community)
    return redemptions if hands_over_anything(actor, community) else redemptions.none()


def redemption_actions(actor: Actor, redemption: Redemption) -> list[str]:
    """The verbs open to the actor now."""
    if redemption.state != RedemptionState.RESERVED:
        return []
    return [verb for verb in ("cancel", "proxy") if may_ever(verb, actor, redemption)]


def may_ever(verb: str, actor: Actor, redemption: Redemption) -> bool:
    """Could the actor do this while it waits to be fetched? Decides between "not yours" and "not now"."""
    if actor.id is None:
        return False
    if redemption.person_id == actor.id:
        return verb in ("cancel", "proxy")
    return verb == "cancel" and actor.holds(*STAFF_ROLES, at=redemption.community.area.path)


def reward_actions(actor: Actor, reward: Reward, *, taken_by_me: int, balance: int, today: date) -> list[str]:
    """Whether the actor can exchange for it now; what is missing is shown beside it."""
    if actor.is_visitor:
        return []
    in_window = (reward.opens_on is None or reward.opens_on <= today) and (
        reward.closes_on is None or today <= reward.closes_on
    )
    enough = balance >= reward.price and reward.stock_left > 0 and taken_by_me < reward.limit_per_person
    return ["redeem"] if in_window and enough else []


def merchants_of(actor: Actor, community: Community) -> QuerySet[Any]:
    """Whose hand-overs and settlements the actor may read."""
    merchants: QuerySet[Any] = Merchant.objects.filter(community=community)
    if hands_over_anything(actor, community):
        return merchants
    return merchants.filter(pk__in=staff_of(actor))
