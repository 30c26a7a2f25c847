"""Points between communities: agreeing to recognise each other's, and bringing them along."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid5

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_scopes import scope
from wagtail.log_actions import log

from content_models.areas.models import Community
from content_models.common.errors import Conflict, Invalid, Missing, Refused
from content_models.common.ids import uuid7
from content_models.common.overtaken import again_when_overtaken
from content_models.ledger.actions.posting import NewTransfer, post_transfer
from content_models.ledger.actions.spending import check_amount
from content_models.ledger.expiry import expiring
from content_models.ledger.kinds import TransferKind
from content_models.ledger.models import Recognition, Transfer
from content_models.ledger.policy import may_sign_for
from content_models.ledger.recognition import brought_since, in_force_between
from content_models.people.actions import signed_in
from content_models.people.roles import Actor

_COUNTERPARTS = UUID("b7a2a6f5-1b5b-4b8e-8f43-0f5d5d7d3b60")


class NotRecognised(Refused):
    code = "not_recognised"
    message = _("These two communities have no agreement to recognise each other's hours.")


class SameCommunity(Invalid):
    code = "same_community"
    message = _("Please choose another community.")


class AlreadyAgreed(Conflict):
    code = "already_agreed"
    message = _("There is already an agreement between these two, or one is waiting to be signed.")


class MonthlyLimit(Conflict):
    code = "monthly_limit"
    message = _("In this month you can bring %(left)d more points.")


@transaction.atomic
def propose_recognition(
    *, actor: Actor, community: Community, partner: Community, points_a_month: int, now: datetime
) -> Recognition:
    """Offer another community to recognise each other's points. In force when an administrator there signs.

    Raises:
        Missing: not the actor's to sign for. SameCommunity, AlreadyAgreed
    """
    user = signed_in(actor)
    if not may_sign_for(actor, community):
        raise Missing
    if community.pk == partner.pk:
        raise SameCommunity(fields={"partner": SameCommunity.message})
    crossed = Recognition.objects.filter(proposer=partner, partner=community, ended_at__isnull=True).exists()
    if crossed:
        raise AlreadyAgreed
    try:
        with transaction.atomic():
            agreement = Recognition.objects.create(
                id=uuid7(),
                proposer=community,
                partner=partner,
                proposed_by=user,
                proposed_at=now,
                points_a_month=points_a_month,
            )
    except IntegrityError as error:
        raise AlreadyAgreed from error
    log(agreement, "linli.recognition.proposed", user=user)
    return agreement


@transaction.atomic
def sign_recognition(*, agreement: Recognition, actor: Actor, now: datetime) -> Recognition:
    """Say yes for the other community.

    Raises:
        Missing: not hers to sign. Conflict: signed or ended by somebody else meanwhile.
    """
    user = signed_in(actor)
    if not may_sign_for(actor, agreement.partner):
        raise Missing
    waiting = Recognition.objects.filter(pk=agreement.pk, signed_at__isnull=True, ended_at__isnull=True)
    if not waiting.update(signed_at=now, signed_by=user):
        raise Conflict
    agreement.refresh_from_db()
    log(agreement, "linli.recognition.signed", user=user)
    return agreement


@transaction.atomic
def end_recognition(*, agreement: Recognition, actor: Actor, now: datetime) -> Recognition:
    """Either side ends it. What was brought along stays."""
    user = signed_in(actor)
    if not (may_sign_for(actor, agreement.proposer) or may_sign_for(actor, agreement.partner)):
        raise Missing
    if not Recognition.objects.filter(pk=agreement.pk, ended_at__isnull=True).update(ended_at=now, ended_by=user):
        raise Conflict
    agreement.refresh_from_db()
    log(agreement, "linli.recognition.ended", user=user)
    return agreement


@again_when_overtaken
def bring_points(
    *, actor: Actor, origin: Community, community: Community, amount: int, transfer_id: UUID, now: datetime
) -> Transfer:
    """Bring points earned in `origin` along into `community`, over the `issued` accounts of both.

    They keep the day until which they can be used (the soonest of what is taken along).

    Raises:
        NotRecognised, BadAmount, NotEnoughPoints, MonthlyLimit
    """
    user = signed_in(actor)
    check_amount(amount)
    agreement = in_force_between(origin.pk, community.pk)
    if agreement is None:
        raise NotRecognised
    with scope(community=community.pk):
        _within_the_month(agreement, community, user.pk, amount, transfer_id, now)
    with scope(community=origin.pk):
        soonest = next(iter(expiring(origin.pk, user.pk)), None)
        outgoing = NewTransfer(
            id=transfer_id,
            community_id=origin.pk,
            person_id=user.pk,
            kind=TransferKind.CARRY_OUT,
            amount=amount,
            subject=community.name,
            reference=("recognition", agreement.pk),
        )
        post_transfer(outgoing, actor_id=user.pk, now=now)
    incoming = NewTransfer(
        id=uuid5(_COUNTERPARTS, str(transfer_id)),
        community_id=community.pk,
        person_id=user.pk,
        kind=TransferKind.CARRY_IN,
        amount=amount,
        subject=origin.name,
        reference=("recognition", agreement.pk),
        expires_on=soonest.last_day if soonest else None,
    )
    with scope(community=community.pk):
        return post_transfer(incoming, actor_id=user.pk, now=now)


def _within_the_month(
    agreement: Recognition, community: Community, person_id: UUID, amount: int, transfer_id: UUID, now: datetime
) -> None:
    if not agreement.points_a_month or Transfer.objects.filter(pk=uuid5(_COUNTERPARTS, str(transfer_id))).exists():
        return  # no limit, or a retry of what was brought
    month = timezone.localtime(now).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    left = agreement.points_a_month - brought_since(community.pk, person_id, month)
    if amount > left:
        raise MonthlyLimit(left=max(left, 0))
