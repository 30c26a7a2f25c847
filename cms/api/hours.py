"""Service hours: checking in and out, entering forgotten ones, verifying, correcting."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django_scopes import scopes_disabled
from ninja import Query, Router

from cms.api.auth import actor_of, signed_in
from cms.api.etags import answer_by_content
from cms.api.pagination import Paging, cut, list_key, read_cursor, write_cursor
from cms.api.routing import read, write
from cms.api.scoping import in_community
from cms.api.shapes.hours import (
    RECORD_RELATED,
    AgreeIn,
    BackEntryIn,
    CorrectIn,
    HoursOut,
    ManyIn,
    MinutesIn,
    OutcomeList,
    RecordOut,
    ScanIn,
    ScanKeyOut,
    VerifyIn,
    record_answer,
    seen_by_record,
)
from cms.api.shapes.posts import ReasonIn
from content_models.areas.models import Community
from content_models.common.clock import local_day, utc_now
from content_models.common.ids import any_id
from content_models.honors import actions as honors
from content_models.hours import actions, codes
from content_models.hours.models import ServiceRecord
from content_models.hours.policy import reviews
from content_models.hours.signs import signs_of
from content_models.hours.summary import summarise
from content_models.people.actions import signed_in as somebody
from content_models.people.roles import Actor

router = Router(tags=["service"])


def _shown(record_id: UUID, actor: Actor) -> dict[str, Any]:
    """The record as it is now; with what speaks against it, for who reviews it."""
    record: ServiceRecord = (
        ServiceRecord.objects.select_related(*RECORD_RELATED).prefetch_related("confirmations").get(pk=record_id)
    )
    signs = signs_of([record], actor=actor, now=utc_now())[record.pk] if reviews(actor, record.area.path) else None
    return record_answer(record, actor, signs=signs)


def _scan(payload: ScanIn) -> actions.Scan:
    return actions.Scan(
        code=payload.code,
        activity_id=payload.activity,
        slot=payload.slot,
        seen_at=payload.seen_at,
        signature=payload.signature,
    )


@write(router.post, "/communities/{slug}/hours/check-in", out=RecordOut, summary="Begin to serve, by a code")
def check_in(request: HttpRequest, slug: str, payload: ScanIn) -> dict[str, Any]:
    actor = actor_of(request)
    with in_community(slug) as community:
        record = actions.check_in(actor=actor, community=community, scan=_scan(payload), now=utc_now())
        return _shown(record.pk, actor)


@write(router.post, "/communities/{slug}/hours/check-out", out=RecordOut, summary="Stop serving, by a code")
def check_out(request: HttpRequest, slug: str, payload: ScanIn) -> dict[str, Any]:
    actor = actor_of(request)
    with in_community(slug) as community:
        record = actions.check_out(actor=actor, community=community, scan=_scan(payload), now=utc_now())
        return _shown(record.pk, actor)


@write(
    router.post, "/communities/{slug}/hours", out=RecordOut, status=201, summary="Enter forgotten hours (two confirm)"
)
def back_enter(request: HttpRequest, slug: str, payload: BackEntryIn) -> dict[str, Any]:
    actor = actor_of(request)
    with in_community(slug) as community:
        entry = actions.BackEntry(
            started_at=payload.started_at,
            ended_at=payload.ended_at,
            subject=payload.subject,
            reason=payload.reason,
            minutes=payload.minutes,
            person_id=payload.person,
            post_id=payload.post,
            area_id=payload.area,
            place=payload.place,
        )
        record = actions.back_enter(actor=actor, community=community, entry=entry, now=utc_now())
        return _shown(record.pk, actor)


@write(router.post, "/communities/{slug}/hours/verify-many", out=OutcomeList, summary="Verify several (verifier)")
def verify_many(request: HttpRequest, slug: str, payload: ManyIn) -> dict[str, Any]:
    actor = actor_of(request)
    with in_community(slug):
        seen = seen_by_record(payload.minutes)
        return _outcomes(actions.verify_many(record_ids=payload.ids, actor=actor, seen=seen, now=utc_now()))


@write(router.post, "/communities/{slug}/hours/reject-many", out=OutcomeList, summary="Refuse several (verifier)")
def reject_many(request: HttpRequest, slug: str, payload: ManyIn) -> dict[str, Any]:
    actor = actor_of(request)
    with in_community(slug):
        outcomes = actions.reject_many(record_ids=payload.ids, actor=actor, reason=payload.reason, now=utc_now())
        return _outcomes(outcomes)


def _outcomes(outcomes: list[actions.Outcome]) -> dict[str, Any]:
    done = [outcome.record_id for outcome in outcomes if outcome.refusal is None]
    states = dict(ServiceRecord.objects.filter(pk__in=done).values_list("pk", "state"))
    return {
        "items": [
            {"id": str(outcome.record_id), "state": str(states[outcome.record_id])}
            if outcome.refusal is None
            else {"id": str(outcome.record_id), "code": outcome.refusal.code, "detail": str(outcome.refusal)}
            for outcome in outcomes
        ]
    }


@read(router, "/communities/{slug}/hours/{record_id}", out=RecordOut, auth=signed_in, summary="One record")
def get_record(request: HttpRequest, slug: str, record_id: str) -> HttpResponse:
    actor = actor_of(request)
    with in_community(slug):
        payload = _shown(actions.seen_record(any_id(record_id), actor).pk, actor)
    return answer_by_content(request, payload, keep=False)


def _move(verb: str, summary: str) -> Any:
    return write(router.post, f"/communities/{{slug}}/hours/{{record_id}}/{verb}", out=RecordOut, summary=summary)


@_move("verify", "Say that it is true (verifier; a back-entered one takes two)")
def verify_record(request: HttpRequest, slug: str, record_id: str, payload: VerifyIn | None = None) -> dict[str, Any]:
    actor, payload = actor_of(request), payload or VerifyIn()
    with in_community(slug):
        record = actions.verify_record(record_id=any_id(record_id), actor=actor, seen=payload.minutes, now=utc_now())
        return _shown(record.pk, actor)


@_move("reject", "Say no, with a reason (verifier)")
def reject_record(request: HttpRequest, slug: str, record_id: str, payload: ReasonIn | None = None) -> dict[str, Any]:
    actor = actor_of(request)
    with in_community(slug):
        reason = payload.reason if payload else ""
        record = actions.reject_record(record_id=any_id(record_id), actor=actor, reason=reason, now=utc_now())
        return _shown(record.pk, actor)


@_move("withdraw", "Take back what nobody has verified")
def withdraw_record(request: HttpRequest, slug: str, record_id: str) -> dict[str, Any]:
    actor = actor_of(request)
    with in_community(slug):
        record = actions.withdraw_record(record_id=any_id(record_id), actor=actor, now=utc_now())
        return _shown(record.pk, actor)


@_move("correct", "Take a wrong record back, and say what is right (verifier)")
def correct_record(request: HttpRequest, slug: str, record_id: str, payload: CorrectIn) -> dict[str, Any]:
    actor = actor_of(request)
    right = payload.replacement
    with in_community(slug):
        record, new = honors.correct_record(
            record_id=any_id(record_id),
            actor=actor,
            reason=payload.reason,
            replacement=actions.Replacement(right.started_at, right.ended_at, right.minutes) if right else None,
            now=utc_now(),
        )
        return _shown(new.pk if new is not None else record.pk, actor)


@_move("minutes", "Say how long one's part of a wish took (helper)")
def state_minutes(request: HttpRequest, slug: str, record_id: str, payload: MinutesIn) -> dict[str, Any]:
    actor = actor_of(request)
    with in_community(slug):
        record = actions.state_minutes(
            record_id=any_id(record_id), actor=actor, served=payload.to_domain(), now=utc_now()
        )
        return _shown(record.pk, actor)


@_move("agree", "Agree how the minutes of a wish are split (helper)")
def agree_split(request: HttpRequest, slug: str, record_id: str, payload: AgreeIn | None = None) -> dict[str, Any]:
    actor, payload = actor_of(request), payload or AgreeIn()
    with in_community(slug):
        record = actions.seen_record(any_id(record_id), actor)
        seen = seen_by_record(payload.minutes)
        actions.agree_split(wish_id=record.wish_id or any_id(""), actor=actor, seen=seen, now=utc_now())
        return _shown(record.pk, actor)


@read(router, "/me/hours", out=HoursOut, auth=signed_in, summary="My hours over all communities")
def my_hours(request: HttpRequest, paging: Query[Paging]) -> HttpResponse:
    actor = actor_of(request)
    user = somebody(actor)
    name = list_key("hours", user.pk)
    position = read_cursor(paging.cursor, of=name)
    summary = summarise(user.pk)
    with scopes_disabled():  # one's own, by person
        records = ServiceRecord.objects.of(user.pk).select_related(*RECORD_RELATED).prefetch_related("confirmations")
        if position:
            records = records.filter(pk__lt=any_id(position[0]))
        page, more = cut(list(records.order_by("-pk")[: paging.limit + 1]), paging.limit)
        names = dict(Community.objects.filter(pk__in=summary.by_community).values_list("pk", "name"))
        payload = {
            "minutes_verified": summary.minutes_verified,
            "records_verified": summary.records,
            "by_month": [{"month": month, "minutes": minutes} for month, minutes in summary.by_month.items()],
            "by_post": [{"name": what, "minutes": minutes} for what, minutes in summary.by_subject.items()],
            "by_community": [
                {"name": names[pk], "minutes": minutes} for pk, minutes in summary.by_community.items() if pk in names
            ],
            "items": [record_answer(record, actor) for record in page],
            "next": write_cursor([page[-1].pk], of=name) if more else None,
        }
    return answer_by_content(request, payload, keep=False)


@read(router, "/me/scan-key", out=ScanKeyOut, auth=signed_in, summary="The key for scans without signal")
def scan_key(request: HttpRequest) -> HttpResponse:
    user, today = somebody(actor_of(request)), local_day(utc_now())
    payload = {"key": codes.scan_key(user.pk, today), "valid_until": codes.scan_key_until(today).isoformat()}
    return answer_by_content(request, payload, keep=False)
