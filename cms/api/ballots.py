"""Ballots (评选) and who stands: to look at, to put forward, to say yes or no. Votes and results are in votes.py."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from cms.api.auth import actor_of
from cms.api.etags import answer_by_content
from cms.api.pagination import Paging, cut, list_key, read_cursor, write_cursor
from cms.api.routing import read, write
from cms.api.scoping import in_community
from cms.api.shapes.ballots import (
    AgreementIn,
    BallotList,
    BallotOut,
    CandidateOut,
    NeighbourIn,
    NeighboursOut,
    NominationIn,
    NominationOut,
    ballot_answer,
    ballot_card,
    candidate_answer,
    nickname_answer,
)
from content_models.areas.models import Community
from content_models.ballots import actions
from content_models.ballots.models import Candidate
from content_models.ballots.policy import ballots_of, may_run
from content_models.ballots.reading import names_of, standing_and_voters
from content_models.common.clock import utc_now
from content_models.common.errors import Missing
from content_models.common.ids import any_id
from content_models.people.roles import Actor

router = Router(tags=["ballots"])
_BALLOT = "/communities/{slug}/ballots/{ballot_id}"
_CANDIDATE = f"{_BALLOT}/candidates/{{candidate_id}}"


@read(router, "/communities/{slug}/ballots", out=BallotList, summary="Ballots, newest first")
def list_ballots(request: HttpRequest, slug: str, paging: Query[Paging]) -> HttpResponse:
    actor, now = actor_of(request), utc_now()
    with in_community(slug) as community:
        name = list_key("ballots", community.pk)
        position = read_cursor(paging.cursor, of=name)
        ballots = ballots_of(actor, community).announced().order_by("-pk")
        if position:
            ballots = ballots.filter(pk__lt=any_id(position[0]))
        page, more = cut(list(ballots[: paging.limit + 1]), paging.limit)
        numbers = standing_and_voters(page)
        payload = {
            "items": [
                ballot_card(one, candidates=numbers[one.pk][0], voters=numbers[one.pk][1], now=now) for one in page
            ],
            "next": write_cursor([page[-1].pk], of=name) if more else None,
        }
    return answer_by_content(request, payload, keep=actor.is_visitor)


@read(router, _BALLOT, out=BallotOut, summary="One ballot with who stands; how it stands is seen by nobody")
def get_ballot(request: HttpRequest, slug: str, ballot_id: str) -> HttpResponse:
    actor, now = actor_of(request), utc_now()
    with in_community(slug) as community:
        ballot = actions.read_ballot(any_id(ballot_id), actor)
        candidates = list(Candidate.objects.filter(ballot=ballot).standing().select_related("photo"))
        mine = None
        if actor.id is not None:
            mine = Candidate.objects.filter(ballot=ballot).of(actor.id).select_related("photo").first()
        payload = ballot_answer(
            ballot,
            actor,
            candidates=candidates,
            mine=mine,
            names=names_of([*candidates, *([mine] if mine else [])], community=community),
            voters=standing_and_voters([ballot])[ballot.pk][1],
            in_jury=actions.in_jury(actor, ballot),
            now=now,
        )
    return answer_by_content(request, payload, keep=actor.is_visitor)


@read(router, _CANDIDATE, out=CandidateOut, summary="One candidate, as a link in a chat leads to her")
def get_candidate(request: HttpRequest, slug: str, ballot_id: str, candidate_id: str) -> HttpResponse:
    actor = actor_of(request)
    with in_community(slug) as community:
        candidate = _candidate(ballot_id, candidate_id, actor)
        payload = _answer(candidate, actor, community, utc_now())
    return answer_by_content(request, payload, keep=actor.is_visitor)


def _candidate(ballot_id: str, candidate_id: str, actor: Actor) -> Candidate:
    """Raises:
    Missing: none of this id stands in this ballot.
    """
    ballot, candidate = any_id(ballot_id), actions.read_candidate(any_id(candidate_id), actor)
    if candidate.ballot_id != ballot:
        raise Missing
    return candidate


def _answer(candidate: Candidate, actor: Actor, community: Community, now: datetime) -> dict[str, Any]:
    ballot = candidate.ballot
    standing, voters = standing_and_voters([ballot])[ballot.pk]
    return candidate_answer(
        candidate,
        actor,
        names=names_of([candidate], community=community),
        reasons=[one.reason for one in candidate.nominations.all()],
        to_office=may_run(actor, community),
        card=ballot_card(ballot, candidates=standing, voters=voters, now=now),
        in_jury=actions.in_jury(actor, ballot),
        now=now,
    )


@write(
    router.post,
    f"{_BALLOT}/neighbours/look-up",
    out=NeighboursOut,
    summary="Find a neighbour to put forward, by the name she goes by or her whole number",
)
def find_neighbours(request: HttpRequest, slug: str, ballot_id: str, payload: NeighbourIn) -> dict[str, Any]:
    actor = actor_of(request)
    with in_community(slug):
        found = actions.find_neighbours(ballot_id=any_id(ballot_id), actor=actor, text=payload.text, now=utc_now())
        return {"items": [nickname_answer(one) for one in found.people], "more": found.more}


@write(
    router.post,
    f"{_BALLOT}/nominations",
    out=NominationOut,
    status=201,
    summary="Put a neighbour forward, or oneself",
)
def nominate(request: HttpRequest, slug: str, ballot_id: str, payload: NominationIn) -> dict[str, Any]:
    actor = actor_of(request)
    with in_community(slug):
        candidate = actions.nominate(
            ballot_id=any_id(ballot_id),
            actor=actor,
            person_id=any_id(payload.person),
            reason=payload.reason,
            now=utc_now(),
        )
        person = candidate.person
        return {"candidate": str(candidate.pk), "nickname": person.shown_name if person else ""}


@write(router.post, f"{_CANDIDATE}/agree", out=CandidateOut, summary="Say yes to standing, with a few own words")
def agree_to_stand(
    request: HttpRequest, slug: str, ballot_id: str, candidate_id: str, payload: AgreementIn
) -> dict[str, Any]:
    actor, now = actor_of(request), utc_now()
    with in_community(slug) as community:
        candidate = _candidate(ballot_id, candidate_id, actor)
        photo_id: UUID | None = any_id(payload.photo) if payload.photo else None
        actions.agree_to_stand(candidate_id=candidate.pk, actor=actor, words=payload.words, photo_id=photo_id, now=now)
        return _answer(_candidate(ballot_id, candidate_id, actor), actor, community, now)


@write(router.post, f"{_CANDIDATE}/decline", out=CandidateOut, summary="Say no to standing")
def decline_to_stand(request: HttpRequest, slug: str, ballot_id: str, candidate_id: str) -> dict[str, Any]:
    actor, now = actor_of(request), utc_now()
    with in_community(slug) as community:
        candidate = _candidate(ballot_id, candidate_id, actor)
        actions.decline_to_stand(candidate_id=candidate.pk, actor=actor, now=now)
        return _answer(_candidate(ballot_id, candidate_id, actor), actor, community, now)


@write(router.post, f"{_CANDIDATE}/withdraw", out=CandidateOut, summary="Stand no longer")
def step_back(request: HttpRequest, slug: str, ballot_id: str, candidate_id: str) -> dict[str, Any]:
    actor, now = actor_of(request), utc_now()
    with in_community(slug) as community:
        candidate = _candidate(ballot_id, candidate_id, actor)
        actions.step_back(candidate_id=candidate.pk, actor=actor, now=now)
        return _answer(_candidate(ballot_id, candidate_id, actor), actor, community, now)
