"""Activities and duty turns: announcing, coming, the codes of who is in charge."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from cms.api.auth import actor_of, signed_in
from cms.api.documents import pdf
from cms.api.etags import answer_by_content
from cms.api.pagination import Paging, cut, list_key, read_cursor, write_cursor
from cms.api.routing import read, write
from cms.api.scoping import in_community
from cms.api.shapes.activities import (
    ActivityIn,
    ActivityList,
    ActivityOut,
    CodesOut,
    HelpersOut,
    LookForIn,
    PeopleOut,
    activity_answer,
)
from cms.api.shapes.hours import RECORD_RELATED, RecordOut, person_ref, record_answer
from cms.api.shapes.posts import ReasonIn
from cms.api.shapes.times import moment
from content_models.common.clock import utc_now
from content_models.common.errors import Missing
from content_models.common.ids import any_id
from content_models.hours import actions, codes
from content_models.hours.models import Activity, Seat, ServiceRecord
from content_models.hours.policy import runs
from content_models.hours.states import OCCUPYING, ActivityState
from content_models.people.models import User
from content_models.people.roles import Actor

router = Router(tags=["service"])
_RELATED = ("area", "post", "opened_by")


class ActivityFilters(Paging):
    """`when`: coming (the default; soonest first) or past (latest first). `mine`: where one has a seat or a record."""

    when: Literal["coming", "past"] = "coming"
    mine: bool = False


def _mine(actor: Actor, activities: list[Activity]) -> tuple[set[UUID], dict[UUID, ServiceRecord]]:
    """My seats and my living records at these activities, in two queries (none for visitors)."""
    if actor.id is None or not activities:
        return set(), {}
    seats = set(Seat.objects.filter(person_id=actor.id, activity__in=activities).values_list("activity_id", flat=True))
    records = (
        ServiceRecord.objects.of(actor.id)
        .filter(activity__in=activities, state__in=sorted(OCCUPYING))
        .select_related(*RECORD_RELATED)
        .prefetch_related("confirmations")
    )
    return seats, {record.activity_id: record for record in records.order_by("pk")}


def _one(activity: Activity, actor: Actor, now: datetime) -> dict[str, Any]:
    seats, records = _mine(actor, [activity])
    return activity_answer(activity, actor, has_seat=activity.pk in seats, my_record=records.get(activity.pk), now=now)


@read(router, "/communities/{slug}/activities", out=ActivityList, summary="Activities and duty turns")
def list_activities(request: HttpRequest, slug: str, filters: Query[ActivityFilters]) -> HttpResponse:
    actor, now = actor_of(request), utc_now()
    with in_community(slug) as community:
        name = list_key("activities", community.pk, filters.when, filters.mine and actor.id)
        activities = Activity.objects.select_related(*_RELATED)
        coming = filters.when == "coming"
        activities = (
            activities.coming(now) if coming else activities.exclude(state=ActivityState.OPEN, ends_at__gt=now)
        ).order_by(*(("starts_at", "id") if coming else ("-starts_at", "-id")))
        if filters.mine:
            activities = activities.filter(pk__in=_of_mine(actor))
        position = read_cursor(filters.cursor, of=name)
        if position:
            begin, last = datetime.fromisoformat(position[0]), any_id(position[1])
            later = {"starts_at__gte": begin} if coming else {"starts_at__lte": begin}
            passed = {"starts_at": begin, "id__lte" if coming else "id__gte": last}
            activities = activities.filter(**later).exclude(**passed)
        page, more = cut(list(activities[: filters.limit + 1]), filters.limit)
        seats, records = _mine(actor, page)
        payload = {
            "items": [
                activity_answer(one, actor, has_seat=one.pk in seats, my_record=records.get(one.pk), now=now)
                for one in page
            ],
            "next": write_cursor([page[-1].starts_at.isoformat(), page[-1].pk], of=name) if more else None,
        }
    return answer_by_content(request, payload, keep=actor.is_visitor)


def _of_mine(actor: Actor) -> Any:
    if actor.id is None:
        return []
    seats = Seat.objects.filter(person_id=actor.id).values_list("activity_id", flat=True)
    records = ServiceRecord.objects.of(actor.id).filter(activity__isnull=False).values_list("activity_id", flat=True)
    return [*seats, *records]


@read(router, "/communities/{slug}/activities/{activity_id}", out=ActivityOut, summary="One activity")
def get_activity(request: HttpRequest, slug: str, activity_id: str) -> HttpResponse:
    actor = actor_of(request)
    with in_community(slug):
        payload = _one(actions.read_activity(any_id(activity_id)), actor, utc_now())
    return answer_by_content(request, payload, keep=actor.is_visitor)


@write(
    router.post, "/communities/{slug}/activities", out=ActivityOut, status=201, summary="Announce one (chief, worker)"
)
def open_activity(request: HttpRequest, slug: str, payload: ActivityIn) -> dict[str, Any]:
    actor, now = actor_of(request), utc_now()
    with in_community(slug) as community:
        new = actions.NewActivity(
            title=payload.title,
            starts_at=payload.starts_at,
            ends_at=payload.ends_at,
            minutes_expected=payload.minutes_expected,
            wanted=payload.wanted,
            area_id=payload.area,
            post_id=payload.post,
            place=payload.place,
            note=payload.note,
        )
        return _one(actions.open_activity(actor=actor, community=community, new=new, now=now), actor, now)


def _move(verb: str, summary: str) -> Any:
    return write(
        router.post, f"/communities/{{slug}}/activities/{{activity_id}}/{verb}", out=ActivityOut, summary=summary
    )


@_move("take-seat", "Say that one is coming (volunteer)")
def take_seat(request: HttpRequest, slug: str, activity_id: str) -> dict[str, Any]:
    actor, now = actor_of(request), utc_now()
    with in_community(slug):
        return _one(actions.take_seat(activity_id=any_id(activity_id), actor=actor, now=now), actor, now)


@_move("leave-seat", "Say that one can't come after all")
def leave_seat(request: HttpRequest, slug: str, activity_id: str) -> dict[str, Any]:
    actor, now = actor_of(request), utc_now()
    with in_community(slug):
        return _one(actions.leave_seat(activity_id=any_id(activity_id), actor=actor, now=now), actor, now)


@_move("end", "End it; who is still in is checked out (who is in charge)")
def end_activity(request: HttpRequest, slug: str, activity_id: str) -> dict[str, Any]:
    actor, now = actor_of(request), utc_now()
    with in_community(slug):
        return _one(actions.end_activity(activity_id=any_id(activity_id), actor=actor, now=now), actor, now)


@_move("cancel", "Call it off, with a reason (who is in charge)")
def cancel_activity(
    request: HttpRequest, slug: str, activity_id: str, payload: ReasonIn | None = None
) -> dict[str, Any]:
    actor, now = actor_of(request), utc_now()
    with in_community(slug):
        reason = payload.reason if payload else ""
        done = actions.cancel_activity(activity_id=any_id(activity_id), actor=actor, reason=reason, now=now)
        return _one(done, actor, now)


def _run(activity_id: str, actor: Actor) -> Activity:
    """The activity for who is in charge; for everybody else this address does not exist."""
    activity = actions.read_activity(any_id(activity_id))
    if not runs(actor, activity):
        raise Missing
    return activity


@read(
    router,
    "/communities/{slug}/activities/{activity_id}/codes",
    out=CodesOut,
    auth=signed_in,
    summary="The codes of the next hour (who is in charge)",
)
def get_codes(request: HttpRequest, slug: str, activity_id: str) -> HttpResponse:
    now = utc_now()
    with in_community(slug):
        activity = _run(activity_id, actor_of(request))
        payload = {
            "slot_seconds": codes.SLOT_SECONDS,
            "now": now.isoformat(),
            "codes": [
                {"slot": slot, "code": code, "qr": codes.qr_text(activity, slot)}
                for slot, code in codes.codes_ahead(activity, now)
            ],
            "paper": {"code": codes.paper_code(activity), "qr": codes.qr_text(activity, codes.PAPER)},
        }
    return answer_by_content(request, payload, keep=False)


@read(
    router,
    "/communities/{slug}/activities/{activity_id}/people",
    out=PeopleOut,
    auth=signed_in,
    summary="Who comes and who is there (who is in charge)",
)
def list_people(request: HttpRequest, slug: str, activity_id: str) -> HttpResponse:
    with in_community(slug):
        there = _there(_run(activity_id, actor_of(request)))
    return answer_by_content(request, {"items": list(there.values())}, keep=False)


def _there(activity: Activity) -> dict[UUID, dict[str, Any]]:
    """Who has a seat or a record at it, by person; in two queries."""
    there: dict[UUID, dict[str, Any]] = {}
    for seat in activity.seats.select_related("person"):
        there[seat.person_id] = _attendee(seat.person, has_seat=True)
    records = activity.records.filter(state__in=sorted(OCCUPYING), person__isnull=False).select_related("person")
    for record in records.order_by("pk"):
        if record.person is not None:
            there[record.person.pk] = _attendee(record.person, has_seat=record.person.pk in there, record=record)
    return there


def _attendee(person: User, *, has_seat: bool, record: ServiceRecord | None = None) -> dict[str, Any]:
    return {
        "person": person_ref(person),
        "has_seat": has_seat,
        "state": str(record.state) if record else None,
        "started_at": moment(record.started_at) if record else None,
        "ended_at": moment(record.ended_at) if record else None,
    }


# Not a GET: a name or the digits of a number in an address would lie in logs and histories.
@write(
    router.post,
    "/communities/{slug}/activities/{activity_id}/helpers/look-up",
    out=HelpersOut,
    summary="Find somebody to check in by hand (who is in charge)",
)
def find_helpers(request: HttpRequest, slug: str, activity_id: str, payload: LookForIn) -> dict[str, Any]:
    actor, now = actor_of(request), utc_now()
    with in_community(slug):
        activity = any_id(activity_id)
        found = actions.find_helpers(activity_id=activity, actor=actor, text=payload.text, now=now)
        there = _there(actions.read_activity(activity)) if found.people else {}
        items = [there.get(person.pk) or _attendee(person, has_seat=False) for person in found.people]
        return {"items": items, "more": found.more}


def _by_hand(verb: str, summary: str) -> Any:
    path = f"/communities/{{slug}}/activities/{{activity_id}}/people/{{person_id}}/{verb}"
    return write(router.post, path, out=RecordOut, summary=summary)


@_by_hand("check-in", "Say that somebody is here (who is in charge)")
def check_in_person(request: HttpRequest, slug: str, activity_id: str, person_id: str) -> dict[str, Any]:
    actor = actor_of(request)
    with in_community(slug):
        record = actions.check_in_person(
            activity_id=any_id(activity_id), person_id=any_id(person_id), actor=actor, now=utc_now()
        )
        return record_answer(actions.read_record(record.pk), actor)


@_by_hand("check-out", "Say that somebody has left (who is in charge)")
def check_out_person(request: HttpRequest, slug: str, activity_id: str, person_id: str) -> dict[str, Any]:
    actor = actor_of(request)
    with in_community(slug):
        record = actions.check_out_person(
            activity_id=any_id(activity_id), person_id=any_id(person_id), actor=actor, now=utc_now()
        )
        return record_answer(actions.read_record(record.pk), actor)


@router.get(
    "/communities/{slug}/activities/{activity_id}/sheet.pdf",
    auth=signed_in,
    operation_id="get_activity_sheet",
    summary="The printed code (who is in charge)",
    response={200: bytes},
)
def get_activity_sheet(request: HttpRequest, slug: str, activity_id: str) -> HttpResponse:
    from cms.documents.activity_sheet import activity_sheet_pdf

    with in_community(slug):
        content = activity_sheet_pdf(_run(activity_id, actor_of(request)))
    return pdf(content, f"{any_id(activity_id)}.pdf")
