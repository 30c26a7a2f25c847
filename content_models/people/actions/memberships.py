"""身份: asking for a role, giving it, answering, ending."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _
from django_scopes import scopes_disabled
from wagtail.log_actions import log

from content_models.areas.models import Area, Community
from content_models.common.errors import Conflict, Missing, Refused
from content_models.common.ids import uuid7
from content_models.people import staff
from content_models.people.actions.consent import require_consent
from content_models.people.actions.inputs import (
    DOOR_MAX,
    NAME_MAX,
    REASON_MAX,
    clean_reason,
    place_in,
    signed_in,
    within,
)
from content_models.people.models import Membership, MembershipState, User
from content_models.people.notices import tell
from content_models.people.policy import SELF_SERVICE_ROLES, may_grant, membership_actions
from content_models.people.roles import Actor, Role


class AlreadyMember(Conflict):
    code = "already_member"
    message = _("You already have this role here, or have asked for it.")


class NotForAsking(Refused):
    code = "role_not_for_asking"
    message = _("This role is given by the community.")


class AlreadyDecided(Conflict):
    code = "already_decided"
    message = _("This has already been answered.")


@transaction.atomic
def join_community(
    *,
    actor: Actor,
    community: Community,
    role: Role,
    area_id: UUID | None,
    name: str = "",
    door: str = "",
    now: datetime,
) -> Membership:
    """Say "I live here" (in force at once) or "I want to help here" (waits for the community).

    Raises:
        NotForAsking, ConsentRequired, AreaElsewhere, AlreadyMember
    """
    user = signed_in(actor)
    if role not in SELF_SERVICE_ROLES:
        raise NotForAsking
    require_consent(user)
    area = place_in(community, area_id) if role == Role.RESIDENT else community.area
    if name.strip():
        user.full_name = within(name, NAME_MAX, "name")
        user.save(update_fields=["full_name"])
    return add_membership(
        user=user,
        role=role,
        area=area,
        community=community,
        state=MembershipState.ACTIVE if role == Role.RESIDENT else MembershipState.PENDING,
        door=within(door, DOOR_MAX, "door"),
        by=user,
        now=now,
    )


def add_membership(
    *,
    user: User,
    role: Role,
    area: Area,
    community: Community | None,
    state: MembershipState,
    by: User | None,
    now: datetime,
    door: str = "",
    source_id: UUID | None = None,
    ends_on: date | None = None,
) -> Membership:
    """Write a membership down and open what it opens. For this folder: permission was checked by who calls.

    Raises:
        AlreadyMember: the person holds this role at this place, or has asked for it.
    """
    try:
        with transaction.atomic():
            membership = Membership.objects.create(
                id=uuid7(),
                user=user,
                role=role,
                area=area,
                community=community,
                state=state,
                door=door,
                source_id=source_id,
                ends_on=ends_on,
                created_at=now,
                decided_at=now if state == MembershipState.ACTIVE else None,
                decided_by=by if state == MembershipState.ACTIVE and by != user else None,
            )
    except IntegrityError as error:
        raise AlreadyMember from error
    log(membership, f"linli.membership.{state}", user=by, data={"role": role})
    if state == MembershipState.ACTIVE:
        staff.open_admin(user, role)
    return membership


def grant_role(
    *,
    user: User,
    role: Role,
    area: Area,
    by: User | None,
    now: datetime,
    source_id: UUID | None = None,
    ends_on: date | None = None,
) -> Membership:
    """Put a role in force. For other domain code and commands that have checked the permission themselves.

    A pending request for the same role becomes active; a role already in force stays as it is, only that it lasts as
    long as what is given now: `ends_on` is its last day, or that of what gives it (`source_id`, let_roles_last).
    """
    living = Membership.objects.living().filter(user=user, role=role, area=area).first()
    if living is None:
        return add_membership(
            user=user,
            role=role,
            area=area,
            community=area.community,
            state=MembershipState.ACTIVE,
            by=by,
            now=now,
            source_id=source_id,
            ends_on=ends_on,
        )
    if living.state == MembershipState.PENDING:
        living.state = MembershipState.ACTIVE
        living.decided_at, living.decided_by, living.ends_on = now, by, ends_on
        living.save(update_fields=["state", "decided_at", "decided_by", "ends_on"])
        log(living, "linli.membership.active", user=by, data={"role": role})
        staff.open_admin(user, role)
    elif living.source_id is None and living.ends_on is not None:
        if source_id is not None:
            living.source_id, living.ends_on = source_id, None
        elif ends_on is None or ends_on > living.ends_on:
            living.ends_on = ends_on
        living.save(update_fields=["source_id", "ends_on"])
    return living


def let_roles_last(*, source_ids: Sequence[UUID], until: date | None) -> None:
    """The last day of the roles that these appointments carry: from the next one on they don't count."""
    Membership.objects.filter(source_id__in=source_ids, state=MembershipState.ACTIVE).update(ends_on=until)


