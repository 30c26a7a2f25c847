"""The clock of the ledger: folding tallies, expiring points, the nightly audit."""

from __future__ import annotations

import logging
from datetime import datetime

from django.db.models import Exists, OuterRef
from django_scopes import scope

from content_models.areas.models import Community
from content_models.common.clock import local_day
from content_models.common.jobs import job
from content_models.ledger.actions import expire_points
from content_models.ledger.audit import audit_ledger
from content_models.ledger.models import Account, Transfer
from content_models.ledger.tallies import fold

logger = logging.getLogger(__name__)


class LedgerDriftError(Exception):
    """What is kept is not what the transfers say. The log names the accounts."""


@job("ledger.fold", every_minutes=30, atomic=False)
def fold_tallies(*, now: datetime) -> None:
    """Bring the tallies of all communities' own accounts forward."""
    for community in Community.objects.all():
        with scope(community=community):
            for account in Account.objects.filter(balance__isnull=True):
                fold(account, now=now)


@job("ledger.expire", every_minutes=6 * 60, atomic=False)
def expire_old_points(*, now: datetime) -> None:
    """Take the points whose last day is over. An account that fails is logged and waits for the next turn."""
    failed = 0
    for community in Community.objects.all():
        with scope(community=community):
            outdated = Transfer.objects.filter(credit_id=OuterRef("pk"), expires_on__lt=local_day(now))
            for account in list(Account.objects.of_people().filter(Exists(outdated), balance__gt=0)):
                try:
                    expire_points(account=account, now=now)
                except Exception:
                    failed += 1
                    logger.exception("points of account %s did not expire", account.pk)
    if failed:
        raise LedgerDriftError(f"{failed} accounts were left out")


@job("ledger.audit", every_minutes=24 * 60, atomic=False)
def audit_every_account(*, now: datetime) -> None:  # noqa: ARG001 - every job is given `now`
    """Compare everything that is kept with the transfers; a drift shows as a failed job on /readyz."""
    found = audit_ledger()
    for drift in found.drifts:
        logger.error("the ledger drifts: %s is %d, the transfers say %d", drift.what, drift.kept, drift.recomputed)
    if not found.is_sound:
        raise LedgerDriftError(len(found.drifts))
