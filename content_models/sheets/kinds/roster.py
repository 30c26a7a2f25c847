"""岗位/长 名册: who holds which post or chief role, where, and until when.

Whose number nobody has proven yet is invited: the post is hers when she signs in with it for the first time. Names and
numbers of people who are here stay what they themselves said.
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
from content_models.people.actions import NAME_MAX, change_last_day
from content_models.people.models import Invitation, InvitationState, Membership, User
from content_models.people.phones import phone_hash
from content_models.people.policy import may_grant
from content_models.people.querysets import InvitationQuerySet
from content_models.people.roles import Actor, Role
from content_models.posts.actions import PostFull, WrongLevelForChief, appoint, change_term
from content_models.posts.invited import CHIEF_ROLE, POST, invite_chief, invite_to_post
from content_models.posts.models import Appointment, ChiefRole, PostType
from content_models.posts.states import AppointmentState
from content_models.sheets.cells import Column, Day, Phone, Text
from content_models.sheets.kinds.places import Places, Spot
from content_models.sheets.planning import CHANGED, NEW, UNCHANGED, Kind, Plan, RowRefused, in_portions
from content_models.sheets.problems import CellProblem, Note
from content_models.sheets.reading import Reading, Row
from content_models.sheets.states import SheetKind

WHAT_MAX, PLACE_MAX = 30, 200
NEW_HERE = _(
    "People who have no role here yet: %(number)d. Whoever has not signed in with the number before is invited, and "
    "waits for the first sign-in."
)
INVITED = _("Invited, waiting for the first sign-in: %(number)d. They stand under “Invitations” until then.")


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
    """Of whoever proved the number, at once; of anybody else when she does."""

    row: int
    person: User | None
    phone: str
    name: str
    office: _Office
    area_id: UUID
    until: date | None


@dataclass(frozen=True, slots=True)
class _Prolong:
    row: int
    thing: Appointment | Invitation
    until: date


@dataclass(slots=True)
class _Known:
    """What was looked up for all rows at once."""

    people: dict[str, User]  # by the hash of the phone
    insiders: set[UUID]  # who has a role here: her name is no secret to this office
    held: dict[tuple[UUID, UUID, UUID | None], Appointment]  # person, post or role, place (roles only)
    invited: dict[tuple[str, UUID, UUID | None], Invitation]  # hash of the phone, post or role, place (roles only)
    filled: Counter[UUID]
    new_here: int = 0


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
        known = _look_up(reading, community, now)
        for row in reading.rows:
            try:
                spot = places.find(row["place"])
            except CellProblem as problem:
                plan.refuse(row, reading.column("place"), problem.message, **problem.words)
                continue
            office = _office_at(offices.get(row["what"].casefold(), []), spot)
            if self._is_fine(row, office, spot, reading, plan, actor, known, community, now) and office:
                self._plan_row(row, office, spot, reading, plan, known)
        if known.new_here:
            # Of who has no role here it is not said whether there is an account: nobody goes through numbers that way.
            plan.notes.append(Note(NEW_HERE, {"number": known.new_here}))
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
        person, place = known.people.get(phone_hash(row["phone"])), None if office.post else spot.id
        held = known.held.get((person.pk, office.key, place)) if person else None
        thing = held or known.invited.get((phone_hash(row["phone"]), office.key, place))
        if thing is None:
            if office.post is not None:
                known.filled[office.key] += 1
                if known.filled[office.key] > office.post.wanted:
                    plan.refuse(row, reading.column("what"), PostFull.message)
                    return
            proven = person if person and person.is_active and person.phone_verified_at is not None else None
            known.new_here += proven is None or proven.pk not in known.insiders
            plan.add(NEW, _Appoint(row.number, proven, row["phone"], row["name"], office, spot.id, row["until"]))
        elif held is not None and held.state == AppointmentState.APPLIED:
            message = _("This person's application waits for your answer under “Appointments”.")
            plan.refuse(row, reading.column("what"), message)
        elif thing.area_id != spot.id:
            message = _("This person holds the post already, at %(place)s.")
            plan.refuse(row, reading.column("place") or 0, message, place=thing.area.name)
        elif row["until"] is not None and thing.ends_on != row["until"]:
            plan.add(CHANGED, _Prolong(row.number, thing, row["until"]))
        else:
            plan.add(UNCHANGED)

    def write(self, plan: Plan, *, community: Community, actor: Actor, now: datetime) -> None:
        new = [step for step in plan.steps if isinstance(step, _Appoint)]
        areas: dict[UUID, Area] = {}
        for portion in in_portions(sorted({step.area_id for step in new})):
            areas |= Area.objects.select_related("level", "community").in_bulk(portion)
        waiting = 0
        for step in plan.steps:
            try:
                if isinstance(step, _Prolong):
                    _prolong(step, actor=actor, now=now)
                elif step.person is None:
                    invited = _invite(step, areas[step.area_id], actor=actor, now=now)
                    waiting += invited.state == InvitationState.OPEN
                else:
                    _put_in(step, areas[step.area_id], community=community, actor=actor, now=now)
            except DomainError as refusal:
                raise RowRefused(step.row, refusal) from refusal
        plan.notes = [Note(INVITED, {"number": waiting})] if waiting else []


def _put_in(step: _Appoint, area: Area, *, community: Community, actor: Actor, now: datetime) -> None:
    assert step.person is not None  # noqa: S101 - who has proven the number
    appoint(
        person=step.person,
        community=community,
        area=area,
        post=step.office.post,
        chief_role=step.office.chief_role,
        ends_on=step.until,
        by=actor.user,
        now=now,
    )


def _invite(step: _Appoint, area: Area, *, actor: Actor, now: datetime) -> Invitation:
    given: dict[str, Any] = {
        "actor": actor, "phone": step.phone, "area": area, "ends_on": step.until, "name": step.name,
        "from_list": True, "now": now,
    }  # fmt: skip
    if step.office.post is not None:
        return invite_to_post(post=step.office.post, **given)
    assert step.office.chief_role is not None  # noqa: S101 - one of the two, always
    return invite_chief(chief_role=step.office.chief_role, **given)


def _prolong(step: _Prolong, *, actor: Actor, now: datetime) -> None:
    if isinstance(step.thing, Invitation):
        change_last_day(invitation=step.thing, actor=actor, ends_on=step.until, now=now)
    else:
        change_term(appointment=step.thing, ends_on=step.until, by=actor.user, now=now)


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


def _look_up(reading: Reading, community: Community, now: datetime) -> _Known:
    hashes = sorted({phone_hash(row["phone"]) for row in reading.rows})
    known = _Known({}, set(), {}, {}, Counter())
    for portion in in_portions(hashes):
        known.people |= {str(one.phone_hash): one for one in User.objects.filter(phone_hash__in=portion)}
        for one in _open_invitations(community, now).filter(phone_hash__in=portion).select_related("area"):
            key: Any = (one.phone_hash, one.target_id, None if one.target_type == POST else one.area_id)
            known.invited[key] = one
    for portion in in_portions(sorted(one.pk for one in known.people.values())):
        insiders = Membership.objects.living().filter(user__in=portion, community=community)
        known.insiders |= set(insiders.values_list("user_id", flat=True))
        living = Appointment.objects.living().filter(person__in=portion, community=community)
        for one in living.select_related("area", "community__area"):
            key = (one.person_id, one.post_id or one.chief_role_id, None if one.post_id else one.area_id)
            known.held[key] = one
    held = Appointment.objects.filter(community=community, state=AppointmentState.APPROVED, post__isnull=False)
    known.filled = Counter(held.values_list("post_id", flat=True))
    known.filled.update(_open_invitations(community, now).filter(target_type=POST).values_list("target_id", flat=True))
    return known


def _open_invitations(community: Community, now: datetime) -> InvitationQuerySet:
    found: InvitationQuerySet = Invitation.objects.open(now=now).filter(community=community)
    return found.filter(target_type__in=(CHIEF_ROLE, POST))
