"""The clock of the exchange: what is not fetched goes back, reminders the day before, monthly settlements."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from uuid import UUID

from django_scopes import scope

from content_models.areas.models import Community
from content_models.common.clock import local_day
from content_models.common.jobs import job
from content_models.rewards.actions import expire_redemption, remind_redemption, settle_month
from content_models.rewards.models import Merchant, Redemption

logger = logging.getLogger(__name__)
REMIND_BEFORE = timedelta(days=1)


class UnfinishedError(Exception):
    """Some rows of a sweep failed; the log says which."""


def _each(ids: Iterable[UUID], act: Callable[[UUID], object]) -> int:
    """A row that fails does not hold up the others; the number that failed."""
    failed = 0
    for row_id in list(ids):
        try:
            act(row_id)
        except Exception:
            failed += 1
            logger.exception("left out %s", row_id)
    return failed


@job("rewards.expire", every_minutes=10, atomic=False)
def expire_redemptions(*, now: datetime) -> None:
    """Give points and stock back of what was not fetched in time."""
    failed = 0
    for community in Community.objects.all():
        with scope(community=community):
            overdue = Redemption.objects.overdue(now).values_list("pk", flat=True)
            failed += _each(overdue, lambda pk: expire_redemption(redemption_id=pk, now=now))
    if failed:
        raise UnfinishedError(failed)


@job("rewards.remind", every_minutes=60, atomic=False)
def remind_of_redemptions(*, now: datetime) -> None:
    """Tell people a day before that something waits for them."""
    failed = 0
    for community in Community.objects.all():
        with scope(community=community):
            soon = Redemption.objects.to_remind(now + REMIND_BEFORE).values_list("pk", flat=True)
            failed += _each(soon, lambda pk: remind_redemption(redemption_id=pk, now=now))
    if failed:
        raise UnfinishedError(failed)


@job("rewards.settle", every_minutes=12 * 60, atomic=False)
def settle_last_month(*, now: datetime) -> None:
    """Freeze the month that is over, once per merchant."""
    month = _month_before(local_day(now))
    for community in Community.objects.all():
        with scope(community=community):
            for merchant in Merchant.objects.filter(community=community):
                settle_month(merchant=merchant, month=month, now=now)


def _month_before(day: date) -> date:
    return (day.replace(day=1) - timedelta(days=1)).replace(day=1)
