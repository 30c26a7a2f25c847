"""Posts and appointments as the API shows them."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from ninja import Schema
from pydantic import Field

from cms.api.shapes.areas import CommunityRef, Named, area_ref, community_ref
from cms.api.shapes.forms import AnswerOut, AnswersIn, FieldOut, answers_answer, form_answer
from content_models.common.own_forms import read_form
from content_models.people.roles import Actor
from content_models.posts.models import Appointment, PostType
from content_models.posts.policy import allowed_actions, may_answer


class PostRef(Schema):
    id: UUID
    name: str
    icon: str


class PersonShown(Schema):
    """An applicant, to who answers the application. `phone` is masked."""

    nickname: str
    name: str
    phone: str


class AppointmentOut(Schema):
    id: UUID
    state: str
    state_name: str
    post: PostRef | None
    chief_role: Named | None
    area: Named
    community: CommunityRef | None
    person: PersonShown | None
    answers: list[AnswerOut]
    note: str
    reason: str
    created_at: datetime
    decided_at: datetime | None
    allowed_actions: list[str]


class PostOut(Schema):
    """A post. `duties` is plain text with line breaks; `filled` of `wanted` people hold it."""

    id: UUID
    name: str
    icon: str
    duties: str
    wanted: int
    filled: int
    form: list[FieldOut]
    allowed_actions: list[str]
    my_application: AppointmentOut | None


class PostList(Schema):
    title: str
    intro: str
    items: list[PostOut]
    next: str | None


class ApplicationIn(Schema):
    answers: AnswersIn
    area: UUID | None = None
    note: str = Field("", max_length=200)


class ReasonIn(Schema):
    reason: str = Field("", max_length=1000)


def post_answer(post: PostType, actor: Actor, mine: Appointment | None) -> dict[str, Any]:
    """`post.filled` must be annotated."""
    return {
        "id": str(post.pk),
        "name": post.name,
        "icon": post.icon,
        "duties": post.duties,
        "wanted": post.wanted,
        "filled": post.filled,
        "form": form_answer(read_form(post.form)),
        "allowed_actions": [] if actor.is_visitor or mine is not None else ["apply"],
        "my_application": appointment_answer(mine, actor) if mine is not None else None,
    }


def appointment_answer(appointment: Appointment, actor: Actor) -> dict[str, Any]:
    """`post`, `chief_role`, `area`, `person` and `community` should be loaded."""
    answers_it = may_answer(actor, appointment)
    person = appointment.person
    return {
        "id": str(appointment.pk),
        "state": str(appointment.state),
        "state_name": str(appointment.get_state_display()),
        "post": (
            {"id": str(appointment.post.pk), "name": appointment.post.name, "icon": appointment.post.icon}
            if appointment.post
            else None
        ),
        "chief_role": (
            {"id": str(appointment.chief_role.pk), "name": appointment.chief_role.name}
            if appointment.chief_role
            else None
        ),
        "area": area_ref(appointment.area),
        "community": community_ref(appointment.community),
        "person": (
            {"nickname": person.shown_name, "name": person.full_name, "phone": person.masked_phone}
            if answers_it
            else None
        ),
        "answers": answers_answer(appointment.answers),
        "note": appointment.note,
        "reason": appointment.reason,
        "created_at": appointment.created_at.isoformat(),
        "decided_at": appointment.decided_at.isoformat() if appointment.decided_at else None,
        "allowed_actions": allowed_actions(actor, appointment),
    }
