"""The clock of the wishes. Every sweep opens its own scope, community by community, and a transaction per row.

A row that fails does not hold up the others: it is logged, the rest is done, and the sweep as a whole says at its end
that it is unfinished, so that it is tried again and shows as failed if it stays so.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django_scopes import scope

from content_models.areas.models import Community
from content_models.common.clock import local_day
from content_models.common.jobs import job
from content_models.wishes.actions import end_of_last_day, erase_contacts, remind_helper, time_claim_out
from content_models.wishes.models import Claim, Wish

logger = logging.getLogger(__name__)


class UnfinishedError(Exception):
    """Some rows of a sweep failed; the log says which."""


def _each(name: str, ids: list[UUID], act: Callable[..., object], **given: Any) -> int:
    """Call `act(name=id, …)` for every id; the number that failed."""
    failed = 0
    for row_id in ids:
        try:
            act(**{name: row_id}, **given)
        except Exception:
            failed += 1
            logger.exception("left out %s", row_id)
    return failed


def _finish(failed: int) -> None:
    if failed:
        raise UnfinishedError(failed)


def _communities() -> Iterator[Community]:
    for community in Community.objects.all():
        with scope(community=community):
            yield community


@job("wishes.expire", every_minutes=10, atomic=False)
def expire_wishes(*, now: datetime) -> None:
    """Take wishes whose last day is over off the board."""
    failed = 0
    for _community in _communities():
        due = list(Wish.objects.past_their_last_day(today=local_day(now)).values_list("pk", flat=True))
        failed += _each("wish_id", due, end_of_last_day, now=now)
    _finish(failed)


@job("wishes.remind_helpers", every_minutes=30, atomic=False)
def remind_silent_helpers(*, now: datetime) -> None:
    """Ask helpers of whom nothing was heard for the community's days."""
    failed = 0
    for community in _communities():
        since = now - timedelta(days=community.claim_reminder_days)
        due = list(Claim.objects.to_remind(since).values_list("pk", flat=True))
        failed += _each("claim_id", due, remind_helper, silent_since=since, now=now)
    _finish(failed)


@job("wishes.time_claims_out", every_minutes=30, atomic=False)
def time_silent_claims_out(*, now: datetime) -> None:
    """Give wishes back whose helpers stayed silent after the reminder."""
    failed = 0
    for community in _communities():
        since = now - timedelta(days=community.claim_timeout_days)
        due = list(Claim.objects.silent_since(since).values_list("pk", flat=True))
        failed += _each("claim_id", due, time_claim_out, silent_since=since, now=now)
    _finish(failed)


@job("wishes.erase_contacts", every_minutes=60, atomic=False)
def erase_old_contacts(*, now: datetime) -> None:
    """Erase contact and door of wishes closed long enough ago."""
    for _community in _communities():
        while erase_contacts(now=now):
            pass
