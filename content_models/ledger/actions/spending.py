"""Points that leave a person without a redemption: given to the fund, or expired."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from content_models.areas.models import Community
from content_models.common.clock import local_day
from content_models.common.errors import Invalid
from content_models.common.ids import uuid7
from content_models.common.overtaken import again_when_overtaken
from content_models.ledger.actions.posting import NewTransfer, post_transfer
from content_models.ledger.expiry import due_on
from content_models.ledger.kinds import TransferKind
from content_models.ledger.models import Account, Transfer
from content_models.people.actions import signed_in
from content_models.people.notices import tell
from content_models.people.roles import Actor

GIFT_MAX = 100_000


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


@transaction.atomic
def expire_points(*, account: Account, now: datetime) -> int:
    """Take what could not be used any more since yesterday; the number of points. Asked again, nothing more is due.

    Points that come back from an exchange after their last day are due again, even on the same day.
    """
    # Whatever moves a person's points writes her account's row: while it is held, nothing changes what is due.
    held = Account.objects.select_for_update(no_key=True).get(pk=account.pk)
    due = min(due_on(held.community_id, held.owner_id, today=local_day(now)), held.balance or 0)
    if due < 1:
        return 0
    new = NewTransfer(
        id=uuid7(),
        community_id=held.community_id,
        person_id=held.owner_id,
        kind=TransferKind.EXPIRE,
        amount=due,
    )
    post_transfer(new, actor_id=None, now=now)
    tell(
        user_id=account.owner_id,
        kind="points_expired",
        now=now,
        community_id=account.community_id,
        points=str(due),
    )
    return due