def pass_roles_on(*, source_id: UUID, to: UUID) -> None:
    """Roles that one appointment gave rest on another one from now on."""
    Membership.objects.filter(source_id=source_id, state=MembershipState.ACTIVE).update(source_id=to)


def end_roles_from(*, source_id: UUID, by: User | None, now: datetime) -> None:
    """End the roles that an appointment or registration gave."""
    for membership in Membership.objects.filter(source_id=source_id, state=MembershipState.ACTIVE).select_related(
        "user"
    ):
        _end(membership, by=by, now=now, reason="")


def _end(membership: Membership, *, by: User | None, now: datetime, reason: str) -> None:
    ended = Membership.objects.filter(pk=membership.pk, state=MembershipState.ACTIVE).update(
        state=MembershipState.ENDED, decided_at=now, decided_by=by, reason=reason
    )
    if not ended:
        raise AlreadyDecided
    membership.refresh_from_db()
    log(membership, "linli.membership.ended", user=by, data={"role": membership.role, "reason": reason})
    staff.close_admin(membership.user)


def end_over_roles(*, today: date, now: datetime) -> int:
    """End every role of its own whose last day has passed, over all communities; how many. Called by the clock.

    What an appointment gave ends together with it (posts: end_over_terms).
    """
    with scopes_disabled():
        over = list(Membership.objects.over(today=today).select_related("user", "community", "area"))
        for membership in over:
            with transaction.atomic():
                _end(membership, by=None, now=now, reason="")
                tell(
                    user_id=membership.user_id,
                    kind="membership_over",
                    now=now,
                    community_id=membership.community_id,
                    role=membership.role,
                    community=membership.community.name if membership.community else membership.area.name,
                )
    return len(over)


@transaction.atomic
def decide_membership(
    *, membership: Membership, actor: Actor, accept: bool, reason: str = "", now: datetime
) -> Membership:
    """Answer a request for a role.

    Raises:
        Missing: not the actor's to answer. AlreadyDecided: somebody was faster. ReasonMissing: a no needs words.
    """
    user = signed_in(actor)
    if not may_grant(actor, Role(membership.role), at=membership.area.path) or membership.user_id == user.pk:
        raise Missing
    reason = "" if accept else clean_reason(reason)
    target = MembershipState.ACTIVE if accept else MembershipState.DECLINED
    moved = Membership.objects.filter(pk=membership.pk, state=MembershipState.PENDING).update(
        state=target, decided_at=now, decided_by=user, reason=reason
    )
    if not moved:
        raise AlreadyDecided
    membership.refresh_from_db()
    log(membership, f"linli.membership.{target}", user=user, data={"role": membership.role, "reason": reason})
    if accept:
        staff.open_admin(membership.user, Role(membership.role))
    tell(
        user_id=membership.user_id,
        kind="membership_approved" if accept else "membership_declined",
        now=now,
        community_id=membership.community_id,
        role=membership.role,
        community=membership.community.name if membership.community else membership.area.name,
        reason=reason,
    )
    return membership


@transaction.atomic
def end_membership(*, membership: Membership, actor: Actor, reason: str = "", now: datetime) -> Membership:
    """End a role: one's own, or one that the actor may give."""
    user = signed_in(actor)
    if "end" not in membership_actions(actor, membership):
        raise Missing
    own = membership.user_id == user.pk
    reason = reason.strip()[:REASON_MAX] if own else clean_reason(reason)
    _end(membership, by=user, now=now, reason=reason)
    if not own:
        tell(
            user_id=membership.user_id,
            kind="membership_ended",
            now=now,
            community_id=membership.community_id,
            role=membership.role,
            community=membership.community.name if membership.community else membership.area.name,
            reason=reason,
        )
    return membership
