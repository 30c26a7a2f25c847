"""Joining a community, offering to help, reporting to it (双报到), and answering who asks."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Router

from cms.api.auth import actor_of
from cms.api.routing import write
from cms.api.scoping import in_community
from cms.api.shapes.people import (
    JoinIn,
    MembershipOut,
    RegistrationIn,
    RegistrationOut,
    membership_answer,
    registration_answer,
)
from cms.api.shapes.posts import ReasonIn
from content_models.common.clock import utc_now
from content_models.common.errors import Missing
from content_models.common.ids import any_id
from content_models.people import actions
from content_models.people.models import Membership
from content_models.people.roles import Role

router = Router(tags=["people"])


def _membership(membership_id: str) -> Membership:
    found = Membership.objects.select_related("area", "community", "user").filter(pk=any_id(membership_id)).first()
    if found is None:
        raise Missing
    membership: Membership = found
    return membership


@write(
    router.post,
    "/communities/{slug}/memberships",
    out=MembershipOut,
    status=201,
    summary="Say “I live here” or “I want to help here”",
)
def join(request: HttpRequest, slug: str, payload: JoinIn) -> dict[str, Any]:
    actor = actor_of(request)
    with in_community(slug) as community:
        membership = actions.join_community(
            actor=actor,
            community=community,
            role=Role(payload.role),
            area_id=payload.area,
            name=payload.name,
            door=payload.door,
            now=utc_now(),
        )
        return membership_answer(membership, actor)


@write(
    router.post,
    "/communities/{slug}/memberships/{membership_id}/approve",
    out=MembershipOut,
    summary="Accept somebody",
)
def approve_membership(request: HttpRequest, slug: str, membership_id: str) -> dict[str, Any]:
    actor = actor_of(request)
    with in_community(slug):
        done = actions.decide_membership(membership=_membership(membership_id), actor=actor, accept=True, now=utc_now())
        return membership_answer(done, actor)


@write(
    router.post,
    "/communities/{slug}/memberships/{membership_id}/decline",
    out=MembershipOut,
    summary="Decline somebody",
)
def decline_membership(
    request: HttpRequest, slug: str, membership_id: str, payload: ReasonIn | None = None
) -> dict[str, Any]:
    actor = actor_of(request)
    with in_community(slug):
        done = actions.decide_membership(
            membership=_membership(membership_id),
            actor=actor,
            accept=False,
            reason=payload.reason if payload else "",
            now=utc_now(),
        )
        return membership_answer(done, actor)


@write(router.post, "/communities/{slug}/memberships/{membership_id}/end", out=MembershipOut, summary="End a role")
def end_membership(
    request: HttpRequest, slug: str, membership_id: str, payload: ReasonIn | None = None
) -> dict[str, Any]:
    actor = actor_of(request)
    with in_community(slug):
        done = actions.end_membership(
            membership=_membership(membership_id), actor=actor, reason=payload.reason if payload else "", now=utc_now()
        )
        return membership_answer(done, actor)


@write(
    router.post,
    "/communities/{slug}/registrations",
    out=RegistrationOut,
    status=201,
    summary="Double registration of an in-service Party member (双报到)",
)
def register(request: HttpRequest, slug: str, payload: RegistrationIn) -> dict[str, Any]:
    with in_community(slug) as community:
        registration = actions.register_member(
            actor=actor_of(request),
            community=community,
            unit=payload.unit,
            wears_badge=payload.wears_badge,
            answers=payload.answers,
            now=utc_now(),
        )
        return registration_answer(registration)
