"""Inviting a merchant's staff by phone: they can hand over as soon as they sign in."""

from __future__ import annotations

from datetime import datetime

from content_models.common.errors import Missing
from content_models.people.actions import Target, invite
from content_models.people.invited import invited_as
from content_models.people.models import Invitation, User
from content_models.people.roles import Actor, Role
from content_models.rewards.actions import add_merchant_staff
from content_models.rewards.models import Merchant
from content_models.rewards.policy import may_keep

MERCHANT = "merchant"


def invite_merchant_staff(*, actor: Actor, phone: str, merchant: Merchant, now: datetime) -> Invitation:
    """Let whoever holds the phone hand over for this merchant.

    Raises:
        Missing: not the actor's to say; and what `invite` raises.
    """
    if not may_keep(actor, merchant.community):
        raise Missing
    target = Target(MERCHANT, merchant.pk, merchant.name)
    return invite(actor=actor, phone=phone, role=Role.MERCHANT, area=merchant.community.area, target=target, now=now)


@invited_as(MERCHANT)
def _take_up(invitation: Invitation, person: User, inviter: Actor, now: datetime) -> None:
    if invitation.target_id is None:
        raise Missing
    merchant = Merchant.objects.select_related("community__area").filter(pk=invitation.target_id).first()
    if merchant is None or merchant.retired_at is not None:
        raise Missing
    add_merchant_staff(merchant=merchant, person=person, actor=inviter, now=now)
