"""The clock of the exchange: what is not fetched goes back, reminders the day before, monthly settlements."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from functools import partial
from typing import TypeVar

from django.db.models import DateField
from django.db.models.functions import TruncMonth
from django_scopes import scope

from content_models.areas.models import Community
from content_models.common.clock import local_day
from content_models.common.jobs import job
from content_models.rewards.actions import expire_redemption, remind_redemption, settle_month
from content_models.rewards.models import Merchant, Redemption, Settlement
from content_models.rewards.sheets import month_bounds

logger = logging.getLogger(__name__)
REMIND_BEFORE = timedelta(days=1)


class UnfinishedError(Exception):
    """Some rows of a sweep failed; the log says which."""


T = TypeVar("T")


def _each(things: Iterable[T], act: Callable[[T], object]) -> int:
    """One that fails does not hold up the others; the number that failed."""
    failed = 0
    for thing in list(things):
        try:
            act(thing)
        except Exception:
            failed += 1
            logger.exception("left out %s", thing)
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
def settle_months(*, now: datetime) -> None:
    """Freeze the months that are over and in which a merchant handed something over; missed ones are made up for."""
    # What was handed over in the month's last second may still be on its way into the database.
    this_month = month_bounds(local_day(now - timedelta(hours=1)))[0]
    failed = 0
    for community in Community.objects.all():
        with scope(community=community):
            for merchant in Merchant.objects.filter(community=community):
                months = _months_to_settle(merchant, before=this_month)
                failed += _each(months, partial(_settle, merchant=merchant, now=now))
    if failed:
        raise UnfinishedError(failed)


def _settle(month: date, *, merchant: Merchant, now: datetime) -> None:
    settle_month(merchant=merchant, month=month, now=now)


def _months_to_settle(merchant: Merchant, *, before: datetime) -> list[date]:
    done = set(Settlement.objects.filter(merchant=merchant).values_list("month", flat=True))
    months = (
        Redemption.objects.handed_over()
        .filter(merchant=merchant, closed_at__lt=before)
        .annotate(month=TruncMonth("closed_at", output_field=DateField()))
        .order_by("month")
        .values_list("month", flat=True)
        .distinct()
    )
    return [month for month in months if month not in done]
