"""What speaks against a record, in plain words, for who verifies it. The machine never decides."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_scopes import scopes_disabled

from content_models.hours.models import ServiceRecord
from content_models.hours.policy import needs_who_was_there
from content_models.hours.rules import minutes_by_day
from content_models.hours.states import OCCUPYING, Origin
from content_models.people.roles import Actor

BURST, BURST_WITHIN = 3, timedelta(hours=24)
PAIR, PAIR_WITHIN = 3, timedelta(days=90)
LONG_DAY_MINUTES = 10 * 60
NIGHT_FROM, NIGHT_UNTIL = 23, 6
LATE_MINUTES = 30
FOR_ONE = _("One of %(number)d back-entries of the same person within a day.")
BY_ONE = _("One of %(number)d back-entries that the same person wrote down for others within a day.")
Bursts = dict[UUID, list[tuple[Any, int]]]


@dataclass(frozen=True, slots=True)
class Sign:
    """`code` for programs, `text` for people (translated when it is shown)."""

    code: str
    template: Any
    words: tuple[tuple[str, int | str], ...] = ()

    @property
    def text(self) -> str:
        return str(self.template) % dict(self.words)


def signs_of(records: Sequence[ServiceRecord], *, actor: Actor, now: datetime) -> dict[UUID, list[Sign]]:
    """Signs of a page of records (`activity` must be loaded): three queries, however many records there are."""
    bursts = _bursts(records)
    pairs = _pairs(records, actor, now)
    days = _days(records)
    return {record.pk: list(_signs(record, bursts, pairs, days)) for record in records}


def _signs(
    record: ServiceRecord, bursts: Bursts, pairs: Counter[UUID], days: dict[tuple[UUID, date], int]
) -> list[Sign]:
    signs = []
    for words, burst in bursts.get(record.pk, ()):
        if burst >= BURST:
            signs.append(Sign("burst_of_back_entries", words, (("number", burst),)))
    if record.person_id and pairs[record.person_id] >= PAIR:
        signs.append(
            Sign(
                "same_pair",
                _("You two have verified each other's hours %(number)d times in three months."),
                (("number", pairs[record.person_id]),),
            )
        )
    if record.started_at is not None:
        signs += _of_its_time(record, record.started_at, days)
    if record.late_minutes >= LATE_MINUTES:
        signs.append(
            Sign(
                "arrived_late",
                _("There was no signal: the scan arrived %(minutes)d minutes later."),
                (("minutes", record.late_minutes),),
            )
        )
    if needs_who_was_there(record):
        signs.append(Sign("paper_code", _("By the code on paper: you say with your name that she was there.")))
    return signs + _of_its_activity(record)


def _of_its_time(record: ServiceRecord, started_at: datetime, days: dict[tuple[UUID, date], int]) -> list[Sign]:
    signs = []
    began = timezone.localtime(started_at)
    ended = timezone.localtime(record.ended_at) if record.ended_at else began
    touched = (began.date(), ended.date())
    together = max(days.get((record.person_id, day), 0) for day in touched) if record.person_id else 0
    if together >= LONG_DAY_MINUTES:
        signs.append(
            Sign(
                "long_day",
                _("Together %(hours)s hours on that day."),
                (("hours", f"{together / 60:.1f}".removesuffix(".0")),),
            )
        )
    crosses_midnight = ended.date() > began.date()
    into_the_night = crosses_midnight or (ended.hour, ended.minute) > (NIGHT_FROM, 0)
    if began.hour >= NIGHT_FROM or began.hour < NIGHT_UNTIL or into_the_night:
        signs.append(
            Sign(
                "at_night",
                _("At night: from %(begin)s to %(end)s."),
                (("begin", f"{began:%H:%M}"), ("end", f"{ended:%H:%M}")),
            )
        )
    return signs


def _of_its_activity(record: ServiceRecord) -> list[Sign]:
    activity = record.activity
    if activity is None or record.started_at is None or record.ended_at is None:
        return []
    signs = []
    if record.started_at < activity.starts_at - timedelta(minutes=30) or record.ended_at > activity.ends_at + timedelta(
        minutes=30
    ):
        signs.append(Sign("outside_activity", _("Longer than half an hour outside the time that was announced.")))
    if record.minutes and record.minutes > activity.minutes_expected * 3 // 2:
        signs.append(
            Sign(
                "longer_than_expected",
                _("%(minutes)d minutes, where %(expected)d were expected."),
                (("minutes", record.minutes), ("expected", activity.minutes_expected)),
            )
        )
    if record.proof_out == "closed":
        signs.append(Sign("never_checked_out", _("Never checked out: it counts until the activity ended.")))
    return signs


def _bursts(records: Sequence[ServiceRecord]) -> Bursts:
    """Per back-entered record: how many were entered within a day around it for the same person, and by the same one.

    Hours that one person writes down for many others are the fraud that is known.
    """
    entered = [record for record in records if record.origin == Origin.BACK_ENTRY]
    if not entered:
        return {}
    first = min(record.created_at for record in entered) - BURST_WITHIN
    last = max(record.created_at for record in entered) + BURST_WITHIN
    people = Q(person_id__in={record.person_id for record in entered})
    writers = Q(entered_by_id__in={record.entered_by_id for record in entered})
    near = ServiceRecord.objects.filter(origin=Origin.BACK_ENTRY, created_at__gte=first, created_at__lte=last)
    of_person: dict[UUID | None, list[datetime]] = defaultdict(list)
    by_writer: dict[UUID | None, list[datetime]] = defaultdict(list)
    for person_id, writer_id, moment in near.filter(people | writers).values_list(
        "person_id", "entered_by_id", "created_at"
    ):
        of_person[person_id].append(moment)
        if writer_id != person_id:
            by_writer[writer_id].append(moment)
    return {
        record.pk: [
            (FOR_ONE, _around(record, of_person[record.person_id]) if record.person_id else 0),
            (BY_ONE, _around(record, by_writer[record.entered_by_id]) if record.entered_by_id else 0),
        ]
        for record in entered
    }


def _around(record: ServiceRecord, moments: list[datetime]) -> int:
    return sum(abs(moment - record.created_at) <= BURST_WITHIN for moment in moments)


def _pairs(records: Sequence[ServiceRecord], actor: Actor, now: datetime) -> Counter[UUID]:
    """Per person: how often the actor verified hers and she the actor's, if both happened."""
    people = {record.person_id for record in records if record.person_id is not None}
    counts: Counter[UUID] = Counter()
    if actor.id is None or not people:
        return counts
    recent = ServiceRecord.objects.filter(verified_at__gte=now - PAIR_WITHIN)
    mine = Q(person_id=actor.id, verified_by_id__in=people)
    hers = Q(verified_by_id=actor.id, person_id__in=people)
    given: Counter[UUID] = Counter()
    taken: Counter[UUID] = Counter()
    rows = recent.filter(mine | hers).order_by().values_list("person_id", "verified_by_id").annotate(number=Count("pk"))
    for person_id, verifier_id, number in rows:
        if person_id == actor.id:
            taken[verifier_id] += number
        else:
            given[person_id] += number
    for person_id in people:
        if given[person_id] and taken[person_id]:
            counts[person_id] = given[person_id] + taken[person_id]
    return counts


def _days(records: Sequence[ServiceRecord]) -> dict[tuple[UUID, date], int]:
    """Minutes of each person on each of the days, over all communities: only the sum is told."""
    dated = [record for record in records if record.started_at is not None and record.person_id is not None]
    if not dated:
        return {}
    begins = [record.started_at for record in dated if record.started_at is not None]
    with scopes_disabled():
        rows = ServiceRecord.objects.filter(
            person_id__in={record.person_id for record in dated},
            state__in=sorted(OCCUPYING),
            started_at__gte=min(begins) - timedelta(days=2),
            started_at__lte=max(begins) + timedelta(days=2),
            ended_at__isnull=False,
            minutes__isnull=False,
        ).values_list("person_id", "started_at", "ended_at", "minutes")
        sums: dict[tuple[UUID, date], int] = defaultdict(int)
        for person_id, started_at, ended_at, minutes in rows:
            for day, share in minutes_by_day(started_at, ended_at, minutes).items():
                sums[person_id, day] += share
    return sums
