"""One's own vote, and the result. Of a vote nothing is kept with its answer, and nobody else's can be asked for."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router

from cms.api.auth import actor_of, signed_in
from cms.api.etags import answer_by_content
from cms.api.routing import read, write
from cms.api.scoping import in_community
from cms.api.shapes.ballots import ResultOut, VoteIn, VoteOut, result_answer
from content_models.ballots import actions
from content_models.ballots.models import BallotCount, CandidateCount
from content_models.ballots.policy import ballot_actions, may_run
from content_models.ballots.reading import names_of
from content_models.ballots.states import BallotState
from content_models.common.clock import utc_now
from content_models.common.ids import any_id
from content_models.people.roles import Actor

router = Router(tags=["ballots"])
_BALLOT = "/communities/{slug}/ballots/{ballot_id}"


def _mine(slug: str, ballot_id: str, actor: Actor) -> dict[str, Any]:
    with in_community(slug):
        ballot = actions.read_ballot(any_id(ballot_id), actor)
        jury = actions.in_jury(actor, ballot)
        return {
            "candidates": [str(one) for one in actions.my_vote(ballot_id=ballot.pk, actor=actor)],
            "votes_per_person": ballot.votes_per_person,
            "votes_until": ballot.votes_until.isoformat(),
            "allowed_actions": ballot_actions(actor, ballot, now=utc_now(), in_jury=jury),
        }


@read(router, f"{_BALLOT}/vote", out=VoteOut, auth=signed_in, summary="My own vote, as long as it can be changed")
def get_vote(request: HttpRequest, slug: str, ballot_id: str) -> HttpResponse:
    return answer_by_content(request, _mine(slug, ballot_id, actor_of(request)), keep=False)


def _as_it_is(request: HttpRequest, _kept: Any) -> dict[str, Any]:
    """The vote is not kept with the answer: this request knows it, and a repetition looks it up anew."""
    given: dict[str, Any] | None = getattr(request, "linli_vote", None)
    if given is not None:
        return given
    match = request.resolver_match
    named = match.kwargs if match else {}
    return _mine(named["slug"], named["ballot_id"], actor_of(request))


@write(
    router.put,
    f"{_BALLOT}/vote",
    out=VoteOut,
    finish=_as_it_is,
    secret=True,
    summary="Vote, or vote differently, until the close",
)
def put_vote(request: HttpRequest, slug: str, ballot_id: str, payload: VoteIn) -> dict[str, Any]:
    actor = actor_of(request)
    wanted: list[UUID] = [any_id(one) for one in payload.candidates]
    with in_community(slug):
        ballot = actions.cast_vote(ballot_id=any_id(ballot_id), actor=actor, candidate_ids=wanted, now=utc_now())
    request.linli_vote = {  # type: ignore[attr-defined]  # only for as long as this request lasts
        "candidates": [str(one) for one in wanted],
        "votes_per_person": ballot.votes_per_person,
        "votes_until": ballot.votes_until.isoformat(),
        "allowed_actions": ["vote"],
    }
    return {}


@read(router, f"{_BALLOT}/result", out=ResultOut, summary="The result, once the community has published it")
def get_result(request: HttpRequest, slug: str, ballot_id: str) -> HttpResponse:
    actor = actor_of(request)
    with in_community(slug) as community:
        ballot = actions.read_ballot(any_id(ballot_id), actor)
        office = may_run(actor, community)
        count = BallotCount.objects.filter(ballot=ballot).first()
        if count is None or not (office or ballot.state == BallotState.SETTLED):
            raise actions.NotCounted
        lines = list(CandidateCount.objects.filter(candidate__ballot=ballot).select_related("candidate"))
        names = names_of([line.candidate for line in lines], community=community)
        payload = result_answer(ballot, count, lines, names, with_figures=office or ballot.shows_order)
    return answer_by_content(request, payload, keep=actor.is_visitor)
