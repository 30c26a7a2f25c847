"""What people do with themselves and with roles."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _
from django_scopes import scopes_disabled
from wagtail.log_actions import log

from content_models.areas.models import Area, Community
from content_models.common.errors import Conflict, Invalid, Missing, Refused, Unknown
from content_models.common.ids import uuid7
from content_models.people import staff
from content_models.people.models import Consent, Membership, MembershipState, Registration, User, living_consent
from content_models.people.notices import tell
from content_models.people.policy import SELF_SERVICE_ROLES, may_grant, membership_actions
from content_models.people.roles import Actor, Role

# The wordings people agree to; a new wording is asked for again.
CONSENT_VERSIONS = {"privacy": "2026-11", "party_membership": "2026-11"}
NICKNAME_MAX, NAME_MAX, DOOR_MAX, UNIT_MAX, REASON_MAX = 20, 30, 60, 80, 200


class ConsentRequired(Refused):
    code = "consent_required"
    message = _("Please read and agree to how we handle your data first.")


class UnknownConsent(Invalid):
    code = "unknown_consent"
    message = _("This wording is out of date. Please reload the page.")


class AlreadyMember(Conflict):
    code = "already_member"
    message = _("You already have this role here, or have asked for it.")


class AlreadyRegistered(Conflict):
    code = "already_registered"
    message = _("You have already reported to this community.")


class NotForAsking(Refused):
    code = "role_not_for_asking"
    message = _("This role is given by the community.")


class AreaElsewhere(Invalid):
    code = "area_elsewhere"
    message = _("Please choose a place in this community.")


class AlreadyDecided(Conflict):
    code = "already_decided"
    message = _("This has already been answered.")


class ReasonMissing(Invalid):
    code = "reason_required"
    message = _("Please say why, in a few words.")


def signed_in(actor: Actor) -> User:
    """The person behind the actor.

    Raises:
        Unknown: nobody is signed in.
    """
    if actor.user is None:
        raise Unknown
    return actor.user


def require_consent(user: User) -> None:
    """Raises ConsentRequired unless the person agreed to today's wording."""
    consent = living_consent(user, "privacy")
    if consent is None or consent.version != CONSENT_VERSIONS["privacy"]:
        raise ConsentRequired


def clean_reason(reason: str, *, limit: int = REASON_MAX) -> str:
    """A reason that says something.

    Raises:
        ReasonMissing: empty or longer than `limit` characters.
    """
    text = reason.strip()
    if not text:
        raise ReasonMissing(fields={"reason": ReasonMissing.message})
    if len(text) > limit:
        raise Invalid(fields={"reason": ("too_long", _("Too long: at most %(limit)d characters.") % {"limit": limit})})
    return text


@transaction.atomic
def give_consent(*, actor: Actor, purpose: str, version: str, now: datetime) -> Consent:
    """Agree to one wording. Agreeing twice is agreeing once."""
    user = signed_in(actor)
    if CONSENT_VERSIONS.get(purpose) != version:
        raise UnknownConsent(fields={"version": UnknownConsent.message})
    consent, made = Consent.objects.get_or_create(
        user=user, purpose=purpose, version=version, withdrawn_at=None, defaults={"id": uuid7(), "given_at": now}
    )
    if made:
        log(user, "linli.consent.given", user=user, data={"purpose": purpose, "version": version})
    return consent


@transaction.atomic
def withdraw_consent(*, actor: Actor, purpose: str, now: datetime) -> None:
    """Take a consent back; nothing new is stored from then on.

    With the consent to keep that she is a Party member, the fact itself goes: reports end, unit and membership
    are erased.
    """
    user = signed_in(actor)
    if purpose not in CONSENT_VERSIONS:
        raise UnknownConsent(fields={"purpose": UnknownConsent.message})
    if Consent.objects.filter(user=user, purpose=purpose, withdrawn_at=None).update(withdrawn_at=now):
        log(user, "linli.consent.withdrawn", user=user, data={"purpose": purpose})
    if purpose == "party_membership":
        with scopes_disabled():  # her own, in whichever community
            Registration.objects.filter(user=user).update(unit="", party_member="", wears_badge=False)
            Registration.objects.living().filter(user=user).update(ended_at=now)


