"""Exchanging points for a reward: points and one piece of stock, both or neither."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from functools import lru_cache
from uuid import UUID

from django.db import IntegrityError
from django.db.models import F
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django_scopes import get_scope, scope, scopes_disabled

from content_models.areas.models import Community
from content_models.common.action_log import write_log
from content_models.common.clock import local_day
from content_models.common.compiled import CompiledQuery, CompiledUpdate, insert
from content_models.common.errors import Conflict, Missing
from content_models.common.ids import uuid7
from content_models.common.overtaken import Overtaken, again_when_overtaken
from content_models.ledger.actions import NewTransfer, write_transfer
from content_models.ledger.kinds import TransferKind
from content_models.people.actions import require_consent, signed_in
from content_models.people.models import User
from content_models.people.notices import tell
from content_models.people.roles import Actor
from content_models.rewards.codes import new_number, new_secret
from content_models.rewards.models import Redemption, Reward
from content_models.rewards.states import RedemptionState


class OutOfStock(Conflict):
    code = "out_of_stock"
    message = _("The last one has just gone. Maybe something else?")


class OutOfWindow(Conflict):
    code = "out_of_window"
    message = _("This can't be exchanged today.")


class PerPersonLimit(Conflict):
    code = "per_person_limit"
    message = _("One person can take %(limit)d of these, and you have them already.")


class RedemptionIdReused(Conflict):
    code = "redemption_id_reused"
    message = _("This exchange was already made, with other content.")


@again_when_overtaken
def redeem(*, reward_id: UUID, actor: Actor, redemption_id: UUID, now: datetime) -> Redemption:
    """Exchange points for a reward. `redemption_id` is the caller's: asked again with it, it is the same exchange.

    Raises:
        Unknown, ConsentRequired, Missing, OutOfWindow, OutOfStock, PerPersonLimit, NotEnoughPoints, RedemptionIdReused
    """
    user = signed_in(actor)
    rows = _mine().rows(reward=reward_id, person=user.pk, redemption=redemption_id)
    # The id before everything else: a retry finds its own exchange even if points, stock or the reward are gone by now.
    if any(pk == redemption_id for pk, _slot in rows):
        return _known(reward_id, user, redemption_id)
    require_consent(user)
    reward = _on_show(reward_id)
    place = _free_place(reward, {slot for _pk, slot in rows})
    _check_window(reward, now)
    if reward.taken >= reward.stock:
        raise OutOfStock
    redemption = _new(reward, user, place, redemption_id, now)
    # Points, transfer, redemption, stock: the reward's row is everybody's, so it is held the shortest.
    payment = NewTransfer(
        id=redemption.payment_id,
        community_id=reward.community_id,
        person_id=user.pk,
        kind=TransferKind.REDEEM,
        amount=reward.price,
        subject=reward.name,
        reference=("redemption", redemption.pk),
    )
    write_transfer(payment, actor_id=user.pk, now=now)
    try:
        insert(redemption)
    except IntegrityError as error:
        raise Overtaken from error
    tell(
        user_id=user.pk,
        kind="redemption_ready",
        now=now,
        community_id=reward.community_id,
        subject=("redemption", redemption.pk),
        title=reward.name,
        day=date_format(timezone.localtime(redemption.expires_at), "SHORT_DATE_FORMAT"),
    )
    write_log(redemption, "linli.redemption.reserved", user=user, data={"points": reward.price})
    if not _taking_one().run(reward=reward.pk):
        # The last piece went, or the reward was removed, since we looked: the next attempt says which.
        raise Overtaken
    return redemption


def _known(reward_id: UUID, user: User, redemption_id: UUID) -> Redemption:
    """The exchange of this id, if it is this very one; in another community's scope it is not."""
    with_what_faces_show = Redemption.objects.select_related("reward", "merchant", "community")
    known: Redemption | None = with_what_faces_show.filter(pk=redemption_id).first()
    if known is None or known.person_id != user.pk or known.reward_id != reward_id:
        raise RedemptionIdReused
    return known


def _on_show(reward_id: UUID) -> Reward:
    """Raises:
    Missing: no such reward on show in the open community.
    """
    scoped = get_scope().get("community")
    community_id = scoped.pk if isinstance(scoped, Community) else scoped
    found = _reward_of().instances(reward=reward_id, community=community_id)
    if not found:
        raise Missing
    reward: Reward = found[0]
    return reward


def _free_place(reward: Reward, taken: set[int]) -> int:
    """The lowest of the person's places for this reward that is free, counted from 1.

    Raises:
        PerPersonLimit: none is.
    """
    if len(taken) >= reward.limit_per_person:
        raise PerPersonLimit(limit=reward.limit_per_person)
    return next(place for place in range(1, reward.limit_per_person + len(taken) + 1) if place not in taken)


@lru_cache(maxsize=1)
def _reward_of() -> CompiledQuery:
    reward, community = UUID(int=1), UUID(int=2)
    with scope(community=community):
        rewards = Reward.objects.on_show().filter(pk=reward)
        return CompiledQuery(
            rewards.select_related("community", "merchant").order_by(), reward=reward, community=community
        )


@lru_cache(maxsize=1)
def _mine() -> CompiledQuery:
    """The places that the person's exchanges of the reward take, and whichever exchange has the id."""
    reward, person, redemption = (UUID(int=number) for number in range(1, 4))
    with scopes_disabled():
        mine = Redemption.objects.taking().filter(reward_id=reward, person_id=person).order_by()
        same = Redemption.objects.filter(pk=redemption).order_by()
        mine, same = mine.values_list("pk", "slot"), same.values_list("pk", "slot")
        return CompiledQuery(mine.union(same, all=True), reward=reward, person=person, redemption=redemption)


@lru_cache(maxsize=1)
def _taking_one() -> CompiledUpdate:
    """One conditional write: of all who want the last piece, one finds it."""
    reward = UUID(int=1)
    with scopes_disabled():
        left = Reward.objects.filter(pk=reward, taken__lt=F("stock"), live=True, retired_at__isnull=True)
        return CompiledUpdate(left, {"reward": reward}, taken=F("taken") + 1)


def _check_window(reward: Reward, now: datetime) -> None:
    today = local_day(now)
    if (reward.opens_on and today < reward.opens_on) or (reward.closes_on and reward.closes_on < today):
        raise OutOfWindow


def _new(reward: Reward, user: User, place: int, redemption_id: UUID, now: datetime) -> Redemption:
    last_day = local_day(now) + timedelta(days=reward.pick_up_days)
    return Redemption(
        id=redemption_id,
        community=reward.community,
        reward=reward,
        person=user,
        state=RedemptionState.RESERVED,
        slot=place,
        name=reward.name,
        price=reward.price,
        merchant=reward.merchant,
        number=new_number(),
        secret=new_secret(),
        reserved_at=now,
        expires_at=timezone.make_aware(datetime.combine(last_day, time.max)),
        payment_id=uuid7(),
    )
