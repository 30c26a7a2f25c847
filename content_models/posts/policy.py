"""Who may do what with posts and appointments. No rule → no."""

from __future__ import annotations

from content_models.areas.models import Area, Community
from content_models.people.policy import may_work_in
from content_models.people.roles import STAFF_ROLES, Actor, Role
from content_models.posts.models import Appointment, PostSetTemplate
from content_models.posts.querysets import AppointmentQuerySet, TemplateQuerySet
from content_models.posts.states import LIVING, AppointmentState


def may_answer(actor: Actor, appointment: Appointment) -> bool:
    """Staff of the appointment's area answer; nobody answers their own application."""
    return actor.holds(*STAFF_ROLES, at=appointment.area.path) and appointment.person_id != actor.id


def may_see(actor: Actor, appointment: Appointment) -> bool:
    return not actor.is_visitor and (appointment.person_id == actor.id or may_answer(actor, appointment))


def allowed_actions(actor: Actor, appointment: Appointment) -> list[str]:
    """The API verbs open to the actor now."""
    if actor.is_visitor:
        return []
    actions = []
    if may_answer(actor, appointment):
        if appointment.state == AppointmentState.APPLIED:
            actions += ["approve", "decline"]
        elif appointment.state == AppointmentState.APPROVED:
            actions.append("end")
    elif appointment.person_id == actor.id and appointment.state in LIVING:
        actions.append("end")
    return actions


def waiting_appointments(actor: Actor, community: Community) -> AppointmentQuerySet:
    """The applications that wait for this actor's answer."""
    if not may_work_in(actor, community):
        return Appointment.objects.none()
    return (
        Appointment.objects.waiting().exclude(person_id=actor.id).select_related("post", "chief_role", "area", "person")
    )


def may_keep_posts(actor: Actor, community: Community) -> bool:
    """Who edits the posts of a community also takes over from templates and goes back to earlier versions."""
    return may_work_in(actor, community)


def may_publish_for(actor: Actor, district: Area) -> bool:
    """The district's administrator publishes its templates and answers proposals."""
    return actor.holds(Role.DISTRICT_ADMIN, at=district.path)


def kept_templates(actor: Actor) -> TemplateQuerySet:
    """The templates that the actor publishes; none for anybody but district administrators."""
    return PostSetTemplate.objects.under(actor.paths_of(Role.DISTRICT_ADMIN)).select_related("district")


def offered_templates(community: Community) -> TemplateQuerySet:
    """The templates that a community may follow: those of its own district."""
    return PostSetTemplate.objects.offered_at(community.area).order_by("sort_order", "id")
