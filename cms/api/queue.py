"""GET /communities/{slug}/queue: what waits for me, oldest first."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema
from pydantic import Field

from cms.api.auth import actor_of, signed_in
from cms.api.etags import answer_by_content
from cms.api.pagination import LIMIT_DEFAULT, LIMIT_MAX, BadCursor, list_key, read_cursor, write_cursor
from cms.api.routing import read
from cms.api.scoping import in_community
from cms.api.shapes.areas import Named, area_ref
from cms.api.shapes.hours import RECORD_RELATED, RecordOut, record_answer
from cms.api.shapes.people import MembershipOut, membership_answer
from cms.api.shapes.posts import AppointmentOut, appointment_answer
from cms.api.shapes.wishes import WishOut, load_stories, wish_answer, wish_own_answers
from content_models.areas.models import Community
from content_models.common.clock import utc_now
from content_models.common.errors import Refused
from content_models.common.ids import parse_id
from content_models.hours.policy import waiting_records
from content_models.hours.signs import Sign, signs_of
from content_models.people.policy import may_review_in, waiting_memberships
from content_models.people.roles import Actor
from content_models.posts.policy import waiting_appointments
from content_models.wishes.policy import facts_of, waiting_wishes

router = Router(tags=["workbench"])

Kind = Literal["wish", "appointment", "membership", "record"]
KINDS: tuple[Kind, ...] = ("wish", "appointment", "membership", "record")


class QueueFilters(Schema):
    kind: Kind | None = None
    cursor: Annotated[str, Field(max_length=500)] | None = None
    limit: Annotated[int, Field(ge=1, le=LIMIT_MAX)] = LIMIT_DEFAULT


class QueueItem(Schema):
    """One thing that waits; the part named by `kind` is filled."""

    kind: str
    id: UUID
    title: str
    subtitle: str
    area: Named
    created_at: datetime
    waiting_hours: int
    allowed_actions: list[str]
    wish: WishOut | None = None
    appointment: AppointmentOut | None = None
    membership: MembershipOut | None = None
    record: RecordOut | None = None


class QueueCounts(Schema):
    wish: int
    appointment: int
    membership: int
    record: int


class QueueOut(Schema):
    items: list[QueueItem]
    next: str | None
    counts: QueueCounts


@read(router, "/communities/{slug}/queue", out=QueueOut, auth=signed_in, summary="What waits for me (worker, chief)")
def get_queue(request: HttpRequest, slug: str, filters: Query[QueueFilters]) -> HttpResponse:
    actor = actor_of(request)
    with in_community(slug) as community:
        if not may_review_in(actor, community):
            raise Refused
        return answer_by_content(request, _queue(actor, community, filters), keep=False)


def _queue(actor: Actor, community: Community, filters: QueueFilters) -> dict[str, Any]:
    """Four kinds, merged by age. Ids are UUIDv7, so the order of ids is the order of asking."""
    name = list_key("queue", community.pk, filters.kind)
    position = read_cursor(filters.cursor, of=name)
    after = parse_id(str(position[0])) if position else None
    if position and after is None:
        raise BadCursor
    waiting: dict[Kind, Any] = {
        "wish": waiting_wishes(actor, community).select_related(
            "area", "estate", "category", "community", "own_answers"
        ),
        "appointment": waiting_appointments(actor, community).select_related("community", "community__area"),
        "membership": waiting_memberships(actor, community).select_related("community"),
        "record": waiting_records(actor, community).select_related(*RECORD_RELATED).prefetch_related("confirmations"),
    }
    counts = {kind: waiting[kind].count() for kind in KINDS}
    rows: list[tuple[UUID, Kind, Any]] = []
    for kind in KINDS if filters.kind is None else (filters.kind,):
        found = waiting[kind].order_by("id")
        if after is not None:
            found = found.filter(id__gt=after)
        rows += [(row.pk, kind, row) for row in found[: filters.limit + 1]]
    rows.sort(key=lambda row: row[0])
    page = rows[: filters.limit]
    load_stories([row for _pk, kind, row in page if kind == "wish"])
    signs = signs_of([row for _pk, kind, row in page if kind == "record"], actor=actor, now=utc_now())
    return {
        "items": [_item(kind, row, actor, signs) for _pk, kind, row in page],
        "next": write_cursor([page[-1][0]], of=name) if len(rows) > filters.limit else None,
        "counts": counts,
    }


def _words(kind: Kind, row: Any, actor: Actor, signs: dict[UUID, list[Sign]]) -> tuple[dict[str, Any], str, str]:
    match kind:
        case "record":
            person = row.person.shown_name if row.person else ""
            return record_answer(row, actor, signs=signs[row.pk]), row.subject, person
        case "wish":
            answers = wish_own_answers(row, actor, facts_of(row, None))
            return {**wish_answer(row, actor), "answers": answers}, row.title, row.category.name
        case "appointment":
            return appointment_answer(row, actor), str(row.post or row.chief_role), row.person.shown_name
        case "membership":
            return membership_answer(row, actor), row.user.shown_name, str(row.get_role_display())


def _item(kind: Kind, row: Any, actor: Actor, signs: dict[UUID, list[Sign]]) -> dict[str, Any]:
    answer, title, subtitle = _words(kind, row, actor, signs)
    return {
        "kind": kind,
        "id": str(row.pk),
        "title": title,
        "subtitle": subtitle,
        "area": area_ref(row.area),
        "created_at": row.created_at.isoformat(),
        "waiting_hours": int((utc_now() - row.created_at).total_seconds() // 3600),
        "allowed_actions": answer["allowed_actions"],
        kind: answer,
    }