@transaction.atomic
def change_profile(
    *,
    actor: Actor,
    nickname: str | None = None,
    name: str | None = None,
    language: str | None = None,
    elder_mode: bool | None = None,
) -> User:
    """Change what was given; None leaves a field alone."""
    user = signed_in(actor)
    fields: list[str] = []
    if nickname is not None:
        user.nickname = _within(nickname, NICKNAME_MAX, "nickname")
        fields.append("nickname")
    if name is not None:
        if name.strip():
            require_consent(user)
        user.full_name = _within(name, NAME_MAX, "name")
        fields.append("full_name")
    if language is not None:
        user.language = language
        fields.append("language")
    if elder_mode is not None:
        user.elder_mode = elder_mode
        fields.append("elder_mode")
    if fields:
        user.save(update_fields=fields)
    return user


def _within(text: str, limit: int, field: str) -> str:
    text = " ".join(text.split())
    if len(text) > limit:
        raise Invalid(fields={field: ("too_long", _("Too long: at most %(limit)d characters.") % {"limit": limit})})
    return text


def place_in(community: Community, area_id: UUID | None, *, field: str = "area") -> Area:
    """The place with this id in this community; without an id, the community itself.

    Raises:
        AreaElsewhere: it lies in another community or does not exist (both look the same).
    """
    if area_id is None:
        return community.area
    area = Area.objects.of_community(community).select_related("level").filter(pk=area_id).first()
    if area is None:
        raise AreaElsewhere(fields={field: AreaElsewhere.message})
    return area


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
        user.full_name = _within(name, NAME_MAX, "name")
        user.save(update_fields=["full_name"])
    return _add_membership(
        user=user,
        role=role,
        area=area,
        community=community,
        state=MembershipState.ACTIVE if role == Role.RESIDENT else MembershipState.PENDING,
        door=_within(door, DOOR_MAX, "door"),
        by=user,
        now=now,
    )


def _add_membership(
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
) -> Membership:
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
) -> Membership:
    """Put a role in force. For other domain code and commands that have checked the permission themselves.

    A pending request for the same role becomes active; a role already in force stays as it is.
    """
    living = Membership.objects.living().filter(user=user, role=role, area=area).first()
    if living is None:
        return _add_membership(
            user=user,
            role=role,
            area=area,
            community=area.community,
            state=MembershipState.ACTIVE,
            by=by,
            now=now,
            source_id=source_id,
        )
    if living.state == MembershipState.PENDING:
        living.state = MembershipState.ACTIVE
        living.decided_at, living.decided_by = now, by
        living.save(update_fields=["state", "decided_at", "decided_by"])
        log(living, "linli.membership.active", user=by, data={"role": role})
        staff.open_admin(user, role)
    return living


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


@transaction.atomic
def register_member(*, actor: Actor, community: Community, unit: str, wears_badge: bool, now: datetime) -> Registration:
    """双报到: an in-service Party member reports to the community and offers to help.

    Reporting is itself the separate consent that this sensitive fact needs; it is kept with its wording.

    Raises:
        ConsentRequired, AlreadyRegistered, Invalid (no unit)
    """
    user = signed_in(actor)
    require_consent(user)
    unit = _within(unit, UNIT_MAX, "unit")
    if not unit:
        raise Invalid(fields={"unit": ("unit_required", _("Please enter your work unit."))})
    give_consent(actor=actor, purpose="party_membership", version=CONSENT_VERSIONS["party_membership"], now=now)
    try:
        with transaction.atomic():
            registration = Registration.objects.create(
                id=uuid7(),
                user=user,
                community=community,
                unit=unit,
                party_member="yes",
                wears_badge=wears_badge,
                created_at=now,
            )
    except IntegrityError as error:
        raise AlreadyRegistered from error
    log(registration, "linli.registration.made", user=user)
    if not Membership.objects.living().filter(user=user, role=Role.VOLUNTEER, area=community.area).exists():
        _add_membership(
            user=user,
            role=Role.VOLUNTEER,
            area=community.area,
            community=community,
            state=MembershipState.PENDING,
            by=user,
            now=now,
            source_id=registration.pk,
        )
    return registration


def wears_badge(user: User) -> bool:
    """Does the person want the badge of the open community shown?"""
    return bool(Registration.objects.living().filter(user=user, wears_badge=True).exists())
