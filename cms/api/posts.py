"""The community's own posts, and applying for them (认岗)."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from cms.api.auth import actor_of
from cms.api.etags import answer, etag_of
from cms.api.pagination import Paging, cut, list_key, read_cursor, write_cursor
from cms.api.routing import read, write
from cms.api.scoping import in_community
from cms.api.shapes.posts import (
    ApplicationIn,
    AppointmentOut,
    PostList,
    PostOut,
    ReasonIn,
    appointment_answer,
    post_answer,
)
from content_models.areas.models import Community
from content_models.common.clock import utc_now
from content_models.common.errors import Missing
from content_models.common.ids import any_id
from content_models.people.roles import Actor
from content_models.posts.actions import (
    apply_for_post,
    approve_appointment,
    decline_appointment,
    end_appointment,
)
from content_models.posts.models import Appointment, PostSet, PostType

router = Router(tags=["posts"])
_RELATED = ("post", "chief_role", "area", "person", "community", "community__area")


def _mine(actor: Actor, posts: list[PostType]) -> dict[Any, Appointment]:
    """My living application or term per post, in one query."""
    if actor.id is None:
        return {}
    mine = Appointment.objects.living().of(actor.id).filter(post__in=posts).select_related(*_RELATED)
    return {appointment.post_id: appointment for appointment in mine}


@read(router, "/communities/{slug}/posts", out=PostList, summary="The post set, in the community's own order")
def list_posts(request: HttpRequest, slug: str, paging: Query[Paging]) -> HttpResponse:
    with in_community(slug) as community:
        actor = actor_of(request)
        etag = etag_of(request, community.board_version.version, _last_answer(actor))
        return answer(request, etag, lambda: _post_page(community, actor, paging))


def _last_answer(actor: Actor) -> Any:
    """What moves on when one of my applications changes: ids and states of the living ones."""
    if actor.id is None:
        return None
    return list(Appointment.objects.living().of(actor.id).values_list("pk", "state").order_by("pk"))


def _post_page(community: Community, actor: Actor, paging: Paging) -> dict[str, Any]:
    name = list_key("posts", community.pk)
    position = read_cursor(paging.cursor, of=name)
    posts = PostType.objects.on_show().with_filled()
    if position:
        order, last = position
        posts = posts.filter(sort_order__gte=order).exclude(sort_order=order, id__lte=last)
    page, more = cut(list(posts[: paging.limit + 1]), paging.limit)
    mine = _mine(actor, page)
    post_set = PostSet.objects.filter(live=True).first()
    return {
        "title": post_set.title if post_set else "",
        "intro": post_set.intro if post_set else "",
        "items": [post_answer(post, actor, mine.get(post.pk)) for post in page],
        "next": write_cursor([page[-1].sort_order, page[-1].pk], of=name) if more else None,
    }


def _post(post_id: str) -> PostType:
    post = PostType.objects.on_show().with_filled().filter(pk=any_id(post_id)).first()
    if post is None:
        raise Missing
    found: PostType = post
    return found


@read(router, "/communities/{slug}/posts/{post_id}", out=PostOut, summary="One post with its own form")
def get_post(request: HttpRequest, slug: str, post_id: str) -> dict[str, Any]:
    with in_community(slug):
        post = _post(post_id)
        actor = actor_of(request)
        return post_answer(post, actor, _mine(actor, [post]).get(post.pk))


@write(
    router.post,
    "/communities/{slug}/posts/{post_id}/applications",
    out=AppointmentOut,
    status=201,
    summary="Apply for a post (认岗)",
)
def apply(request: HttpRequest, slug: str, post_id: str, payload: ApplicationIn) -> dict[str, Any]:
    actor = actor_of(request)
    with in_community(slug) as community:
        appointment = apply_for_post(
            actor=actor,
            community=community,
            post=_post(post_id),
            answers=payload.answers,
            area_id=payload.area,
            note=payload.note,
            now=utc_now(),
        )
        return appointment_answer(appointment, actor)


def _appointment(appointment_id: str) -> Appointment:
    found = Appointment.objects.select_related(*_RELATED).filter(pk=any_id(appointment_id)).first()
    if found is None:
        raise Missing
    appointment: Appointment = found
    return appointment


@write(router.post, "/communities/{slug}/appointments/{appointment_id}/approve", out=AppointmentOut, summary="Say yes")
def approve_application(request: HttpRequest, slug: str, appointment_id: str) -> dict[str, Any]:
    actor = actor_of(request)
    with in_community(slug):
        done = approve_appointment(appointment=_appointment(appointment_id), actor=actor, now=utc_now())
        return appointment_answer(done, actor)


@write(
    router.post,
    "/communities/{slug}/appointments/{appointment_id}/decline",
    out=AppointmentOut,
    summary="Say no, with a reason",
)
def decline_application(
    request: HttpRequest, slug: str, appointment_id: str, payload: ReasonIn | None = None
) -> dict[str, Any]:
    actor = actor_of(request)
    with in_community(slug):
        done = decline_appointment(
            appointment=_appointment(appointment_id),
            actor=actor,
            reason=payload.reason if payload else "",
            now=utc_now(),
        )
        return appointment_answer(done, actor)


@write(
    router.post,
    "/communities/{slug}/appointments/{appointment_id}/end",
    out=AppointmentOut,
    summary="End a term, or take one's application back",
)
def end_term(request: HttpRequest, slug: str, appointment_id: str, payload: ReasonIn | None = None) -> dict[str, Any]:
    actor = actor_of(request)
    with in_community(slug):
        done = end_appointment(
            appointment=_appointment(appointment_id),
            actor=actor,
            reason=payload.reason if payload else "",
            now=utc_now(),
        )
        return appointment_answer(done, actor)
