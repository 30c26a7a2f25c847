"""Who is in charge finds a volunteer without a phone: at the door to check her in, afterwards to enter her hours."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from content_models.common.action_log import write_log
from content_models.common.clock import local_day
from content_models.common.errors import Invalid, Missing
from content_models.common.tries import count_wrong, refuse_guessing
from content_models.hours.actions.looking import ActivityOver, read_activity
from content_models.hours.models import Activity
from content_models.hours.policy import helpers_of, runs
from content_models.hours.rules import settings_of
from content_models.hours.states import ActivityState
from content_models.people.actions import signed_in
from content_models.people.models import User
from content_models.people.roles import Actor

MOST, NAME_MAX, DIGITS_MIN = 8, 20, 4
# By digits one could try out who has which number.
BY_DIGITS, BY_DIGITS_WITHIN = 30, 600


class TooFewDigits(Invalid):
    code = "too_few_digits"
    message = _("Please enter a name, or at least the last four digits of the mobile number.")


@dataclass(frozen=True, slots=True)
class Found:
    """A few of those who fit; `more`: there are others, so say more of the name."""

    people: tuple[User, ...]
    more: bool


@transaction.atomic
def find_helpers(*, activity_id: UUID, actor: Actor, text: str, now: datetime) -> Found:
    """Volunteers of the community by a part of the name they go by, or by the last digits of their phone.

    Also of an activity that is over, as long as its hours can be entered: two others have to confirm those.

    What is asked is written down nowhere; that somebody was found, by whom and for which activity, is.

    Raises:
        Unknown; Missing: not in charge of it. ActivityOver, TooFewDigits; TooMany: by digits, again and again.
    """
    user = signed_in(actor)
    activity = read_activity(activity_id)
    if not runs(actor, activity):
        raise Missing
    if activity.state == ActivityState.CANCELLED or _is_past_entering(activity, now):
        raise ActivityOver
    words = " ".join(text.split())[:NAME_MAX]
    digits = re.sub(r"[\s-]", "", words)
    by_digits = digits.isascii() and digits.isdigit()
    if not words or (by_digits and len(digits) < DIGITS_MIN):
        raise TooFewDigits(fields={"text": TooFewDigits.message})
    # At the door, who helps on the day; afterwards, those for whom hours can be entered now (back_entry).
    day = local_day(max(activity.starts_at, now) if activity.ends_at <= now else activity.starts_at)
    helpers = helpers_of(activity, today=day)
    people = _by_digits(helpers, digits, user) if by_digits else _by_name(helpers, words)
    found = Found(people=tuple(people[:MOST]), more=len(people) > MOST)
    if found.people:
        data = {"by": "phone" if by_digits else "name", "found": len(found.people)}
        write_log(activity, "linli.activity.helper_found", user=user, data=data)
    return found


def _is_past_entering(activity: Activity, now: datetime) -> bool:
    days = (local_day(now) - local_day(activity.ends_at)).days
    return days > settings_of(activity.community_id).back_entry_days


def _by_name(helpers: QuerySet[Any], words: str) -> list[User]:
    return list(helpers.filter(nickname__icontains=words).order_by("nickname", "pk")[: MOST + 1])


def _by_digits(helpers: QuerySet[Any], digits: str, user: User) -> list[User]:
    """Numbers lie sealed: those of the community's helpers are opened one by one and kept nowhere."""
    refuse_guessing("hours.helpers", user.pk, most=BY_DIGITS)
    count_wrong("hours.helpers", user.pk, within_seconds=BY_DIGITS_WITHIN)
    fitting: list[User] = []
    for helper in helpers.exclude(phone="").order_by("pk").iterator(chunk_size=500):
        if str(helper.phone).endswith(digits):
            fitting.append(helper)
            if len(fitting) > MOST:
                break
    return fitting
