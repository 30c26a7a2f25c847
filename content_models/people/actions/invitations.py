"""邀请: giving a role to whoever holds a phone, whether or not she has signed up yet."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _
from django_scopes import scopes_disabled
from wagtail.log_actions import log

from content_models.areas.models import Area
from content_models.common.clock import local_day
from content_models.common.errors import Conflict, DomainError, Invalid, Missing, TooMany
from content_models.common.ids import uuid7
from content_models.people.actions.inputs import NAME_MAX, signed_in
from content_models.people.actions.memberships import grant_role
from content_models.people.invited import invited_as, take_up_of
from content_models.people.models import Invitation, InvitationState, User
from content_models.people.notices import tell
from content_models.people.phones import mask_phone, normalise_phone, phone_hash
from content_models.people.policy import grantable_roles, may_grant
from content_models.people.roles import Actor, Role

logger = logging.getLogger(__name__)

# Numbers that nobody confirmed are not kept for long, and nobody goes through numbers to see who has signed up.
OPEN_FOR = timedelta(days=30)
INVITATIONS_A_DAY = 200


class AlreadyInvited(Conflict):
    code = "already_invited"
    message = _("This number is already invited to it.")


class EndsInThePast(Invalid):
    code = "ends_in_the_past"
    message = _("The last day must be today or later.")


class TooManyInvitations(TooMany):
    code = "too_many_invitations"
    message = _("These are very many invitations for one day. Please go on tomorrow, or import a list.")
    retry_after_seconds = 3600


@dataclass(frozen=True, slots=True)
class Target:
    """What comes with the role: a type that its room registered (invited.py), the row, and its name to show."""

    type: str
    id: UUID
    name: str


@transaction.atomic
def invite(
    *,
    actor: Actor,
    phone: str,
    role: Role,
    area: Area,
    ends_on: date | None = None,
    target: Target | None = None,
    name: str = "",
    from_list: bool = False,
    now: datetime,
) -> Invitation:
    """Give a role at a place to whoever holds the phone: at once if she has an account, else when she signs in.

    What there is to `target` was checked by the room it belongs to. `name` is what the office calls her; an account
    that has no name of its own takes it. `from_list`: a list that was looked at as a whole has its own limits.

    Raises:
        Missing: not the actor's to give there. NotAPhoneNumber, EndsInThePast, AlreadyInvited, TooManyInvitations
    """
    user = signed_in(actor)
    if role not in grantable_roles(actor, at=area.path):
        raise Missing
    number = normalise_phone(phone)
    if ends_on is not None and ends_on < local_day(now):
        raise EndsInThePast(fields={"ends_on": EndsInThePast.message})
    with scopes_disabled():  # counted over all places for which she invites
        lately = Invitation.objects.filter(invited_by=user, created_at__gt=now - timedelta(days=1))
        if not from_list and lately.count() >= INVITATIONS_A_DAY:
            raise TooManyInvitations
        # One that ran out a moment ago makes room for a new one.
        Invitation.objects.filter(
            phone_hash=phone_hash(number), state=InvitationState.OPEN, expires_at__lte=now
        ).update(state=InvitationState.LAPSED, closed_at=now)
    try:
        with transaction.atomic():
            invitation: Invitation = Invitation.objects.create(
                id=uuid7(),
                community_id=area.community_id,
                area=area,
                role=role,
                target_type=target.type if target else "",
                target_id=target.id if target else None,
                target_name=target.name if target else "",
                phone_hash=phone_hash(number),
                phone_shown=mask_phone(number),
                name=name.strip()[:NAME_MAX],
                ends_on=ends_on,
                invited_by=user,
                created_at=now,
                expires_at=now + OPEN_FOR,
            )
    except IntegrityError as error:
        raise AlreadyInvited(fields={"phone": AlreadyInvited.message}) from error
    log(invitation, "linli.invitation.open", user=user, data={"role": role})
    person = User.objects.by_phone(number)
    # A number that somebody typed and nobody proved is no one's yet.
    if person is not None and person.is_active and person.phone_verified_at is not None:
        _take_up(invitation, person, now=now)
        invitation.refresh_from_db()
    return invitation


@transaction.atomic
def change_last_day(*, invitation: Invitation, actor: Actor, ends_on: date, now: datetime) -> Invitation:
    """Let what it brings end on another day.

    Raises:
        Missing: not the actor's to give. EndsInThePast. Conflict: it is not open any more.
    """
    user = signed_in(actor)
    if not may_grant(actor, Role(invitation.role), at=invitation.area.path):
        raise Missing
    if ends_on < local_day(now):
        raise EndsInThePast(fields={"ends_on": EndsInThePast.message})
    if not Invitation.objects.open(now=now).filter(pk=invitation.pk).update(ends_on=ends_on):
        raise Conflict
    invitation.ends_on = ends_on
    log(invitation, "linli.invitation.last_day", user=user, data={"ends_on": str(ends_on)})
    return invitation


@transaction.atomic
def withdraw_invitation(*, invitation: Invitation, actor: Actor, now: datetime) -> Invitation:
    """Take it back while nobody has come.

    Raises:
        Missing: not the actor's to give. Conflict: it is not open any more.
    """
    user = signed_in(actor)
    if not may_grant(actor, Role(invitation.role), at=invitation.area.path):
        raise Missing
    if not _close(invitation, InvitationState.WITHDRAWN, now=now):
        raise Conflict
    log(invitation, "linli.invitation.withdrawn", user=user)
    return invitation


def take_up_invitations(*, user: User, now: datetime) -> int:
    """Everything that waited for whoever has just proved to hold this phone; how many roles came of it.

    One that can't be taken up any more lapses: signing in never fails because of it.
    """
    if user.phone_hash is None:
        return 0
    with scopes_disabled():  # by the phone alone, wherever she is invited
        waiting = list(
            Invitation.objects.open(now=now)
            .filter(phone_hash=user.phone_hash)
            .select_related("area__level", "community", "invited_by")
            .order_by("id")
        )
        return sum(_take_up(invitation, user, now=now) for invitation in waiting)


def _take_up(invitation: Invitation, person: User, *, now: datetime) -> bool:
    with scopes_disabled(), transaction.atomic():
        # The condition first: of two sign-ins at once, one takes it up.
        if not _close(invitation, InvitationState.TAKEN_UP, now=now, person=person):
            return False
        try:
            with transaction.atomic():
                _put_in_force(invitation, person, now=now)
        except DomainError as refusal:
            logger.info("an invitation came to nothing: %s", refusal.code)
            Invitation.objects.filter(pk=invitation.pk).update(state=InvitationState.LAPSED)
            return False
        tell(
            user_id=person.pk,
            kind="membership_given",
            now=now,
            community_id=invitation.community_id,
            role=invitation.role,
            community=invitation.community.name if invitation.community else invitation.area.name,
        )
        log(invitation, "linli.invitation.taken_up", user=person)
        return True


def _put_in_force(invitation: Invitation, person: User, *, now: datetime) -> None:
    """On the word of who invited, if it still counts.

    Raises:
        Missing: she may not give this role there any more; and what the target's own room refuses.
    """
    inviter = (
        User.objects.with_grants(invitation.invited_by_id, today=local_day(now)) if invitation.invited_by_id else None
    )
    role = Role(invitation.role)
    if inviter is None or not may_grant(inviter, role, at=invitation.area.path):
        raise Missing
    if invitation.ends_on is not None and invitation.ends_on < local_day(now):
        raise EndsInThePast
    take_up_of(invitation.target_type)(invitation, person, inviter, now)
    if invitation.name and not person.full_name:
        person.full_name = invitation.name
        person.save(update_fields=["full_name"])


@invited_as("")
def _take_up_role(invitation: Invitation, person: User, inviter: Actor, now: datetime) -> None:
    grant_role(
        user=person,
        role=Role(invitation.role),
        area=invitation.area,
        by=inviter.user,
        now=now,
        ends_on=invitation.ends_on,
    )


def _close(invitation: Invitation, state: InvitationState, *, now: datetime, person: User | None = None) -> bool:
    closed = Invitation.objects.filter(pk=invitation.pk, state=InvitationState.OPEN, expires_at__gt=now).update(
        state=state, closed_at=now, person=person
    )
    return bool(closed)
