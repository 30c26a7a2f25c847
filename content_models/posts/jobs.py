"""The clock of posts: what is held until a day is not held after it."""

from __future__ import annotations

from datetime import datetime

from content_models.common.clock import local_day
from content_models.common.jobs import job
from content_models.posts.actions import end_over_terms


@job("posts.end_terms", every_minutes=60, atomic=False)
def end_terms(*, now: datetime) -> None:
    """What an appointment gave has stopped to count at midnight; this closes the appointment, and tells the person."""
    end_over_terms(today=local_day(now), now=now)
