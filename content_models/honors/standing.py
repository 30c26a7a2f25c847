"""Who would be on a roll, and by what figure: looked up in what is kept, never added up from the records."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from content_models.areas.models import Area
from content_models.common.clock import local_day
from content_models.honors.models import SIZE_MAX, Award, HonorRoll
from content_models.honors.periods import Period
from content_models.honors.states import Scope, Source, Team
from content_models.hours.models import ServedMonth
from content_models.hours.rules import day_begins
from content_models.people.models import Membership, MembershipState, Registration
from content_models.people.roles import STAFF_ROLES, Role
from content_models.posts.models import Appointment
from content_models.posts.states import AppointmentState
from content_models.wishes.models import HelpedMonth

DAYS_OF_A_MONTH = 365.25 / 12
EARLIEST = date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class Standing:
    """One person and what was counted: minutes, wishes, months in the post, or editions."""

    person_id: UUID
    figure: int


def standing(roll: HonorRoll, period: Period) -> list[Standing]:
    """Those who stand on it by the rule, most first. For rolls that are computed; the roll may be unsaved.

    Who is level with the last one is on it as well: nobody is left out by the order of ids.
    """
    rows = _rows(roll, period)
    if len(rows) > roll.size:
        last = rows[roll.size - 1].figure
        rows = [row for row in rows if row.figure >= last]
    return rows[:SIZE_MAX]


def _rows(roll: HonorRoll, period: Period) -> list[Standing]:
    if roll.source == Source.TERM:
        return _terms(roll, period)
    counted = _counted(roll, period)
    if counted is None:
        return []
    if roll.shows_ranks:
        # Whoever is staff here does not compete, whatever she does besides.
        counted = counted.exclude(person_id__in=_staff(roll.community_id))
    most_first = counted.filter(total__gte=roll.least).order_by("-total", "person_id")
    return [Standing(person_id, int(total)) for person_id, total in most_first[: SIZE_MAX + 1]]


def _counted(roll: HonorRoll, period: Period) -> QuerySet[Any, Any] | None:
    """Pairs of a person and her figure, unordered; None for rolls that are picked."""
    if roll.source == Source.EDITIONS:
        return _editions(roll, period)
    if roll.source not in (Source.MINUTES, Source.WISHES):
        return None
    model: Any = ServedMonth if roll.source == Source.MINUTES else HelpedMonth
    rows = model.objects.filter(community_id=roll.community_id).between(period.first_day, period.last_day)
    if roll.scope == Scope.AREA and roll.area is not None:
        rows = rows.filter(area_id__in=_below(roll.area))
    elif roll.scope == Scope.POST and roll.source == Source.MINUTES:
        rows = rows.filter(post_id=roll.post_id)
    elif roll.scope in (Scope.POST, Scope.TEAM):
        rows = rows.filter(person_id__in=_members(roll, period))
    pairs: QuerySet[Any, Any] = rows.by_person()
    return pairs


def _below(area: Area) -> QuerySet[Any, Any]:
    return Area.objects.below(area).order_by().values("pk")


def _editions(roll: HonorRoll, period: Period) -> QuerySet[Any, Any]:
    """On how many editions of the other roll, that lie in the period and have come out, somebody stands."""
    awards = Award.objects.given().filter(
        edition__roll_id=roll.fed_by_id,
        edition__period_start__gte=period.first_day,
        edition__period_end__lte=period.last_day,
        person__isnull=False,
    )
    pairs: QuerySet[Any, Any] = awards.order_by().values_list("person_id").annotate(total=Count("pk"))
    return pairs


def _members(roll: HonorRoll, period: Period) -> QuerySet[Any, Any]:
    """The ids of who is in the team, or held the post, at some time of the period."""
    if roll.scope == Scope.TEAM and roll.team == Team.VANGUARD:
        wearing = Registration.objects.living().filter(community_id=roll.community_id, wears_badge=True)
        return wearing.order_by().values("user_id")
    if roll.scope == Scope.TEAM and roll.team == Team.WORKERS:
        workers = Membership.objects.filter(community_id=roll.community_id, role=Role.WORKER)
        return workers.filter(state=MembershipState.ACTIVE).order_by().values("user_id")
    return _terms_within(roll, period).values("person_id")


def _terms_within(roll: HonorRoll, period: Period) -> QuerySet[Any, Any]:
    """Terms of office that have a day in the period, of the posts or chiefs that the roll is about."""
    after, begin = day_begins(period.last_day + timedelta(days=1)), day_begins(period.first_day)
    held = Appointment.objects.filter(
        Q(ended_at__isnull=True) | Q(ended_at__gt=begin),
        community_id=roll.community_id,
        state__in=[AppointmentState.APPROVED, AppointmentState.ENDED],
        decided_at__lt=after,
    )
    if roll.scope == Scope.POST:
        held = held.filter(post_id=roll.post_id)
    elif roll.scope == Scope.TEAM:
        held = held.filter(chief_role__isnull=False)
        held = held.filter(chief_role_id=roll.chief_role_id) if roll.chief_role_id else held
    elif roll.scope == Scope.AREA and roll.area is not None:
        held = held.filter(area_id__in=_below(roll.area))
    terms: QuerySet[Any, Any] = held.order_by()
    return terms


def _terms(roll: HonorRoll, period: Period) -> list[Standing]:
    """Whole months in the post by the end of the period (or by now), of those who are in it then."""
    until = day_begins(period.last_day + timedelta(days=1))
    in_office = _terms_within(roll, period).filter(Q(ended_at__isnull=True) | Q(ended_at__gte=until))
    people = in_office.values("person_id")
    ever = _terms_within(roll, Period(EARLIEST, period.last_day)).filter(person_id__in=people)
    terms: dict[UUID, list[tuple[datetime, datetime]]] = defaultdict(list)
    for person_id, began, ended in ever.values_list("person_id", "decided_at", "ended_at"):
        terms[person_id].append((began, min(ended or until, until)))
    staff = set(_staff(roll.community_id).values_list("user_id", flat=True)) if roll.shows_ranks else set()
    found = [
        Standing(person_id, int(_days(spans) / DAYS_OF_A_MONTH))
        for person_id, spans in terms.items()
        if person_id not in staff
    ]
    enough = [one for one in found if one.figure >= roll.least]
    return sorted(enough, key=lambda one: (-one.figure, one.person_id))[: SIZE_MAX + 1]


def _days(spans: Iterable[tuple[datetime, datetime]]) -> int:
    """Days of the wall calendar in any of the spans: two posts at once count once."""
    days, reached = 0, date.min
    for began, ended in sorted((local_day(began), local_day(ended)) for began, ended in spans):
        days += max((ended - max(began, reached)).days, 0)
        reached = max(reached, ended)
    return days


def _staff(community_id: UUID) -> QuerySet[Any, Any]:
    roles = Membership.objects.filter(community_id=community_id, role__in=sorted(STAFF_ROLES))
    staff: QuerySet[Any, Any] = roles.filter(state=MembershipState.ACTIVE).order_by().values("user_id")
    return staff


def words_for(source: str, figure: int | None) -> str:
    """What a figure says, in the reader's language; empty where there is none."""
    if figure is None:
        return ""
    match source:
        case Source.MINUTES:
            hours, minutes = divmod(figure, 60)
            return _("%(hours)d h %(minutes)d min of verified service") % {"hours": hours, "minutes": minutes}
        case Source.WISHES:
            return ngettext("%(number)d confirmed wish", "%(number)d confirmed wishes", figure) % {"number": figure}
        case Source.TERM:
            years, months = divmod(figure, 12)
            return _("%(years)d years and %(months)d months in the post") % {"years": years, "months": months}
        case Source.EDITIONS:
            return ngettext("on %(number)d edition", "on %(number)d editions", figure) % {"number": figure}
        case Source.VOTE:
            return ngettext("%(number)d vote", "%(number)d votes", figure) % {"number": figure}
    return str(figure)


def about(roll: HonorRoll) -> str:
    """Whom it is about, in words; the name of what it hangs on as it is now."""
    match roll.scope:
        case Scope.AREA:
            return roll.area.name if roll.area else ""
        case Scope.POST:
            return roll.post.name if roll.post else ""
        case Scope.TEAM:
            return roll.chief_role.name if roll.chief_role else str(Team(roll.team).label)
    return ""


__all__ = ["Standing", "about", "standing", "words_for"]
