"""Me, my roles and my inbox as the API shows them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from cms.api.shapes.areas import CommunityRef, Named, area_ref, community_ref
from cms.api.shapes.forms import AnswerOut, AnswersIn, answers_answer
from cms.api.shapes.posts import AppointmentOut
from content_models.people.actions import CONSENT_VERSIONS
from content_models.people.models import Consent, Membership, Notice, Registration
from content_models.people.notices import words_of
from content_models.people.policy import membership_actions
from content_models.people.roles import Actor


class RoleOut(Schema):
    """A role in force. `community` is null above the community (district)."""

    role: str
    community: str | None
    area: Named


class PersonSeen(Schema):
    """Who asks for a role, to who answers. `phone` is masked."""

    nickname: str
    name: str
    phone: str


class MembershipOut(Schema):
    id: UUID
    role: str
    role_name: str
    state: str
    community: CommunityRef | None
    area: Named
    ends_on: date | None
    reason: str
    created_at: datetime
    person: PersonSeen | None
    allowed_actions: list[str]


class RegistrationOut(Schema):
    id: UUID
    community: CommunityRef
    unit: str
    wears_badge: bool
    answers: list[AnswerOut]
    created_at: datetime


class ConsentOut(Schema):
    purpose: str
    version: str
    given_at: datetime


class ConsentAsked(Schema):
    purpose: str
    version: str


class MeOut(Schema):
    """The signed-in person. `phone` is masked; `home` is the community to open first."""

    id: UUID
    nickname: str
    name: str
    phone: str
    has_password: bool
    language: str
    elder_mode: bool
    consents: list[ConsentOut]
    consent_required: ConsentAsked | None
    roles: list[RoleOut]
    memberships: list[MembershipOut]
    appointments: list[AppointmentOut]
    registrations: list[RegistrationOut]
    unread_notices: int
    home: str | None


class ProfileIn(Schema):
    nickname: str | None = Field(None, max_length=200)
    name: str | None = Field(None, max_length=200)
    language: Literal["zh-hans", "en"] | None = None
    elder_mode: bool | None = None


class ConsentIn(Schema):
    purpose: str = Field(max_length=30)
    version: str = Field(max_length=20)


class WithdrawalIn(Schema):
    purpose: str = Field(max_length=30)


class JoinIn(Schema):
    role: Literal["resident", "volunteer"]
    area: UUID | None = None
    name: str = Field("", max_length=200)
    door: str = Field("", max_length=200)


class RegistrationIn(Schema):
    """`unit`: where one works. Sending this is the consent to keep that one is a Party member."""

    unit: str = Field(max_length=200)
    wears_badge: bool = False
    answers: AnswersIn


class NoticeLink(Schema):
    type: str
    id: UUID


class NoticeOut(Schema):
    id: UUID
    kind: str
    title: str
    text: str
    community: CommunityRef | None
    link: NoticeLink | None
    created_at: datetime
    read_at: datetime | None


class NoticeList(Schema):
    items: list[NoticeOut]
    next: str | None
    unread: int


class ReadIn(Schema):
    ids: list[UUID] = Field(default_factory=list, max_length=200)
    all: bool = False


class UnreadOut(Schema):
    unread: int


def membership_answer(membership: Membership, actor: Actor) -> dict[str, Any]:
    """`area`, `community` and `user` should be loaded."""
    actions = membership_actions(actor, membership)
    own = membership.user_id == actor.id
    person = membership.user
    return {
        "id": str(membership.pk),
        "role": membership.role,
        "role_name": str(membership.get_role_display()),
        "state": membership.state,
        "community": community_ref(membership.community),
        "area": area_ref(membership.area),
        "ends_on": membership.ends_on.isoformat() if membership.ends_on else None,
        "reason": membership.reason,
        "created_at": membership.created_at.isoformat(),
        "person": (
            {"nickname": person.shown_name, "name": person.full_name, "phone": person.masked_phone}
            if actions and not own
            else None
        ),
        "allowed_actions": actions,
    }


def registration_answer(registration: Registration) -> dict[str, Any]:
    return {
        "id": str(registration.pk),
        "community": community_ref(registration.community),
        "unit": registration.unit,
        "wears_badge": registration.wears_badge,
        "answers": answers_answer(registration.answers),
        "created_at": registration.created_at.isoformat(),
    }


def consent_answer(consent: Consent) -> dict[str, Any]:
    return {"purpose": consent.purpose, "version": consent.version, "given_at": consent.given_at.isoformat()}


def consent_asked(consents: list[Consent]) -> dict[str, str] | None:
    """The wording that still has to be agreed to before anything personal is stored."""
    version = CONSENT_VERSIONS["privacy"]
    if any(one.purpose == "privacy" and one.version == version for one in consents):
        return None
    return {"purpose": "privacy", "version": version}


def notice_answer(notice: Notice) -> dict[str, Any]:
    title, text = words_of(notice)
    return {
        "id": str(notice.pk),
        "kind": notice.kind,
        "title": title,
        "text": text,
        "community": community_ref(notice.community),
        "link": {"type": notice.subject_type, "id": str(notice.subject_id)} if notice.subject_id else None,
        "created_at": notice.created_at.isoformat(),
        "read_at": notice.read_at.isoformat() if notice.read_at else None,
    }
