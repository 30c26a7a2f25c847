"""One wish: posting, reading, and one call per move."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from ninja import Router

from cms.api.auth import actor_of
from cms.api.etags import answer_by_content
from cms.api.routing import read, write
from cms.api.scoping import in_community
from cms.api.shapes.hours import seen_by_record
from cms.api.shapes.wishes import (
    ConfirmIn,
    FulfilIn,
    WishIn,
    WishOut,
    WordsIn,
    reveal_contact,
    wish_answer,
    wish_own_answers,
)
from content_models.common.clock import utc_now
from content_models.common.errors import Missing
from content_models.common.ids import UUID, parse_id
from content_models.hours import actions as hours
from content_models.people.roles import Actor
from content_models.wishes import actions
from content_models.wishes.actions.story import claim_of, read_wish
from content_models.wishes.models import Wish
from content_models.wishes.policy import facts_of, may_see

router = Router(tags=["wishes"])


def _id(wish_id: str) -> UUID:
    found = parse_id(wish_id)
    if found is None:
        raise Missing
    return found


def _seen(wish_id: str, actor: Actor) -> Wish:
    """The wish if this person may see it; otherwise it looks like one that does not exist."""
    wish = read_wish(_id(wish_id))
    mine = claim_of(wish, actor.id)
    if not may_see(actor, facts_of(wish, mine.state if mine else None)):
        raise Missing
    return wish


def with_contact(request: HttpRequest, payload: dict[str, Any]) -> dict[str, Any]:
    """Add contact and own answers to an answer, if the asking person is entitled at this very moment."""
    actor = actor_of(request)
    with in_community(payload["community"]), transaction.atomic():
        wish = Wish.objects.select_related("area", "own_answers").filter(pk=payload["id"]).first()
        return {**payload, **_for_whom_it_is(wish, actor)} if wish is not None else payload


def _for_whom_it_is(wish: Wish, actor: Actor) -> dict[str, Any]:
    mine = claim_of(wish, actor.id)
    facts = facts_of(wish, mine.state if mine else None)
    return {
        "contact": reveal_contact(wish, actor, facts, now=utc_now()),
        "answers": wish_own_answers(wish, actor, facts),
    }


@read(router, "/communities/{slug}/wishes/{wish_id}", out=WishOut, summary="One wish and its story")
def get_wish(request: HttpRequest, slug: str, wish_id: str) -> HttpResponse:
    actor = actor_of(request)
    with in_community(slug):
        wish = _seen(wish_id, actor)
        payload = wish_answer(wish, actor)
        if not actor.is_visitor:
            # The line about the look is written, and committed, before the contact is shown. No transaction around
            # it: on SQLite that would make every reader wait for the one writer.
            payload |= _for_whom_it_is(wish, actor)
    return answer_by_content(request, payload, keep=payload["contact"] is None and not payload["answers"])


@write(router.post, "/communities/{slug}/wishes", out=WishOut, status=201, finish=with_contact, summary="Post a wish")
def post_wish(request: HttpRequest, slug: str, payload: WishIn) -> dict[str, Any]:
    actor = actor_of(request)
    with in_community(slug) as community:
        new = actions.NewWish(
            title=payload.title,
            description=payload.description,
            category_id=payload.category,
            area_id=payload.area,
            deadline=payload.deadline,
            helpers_wanted=payload.helpers_wanted,
            photo_ids=tuple(payload.photos),
            contact=payload.contact.to_domain() if payload.contact else None,
            on_behalf_of=payload.on_behalf_of.to_domain() if payload.on_behalf_of else None,
            answers=payload.answers,
        )
        wish = actions.post_wish(actor=actor, community=community, new=new, now=utc_now())
        return wish_answer(wish, actor)


def _move(verb: str, summary: str) -> Any:
    """The declaration that all moves of a wish share."""
    return write(
        router.post,
        f"/communities/{{slug}}/wishes/{{wish_id}}/{verb}",
        out=WishOut,
        finish=with_contact,
        summary=summary,
    )


@_move("approve", "Put a wish on the board (worker, chief)")
def approve_wish(request: HttpRequest, slug: str, wish_id: str) -> dict[str, Any]:
    actor = actor_of(request)
    with in_community(slug):
        return wish_answer(actions.approve_wish(wish_id=_id(wish_id), actor=actor, now=utc_now()), actor)


@_move("reject", "Say no, with a reason (worker, chief)")
def reject_wish(request: HttpRequest, slug: str, wish_id: str, payload: WordsIn | None = None) -> dict[str, Any]:
    actor = actor_of(request)
    with in_community(slug):
        done = actions.reject_wish(
            wish_id=_id(wish_id), actor=actor, reason=payload.reason if payload else "", now=utc_now()
        )
        return wish_answer(done, actor)


@_move("claim", "Take a wish on (volunteer)")
def claim_wish(request: HttpRequest, slug: str, wish_id: str) -> dict[str, Any]:
    actor = actor_of(request)
    with in_community(slug):
        return wish_answer(actions.claim_wish(wish_id=_id(wish_id), actor=actor, now=utc_now()), actor)


@_move("keep", "Say that one is still on it (helper)")
def keep_claim(request: HttpRequest, slug: str, wish_id: str) -> dict[str, Any]:
    actor = actor_of(request)
    with in_community(slug):
        return wish_answer(actions.keep_claim(wish_id=_id(wish_id), actor=actor, now=utc_now()), actor)


@_move("release", "Give a wish back, with a reason (helper)")
def release_claim(request: HttpRequest, slug: str, wish_id: str, payload: WordsIn | None = None) -> dict[str, Any]:
    actor = actor_of(request)
    with in_community(slug):
        done = actions.release_claim(
            wish_id=_id(wish_id), actor=actor, reason=payload.reason if payload else "", now=utc_now()
        )
        return wish_answer(done, actor)


@_move("fulfil", "Report it done, with words and photos (helper)")
def fulfil_claim(request: HttpRequest, slug: str, wish_id: str, payload: FulfilIn | None = None) -> dict[str, Any]:
    actor, payload = actor_of(request), payload or FulfilIn()
    with in_community(slug):
        done = hours.fulfil_claim(
            wish_id=_id(wish_id),
            actor=actor,
            note=payload.note,
            photo_ids=payload.photos,
            served=payload.served(),
            now=utc_now(),
        )
        return wish_answer(done, actor)


@_move("confirm", "Say that it is done, with thanks (resident)")
def confirm_wish(request: HttpRequest, slug: str, wish_id: str, payload: ConfirmIn | None = None) -> dict[str, Any]:
    actor, payload = actor_of(request), payload or ConfirmIn()
    with in_community(slug):
        done = hours.confirm_wish(
            wish_id=_id(wish_id),
            actor=actor,
            thanks=payload.thanks,
            share=payload.share,
            agree_minutes=payload.agree_minutes,
            seen=seen_by_record(payload.minutes),
            now=utc_now(),
        )
        return wish_answer(done, actor)


@_move("reopen", "Say what is missing; or open an expired wish again (resident)")
def reopen_wish(request: HttpRequest, slug: str, wish_id: str, payload: WordsIn | None = None) -> dict[str, Any]:
    actor = actor_of(request)
    with in_community(slug):
        done = actions.reopen_wish(
            wish_id=_id(wish_id), actor=actor, reason=payload.reason if payload else "", now=utc_now()
        )
        return wish_answer(done, actor)


@_move("withdraw", "Take a wish back while nobody is on it (resident)")
def withdraw_wish(request: HttpRequest, slug: str, wish_id: str, payload: WordsIn | None = None) -> dict[str, Any]:
    actor = actor_of(request)
    with in_community(slug):
        done = actions.withdraw_wish(
            wish_id=_id(wish_id), actor=actor, reason=payload.reason if payload else "", now=utc_now()
        )
        return wish_answer(done, actor)
