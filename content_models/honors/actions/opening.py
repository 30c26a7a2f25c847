"""An edition comes to be: one per period, and no two that share a day."""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from content_models.common.errors import Conflict, Invalid
from content_models.common.ids import uuid7
from content_models.common.overtaken import Overtaken, again_when_overtaken
from content_models.honors.models import Edition, HonorRoll
from content_models.honors.periods import Period


class PeriodOverlaps(Invalid):
    code = "period_overlaps"
    message = _("That period overlaps with the edition of %(other)s.")


class RollGone(Conflict):
    code = "roll_gone"
    message = _("This roll was removed.")


@again_when_overtaken
def open_edition(*, roll: HonorRoll, period_start: date) -> Edition:
    """The edition of the roll's period that begins on this day; made if there is none.

    Raises:
        PeriodOverlaps: the roll's periods don't begin on that day, or another edition has days of it.
        RollGone: the roll was removed and has no such edition.
    """
    known = Edition.objects.filter(roll=roll, period_start=period_start).first()
    if known is not None:
        edition: Edition = known
        return edition
    # Whoever opens an edition of this roll holds its row: of two at once the second sees what the first made.
    held = HonorRoll.objects.select_for_update().filter(pk=roll.pk, retired_at__isnull=True).first()
    if held is None:
        raise RollGone
    period = Period.around(period_start, held.period)
    if period.first_day != period_start:
        raise PeriodOverlaps(
            other=period.label, fields={"period_start": PeriodOverlaps.message % {"other": period.label}}
        )
    taken = Edition.objects.filter(roll=held).sharing_days(period.first_day, period.last_day).first()
    if taken is not None and taken.period_start != period_start:
        label = Period(taken.period_start, taken.period_end).label
        raise PeriodOverlaps(other=label, fields={"period_start": PeriodOverlaps.message % {"other": label}})
    try:
        with transaction.atomic():
            made: Edition = Edition.objects.create(
                id=uuid7(),
                community_id=held.community_id,
                roll=held,
                period_start=period.first_day,
                period_end=period.last_day,
            )
    except IntegrityError as error:
        raise Overtaken from error  # somebody made it between our look and our write
    return made
