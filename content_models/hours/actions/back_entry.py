"""Hours that were forgotten: entered afterwards, with a reason, and only true when two others say so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from content_models.areas.models import Area, Community
from content_models.common.clock import local_day
from content_models.common.errors import Invalid
from content_models.common.ids import uuid7
from content_models.common.overtaken import again_when_overtaken
from content_models.hours.actions.looking import NotAVolunteer, NotInCharge
from content_models.hours.actions.recording import (
    add_record,
    check_day,
    check_period,
    log_record,
    move_clock_on,
    read_clock,
    refuse_overlap,
)
from content_models.hours.models import PLACE_MAX, TEXT_MAX, TITLE_MAX, ServiceRecord
from content_models.hours.policy import may_open_activity, may_take_part
from content_models.hours.rules import settings_of
from content_models.hours.states import Grade, Origin, RecordState
from content_models.people.actions import clean_reason, place_in, require_consent, signed_in
from content_models.people.models import Membership, User
from content_models.people.roles import HELPER_ROLES, Actor
from content_models.posts.models import PostType


@dataclass(frozen=True, slots=True)
class BackEntry:
    """Service somebody did. `person_id` only where a chief or worker writes it down for a volunteer."""

    started_at: datetime
    ended_at: datetime
    subject: str
    reason: str
    minutes: int | None = None
    person_id: UUID | None = None
    post_id: UUID | None = None
    area_id: UUID | None = None
    place: str = ""


@again_when_overtaken
def back_enter(*, actor: Actor, community: Community, entry: BackEntry, now: datetime) -> ServiceRecord:
    """Enter forgotten hours. They carry grade C for ever and wait for two persons' word.

    Raises:
        Unknown, ConsentRequired, NotAVolunteer, NotInCharge, AreaElsewhere, PostElsewhere, ReasonMissing,
        EndsBeforeStart, InFuture, TooLongAgo, MinutesInvalid, Overlapping, OverDayLimit
    """
    ready = _ready(actor, community, entry, now)
    revision = read_clock(ready.person.pk)
    refuse_overlap(ready.person.pk, entry.started_at, entry.ended_at, community=community)
    check_day(ready.person.pk, entry.started_at, entry.ended_at, ready.minutes, community=community)
    record = ServiceRecord(
        id=uuid7(),
        community=community,
        person=ready.person,
        state=RecordState.SUBMITTED,
        grade=Grade.C,
        origin=Origin.BACK_ENTRY,
        subject=ready.subject,
        organiser=community.name,
        place=ready.place or ready.area.name,
        area=ready.area,
        post=ready.post,
        started_at=entry.started_at,
        ended_at=entry.ended_at,
        minutes=ready.minutes,
        entered_by=ready.user,
        reason=ready.reason,
        created_at=now,
        submitted_at=now,
    )
    move_clock_on(ready.person.pk, revision)
    add_record(record)
    log_record(record, "submitted", user=ready.user, reason=ready.reason)
    return record


def check_back_entry(
    *, actor: Actor, community: Community, entry: BackEntry, minutes_besides: int = 0, now: datetime
) -> None:
    """Would `back_enter` take it? Reads only. `minutes_besides` are hers on that day that are to be entered, too.

    Raises:
        What `back_enter` raises.
    """
    ready = _ready(actor, community, entry, now)
    refuse_overlap(ready.person.pk, entry.started_at, entry.ended_at, community=community)
    minutes = ready.minutes + minutes_besides
    check_day(ready.person.pk, entry.started_at, entry.ended_at, minutes, community=community)


@dataclass(frozen=True, slots=True)
class _Ready:
    """An entry that may be made, as far as it does not depend on the person's other records."""

    user: User
    person: User
    area: Area
    subject: str
    place: str
    reason: str
    minutes: int
    post: PostType | None


def _ready(actor: Actor, community: Community, entry: BackEntry, now: datetime) -> _Ready:
    user = signed_in(actor)
    require_consent(user)
    area = place_in(community, entry.area_id)
    person = _person(actor, user, entry, community, area, now)
    subject = _words(entry.subject, TITLE_MAX, "subject", required=True)
    place = _words(entry.place, PLACE_MAX, "place")
    reason = clean_reason(entry.reason, limit=TEXT_MAX)
    days = settings_of(community.pk).back_entry_days
    minutes = check_period(entry.started_at, entry.ended_at, entry.minutes, now=now, since=now, days=days)
    return _Ready(user, person, area, subject, place, reason, minutes, _post(entry.post_id))


def _person(actor: Actor, user: User, entry: BackEntry, community: Community, area: Area, now: datetime) -> User:
    """Herself; or somebody who helps here, if writing for others is the actor's office."""
    if entry.person_id in (None, user.pk):
        if not may_take_part(actor, community.area.path):
            raise NotAVolunteer
        return user
    if not may_open_activity(actor, area.path):
        raise NotInCharge
    helps = Membership.objects.in_force(today=local_day(now)).filter(
        user_id=entry.person_id, community=community, role__in=sorted(HELPER_ROLES)
    )
    found = helps.select_related("user").first()
    if found is None:
        from content_models.hours.actions.attending import NotAPerson

        raise NotAPerson(fields={"person": NotAPerson.message})
    person: User = found.user
    return person


def _words(text: str, limit: int, field: str, *, required: bool = False) -> str:
    text = " ".join(text.split())
    if required and not text:
        raise Invalid(fields={field: ("missing", _("This is missing."))})
    if len(text) > limit:
        raise Invalid(fields={field: ("too_long", _("Too long: at most %(limit)d characters.") % {"limit": limit})})
    return text


def _post(post_id: UUID | None) -> PostType | None:
    if post_id is None:
        return None
    found: PostType | None = PostType.objects.on_show().filter(pk=post_id).first()
    if found is None:
        from content_models.hours.actions.activities import PostElsewhere

        raise PostElsewhere(fields={"post": PostElsewhere.message})
    return found
