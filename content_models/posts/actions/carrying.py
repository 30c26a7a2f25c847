"""The role that an appointment gives: several can carry the same one, and it lasts as long as the longest of them."""

from __future__ import annotations

from datetime import datetime

from content_models.people.actions import end_roles_from, let_roles_last, pass_roles_on
from content_models.people.models import User
from content_models.posts.models import Appointment
from content_models.posts.querysets import AppointmentQuerySet
from content_models.posts.states import AppointmentState


def end_its_role(appointment: Appointment, *, by: User | None, now: datetime) -> None:
    """End the role that the appointment gave, unless another appointment of the person carries the same one."""
    heir = _carriers(appointment).exclude(pk=appointment.pk).order_by("pk").first()
    if heir is not None:
        pass_roles_on(source_id=appointment.pk, to=heir.pk)
        let_role_last(heir)
    else:
        end_roles_from(source_id=appointment.pk, by=by, now=now)


def _carriers(appointment: Appointment) -> AppointmentQuerySet:
    """Everything the person holds that gives the same role at the same place."""
    held: AppointmentQuerySet = Appointment.objects.of(appointment.person_id).filter(state=AppointmentState.APPROVED)
    if appointment.chief_role_id is None:
        return held.filter(chief_role=None)
    return held.filter(area_id=appointment.area_id).exclude(chief_role=None)


def let_role_last(appointment: Appointment) -> None:
    """The role has the last day of whatever carries it longest, so that it stops to count at that midnight."""
    days = dict(_carriers(appointment).values_list("pk", "ends_on"))
    until = None if None in days.values() else max(days.values(), default=None)
    let_roles_last(source_ids=list(days), until=until)
