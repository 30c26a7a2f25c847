"""Activities and duty turns as the API shows them: who comes, and the codes of who is in charge."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from ninja import Schema
from pydantic import Field

from cms.api.shapes.areas import Named, area_ref
from cms.api.shapes.hours import PersonRef, RecordOut, Words, post_ref, record_answer
from cms.api.shapes.posts import PostRef
from cms.api.shapes.times import Moment
from content_models.hours.models import Activity, ServiceRecord
from content_models.hours.policy import activity_actions
from content_models.people.roles import Actor


class ActivityIn(Schema):
    """A new activity; with `post` it is a duty turn of it. Times carry an offset."""

    title: Words
    starts_at: Moment
    ends_at: Moment
    minutes_expected: int
    wanted: int = 1
    area: UUID | None = None
    post: UUID | None = None
    place: Words = ""
    note: Words = ""


class ActivityOut(Schema):
    """An activity or duty turn. `my_record` is the record of one's own check-in."""

    id: UUID
    state: str
    state_name: str
    title: str
    note: str
    place: str
    area: Named
    post: PostRef | None
    starts_at: datetime
    ends_at: datetime
    minutes_expected: int
    wanted: int
    seats_taken: int
    in_charge: str
    reason: str
    my_seat: bool
    my_record: RecordOut | None
    allowed_actions: list[str]


class ActivityList(Schema):
    items: list[ActivityOut]
    next: str | None


class CodeOut(Schema):
    """One slot of 30 seconds: `slot` × 30 is its beginning in seconds since 1970; `qr` is the text of the QR."""

    slot: int
    code: str
    qr: str


class PaperOut(Schema):
    code: str
    qr: str


class CodesOut(Schema):
    """The codes of the next hour, so that they are shown without a network. For who is in charge; never kept."""

    slot_seconds: int
    now: datetime
    codes: list[CodeOut]
    paper: PaperOut


class AttendeeOut(Schema):
    """Somebody who comes or is there."""

    person: PersonRef
    has_seat: bool
    state: str | None
    started_at: datetime | None
    ended_at: datetime | None


class PeopleOut(Schema):
    items: list[AttendeeOut]


class LookForIn(Schema):
    """A part of the name somebody goes by, or the last digits of her phone (four at least)."""

    text: Annotated[str, Field(max_length=100)]


class HelpersOut(Schema):
    """A few who fit, with whether they come or are there; `more`: there are others."""

    items: list[AttendeeOut]
    more: bool


def activity_answer(
    activity: Activity, actor: Actor, *, has_seat: bool, my_record: ServiceRecord | None, now: datetime
) -> dict[str, Any]:
    """`area`, `post` and `opened_by` should be loaded."""
    return {
        "id": str(activity.pk),
        "state": activity.state,
        "state_name": str(activity.get_state_display()),
        "title": activity.title,
        "note": activity.note,
        "place": activity.place,
        "area": area_ref(activity.area),
        "post": post_ref(activity.post),
        "starts_at": activity.starts_at.isoformat(),
        "ends_at": activity.ends_at.isoformat(),
        "minutes_expected": activity.minutes_expected,
        "wanted": activity.wanted,
        "seats_taken": activity.seats_taken,
        "in_charge": activity.opened_by.shown_name if activity.opened_by else "",
        "reason": activity.reason,
        "my_seat": has_seat,
        "my_record": record_answer(my_record, actor) if my_record is not None else None,
        "allowed_actions": activity_actions(actor, activity, has_seat=has_seat, my_record=my_record, now=now),
    }
