"""The clock of the hours: activities that nobody ended, check-ins without an end, minutes that nobody has said.

Every sweep opens its own scope, community by community, and a transaction per row; what fails is tried again.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django_scopes import scope

from content_models.areas.models import Community
from content_models.common.jobs import enqueue, job
from content_models.hours.actions import ask_for_minutes, close_left_open, drop_given_back, end_overdue_activity
from content_models.hours.models import Activity, ServiceRecord
from content_models.hours.states import ActivityState, Origin, RecordState
from content_models.wishes.states import SEATED, WishState

logger = logging.getLogger(__name__)
# Scans that were kept without signal and people who stay on still find it open for a while.
GRACE = timedelta(hours=2)
ASK_AFTER, ASK_UNTIL = timedelta(days=3), timedelta(days=14)


class UnfinishedError(Exception):
    """Some rows of a sweep failed; the log says which."""


def _each(name: str, rows: QuerySet[Any], act: Callable[..., object], *, now: datetime) -> int:
    """Call `act(name=id, now=now)` for every row; the number that failed."""
    failed = 0
    for row_id in list(rows.values_list("pk", flat=True)):
        try:
            act(**{name: row_id}, now=now)
        except Exception:
            failed += 1
            logger.exception("left out %s", row_id)
    return failed


@job("hours.end_activities", every_minutes=15, atomic=False)
def end_overdue_activities(*, now: datetime) -> None:
    """End what is over, and check out who has not done it herself; also who came in by a scan that arrived later."""
    failed = 0
    for community in Community.objects.all():
        with scope(community=community):
            overdue = Activity.objects.filter(state=ActivityState.OPEN, ends_at__lte=now - GRACE)
            failed += _each("activity_id", overdue, end_overdue_activity, now=now)
            left_open = _drafts(Origin.ACTIVITY).filter(activity__ends_at__lte=now - GRACE, created_at__lte=now - GRACE)
            failed += _each(
                "record_id", left_open.exclude(activity__state=ActivityState.OPEN), close_left_open, now=now
            )
    if failed:
        raise UnfinishedError(failed)


@job("hours.drop_given_back", every_minutes=15, atomic=False)
def drop_minutes_of_given_back(*, now: datetime) -> None:
    """Minutes of helpers who gave the wish back after reporting it done."""
    failed = 0
    for community in Community.objects.all():
        with scope(community=community):
            given_back = _drafts(Origin.WISH).filter(claim__isnull=False).exclude(claim__state__in=sorted(SEATED))
            failed += _each("record_id", given_back, drop_given_back, now=now)
    if failed:
        raise UnfinishedError(failed)


@job("hours.remind_of_minutes", every_minutes=6 * 60, atomic=False)
def remind_of_minutes(*, now: datetime) -> None:
    """Ask once more, some days after the wish was confirmed, how long it took."""
    for community in Community.objects.all():
        with scope(community=community):
            silent = _drafts(Origin.WISH).filter(minutes__isnull=True, wish__state=WishState.CONFIRMED)
            silent = silent.filter(wish__closed_at__range=(now - ASK_UNTIL, now - ASK_AFTER))
            for record_id in list(silent.values_list("pk", flat=True)):
                enqueue(
                    ask_again,
                    effect_key=f"hours.ask_again:{record_id}",
                    community_id=community.pk,
                    record_id=record_id,
                )


@job("hours.ask_again")
def ask_again(*, now: datetime, community_id: UUID, record_id: UUID) -> None:
    with scope(community=Community.objects.get(pk=community_id)):
        ask_for_minutes(record_id=record_id, now=now)


def _drafts(origin: Origin) -> QuerySet[Any]:
    drafts: QuerySet[Any] = ServiceRecord.objects.filter(state=RecordState.DRAFT, origin=origin).order_by("pk")
    return drafts
