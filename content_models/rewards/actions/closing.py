"""The other ends of a redemption: cancelled, not fetched in time; and who fetches it instead."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.formats import date_format

from content_models.common.action_log import write_log
from content_models.common.errors import IllegalMove, Missing, Refused
from content_models.common.overtaken import again_when_overtaken
from content_models.ledger.actions import refund
from content_models.people.actions import clean_reason, signed_in
from content_models.people.actions.inputs import NAME_MAX, within
from content_models.people.models import User
from content_models.people.notices import tell
from content_models.people.roles import Actor
from content_models.rewards.models import TEXT_MAX, Redemption, Reward
from content_models.rewards.policy import may_ever, may_see, redemption_actions
from content_models.rewards.states import RedemptionState


def read_redemption(redemption_id: UUID) -> Redemption:
    """The redemption as it is now, with what rules look at.

    Raises:
        Missing: none of this id in the open scope.
    """
    found = (
        Redemption.objects.select_related("community", "community__area", "merchant", "person", "reward")
        .filter(pk=redemption_id)
        .first()
    )
    if found is None:
        raise Missing
    redemption: Redemption = found
    return redemption


def _permit(verb: str, redemption_id: UUID, actor: Actor) -> tuple[User, Redemption]:
    """Raises:
    Missing: not the actor's. Refused: she may read it, but this is its person's to do. IllegalMove: it is closed.
    """
    user = signed_in(actor)
    redemption = read_redemption(redemption_id)
    if verb in redemption_actions(actor, redemption):
        return user, redemption
    if not may_see(actor, redemption):
        raise Missing
    if not may_ever(verb, actor, redemption):
        raise Refused
    raise IllegalMove(state=redemption.get_state_display())


@again_when_overtaken
def cancel_redemption(*, redemption_id: UUID, actor: Actor, reason: str = "", now: datetime) -> Redemption:
    """Give it back: points and stock return. Its owner may as long as it is not fetched; the community with a reason.

    Raises:
        Missing, ReasonMissing, IllegalMove
    """
    user, redemption = _permit("cancel", redemption_id, actor)
    own = redemption.person_id == user.pk
    redemption.reason = reason.strip()[:TEXT_MAX] if own else clean_reason(reason, limit=TEXT_MAX)
    redemption.cancel()
    _give_back(redemption, now=now, by=user)
    if not own:
        _tell(redemption, "redemption_cancelled", now=now, reason=redemption.reason, points=str(redemption.price))
    write_log(redemption, "linli.redemption.cancelled", user=user, data={"reason": redemption.reason})
    return redemption


@again_when_overtaken
def expire_redemption(*, redemption_id: UUID, now: datetime) -> None:
    """It was not fetched in time: points and stock return. What was fetched meanwhile is left alone."""
    redemption = read_redemption(redemption_id)
    if redemption.state != RedemptionState.RESERVED or redemption.expires_at > now:
        return
    redemption.expire()
    _give_back(redemption, now=now, by=None)
    _tell(redemption, "redemption_expired", now=now, points=str(redemption.price))
    write_log(redemption, "linli.redemption.expired", user=None, data={})


def _give_back(redemption: Redemption, *, now: datetime, by: User | None) -> None:
    """The state first: who was overtaken gives nothing back. The stock last, as in exchanging."""
    redemption.closed_at, redemption.proxy = now, ""
    redemption.save(update_fields=["state", "closed_at", "reason", "proxy"])
    refund(
        payment_id=redemption.payment_id,
        refund_id=redemption.refund_id,
        actor_id=by.pk if by else None,
        now=now,
    )
    Reward.objects.filter(pk=redemption.reward_id).update(taken=F("taken") - 1)


def _tell(redemption: Redemption, kind: str, *, now: datetime, **words: str) -> None:
    tell(
        user_id=redemption.person_id,
        kind=kind,
        now=now,
        community_id=redemption.community_id,
        subject=("redemption", redemption.pk),
        title=redemption.name,
        **words,
    )


@transaction.atomic
def remind_redemption(*, redemption_id: UUID, now: datetime) -> None:
    """Tell once that it should be fetched soon."""
    waiting = Redemption.objects.reserved().filter(pk=redemption_id, reminded_at__isnull=True)
    if not waiting.update(reminded_at=now):
        return
    redemption = read_redemption(redemption_id)
    day = date_format(timezone.localtime(redemption.expires_at), "SHORT_DATE_FORMAT")
    _tell(redemption, "redemption_reminder", now=now, day=day)


@again_when_overtaken
def set_proxy(*, redemption_id: UUID, actor: Actor, name: str, now: datetime) -> Redemption:  # noqa: ARG001 - as every action
    """Say who of the family fetches it; the empty name takes that back.

    Raises:
        Missing, Refused, IllegalMove, Invalid
    """
    user, redemption = _permit("proxy", redemption_id, actor)
    redemption.proxy = within(name, NAME_MAX, "name")
    redemption.save(update_fields=["proxy"])
    write_log(redemption, "linli.redemption.proxy", user=user, data={})
    return redemption
