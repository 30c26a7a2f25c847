"""The signed-in person over all communities: profile, consent, roles, inbox."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django_scopes import scopes_disabled
from ninja import Query, Router

from cms.api.auth import actor_of, signed_in
from cms.api.etags import answer_by_content
from cms.api.pagination import BadCursor, Paging, cut, list_key, read_cursor, write_cursor
from cms.api.routing import read, write
from cms.api.shapes.areas import area_ref
from cms.api.shapes.people import (
    ConsentIn,
    ConsentOut,
    MeOut,
    NoticeList,
    ProfileIn,
    ReadIn,
    UnreadOut,
    WithdrawalIn,
    consent_answer,
    consent_asked,
    membership_answer,
    notice_answer,
    registration_answer,
)
from cms.api.shapes.posts import appointment_answer
from content_models.areas.models import Area, Community
from content_models.common.clock import local_day, utc_now
from content_models.common.ids import parse_id
from content_models.people import actions
from content_models.people.models import Membership, Notice, Registration, User
from content_models.people.roles import Actor
from content_models.posts.models import Appointment
from content_models.wishes.actions import take_badges_off

router = Router(tags=["me"])


@read(router, "/me", out=MeOut, auth=signed_in, summary="Who am I, and who am I where")
def get_me(request: HttpRequest) -> HttpResponse:
    return answer_by_content(request, _me(actor_of(request)), keep=False)


def _me(actor: Actor) -> dict[str, Any]:
    """Everything that is one's own, over all communities: the one place that may look across them, by person."""
    user = actions.signed_in(actor)
    with scopes_disabled():
        memberships = list(
            Membership.objects.living().filter(user=user).select_related("area", "community").order_by("created_at")
        )
        appointments = list(
            Appointment.objects.of(user.pk)
            .filter(state__in=["applied", "approved"])
            .select_related("post", "chief_role", "area", "person", "community", "community__area")
        )
        registrations = list(Registration.objects.living().filter(user=user).select_related("community"))
    for membership in memberships:
        membership.user = user
    consents = list(user.consents.filter(withdrawn_at=None))
    return {
        "id": str(user.pk),
        "nickname": user.nickname,
        "name": user.full_name,
        "phone": user.masked_phone,
        "has_password": user.has_usable_password(),
        "language": user.language,
        "elder_mode": user.elder_mode,
        "consents": [consent_answer(consent) for consent in consents],
        "consent_required": consent_asked(consents),
        "roles": _roles(actor),
        "memberships": [membership_answer(membership, actor) for membership in memberships],
        "appointments": [appointment_answer(appointment, actor) for appointment in appointments],
        "registrations": [registration_answer(registration) for registration in registrations],
        "unread_notices": Notice.objects.of(user.pk).unread().count(),
        "home": next((one.community.slug for one in memberships if one.community is not None), None),
    }


def _roles(actor: Actor) -> list[dict[str, Any]]:
    areas = Area.objects.in_bulk([grant.area_id for grant in actor.grants if grant.area_id])
    slugs = dict(
        Community.objects.filter(pk__in=[grant.community_id for grant in actor.grants]).values_list("pk", "slug")
    )
    return [
        {
            "role": grant.role.value,
            "community": slugs.get(grant.community_id) if grant.community_id else None,
            "area": area_ref(areas[grant.area_id]),
        }
        for grant in actor.grants
        if grant.area_id in areas
    ]


def _fresh(user: User) -> Actor:
    """The actor with what was just written."""
    return User.objects.with_grants(user.pk, today=local_day(utc_now())) or Actor.visitor()


@write(router.patch, "/me", out=MeOut, summary="Change nickname, name, language, large print")
def change_me(request: HttpRequest, payload: ProfileIn) -> dict[str, Any]:
    user = actions.change_profile(
        actor=actor_of(request),
        nickname=payload.nickname,
        name=payload.name,
        language=payload.language,
        elder_mode=payload.elder_mode,
    )
    return _me(_fresh(user))


@write(router.post, "/me/consents", out=ConsentOut, status=201, summary="Agree to a wording")
def give_consent(request: HttpRequest, payload: ConsentIn) -> dict[str, Any]:
    consent = actions.give_consent(
        actor=actor_of(request), purpose=payload.purpose, version=payload.version, now=utc_now()
    )
    return consent_answer(consent)


@write(router.post, "/me/consents/withdraw", out=MeOut, summary="Take a consent back")
def withdraw_consent(request: HttpRequest, payload: WithdrawalIn) -> dict[str, Any]:
    actor = actor_of(request)
    actions.withdraw_consent(actor=actor, purpose=payload.purpose, now=utc_now())
    if payload.purpose == "party_membership":
        take_badges_off(person_id=actions.signed_in(actor).pk)
    return _me(actor)


@read(router, "/me/notices", out=NoticeList, auth=signed_in, summary="My inbox, newest first")
def list_notices(request: HttpRequest, paging: Query[Paging]) -> HttpResponse:
    user = actions.signed_in(actor_of(request))
    name = list_key("notices", user.pk)
    position = read_cursor(paging.cursor, of=name)
    notices = Notice.objects.of(user.pk).select_related("community").order_by("-id")
    if position:
        last = parse_id(str(position[0]))
        if last is None:
            raise BadCursor
        notices = notices.filter(id__lt=last)
    page, more = cut(list(notices[: paging.limit + 1]), paging.limit)
    payload = {
        "items": [notice_answer(notice) for notice in page],
        "next": write_cursor([page[-1].pk], of=name) if more else None,
        "unread": Notice.objects.of(user.pk).unread().count(),
    }
    return answer_by_content(request, payload, keep=False)


@write(router.post, "/me/notices/read", out=UnreadOut, summary="Mark notices as read")
def read_notices(request: HttpRequest, payload: ReadIn) -> dict[str, Any]:
    user = actions.signed_in(actor_of(request))
    unread = Notice.objects.of(user.pk).unread()
    (unread if payload.all else unread.filter(pk__in=payload.ids)).update(read_at=utc_now())
    return {"unread": Notice.objects.of(user.pk).unread().count()}
