"""The clock of the honors: editions open and come out with their periods; kept figures are held to the records."""

from __future__ import annotations

import logging
from datetime import datetime

from django_scopes import scope

from content_models.areas.models import Community
from content_models.common.jobs import job
from content_models.honors.actions import freeze_edition, open_due_editions
from content_models.honors.keeping import compare_figures, rebuild_figures
from content_models.honors.models import Edition, HonorRoll
from content_models.honors.periods import Period

logger = logging.getLogger(__name__)


class UnfinishedError(Exception):
    """Some editions did not open or come out; the log says which."""


class FiguresDriftError(Exception):
    """What was kept was not what the records say. It has been put right."""


@job("honors.turn", every_minutes=30, atomic=False)
def turn_editions(*, now: datetime) -> None:
    """Open what has begun and freeze what is over, community by community; an edition that fails holds up no other."""
    failed = 0
    for community in Community.objects.order_by("pk"):
        with scope(community=community):
            failed += _turn(now)
    if failed:
        raise UnfinishedError(failed)


def _turn(now: datetime) -> int:
    failed = 0
    for roll in HonorRoll.objects.on_show().select_related("post"):
        try:
            open_due_editions(roll=roll, now=now)
        except Exception:
            failed += 1
            logger.exception("no edition of roll %s was opened", roll.pk)
    ready = Edition.objects.open().filter(roll__live=True, roll__retired_at__isnull=True)
    # Months before quarters before years: the longer ones are fed by the shorter.
    for edition in sorted(ready, key=lambda one: (Period(one.period_start, one.period_end).months, one.period_start)):
        try:
            freeze_edition(edition_id=edition.pk, now=now)
        except Exception:
            failed += 1
            logger.exception("edition %s did not come out", edition.pk)
    return failed


@job("honors.compare_figures", every_minutes=24 * 60, atomic=False)
def compare_kept_figures(*, now: datetime) -> None:  # noqa: ARG001 - every job is given `now`
    """Hold every kept figure to the records, and put it right. A drift shows as a failed job on /readyz."""
    found = list(compare_figures())
    if not found:
        return
    for one in found:
        logger.error("%s drifts: kept %s, by the records %s", one.model._meta.label, one.kept, one.counted)
    raise FiguresDriftError(rebuild_figures())
