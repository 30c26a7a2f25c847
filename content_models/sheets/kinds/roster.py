"""岗位/长 名册: who holds which post or chief role, where, and until when.

Who is not here yet gets an account for the number; whoever proves to hold that phone signs in to it. Names and numbers
of people who are here stay what they themselves said.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from content_models.areas.models import Area, Community
from content_models.common.clock import local_day
from content_models.common.errors import DomainError
from content_models.people.accounts import account_for
from content_models.people.actions import NAME_MAX
from content_models.people.models import Membership, User
from content_models.people.phones import phone_hash
from content_models.people.policy import may_grant
from content_models.people.roles import Actor, Role
from content_models.posts.actions import PostFull, WrongLevelForChief, appoint
from content_models.posts.models import Appointment, ChiefRole, PostType
from content_models.posts.states import AppointmentState
from content_models.sheets.cells import Column, Day, Phone, Text
from content_models.sheets.kinds.places import Places, Spot
from content_models.sheets.models import Term
from content_models.sheets.planning import CHANGED, NEW, UNCHANGED, Kind, Plan, RowRefused, in_portions
from content_models.sheets.problems import CellProblem
from content_models.sheets.reading import Reading, Row
from content_models.sheets.states import SheetKind

WHAT_MAX, PLACE_MAX = 30, 200


@dataclass(frozen=True, slots=True)
class _Office:
    """What a row names: a post of the community, or a chief role of its ladder."""

    post: PostType | None = None
    chief_role: ChiefRole | None = None

    @property
    def key(self) -> UUID:
        thing = self.post or self.chief_role
        assert thing is not None  # noqa: S101 - one of the two, always
        return UUID(str(thing.pk))


@dataclass(frozen=True, slots=True)
class _Appoint:
    row: int
    phone: str
    name: str
    office: _Office
    area_id: UUID
    until: date | None


@dataclass(frozen=True, slots=True)
class _Prolong:
    appointment_id: UUID
    until: date


@dataclass(slots=True)
class _Known:
    """What was looked up for all rows at once."""

    people: dict[str, User]  # by the hash of the phone
    insiders: set[UUID]  # who has a role here: her name is no secret to this office
    held: dict[tuple[UUID, UUID, UUID | None], Appointment]  # person, post or role, place (roles only)
    terms: dict[UUID, date]
    filled: Counter[UUID]


class RosterSheet(Kind):
    kind = SheetKind.ROSTER
    rows_max = 1_000

    def columns(self, community: Community) -> list[Column]:
        return [
            Column("name", _("Full name"), Text(NAME_MAX), required=True, example="示例（导入时跳过）：张三"),
            Column("phone", _("Phone number"), Phone(), required=True, example="13800138000"),
            Column(
                "what",
                _("Post or chief role"),
                Text(WHAT_MAX),
                required=True,
                explain=_("A post of this community, or a chief role of the district, as it is called there."),
                example="楼栋长",
                offers=tuple(_offices(community)),
            ),
            Column(
                "place",
                _("Place"),
                Text(PLACE_MAX),
                explain=_("Where: like “Pine Garden/Building 1”. Empty for a post: the whole community."),
                example="松林花园/1栋",
                offers=Places(community).offers(),
            ),
            Column(
                "until",
                _("Term until"),
                Day(),
                explain=_("The last day of the term; empty: open."),
                example="2027-12-31",
            ),
        ]

    def key_of(self, row: Row) -> Hashable | None:
        return (row["phone"], row["what"].casefold(), row["place"] or "")

    def plan(self, reading: Reading, *, community: Community, actor: Actor, now: datetime) -> Plan:
        plan, places, offices = Plan(), Places(community), _offices(community)
        known = _look_up(reading, community)
        for row in reading.rows:
            try:
                spot = places.find(row["place"])
            except CellProblem as problem:
                plan.refuse(row, reading.column("place"), problem.message, **problem.words)
                continue
            office = _office_at(offices.get(row["what"].casefold(), []), spot)
            if self._is_fine(row, office, spot, reading, plan, actor, known, community, now) and office:
                self._plan_row(row, office, spot, reading, plan, known)
        return plan

    @staticmethod
    def _is_fine(
        row: Row,
        office: _Office | None,
        spot: Spot,
        reading: Reading,
        plan: Plan,
        actor: Actor,
        known: _Known,
        community: Community,
        now: datetime,
    ) -> bool:
        """Everything that does not depend on what the person holds already."""
        column = reading.column
        person = known.people.get(phone_hash(row["phone"]))
        if office is None:
            message = _("There is no post and no chief role called “%(name)s” here.")
            plan.refuse(row, column("what"), message, name=row["what"])
        elif office.chief_role is not None and office.chief_role.level_id != spot.level_id:
            plan.refuse(row, column("place") or column("what"), WrongLevelForChief.message)
        elif not may_grant(actor, Role.CHIEF if office.chief_role else Role.VOLUNTEER, at=community.area.path):
            plan.refuse(row, 0, _("You can't do that here."))
        elif person is not None and person.pk == actor.id:
            plan.refuse(row, column("phone"), _("This is you: nobody appoints herself. Please ask a colleague."))
        elif person is not None and person.pk in known.insiders and not _same_name(person.full_name, row["name"]):
            plan.refuse(
                row, column("phone"), _("This number belongs to somebody of another name here. Which is right?")
            )
        elif row["until"] is not None and row["until"] < local_day(now):
            plan.refuse(row, column("until"), _("This day is over already."))
        else:
            return True
        return False

    @staticmethod
    def _plan_row(row: Row, office: _Office, spot: Spot, reading: Reading, plan: Plan, known: _Known) -> None:
        person = known.people.get(phone_hash(row["phone"]))
        place = None if office.post else spot.id
        held = known.held.get((person.pk, office.key, place)) if person else None
        if held is None:
            if office.post is not None:
                known.filled[office.key] += 1
                if known.filled[office.key] > office.post.wanted:
                    plan.refuse(row, reading.column("what"), PostFull.message)
                    return
            plan.add(NEW, _Appoint(row.number, row["phone"], row["name"], office, spot.id, row["until"]))
        elif held.state == AppointmentState.APPLIED:
            message = _("This person's application waits for your answer under “Appointments”.")
            plan.refuse(row, reading.column("what"), message)
        elif held.area_id != spot.id:
            message = _("This person holds the post already, at %(place)s.")
            plan.refuse(row, reading.column("place") or 0, message, place=held.area.name)
        elif row["until"] is not None and known.terms.get(held.pk) != row["until"]:
            plan.add(CHANGED, _Prolong(held.pk, row["until"]))
        else:
            plan.add(UNCHANGED)

    def write(self, plan: Plan, *, community: Community, actor: Actor, now: datetime) -> None:
        new = [step for step in plan.steps if isinstance(step, _Appoint)]
        areas: dict[UUID, Area] = {}
        for portion in in_portions(sorted({step.area_id for step in new})):
            areas |= Area.objects.in_bulk(portion)
        for step in new:
            try:
                held = appoint(
                    person=account_for(phone=step.phone, name=step.name, now=now),
                    community=community,
                    area=areas[step.area_id],
                    post=step.office.post,
                    chief_role=step.office.chief_role,
                    by=actor.user,
                    now=now,
                )
            except DomainError as refusal:
                raise RowRefused(step.row, refusal) from refusal
            if step.until is not None:
                Term.objects.create(appointment=held, community=community, last_day=step.until)
        for step in plan.steps:
            if isinstance(step, _Prolong):
                Term.objects.update_or_create(
                    appointment_id=step.appointment_id, community=community, defaults={"last_day": step.until}
                )


def _offices(community: Community) -> dict[str, list[_Office]]:
    """What can be held here, by name: the posts on show, and the chief roles of the ladder's levels."""
    found: dict[str, list[_Office]] = {}
    for post in PostType.objects.on_show().filter(community=community):
        found.setdefault(post.name.casefold(), []).append(_Office(post=post))
    roles = ChiefRole.objects.filter(
        level__ladder_id=community.area.level.ladder_id, level__rank__gte=community.area.level.rank
    )
    for role in roles:
        for name in {role.name.casefold(), role.name_en.casefold()} - {""}:
            found.setdefault(name, []).append(_Office(chief_role=role))
    return found


