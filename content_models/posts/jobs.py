"""The clock of posts: who was chief until a day is not one after it."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Exists, OuterRef
from django_scopes import scopes_disabled

from content_models.common.jobs import job
from content_models.people.models import Membership, MembershipState
from content_models.posts.actions import end_term
from content_models.posts.models import Appointment
from content_models.posts.states import AppointmentState


@job("posts.end_terms", every_minutes=60)
def end_terms(*, now: datetime) -> None:
    """End appointments whose role has ended by its last day (people.end_roles, which told the person)."""
    with scopes_disabled():
        ended = Membership.objects.filter(
            source_id=OuterRef("pk"), state=MembershipState.ENDED, ends_on__isnull=False, ends_on__lt=now
        )
        for appointment in Appointment.objects.filter(Exists(ended), state=AppointmentState.APPROVED):
            end_term(appointment=appointment, now=now)
