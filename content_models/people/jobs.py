"""The clock of roles: what has a last day ends after it, and numbers that nobody confirmed are forgotten."""

from __future__ import annotations

from datetime import datetime, timedelta

from django_scopes import scopes_disabled

from content_models.common.clock import local_day
from content_models.common.jobs import job
from content_models.people.actions import end_over_roles
from content_models.people.models import Invitation

KEPT_AFTERWARDS = timedelta(days=30)


@job("people.end_roles", every_minutes=60)
def end_roles(*, now: datetime) -> None:
    """Roles stop to count on the day itself (MembershipQuerySet.in_force); this closes what they opened."""
    end_over_roles(today=local_day(now), now=now)


@job("people.forget_invitations", every_minutes=24 * 60)
def forget_invitations(*, now: datetime) -> None:
    """The keyed hash of a number goes some weeks after its invitation has closed or run out."""
    with scopes_disabled():
        Invitation.objects.filter(expires_at__lt=now - KEPT_AFTERWARDS).delete()
