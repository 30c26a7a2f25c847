"""What every write of a record shares: reading it, the person's clock, limits, and the line in the log."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, Self
from uuid import UUID

from django.db import IntegrityError
from django.db.models import F
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_scopes import scopes_disabled

from content_models.areas.models import Community
from content_models.common.action_log import write_log
from content_models.common.errors import Conflict, IllegalMove, Invalid, Missing
from content_models.common.overtaken import Overtaken
from content_models.hours.models import DAY_MINUTES, PersonClock, ServiceRecord
from content_models.hours.policy import may_see
from content_models.hours.rules import day_begins, minutes_by_day, settings_of
from content_models.people.models import User
from content_models.people.notices import tell
from content_models.people.roles import Actor

CLOCKS_DIFFER = timedelta(minutes=5)  # between a phone and the server
_RELATED = ("community", "area", "activity", "activity__area", "post")


class MinutesInvalid(Invalid):
    code = "minutes_invalid"
    message = _("The minutes must be at least one and not more than the time from beginning to end.")


class EndsBeforeStart(Invalid):
    code = "ends_before_start"
    message = _("The end must come after the beginning.")


class InFuture(Invalid):
    code = "in_future"
    message = _("This has not happened yet.")


class TooLongAgo(Invalid):
    code = "too_long_ago"
    message = _("Hours can be entered for the last %(days)d days.")


class OverDayLimit(Conflict):
    code = "over_day_limit"
    message = _("That would be %(minutes)d minutes on one day; at most %(limit)d can be recorded.")


class Overlapping(Conflict):
    code = "overlapping"
    message = _("At that time there is already a record: %(record)s.")


class MinutesChanged(Conflict):
    code = "minutes_changed"
    message = _("The minutes have changed meanwhile. Now it says: %(now)s. Please look once more.")

    @classmethod
    def of(cls, records: Iterable[ServiceRecord]) -> Self:
        """Says whose are how many now."""
        said = [(record.person.shown_name if record.person else "–", record.minutes) for record in records]
        return cls(now="、".join(f"{name} {'–' if minutes is None else minutes}" for name, minutes in said))


def read_record(record_id: UUID) -> ServiceRecord:
    """The record as it is now, with what rules look at.

    Raises:
        Missing: none of this id in the open scope.
    """
    found = ServiceRecord.objects.select_related(*_RELATED, "person", "wish", "claim").filter(pk=record_id).first()
    if found is None:
        raise Missing
    record: ServiceRecord = found
    return record


def seen_record(record_id: UUID, actor: Actor) -> ServiceRecord:
    """The record if the actor may see it; otherwise it does not exist."""
    record = read_record(record_id)
    if not may_see(actor, record):
        raise Missing
    return record


def refuse_state(record: ServiceRecord) -> IllegalMove:
    return IllegalMove(state=record.get_state_display())


def read_clock(person_id: UUID) -> int:
    """The revision of the person's records, before anything about them is read."""
    PersonClock.objects.bulk_create([PersonClock(person_id=person_id)], ignore_conflicts=True)
    revision: int = PersonClock.objects.values_list("revision", flat=True).get(pk=person_id)
    return revision


def move_clock_on(person_id: UUID, revision: int) -> None:
    """Raises:
    Overtaken: somebody wrote a record of this person since `revision` was read.
    """
    if not PersonClock.objects.filter(pk=person_id, revision=revision).update(revision=F("revision") + 1):
        raise Overtaken


