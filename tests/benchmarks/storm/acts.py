"""The operations that need no phone, through the domain's actions; each returns the id of what it made.

Imported once Django is set up on the storm's database.
"""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django_scopes import scope

from content_models.areas.models import Community
from content_models.common.clock import local_day, utc_now
from content_models.ledger.actions import NewTransfer, expire_points, give_to_fund, post_transfer, reverse_earning
from content_models.ledger.kinds import TransferKind
from content_models.ledger.models import Account
from content_models.people.models import User
from content_models.people.roles import Actor
from content_models.rewards import actions as rewards
from content_models.rewards.codes import digits_of
from tests.benchmarks.storm.book import Entry
from tests.benchmarks.storm.town import StormTown

LATER = timedelta(days=60)  # by then nothing can be fetched any more


def _community(town: StormTown) -> Community:
    return Community.objects.select_related("area").get(pk=town.community)


def _actor(person: str) -> Actor:
    actor = User.objects.with_grants(person, today=local_day(utc_now()))
    assert actor is not None
    return actor


def earn(town: StormTown, entry: Entry, days: int | None) -> str:
    new = NewTransfer(
        id=UUID(entry.id),
        community_id=UUID(town.community),
        person_id=UUID(entry.person),
        kind=TransferKind.EARN,
        amount=entry.amount,
        subject="清洁日",
        expires_on=None if days is None else local_day(utc_now()) + timedelta(days=days),
    )
    with scope(community=new.community_id):
        return str(post_transfer(new, actor_id=None, now=utc_now()).pk)


def reverse(town: StormTown, entry: Entry) -> str:
    with scope(community=UUID(town.community)):
        undone = reverse_earning(earning_id=UUID(entry.of), reversal_id=UUID(entry.id), actor_id=None, now=utc_now())
    return str(undone[0].pk)


def give(town: StormTown, entry: Entry) -> str:
    community, actor, id_ = _community(town), _actor(entry.person), UUID(entry.id)
    with scope(community=community):
        made = give_to_fund(actor=actor, community=community, amount=entry.amount, transfer_id=id_, now=utc_now())
    return str(made.pk)


def redeem(town: StormTown, entry: Entry) -> str:
    actor, id_ = _actor(entry.person), UUID(entry.id)
    with scope(community=UUID(town.community)):
        return str(rewards.redeem(reward_id=UUID(entry.of), actor=actor, redemption_id=id_, now=utc_now()).pk)


def cancel(town: StormTown, entry: Entry) -> str:
    actor = _actor(entry.person)
    with scope(community=UUID(town.community)):
        return str(rewards.cancel_redemption(redemption_id=UUID(entry.of), actor=actor, now=utc_now()).pk)


def code_of(town: StormTown, entry: Entry) -> str:
    with scope(community=UUID(town.community)):
        return digits_of(rewards.read_redemption(UUID(entry.of)))


def hand_over(town: StormTown, entry: Entry) -> str:
    community, actor, code = _community(town), _actor(town.worker), code_of(town, entry)
    with scope(community=community):
        return str(rewards.hand_over(code=code, actor=actor, community=community, now=utc_now()).pk)


def expire_redemption(town: StormTown, entry: Entry) -> str:
    with scope(community=UUID(town.community)):
        rewards.expire_redemption(redemption_id=UUID(entry.of), now=utc_now() + LATER)
    return entry.of


def expire_old_points(town: StormTown, entry: Entry) -> str:
    """The number of points is the entry's amount."""
    with scope(community=UUID(town.community)):
        account = Account.objects.of(UUID(entry.person)).first()
        entry.amount = expire_points(account=account, now=utc_now()) if account else 0
    return ""
