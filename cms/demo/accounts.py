"""Makes the people of the plans: accounts, homes, roles and consent, each by the action a real person would use."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django_scopes import scope, scopes_disabled
from wagtail.users.models import UserProfile

from cms.demo.diary import Diary
from cms.demo.places import Ground
from cms.demo.plans import CommunityPlan, DistrictPlan, PersonPlan
from content_models.areas.models import Area
from content_models.common.clock import local_day
from content_models.people.accounts import welcome
from content_models.people.actions import (
    CONSENT_VERSIONS,
    change_profile,
    decide_membership,
    give_consent,
    grant_role,
    join_community,
    register_member,
)
from content_models.people.models import Membership, Unit, User
from content_models.people.roles import Actor, Role
from content_models.posts.actions import appoint

PASSWORD = "linli-demo-2026"  # noqa: S105 - known to everybody, and only in demo mode (cms/demo/checks.py)
OWNER = PersonPlan("owner", "演示站长", "常守信", username="admin")
OWNER_PHONE_BLOCK = 0


def phone_of(block: int, place_in_block: int) -> str:
    """An invented mobile number: +86 199 0000 and the block, a run of numbers that is not handed out."""
    return f"+861990000{block * 100 + place_in_block:04d}"


def numbered(people: tuple[PersonPlan, ...], block: int) -> Iterator[tuple[PersonPlan, str]]:
    """Each person with her number; new people go to the end of a list, so that nobody's number moves."""
    return ((person, phone_of(block, place)) for place, person in enumerate(people, start=1))


@dataclass
class Cast:
    """Everybody of the demo, by key."""

    ids: dict[str, UUID] = field(default_factory=dict)
    # Hashing is meant to be slow: one hash serves all, since they share one password.
    password_hash: str = field(default_factory=lambda: make_password(PASSWORD))

    def user(self, key: str) -> User:
        return User.objects.get(pk=self.ids[key])

    def actor(self, key: str, now: datetime) -> Actor:
        """The person with the roles she holds at that moment."""
        actor = User.objects.with_grants(self.ids[key], today=local_day(now))
        if actor is None:
            raise LookupError(key)
        return actor

    def open_account(self, plan: PersonPlan, phone: str, now: datetime) -> User:
        user = welcome(phone=phone, now=now)
        user.is_demo = True
        user.password = self.password_hash
        user.username = plan.username or f"demo-{plan.key}"
        user.save(update_fields=["is_demo", "password", "username"])
        actor = Actor(user=user)
        give_consent(actor=actor, purpose="privacy", version=CONSENT_VERSIONS["privacy"], now=now)
        change_profile(
            actor=actor, nickname=plan.nickname, name=plan.name, elder_mode=True if plan.large_print else None
        )
        self.ids[plan.key] = user.pk
        return user


def write_owner(diary: Diary, cast: Cast) -> None:
    """The installation's owner, who sees everything in the admin."""

    def act(now: datetime) -> None:
        user = cast.open_account(OWNER, phone_of(OWNER_PHONE_BLOCK, 1), now)
        user.is_superuser = user.is_staff = True
        user.save(update_fields=["is_superuser", "is_staff"])
        _speak_chinese(user)

    diary.write(diary.days_ago(400), act)


def write_district_people(diary: Diary, cast: Cast, plan: DistrictPlan, area: Area) -> None:
    """Those who stand above the communities."""

    def come(person: PersonPlan, phone: str, now: datetime) -> None:
        user = cast.open_account(person, phone, now)
        if person.staff is not None:
            with scopes_disabled():  # these roles belong to no community
                grant_role(user=user, role=person.staff, area=area, by=None, now=now)
        if person.username:
            _speak_chinese(user)

    for person, phone in numbered(plan.people, plan.phone_block):
        diary.write(diary.days_ago(person.since), lambda now, who=person, number=phone: come(who, number, now))  # type: ignore[misc]


def write_community_people(diary: Diary, cast: Cast, plan: CommunityPlan, ground: Ground, worker: str) -> None:
    """Everybody who lives, helps or works in a community."""
    for person, phone in numbered(plan.people, plan.phone_block):
        arrival = _Arrival(cast=cast, ground=ground, worker=worker, person=person, phone=phone)
        diary.write(diary.days_ago(person.since), arrival.come)
        if person.volunteer in ("yes", "declined"):
            # The office answers a little later, as it would.
            diary.write(diary.days_ago(max(person.since - 0.6, 0)), arrival.be_answered)
        if person.chief_of:
            diary.write(diary.days_ago(max(person.since - 1.2, 0)), arrival.become_chief)


@dataclass(frozen=True)
class _Arrival:
    """How one person comes into a community."""

    cast: Cast
    ground: Ground
    worker: str
    person: PersonPlan
    phone: str

    def come(self, now: datetime) -> None:
        person, community = self.person, self.ground.community
        user = self.cast.open_account(person, self.phone, now)
        actor = Actor(user=user)
        with scope(community=community):
            if person.home:
                home = self.ground.area(person.home)
                join_community(
                    actor=actor, community=community, role=Role.RESIDENT, area_id=home.pk, door=person.door, now=now
                )
            if person.unit:
                Unit.objects.get_or_create(name=person.unit)
                register_member(
                    actor=actor, community=community, unit=person.unit, wears_badge=person.wears_badge, now=now
                )
            elif person.volunteer:
                join_community(actor=actor, community=community, role=Role.VOLUNTEER, area_id=None, now=now)
            if person.staff is not None:
                grant_role(user=user, role=person.staff, area=community.area, by=None, now=now)
        if person.username:
            _speak_chinese(user)

    def be_answered(self, now: datetime) -> None:
        with scope(community=self.ground.community):
            waiting = Membership.objects.waiting().get(user_id=self.cast.ids[self.person.key], role=Role.VOLUNTEER)
            accepted = self.person.volunteer == "yes"
            decide_membership(
                membership=waiting,
                actor=self.cast.actor(self.worker, now),
                accept=accepted,
                reason="" if accepted else "登记的住址在隔壁社区，请到那边的工作站报名，这边随时欢迎您来帮忙。",
                now=now,
            )

    def become_chief(self, now: datetime) -> None:
        community, area = self.ground.community, self.ground.area(self.person.chief_of)
        with scope(community=community):
            appoint(
                person=self.cast.user(self.person.key),
                community=community,
                area=area,
                by=self.cast.user(self.worker),
                chief_role=self.ground.chief_roles[area.level_id],
                now=now,
            )


def _speak_chinese(user: User) -> None:
    """The admin in Chinese, whatever the browser prefers; switchable under the person's own settings."""
    profile = UserProfile.get_for_user(user)
    profile.preferred_language = "zh-hans"
    profile.save(update_fields=["preferred_language"])
    change_profile(actor=Actor(user=user), language="zh-hans")
