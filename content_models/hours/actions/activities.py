"""Opening an activity or a duty turn, coming to it, ending it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from content_models.areas.models import Community
from content_models.common.errors import Conflict, Invalid
from content_models.common.ids import uuid7
from content_models.common.overtaken import Overtaken, again_when_overtaken
from content_models.hours.actions.attending import check_everybody_out
from content_models.hours.actions.looking import ActivityOver, NotAVolunteer, NotInCharge, in_charge, read_activity
from content_models.hours.codes import new_secret
from content_models.hours.models import DAY_MINUTES, PLACE_MAX, TEXT_MAX, TITLE_MAX, WANTED_MAX, Activity, Seat
from content_models.hours.policy import may_open_activity, may_take_part
from content_models.hours.rules import MINUTES_PER_HOUR, settings_of
from content_models.hours.states import OCCUPYING, ActivityState
from content_models.people.actions import clean_reason, place_in, require_consent, signed_in
from content_models.people.notices import tell
from content_models.people.roles import Actor
from content_models.posts.models import PostType

AHEAD = timedelta(days=366)


class ActivityFull(Conflict):
    code = "activity_full"
    message = _("Enough people are coming already. Thank you!")


class AlreadyThere(Conflict):
    code = "already_there"
    message = _("You have been there, so there is nothing to call off.")


class PostElsewhere(Invalid):
    code = "post_elsewhere"
    message = _("Please choose a post of this community.")


@dataclass(frozen=True, slots=True)
class NewActivity:
    """What somebody announces. Without an area it is the whole community's; with a post it is a duty turn of it."""

    title: str
    starts_at: datetime
    ends_at: datetime
    minutes_expected: int
    wanted: int = 1
    area_id: UUID | None = None
    post_id: UUID | None = None
    place: str = ""
    note: str = ""


@transaction.atomic
def open_activity(*, actor: Actor, community: Community, new: NewActivity, now: datetime) -> Activity:
    """Announce an activity. Who opened it is in charge of it.

    Raises:
        Unknown, ConsentRequired, AreaElsewhere, PostElsewhere, NotInCharge; Invalid with the fields that are wrong.
    """
    user = signed_in(actor)
    require_consent(user)
    area = place_in(community, new.area_id)
    if not may_open_activity(actor, area.path):
        raise NotInCharge
    _check(new, now, most=settings_of(community.pk).day_limit_minutes)
    post = _post(new.post_id)
    activity = Activity.objects.create(
        id=uuid7(),
        community=community,
        area=area,
        post=post,
        title=new.title.strip(),
        place=new.place.strip(),
        note=new.note.strip(),
        starts_at=new.starts_at,
        ends_at=new.ends_at,
        minutes_expected=new.minutes_expected,
        wanted=new.wanted,
        opened_by=user,
        created_at=now,
        secret=new_secret(),
    )
    log(activity, "linli.activity.opened", user=user)
    return activity


def _check(new: NewActivity, now: datetime, *, most: int) -> None:
    """It may lie over midnight, but is no longer than the `most` minutes that anybody may be given for a day."""
    wrong: dict[str, object] = {}
    if len(new.title.strip()) < 2:
        wrong["title"] = _("Please say in a few words what it is.")
    for name, limit in (("title", TITLE_MAX), ("place", PLACE_MAX), ("note", TEXT_MAX)):
        if len(getattr(new, name).strip()) > limit:
            wrong[name] = ("too_long", _("Too long: at most %(limit)d characters.") % {"limit": limit})
    if new.ends_at <= new.starts_at:
        wrong["ends_at"] = ("ends_before_start", _("The end must come after the beginning."))
    elif new.ends_at - new.starts_at > timedelta(minutes=most):
        hours = f"{most / MINUTES_PER_HOUR:.1f}".removesuffix(".0")
        wrong["ends_at"] = _("An activity takes at most %(hours)s hours here, the most that counts for a day.") % {
            "hours": hours
        }
    elif new.ends_at <= now:
        wrong["ends_at"] = _("This is over already. Hours of the past can be entered later, with a reason.")
    elif new.starts_at > now + AHEAD:
        wrong["starts_at"] = _("That is more than a year away.")
    span = int((new.ends_at - new.starts_at).total_seconds()) // 60
    if not 1 <= new.minutes_expected <= min(max(span, 1), DAY_MINUTES):
        wrong["minutes_expected"] = (
            "minutes_invalid",
            _("The minutes must be at least one and not more than the time from beginning to end."),
        )
    if not 1 <= new.wanted <= WANTED_MAX:
        wrong["wanted"] = _("From 1 to %(limit)d people.") % {"limit": WANTED_MAX}
    if wrong:
        raise Invalid(fields=wrong)


