"""Service records and certificates as the API shows them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from ninja import Schema
from pydantic import Field

from cms.api.shapes.areas import CommunityRef, Named, area_ref, community_ref
from cms.api.shapes.posts import PostRef
from cms.api.shapes.times import Day, Moment, moment
from content_models.areas.models import Area
from content_models.hours.actions import Served
from content_models.hours.models import Certificate, ServiceRecord
from content_models.hours.policy import allowed_actions, is_the_resident, reviews
from content_models.hours.signs import Sign
from content_models.hours.states import Proof
from content_models.people.models import User
from content_models.people.roles import Actor
from content_models.posts.models import PostType

Words = Annotated[str, Field(max_length=5000)]


class PersonRef(Schema):
    """Somebody as neighbours see her."""

    id: UUID
    nickname: str


class ScanIn(Schema):
    """A code as the phone saw it: the whole text of a QR, or eight characters typed.

    Kept without signal: `seen_at`, and `signature`, the hex HMAC-SHA256 under the key of GET /me/scan-key over
    `slug|in or out|activity or empty|the eight characters|milliseconds since 1970`.
    """

    code: Annotated[str, Field(max_length=200)]
    activity: UUID | None = None
    slot: int | None = None
    seen_at: Moment | None = None
    signature: Annotated[str, Field(max_length=128)] = ""


class BackEntryIn(Schema):
    """Forgotten hours. `person` only where a chief or worker writes them down for a volunteer."""

    started_at: Moment
    ended_at: Moment
    subject: Words
    reason: Words = ""
    minutes: int | None = None
    person: UUID | None = None
    post: UUID | None = None
    area: UUID | None = None
    place: Words = ""


class ReplacementIn(Schema):
    started_at: Moment
    ended_at: Moment
    minutes: int | None = None


class CorrectIn(Schema):
    """`replacement` is what is right; without it the record is only taken back."""

    reason: Words = ""
    replacement: ReplacementIn | None = None


class MinutesIn(Schema):
    """How long it took; without `started_at` it has just ended."""

    minutes: int
    started_at: Moment | None = None

    def to_domain(self) -> Served:
        return Served(minutes=self.minutes, started_at=self.started_at)


class SeenMinutes(Schema):
    """The minutes of a record as they were shown to who agrees to them."""

    record: UUID
    minutes: int | None


Seen = Annotated[list[SeenMinutes] | None, Field(max_length=100)]


def seen_by_record(seen: list[SeenMinutes] | None) -> dict[UUID, int | None] | None:
    return None if seen is None else {one.record: one.minutes for one in seen}


class AgreeIn(Schema):
    """`minutes`: what was shown; if it is something else by now, 409 `minutes_changed` and nothing changes."""

    minutes: Seen = None


class VerifyIn(Schema):
    """`minutes`: what was shown of this record; if it is something else by now, 409 `minutes_changed`."""

    minutes: int | None = None


class ManyIn(Schema):
    """`minutes`: what was shown; a record with others by now is refused with `minutes_changed`."""

    ids: list[UUID] = Field(max_length=100)
    reason: Words = ""
    minutes: Seen = None


class PeriodIn(Schema):
    first_day: Day
    last_day: Day


class SignOut(Schema):
    """What speaks against a record. `code` for programs."""

    code: str
    text: str


class RecordOut(Schema):
    """One stretch of service. `person` and `signs` come to who reviews it only; times are UTC, `minutes` whole."""

    id: UUID
    community: CommunityRef | None
    state: str
    state_name: str
    grade: str
    grade_name: str
    origin: str
    subject: str
    organiser: str
    place: str
    area: Named
    post: PostRef | None
    wish: UUID | None
    activity: UUID | None
    started_at: datetime | None
    ended_at: datetime | None
    minutes: int | None
    points: int
    proof_in: str
    proof_in_name: str
    proof_out: str
    proof_out_name: str
    reason: str
    answer: str
    entered_by: PersonRef | None
    verified_by: PersonRef | None
    created_at: datetime
    submitted_at: datetime | None
    verified_at: datetime | None
    corrects: UUID | None
    corrected_by: UUID | None
    confirmations: int
    person: PersonRef | None
    signs: list[SignOut]
    allowed_actions: list[str]


class RecordList(Schema):
    items: list[RecordOut]
    next: str | None


class OutcomeOut(Schema):
    """What became of one of many: its state now, or the code and words of the refusal."""

    id: UUID
    state: str | None = None
    code: str | None = None
    detail: str | None = None


class OutcomeList(Schema):
    items: list[OutcomeOut]


class MonthOut(Schema):
    month: str
    minutes: int


class ShareOut(Schema):
    name: str
    minutes: int


class HoursOut(Schema):
    """One's own records, newest first, and what the verified ones come to (never less because points were spent)."""

    minutes_verified: int
    records_verified: int
    by_month: list[MonthOut]
    by_post: list[ShareOut]
    by_community: list[ShareOut]
    items: list[RecordOut]
    next: str | None