def check_period(
    started_at: datetime, ended_at: datetime, minutes: int | None, *, now: datetime, since: datetime, days: int
) -> int:
    """The minutes of the period, or fewer if somebody said so (a break). It begins at most `days` before `since`.

    Raises:
        EndsBeforeStart, InFuture, TooLongAgo, MinutesInvalid
    """
    if ended_at <= started_at:
        raise EndsBeforeStart(fields={"ended_at": EndsBeforeStart.message})
    if ended_at > now + CLOCKS_DIFFER:
        raise InFuture(fields={"ended_at": InFuture.message})
    if started_at < since - timedelta(days=days):
        raise TooLongAgo(TooLongAgo.message, fields={"started_at": TooLongAgo.message % {"days": days}}, days=days)
    span = max(int((ended_at - started_at).total_seconds()) // 60, 1)
    wanted = span if minutes is None else minutes
    if not 1 <= wanted <= min(span, DAY_MINUTES):
        raise MinutesInvalid(fields={"minutes": MinutesInvalid.message})
    return wanted


def refuse_overlap(
    person_id: UUID, started_at: datetime, ended_at: datetime | None, *, but: UUID | None = None, community: Community
) -> None:
    """Nobody serves in two places at once, in whichever community. Without an end it takes all time from there on.

    Raises:
        Overlapping: names the other record by what and when it was.
    """
    # The one look at a person's records over all communities. What it finds is told to those who may record for her.
    with scopes_disabled():
        others = ServiceRecord.objects.of(person_id).occupying()
        other = (
            others.overlapping(started_at, ended_at).exclude(pk=but).select_related("community").order_by("pk").first()
        )
    if other is not None:
        raise Overlapping(record=_named(other, community))


def _named(record: ServiceRecord, community: Community) -> str:
    """Elsewhere, what somebody does there stays there: only that it is, and when."""
    began = timezone.localtime(record.started_at)
    until = timezone.localtime(record.ended_at) if record.ended_at else None
    when = f"{date_format(began, 'SHORT_DATE_FORMAT')} {began:%H:%M}–{until:%H:%M}" if until else f"{began:%H:%M}–"
    what = record.subject if record.community_id == community.pk else gettext("in another community")
    return f"{what} ({when})"


def check_day(
    person_id: UUID,
    started_at: datetime,
    ended_at: datetime,
    minutes: int,
    *,
    community: Community,
    but: UUID | None = None,
) -> None:
    """What lies over midnight counts on each of its days for what lies there; no stretch is longer than a day's limit.

    Raises:
        OverDayLimit: with everything else of a day it would be more than the community allows.
    """
    shares = minutes_by_day(started_at, ended_at, minutes)
    limit = settings_of(community.pk).day_limit_minutes
    begin, end = day_begins(min(shares)), day_begins(max(shares) + timedelta(days=1))
    with scopes_disabled():
        others = ServiceRecord.objects.of(person_id).occupying().overlapping(begin, end).exclude(pk=but)
        others = others.filter(ended_at__isnull=False, minutes__isnull=False)
        together = Counter(shares)
        for other in others.values_list("started_at", "ended_at", "minutes"):
            together.update(minutes_by_day(*other))
    most = max(minutes, *(together[day] for day in shares))
    if most > limit:
        raise OverDayLimit(minutes=most, limit=limit)


def add_record(record: ServiceRecord) -> ServiceRecord:
    """Raises:
    Overtaken: a constraint or the trigger says that somebody was faster.
    """
    try:
        record.save(force_insert=True)
    except IntegrityError as error:
        raise Overtaken from error
    return record


def save_record(record: ServiceRecord, fields: list[str]) -> None:
    """Save a moved record, conditional on its old state.

    Raises:
        ConcurrentTransition, Overtaken
    """
    try:
        record.save(update_fields=["state", *fields])
    except IntegrityError as error:
        raise Overtaken from error


def hold_minutes(record: ServiceRecord) -> None:
    """From our look at its minutes to our word on them nobody changes them: the row is ours until all is written.

    Raises:
        Overtaken: they are others by now, or the record has moved.
    """
    same = ServiceRecord.objects.filter(pk=record.pk, state=record.state, minutes=record.minutes)
    if not same.update(minutes=F("minutes")):
        raise Overtaken


def log_record(record: ServiceRecord, action: str, *, user: User | None, reason: str = "") -> None:
    write_log(record, f"linli.record.{action}", user=user, data={"state": record.state, "reason": reason})


def tell_person(record: ServiceRecord, kind: str, *, now: datetime, **words: Any) -> None:
    tell(
        user_id=record.person_id,
        kind=kind,
        now=now,
        community_id=record.community_id,
        subject=("record", record.pk),
        what=record.subject,
        **words,
    )
