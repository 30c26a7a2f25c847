"""The clock of the wishes. Every sweep opens its own scope, community by community, and a transaction per row."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from django_scopes import scope

from content_models.areas.models import Community
from content_models.common.clock import local_day
from content_models.common.jobs import job
from content_models.wishes.actions import end_of_last_day, erase_contacts, remind_helper, time_claim_out
from content_models.wishes.models import Claim, Wish


def _communities() -> Iterator[Community]:
    for community in Community.objects.all():
        with scope(community=community):
            yield community


@job("wishes.expire", every_minutes=10, atomic=False)
def expire_wishes(*, now: datetime) -> None:
    """Take wishes whose last day is over off the board."""
    for _community in _communities():
        for wish_id in list(Wish.objects.past_their_last_day(today=local_day(now)).values_list("pk", flat=True)):
            end_of_last_day(wish_id=wish_id, now=now)


@job("wishes.remind_helpers", every_minutes=30, atomic=False)
def remind_silent_helpers(*, now: datetime) -> None:
    """Ask helpers of whom nothing was heard for the community's days."""
    for community in _communities():
        silent_since = now - timedelta(days=community.claim_reminder_days)
        for claim_id in list(Claim.objects.to_remind(silent_since).values_list("pk", flat=True)):
            remind_helper(claim_id=claim_id, silent_since=silent_since, now=now)


@job("wishes.time_claims_out", every_minutes=30, atomic=False)
def time_silent_claims_out(*, now: datetime) -> None:
    """Give wishes back whose helpers stayed silent after the reminder."""
    for community in _communities():
        silent_since = now - timedelta(days=community.claim_timeout_days)
        for claim_id in list(Claim.objects.silent_since(silent_since).values_list("pk", flat=True)):
            time_claim_out(claim_id=claim_id, silent_since=silent_since, now=now)


@job("wishes.erase_contacts", every_minutes=60, atomic=False)
def erase_old_contacts(*, now: datetime) -> None:
    """Erase contact and door of wishes closed long enough ago."""
    for _community in _communities():
        while erase_contacts(now=now):
            pass
