"""The clock of the hours: activities that nobody ended."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django_scopes import scope

from content_models.areas.models import Community
from content_models.common.jobs import job
from content_models.hours.actions import end_overdue_activity
from content_models.hours.models import Activity
from content_models.hours.states import ActivityState

logger = logging.getLogger(__name__)
# Scans that were kept without signal and people who stay on still find it open for a while.
GRACE = timedelta(hours=2)


class UnfinishedError(Exception):
    """Some rows of a sweep failed; the log says which."""


@job("hours.end_activities", every_minutes=15, atomic=False)
def end_overdue_activities(*, now: datetime) -> None:
    """End what is over, and check out who has not done it herself."""
    failed = 0
    for community in Community.objects.all():
        with scope(community=community):
            overdue = Activity.objects.filter(state=ActivityState.OPEN, ends_at__lte=now - GRACE)
            for activity_id in list(overdue.values_list("pk", flat=True)):
                try:
                    end_overdue_activity(activity_id=activity_id, now=now)
                except Exception:
                    failed += 1
                    logger.exception("activity %s was not ended", activity_id)
    if failed:
        raise UnfinishedError(failed)
