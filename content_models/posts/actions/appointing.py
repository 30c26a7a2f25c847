"""认岗: applying for a post, answering, ending."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _
from django_fsm import ConcurrentTransition
from django_scopes import scopes_disabled
from wagtail.log_actions import log

from content_models.areas.actions import touch_board
from content_models.areas.models import Area, Community
from content_models.common.clock import local_day
from content_models.common.errors import Conflict, IllegalMove, Invalid, Missing
from content_models.common.ids import uuid7
from content_models.common.own_forms import check_answers, read_form
from content_models.people.actions import (
    EndsInThePast,
    clean_reason,
    grant_role,
    place_in,
    require_consent,
    signed_in,
)
from content_models.people.models import User
from content_models.people.notices import tell
from content_models.people.roles import Actor, Role
from content_models.posts.actions.carrying import end_its_role, let_role_last
from content_models.posts.models import Appointment, AppointmentPhoto, ChiefRole, PostType
from content_models.posts.policy import allowed_actions, may_see
from content_models.posts.querysets import PostQuerySet
from content_models.posts.states import AppointmentState
from media.answers import keep_answer_photos

NOTE_MAX = 200


class AlreadyApplied(Conflict):
    code = "already_applied"
    message = _("You hold this post already, or your application is on its way.")


class PostGone(Missing):
    code = "not_found"


class WrongLevelForChief(Invalid):
    code = "wrong_level"
    message = _("This chief role belongs to another kind of place.")


class PostFull(Conflict):
    code = "post_full"
    message = _("All places of this post are taken. You can raise the number wanted first.")


@transaction.atomic
def apply_for_post(
    *,
    actor: Actor,
    community: Community,
    post: PostType,
    answers: Mapping[str, Any] | None = None,
    area_id: UUID | None = None,
    note: str = "",
    now: datetime,
) -> Appointment:
    """Ask to hold a post. Applying over the number wanted is welcome: the community chooses.

    Raises:
        Unknown, ConsentRequired, PostGone, AreaElsewhere, AnswersInvalid, UnknownPhoto, AlreadyApplied
    """
    user = signed_in(actor)
    require_consent(user)
    if post.community_id != community.pk or not _held_on_to(post).filter(live=True).exists():
        raise PostGone
    area = place_in(community, area_id)
    if len(note.strip()) > NOTE_MAX:
        message = _("Too long: at most %(limit)d characters.") % {"limit": NOTE_MAX}
        raise Invalid(fields={"note": ("too_long", message)})
    appointment = Appointment(
        id=uuid7(), community=community, person=user, post=post, area=area, note=note.strip(), created_at=now
    )
    appointment.answers = check_answers(read_form(post.form), answers)
    try:
        with transaction.atomic():
            appointment.save(force_insert=True)
    except IntegrityError as error:
        raise AlreadyApplied from error
    keep_answer_photos(
        AppointmentPhoto,
        answers=appointment.answers,
        owner=user,
        community_id=community.pk,
        now=now,
        appointment=appointment,
    )
    log(appointment, "linli.appointment.applied", user=user)
    return appointment


@transaction.atomic
def appoint(
    *,
    person: User,
    community: Community,
    area: Area,
    by: User | None,
    now: datetime,
    post: PostType | None = None,
    chief_role: ChiefRole | None = None,
    ends_on: date | None = None,
) -> Appointment:
    """Put a person into a post or chief role without an application (registers, commands, imports).

    `ends_on` is the last day of the term; the day after, the clock ends it (end_over_terms).

    The caller has checked the permission.

    Raises:
        WrongLevelForChief: the chief role belongs to another level than the area's. AlreadyApplied
        PostGone: the post was taken out of the set.
    """
    if chief_role is not None and area.level_id != chief_role.level_id:
        raise WrongLevelForChief
    if post is not None and not _held_on_to(post).exists():
        raise PostGone
    try:
        with transaction.atomic():
            appointment = Appointment.objects.create(
                id=uuid7(),
                community=community,
                person=person,
                post=post,
                chief_role=chief_role,
                area=area,
                ends_on=ends_on,
                created_at=now,
            )
    except IntegrityError as error:
        raise AlreadyApplied from error
    return _approve(appointment, by=by, now=now)


def _held_on_to(post: PostType) -> PostQuerySet:
    """The post, if it is still in the set, with its row locked until the appointment stands.

    A template's change that would let it go (actions/taking.py) then sees the appointment, and the post stays; or it
    was there before. The foreign key alone would not do: it is only checked at commit.
    """
    rows: PostQuerySet = PostType.objects.select_for_update().filter(pk=post.pk, retired_at__isnull=True)
    return rows


def _approve(appointment: Appointment, *, by: User | None, now: datetime) -> Appointment:
    appointment.approve()
    appointment.decided_at, appointment.decided_by = now, by
    _save(appointment, ["state", "decided_at", "decided_by"])
    # Post holders and volunteers have one identity (身份互通); a chief role carries the right to review below it.
    role, area = (
        (Role.CHIEF, appointment.area) if appointment.chief_role_id else (Role.VOLUNTEER, appointment.community.area)
    )
    grant_role(user=appointment.person, role=role, area=area, by=by, now=now, source_id=appointment.pk)
    let_role_last(appointment)
    log(appointment, "linli.appointment.approved", user=by)
    touch_board(appointment.community_id)
    return appointment


def _save(appointment: Appointment, fields: list[str]) -> None:
    try:
        appointment.save(update_fields=fields)
    except ConcurrentTransition as error:
        raise Conflict from error


def _require(action: str, appointment: Appointment, actor: Actor) -> User:
    """The five beats' second: may this actor do this now?

    Raises:
        Missing: not hers to see. IllegalMove: hers, but not from this state.
    """
    user = signed_in(actor)
    if not may_see(actor, appointment):
        raise Missing
    if action not in allowed_actions(actor, appointment):
        raise IllegalMove(state=appointment.get_state_display())
    return user


def _tell(appointment: Appointment, kind: str, *, now: datetime, reason: str = "") -> None:
    tell(
        user_id=appointment.person_id,
        kind=kind,
        now=now,
        community_id=appointment.community_id,
        subject=("appointment", appointment.pk),
        post=str(appointment.post or appointment.chief_role),
        area=appointment.area.name,
        reason=reason,
    )


@transaction.atomic
def approve_appointment(*, appointment: Appointment, actor: Actor, now: datetime) -> Appointment:
    """Say yes to an application while there is room.

    Raises:
        Missing, IllegalMove, PostFull, Conflict (answered by somebody else at the same moment)
    """
    user = _require("approve", appointment, actor)
    if appointment.post_id is not None:
        # The post's row orders answers that come at once: the second one counts after the first.
        post = PostType.objects.select_for_update().get(pk=appointment.post_id)
        if post.appointments.filter(state=AppointmentState.APPROVED).count() >= post.wanted:
            raise PostFull
    _approve(appointment, by=user, now=now)
    _tell(appointment, "appointment_approved", now=now)
    return appointment


@transaction.atomic
def decline_appointment(*, appointment: Appointment, actor: Actor, reason: str, now: datetime) -> Appointment:
    """Say no, with a reason that the applicant reads."""
    user = _require("decline", appointment, actor)
    appointment.reason = clean_reason(reason)
    appointment.decline()
    appointment.decided_at, appointment.decided_by = now, user
    _save(appointment, ["state", "reason", "decided_at", "decided_by"])
    log(appointment, "linli.appointment.declined", user=user, data={"reason": appointment.reason})
    _tell(appointment, "appointment_declined", now=now, reason=appointment.reason)
    return appointment


@transaction.atomic
def end_appointment(*, appointment: Appointment, actor: Actor, reason: str = "", now: datetime) -> Appointment:
    """End a term, or take one's own application back. Only somebody else's ending needs a reason."""
    user = _require("end", appointment, actor)
    own = appointment.person_id == user.pk
    appointment.reason = reason.strip()[:NOTE_MAX] if own else clean_reason(reason)
    held = appointment.state == AppointmentState.APPROVED
    appointment.end()
    appointment.ended_at = now
    _save(appointment, ["state", "reason", "ended_at"])
    if held:
        end_its_role(appointment, by=user, now=now)
        touch_board(appointment.community_id)
    log(appointment, "linli.appointment.ended", user=user, data={"reason": appointment.reason})
    if not own:
        _tell(appointment, "appointment_ended", now=now, reason=appointment.reason)
    return appointment


@transaction.atomic
def change_term(*, appointment: Appointment, ends_on: date | None, by: User | None, now: datetime) -> Appointment:
    """Give a term another last day, or leave it open. The caller has checked the permission.

    Raises:
        EndsInThePast. Conflict: it has ended meanwhile.
    """
    if ends_on is not None and ends_on < local_day(now):
        raise EndsInThePast(fields={"ends_on": EndsInThePast.message})
    held = Appointment.objects.filter(pk=appointment.pk, state=AppointmentState.APPROVED)
    if not held.update(ends_on=ends_on):
        raise Conflict
    appointment.ends_on = ends_on
    let_role_last(appointment)
    log(appointment, "linli.appointment.term", user=by, data={"ends_on": str(ends_on or "")})
    return appointment


def end_over_terms(*, today: date, now: datetime) -> int:
    """End every term whose last day has passed, over all communities; how many. Called by the clock."""
    ended = 0
    with scopes_disabled():
        for pk in list(Appointment.objects.over(today=today).values_list("pk", flat=True)):
            with transaction.atomic():
                # Asked again under the lock: prolonged or ended a moment ago, it is left alone.
                rows = Appointment.objects.select_for_update(of=("self",)).over(today=today).filter(pk=pk)
                appointment = rows.select_related("community__area", "person", "post", "chief_role", "area").first()
                if appointment is not None:
                    _end_over(appointment, now=now)
                    ended += 1
    return ended


def _end_over(appointment: Appointment, *, now: datetime) -> None:
    appointment.end()
    appointment.ended_at = now
    _save(appointment, ["state", "ended_at"])
    end_its_role(appointment, by=None, now=now)
    touch_board(appointment.community_id)
    log(appointment, "linli.appointment.ended", data={"reason": ""})
    _tell(appointment, "appointment_over", now=now)
