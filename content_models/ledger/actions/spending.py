"""Points that leave a person without a redemption: given to the fund, or expired."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid5

from django.utils.translation import gettext_lazy as _

from content_models.areas.models import Community
from content_models.common.clock import local_day
from content_models.common.errors import Invalid
from content_models.common.overtaken import Overtaken, again_when_overtaken
from content_models.ledger.actions.posting import NewTransfer, NotEnoughPoints, balance_of, post_transfer
from content_models.ledger.expiry import due_on
from content_models.ledger.kinds import TransferKind
from content_models.ledger.models import Account, Transfer
from content_models.people.actions import signed_in
from content_models.people.notices import tell
from content_models.people.roles import Actor

GIFT_MAX = 100_000
_EXPIRIES = UUID("0a6f7c0e-5a59-4f43-8c6e-6ce0e2b3b2d7")


class BadAmount(Invalid):
    code = "bad_amount"
    message = _("Please enter a whole number of points, at least one.")


def check_amount(amount: int) -> int:
    if not 1 <= amount <= GIFT_MAX:
        raise BadAmount(fields={"amount": BadAmount.message})
    return amount


@again_when_overtaken
def give_to_fund(*, actor: Actor, community: Community, amount: int, transfer_id: UUID, now: datetime) -> Transfer:
    """Give points to the community fund. Only the person herself can.

    Raises:
        Unknown, BadAmount, NotEnoughPoints, TransferIdReused
    """
    user = signed_in(actor)
    new = NewTransfer(
        id=transfer_id,
        community_id=community.pk,
        person_id=user.pk,
        kind=TransferKind.GIVE,
        amount=check_amount(amount),
    )
    return post_transfer(new, actor_id=user.pk, now=now)


@again_when_overtaken
def expire_points(*, account: Account, now: datetime) -> int:
    """Take what could not be used any more since yesterday; the number of points. Once per account and day."""
    today = local_day(now)
    due = due_on(account.community_id, account.owner_id, today=today)
    due = min(due, balance_of(account.community_id, account.owner_id))
    if due < 1:
        return 0
    new = NewTransfer(
        id=uuid5(_EXPIRIES, f"{account.pk}:{today}"),
        community_id=account.community_id,
        person_id=account.owner_id,
        kind=TransferKind.EXPIRE,
        amount=due,
    )
    try:
        post_transfer(new, actor_id=None, now=now)
    except NotEnoughPoints as error:
        raise Overtaken from error
    tell(
        user_id=account.owner_id,
        kind="points_expired",
        now=now,
        community_id=account.community_id,
        points=str(due),
    )
    return due