def _post(post_id: UUID | None) -> PostType | None:
    if post_id is None:
        return None
    found: PostType | None = PostType.objects.on_show().filter(pk=post_id).first()
    if found is None:
        raise PostElsewhere(fields={"post": PostElsewhere.message})
    return found


def _close(activity: Activity, state: ActivityState, reason: str = "") -> None:
    """Raises:
    ActivityOver: it was ended or cancelled by somebody else meanwhile.
    """
    still_open = Activity.objects.filter(pk=activity.pk, state=ActivityState.OPEN)
    if not still_open.update(state=state, reason=reason):
        raise ActivityOver
    activity.state, activity.reason = state, reason


@again_when_overtaken
def end_activity(*, activity_id: UUID, actor: Actor, now: datetime) -> Activity:
    """End it: nobody checks in any more, and who is still in is checked out.

    Raises:
        Missing, NotInCharge, ActivityOver
    """
    activity = in_charge(activity_id, actor)
    _close(activity, ActivityState.ENDED)
    check_everybody_out(activity, at=min(now, activity.ends_at), now=now)
    log(activity, "linli.activity.ended", user=actor.user)
    return activity


@again_when_overtaken
def end_overdue_activity(*, activity_id: UUID, now: datetime) -> None:
    """The clock ends what nobody has ended; who never checked out is out at the end that was announced."""
    activity = read_activity(activity_id)
    if activity.state != ActivityState.OPEN or activity.ends_at > now:
        return
    _close(activity, ActivityState.ENDED)
    check_everybody_out(activity, at=activity.ends_at, now=now)
    log(activity, "linli.activity.ended", user=None)


@again_when_overtaken
def cancel_activity(*, activity_id: UUID, actor: Actor, reason: str, now: datetime) -> Activity:
    """Call it off, with a reason that everybody reads who said she would come.

    Raises:
        Missing, NotInCharge, ReasonMissing, ActivityOver; Conflict: people are checked in, so it can only be ended.
    """
    activity = in_charge(activity_id, actor)
    text = clean_reason(reason, limit=TEXT_MAX)
    if activity.records.exists():
        raise Conflict(_("People have checked in already. Please end the activity instead."))
    _close(activity, ActivityState.CANCELLED, text)
    for person_id in activity.seats.values_list("person_id", flat=True):
        tell(
            user_id=person_id,
            kind="activity_cancelled",
            now=now,
            community_id=activity.community_id,
            subject=("activity", activity.pk),
            title=activity.title,
            reason=text,
        )
    log(activity, "linli.activity.cancelled", user=actor.user, data={"reason": text})
    return activity


@again_when_overtaken
def take_seat(*, activity_id: UUID, actor: Actor, now: datetime) -> Activity:
    """Say "I'm coming". Saying it twice changes nothing.

    Raises:
        Missing, NotAVolunteer, ConsentRequired, ActivityOver, ActivityFull
    """
    user = signed_in(actor)
    activity = read_activity(activity_id)
    if not may_take_part(actor, activity.area.path):
        raise NotAVolunteer
    require_consent(user)
    if activity.seats.filter(person=user).exists():
        return activity
    if activity.state != ActivityState.OPEN or activity.ends_at <= now:
        raise ActivityOver
    room = Activity.objects.filter(pk=activity.pk, state=ActivityState.OPEN, seats_taken__lt=F("wanted"))
    if not room.update(seats_taken=F("seats_taken") + 1):
        raise ActivityFull
    try:
        Seat.objects.create(
            id=uuid7(), community_id=activity.community_id, activity=activity, person=user, created_at=now
        )
    except IntegrityError as error:
        raise Overtaken from error
    activity.refresh_from_db(fields=["seats_taken"])
    return activity


@again_when_overtaken
def leave_seat(*, activity_id: UUID, actor: Actor, now: datetime) -> Activity:  # noqa: ARG001 - as every action
    """Say "I can't come after all". Saying it twice changes nothing.

    Raises:
        Missing. AlreadyThere: she has checked in, so she came.
    """
    user = signed_in(actor)
    activity = read_activity(activity_id)
    if activity.records.filter(person=user, state__in=sorted(OCCUPYING)).exists():
        raise AlreadyThere
    gone, _each = activity.seats.filter(person=user).delete()
    if gone:
        Activity.objects.filter(pk=activity.pk).update(seats_taken=F("seats_taken") - 1)
    activity.refresh_from_db(fields=["seats_taken"])
    return activity
