"""以前的服务时长: hours that the office writes down afterwards for those who served.

Each row is a back-entry like any other (grade C, with a reason): it counts only when two others say that it is true.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from content_models.areas.models import Community
from content_models.common.errors import DomainError
from content_models.hours.actions import BackEntry, NotAPerson, back_enter, check_back_entry
from content_models.hours.models import DAY_MINUTES, TEXT_MAX, TITLE_MAX, ServiceRecord
from content_models.hours.states import OCCUPYING
from content_models.people.actions import require_consent, signed_in
from content_models.people.models import User
from content_models.people.phones import phone_hash
from content_models.people.roles import Actor
from content_models.posts.models import PostType
from content_models.sheets.cells import Clock, Column, Day, Phone, Text, Whole
from content_models.sheets.kinds.places import Places
from content_models.sheets.planning import NEW, UNCHANGED, Kind, Plan, RowRefused, in_portions
from content_models.sheets.problems import CellProblem, Problem, refusal_of
from content_models.sheets.reading import Reading, Row
from content_models.sheets.states import SheetKind

PLACE_MAX = 200
# The domain's names of fields, as columns of the sheet.
COLUMN_OF = {"person": "phone", "started_at": "day", "ended_at": "until", "area": "place", "subject": "what"}


@dataclass(frozen=True, slots=True)
class _Enter:
    row: int
    entry: BackEntry


class HoursSheet(Kind):
    kind = SheetKind.HOURS
    rows_max = 500

    def columns(self, community: Community) -> list[Column]:
        posts = PostType.objects.on_show().filter(community=community).values_list("name", flat=True)
        return [
            Column(
                "phone",
                _("Phone number"),
                Phone(),
                required=True,
                explain=_("Of somebody who helps in this community."),
                example="示例（导入时跳过）：13800138000",
            ),
            Column("day", _("Day"), Day(), required=True, example="2026-11-20"),
            Column("from", _("Begins"), Clock(), required=True, example="9:00"),
            Column(
                "until",
                _("Ends"),
                Clock(),
                required=True,
                explain=_("On the same day."),
                example="11:00",
            ),
            Column(
                "minutes",
                _("Minutes served"),
                Whole(1, DAY_MINUTES),
                explain=_("Only if there were breaks; empty: all the time from beginning to end."),
            ),
            Column(
                "what",
                _("What was done"),
                Text(TITLE_MAX),
                required=True,
                explain=_("A few words; nobody's name."),
                example="清理楼道杂物",
            ),
            Column("post", _("Post"), Text(TITLE_MAX), explain=_("If it belonged to one."), offers=tuple(posts)),
            Column("place", _("Place"), Text(PLACE_MAX), explain=_("Empty: the whole community.")),
            Column(
                "reason",
                _("Why entered later"),
                Text(TEXT_MAX),
                required=True,
                explain=_("Those who confirm it read this."),
                example="当天没有扫码，纸质签到表在办公室",
            ),
        ]

    def key_of(self, row: Row) -> Hashable | None:
        return (row["phone"], row["day"], row["from"])

    def plan(self, reading: Reading, *, community: Community, actor: Actor, now: datetime) -> Plan:
        plan = Plan()
        try:
            require_consent(signed_in(actor))
        except DomainError as refusal:
            plan.problems.append(refusal_of(refusal, row=0, column=0))
            return plan
        people = _people(reading)
        records = _records(reading, people, community)
        places, posts = Places(community), _posts(community)
        minutes: Counter[tuple[UUID, Any]] = Counter()
        taken: dict[UUID, list[tuple[datetime, datetime, int]]] = {}
        for row in reading.rows:
            person = people.get(phone_hash(row["phone"]))
            if person is None:
                # The same words as for somebody who has an account and does not help here.
                plan.refuse(row, reading.column("phone"), NotAPerson.message)
                continue
            entry = self._entry(row, person, places, posts, reading, plan)
            if entry is None:
                continue
            if (outcome := _compare(records.get((person.pk, entry.started_at), []), entry)) is not None:
                if outcome:
                    plan.add(UNCHANGED)
                else:
                    message = _("There is a record of another length or content at this time. Put it right there.")
                    plan.refuse(row, reading.column("from"), message)
                continue
            day = (person.pk, row["day"])
            try:
                _refuse_overlap_in_sheet(taken.setdefault(person.pk, []), entry, row)
                check_back_entry(actor=actor, community=community, entry=entry, minutes_besides=minutes[day], now=now)
            except CellProblem as problem:
                plan.refuse(row, reading.column("from"), problem.message, **problem.words)
            except DomainError as refusal:
                plan.problems.append(_at_its_cell(refusal, row, reading))
            else:
                minutes[day] += entry.minutes or _span(entry)
                plan.add(NEW, _Enter(row.number, entry))
        return plan

    @staticmethod
    def _entry(
        row: Row, person: User, places: Places, posts: dict[str, UUID], reading: Reading, plan: Plan
    ) -> BackEntry | None:
        post_id = posts.get(row["post"].casefold()) if row["post"] else None
        if row["post"] and post_id is None:
            message = _("There is no post called “%(name)s” here.")
            plan.refuse(row, reading.column("post"), message, name=row["post"])
            return None
        try:
            spot = places.find(row["place"])
        except CellProblem as problem:
            plan.refuse(row, reading.column("place"), problem.message, **problem.words)
            return None
        return BackEntry(
            started_at=_moment(row, "from"),
            ended_at=_moment(row, "until"),
            subject=row["what"],
            reason=row["reason"],
            minutes=row["minutes"],
            person_id=person.pk,
            post_id=post_id,
            area_id=spot.id,
        )

    def write(self, plan: Plan, *, community: Community, actor: Actor, now: datetime) -> None:
        for step in plan.steps:
            try:
                back_enter(actor=actor, community=community, entry=step.entry, now=now)
            except DomainError as refusal:
                raise RowRefused(step.row, refusal) from refusal


def _moment(row: Row, key: str) -> datetime:
    clock: time = row[key]
    return timezone.make_aware(datetime.combine(row["day"], clock))


def _span(entry: BackEntry) -> int:
    return int((entry.ended_at - entry.started_at).total_seconds()) // 60


def _people(reading: Reading) -> dict[str, User]:
    found: dict[str, User] = {}
    for portion in in_portions(sorted({phone_hash(row["phone"]) for row in reading.rows})):
        found |= {str(one.phone_hash): one for one in User.objects.filter(phone_hash__in=portion)}
    return found


def _posts(community: Community) -> dict[str, UUID]:
    rows = PostType.objects.on_show().filter(community=community)
    return {name.casefold(): pk for pk, name in rows.values_list("pk", "name")}


def _records(
    reading: Reading, people: dict[str, User], community: Community
) -> dict[tuple[UUID, datetime], list[ServiceRecord]]:
    """The records of these people here that begin when a row begins."""
    moments = {_moment(row, "from") for row in reading.rows}
    found: dict[tuple[UUID, datetime], list[ServiceRecord]] = {}
    for portion in in_portions(sorted(one.pk for one in people.values())):
        rows = ServiceRecord.objects.filter(person__in=portion, community=community)
        for record in rows.filter(started_at__gte=min(moments), started_at__lte=max(moments)):
            found.setdefault((record.person_id, record.started_at), []).append(record)
    return found


def _compare(records: list[ServiceRecord], entry: BackEntry) -> bool | None:
    """True: it is here, also if it was refused since. False: something else is here. None: nothing is."""
    if any(one.ended_at == entry.ended_at and one.subject == entry.subject for one in records):
        return True
    return False if any(one.state in OCCUPYING for one in records) else None


def _refuse_overlap_in_sheet(taken: list[tuple[datetime, datetime, int]], entry: BackEntry, row: Row) -> None:
    for start, end, number in taken:
        if entry.started_at < end and start < entry.ended_at:
            raise CellProblem(_("Shares time with row %(row)s: nobody serves twice at once."), row=number)
    taken.append((entry.started_at, entry.ended_at, row.number))


def _at_its_cell(refusal: DomainError, row: Row, reading: Reading) -> Problem:
    """Beside the field that the domain names."""
    name = next(iter(refusal.fields), "")
    return refusal_of(refusal, row=row.number, column=reading.column(COLUMN_OF.get(name, name)))
