"""Freezing what a merchant handed over in a month."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from content_models.common.clock import local_day
from content_models.common.errors import Conflict
from content_models.common.ids import uuid7
from content_models.common.overtaken import again_when_overtaken
from content_models.rewards.models import Merchant, Settlement
from content_models.rewards.sheets import hand_overs


class MonthNotOver(Conflict):
    code = "month_not_over"
    message = _("This month is not over yet.")


@again_when_overtaken
def settle_month(*, merchant: Merchant, month: date, now: datetime) -> Settlement:
    """The month's settlement; made once, by whoever is first.

    Raises:
        MonthNotOver: what is frozen now would leave out what is handed over tomorrow.
    """
    month = month.replace(day=1)
    if local_day(now).replace(day=1) <= month:
        raise MonthNotOver
    rows = hand_overs(merchant, month)
    settlement = Settlement(
        id=uuid7(),
        community_id=merchant.community_id,
        merchant=merchant,
        month=month,
        pieces=len(rows),
        points=sum(row.points for row in rows),
        made_at=now,
    )
    Settlement.objects.bulk_create([settlement], ignore_conflicts=True)
    made: Settlement = Settlement.objects.select_related("merchant").get(merchant=merchant, month=month)
    return made