def _office_at(offices: list[_Office], spot: Spot) -> _Office | None:
    """Of several of one name, the one that belongs to this kind of place."""
    fitting = [one for one in offices if one.chief_role is not None and one.chief_role.level_id == spot.level_id]
    return next(iter([*fitting, *offices]), None)


def _same_name(known: str, given: str) -> bool:
    return not known or known.replace(" ", "") == given.replace(" ", "")


def _look_up(reading: Reading, community: Community) -> _Known:
    hashes = sorted({phone_hash(row["phone"]) for row in reading.rows})
    people: dict[str, User] = {}
    for portion in in_portions(hashes):
        people |= {str(one.phone_hash): one for one in User.objects.filter(phone_hash__in=portion)}
    known = _Known(people, set(), {}, {}, Counter())
    for portion in in_portions(sorted(one.pk for one in people.values())):
        insiders = Membership.objects.living().filter(user__in=portion, community=community)
        known.insiders |= set(insiders.values_list("user_id", flat=True))
        living = Appointment.objects.living().filter(person__in=portion, community=community).select_related("area")
        for one in living:
            key: Any = (one.person_id, one.post_id or one.chief_role_id, None if one.post_id else one.area_id)
            known.held[key] = one
        terms = Term.objects.filter(appointment__person__in=portion, community=community)
        known.terms |= dict(terms.values_list("appointment_id", "last_day"))
    held = Appointment.objects.filter(community=community, state=AppointmentState.APPROVED, post__isnull=False)
    known.filled = Counter(held.values_list("post_id", flat=True))
    return known