class ScanKeyOut(Schema):
    """The key with which this person's phone signs scans that are kept without signal; good through `valid_until`."""

    key: str
    valid_until: date


class CertificateOut(Schema):
    """`public_path` is the page that says genuine or not."""

    id: UUID
    number: str
    community: CommunityRef | None
    first_day: date
    last_day: date
    minutes: int
    records: int
    created_at: datetime
    revoked_at: datetime | None
    revoked_because: str
    public_path: str


class CertificateList(Schema):
    items: list[CertificateOut]
    next: str | None


class ShareOfWish(Schema):
    """One helper's minutes of a wish, for those who take part. `agreed`: the helper agrees to the present split."""

    record: UUID
    helper: str
    state: str
    minutes: int | None
    started_at: datetime | None
    agreed: bool
    mine: bool


def person_ref(person: User | None) -> dict[str, Any] | None:
    return {"id": str(person.pk), "nickname": person.shown_name} if person is not None else None


def post_ref(post: PostType | None) -> dict[str, Any] | None:
    return {"id": str(post.pk), "name": post.name, "icon": post.icon} if post is not None else None


def _proof_name(proof: str) -> str:
    return str(Proof(proof).label) if proof else ""


# What record_answer looks at, besides confirmations and the record that stands for it.
RECORD_RELATED = (
    "community", "area", "post", "activity", "activity__area", "wish", "wish__estate", "person", "entered_by",
    "verified_by", "corrected_by",
)  # fmt: skip


def _area_shown(record: ServiceRecord, actor: Actor, *, reviewer: bool) -> Area:
    """Once a wish is done, its building is the resident's and the reviewers' again; the helper keeps the estate."""
    if record.wish is None or reviewer or is_the_resident(actor, record):
        return record.area
    return record.wish.estate


def record_answer(record: ServiceRecord, actor: Actor, *, signs: list[Sign] | None = None) -> dict[str, Any]:
    """RECORD_RELATED and `confirmations` should be loaded."""
    words = list(record.confirmations.all())
    stands_for_it = getattr(record, "corrected_by", None)
    reviewer = reviews(actor, record.area.path)
    confirmed = any(word.person_id == actor.id for word in words)
    return {
        "id": str(record.pk),
        "community": community_ref(record.community),
        "state": str(record.state),
        "state_name": str(record.get_state_display()),
        "grade": record.grade,
        "grade_name": str(record.get_grade_display()),
        "origin": record.origin,
        "subject": record.subject,
        "organiser": record.organiser,
        "place": record.place,
        "area": area_ref(_area_shown(record, actor, reviewer=reviewer)),
        "post": post_ref(record.post),
        "wish": str(record.wish_id) if record.wish_id else None,
        "activity": str(record.activity_id) if record.activity_id else None,
        "started_at": moment(record.started_at),
        "ended_at": moment(record.ended_at),
        "minutes": record.minutes,
        "points": record.points,
        "proof_in": record.proof_in,
        "proof_in_name": _proof_name(record.proof_in),
        "proof_out": record.proof_out,
        "proof_out_name": _proof_name(record.proof_out),
        "reason": record.reason,
        "answer": record.answer,
        "entered_by": person_ref(record.entered_by),
        "verified_by": person_ref(record.verified_by),
        "created_at": record.created_at.isoformat(),
        "submitted_at": moment(record.submitted_at),
        "verified_at": moment(record.verified_at),
        "corrects": str(record.corrects_id) if record.corrects_id else None,
        "corrected_by": str(stands_for_it.pk) if stands_for_it is not None else None,
        "confirmations": len(words),
        "person": person_ref(record.person) if reviewer else None,
        "signs": [{"code": sign.code, "text": sign.text} for sign in signs or []],
        "allowed_actions": allowed_actions(actor, record, confirmed_by_me=confirmed),
    }


def certificate_answer(certificate: Certificate) -> dict[str, Any]:
    return {
        "id": str(certificate.pk),
        "number": certificate.number,
        "community": community_ref(certificate.community),
        "first_day": certificate.first_day.isoformat(),
        "last_day": certificate.last_day.isoformat(),
        "minutes": certificate.minutes,
        "records": certificate.records,
        "created_at": certificate.created_at.isoformat(),
        "revoked_at": moment(certificate.revoked_at),
        "revoked_because": certificate.revoked_because,
        "public_path": f"/certificates/{certificate.token}",
    }
