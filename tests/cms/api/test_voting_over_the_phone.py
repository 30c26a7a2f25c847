"""A ballot as the phone sees it: looked at by anybody, voted in by neighbours, secret from everybody else."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django_scopes import scopes_disabled

from cms.api.idempotency import _fingerprint
from cms.models import KeptAnswer
from content_models.ballots import actions
from content_models.ballots.models import Ballot, Candidate, Vote
from content_models.common.clock import utc_now
from content_models.honors.actions import withdraw_display
from content_models.people.models import User
from tests.cms.api.calls import Calls
from tests.support.ballot_life import DAY, BallotLife
from tests.support.cast import Cast, actor
from tests.support.unchanged import assert_problem, assert_refused, every_row


@pytest.fixture
def ballots(cast: Cast) -> BallotLife:
    """Names were put forward until three days ago: votes are taken now."""
    life = BallotLife(cast)
    life.now = utc_now() - 4 * DAY
    life.voting, life.over = utc_now(), utc_now() + 3 * DAY
    return life


@pytest.fixture
def lin(ballots: BallotLife) -> User:
    return ballots.neighbour("Lin", 20)


Running = tuple[Ballot, list[Candidate]]


@pytest.fixture
def running(ballots: BallotLife, cast: Cast) -> Running:
    return ballots.in_voting(cast.bo, cast.bea, votes_until=utc_now() + DAY)


def _vote(*candidates: Candidate) -> dict[str, Any]:
    return {"candidates": [str(one.pk) for one in candidates]}


def test_anybody_sees_who_stands_and_how_many_voted_but_not_how_it_stands(
    api: Calls, cast: Cast, running: Running, ballots: BallotLife
) -> None:
    ballot, (bo, _bea) = running
    ballots.vote(ballot, cast.anna, bo)
    seen = api.get(None, f"/ballots/{ballot.pk}").json()
    assert (seen["state"], seen["voters"], seen["candidates"]) == ("voting", 1, 2)
    assert [one["name"]["text"] for one in seen["candidates_shown"]] == ["赵Bea", "赵Bo"]
    assert seen["allowed_actions"] == []
    card = api.get(None, "/ballots").json()["items"][0]
    assert (card["title"], card["voters"]) == ("十一月最美楼栋长", 1)
    assert_refused(lambda headers: api.get(None, f"/ballots/{ballot.pk}/result", **headers), 409, "not_counted")
    # The office sees no more.
    assert_refused(lambda headers: api.get(cast.wu, f"/ballots/{ballot.pk}/result", **headers), 409, "not_counted")


def test_a_link_leads_to_the_candidate_without_signing_in(api: Calls, running: Running) -> None:
    ballot, (bo, _bea) = running
    seen = api.get(None, f"/ballots/{ballot.pk}/candidates/{bo.pk}").json()
    assert (seen["name"]["text"], seen["words"], seen["reasons"]) == ("赵Bo", "愿为大家跑腿", ["总是第一个来帮忙"])
    assert (seen["ballot"]["title"], seen["mine"], seen["ballot_actions"]) == ("十一月最美楼栋长", False, [])


def test_a_vote_is_given_changed_and_taken_back(api: Calls, lin: User, running: Running) -> None:
    ballot, (bo, bea) = running
    path = f"/ballots/{ballot.pk}/vote"
    assert api.get(lin, path).json()["candidates"] == []
    assert api.put(lin, path, _vote(bo)).json()["candidates"] == [str(bo.pk)]
    assert api.put(lin, path, _vote(bea)).json()["candidates"] == [str(bea.pk)]
    assert api.get(lin, path).json()["candidates"] == [str(bea.pk)]
    assert api.put(lin, path, _vote()).json()["candidates"] == []
    with scopes_disabled():
        assert Vote.objects.count() == 0


def test_the_same_key_is_the_same_vote_and_another_vote_with_it_is_refused(
    api: Calls, lin: User, running: Running
) -> None:
    ballot, (bo, bea) = running
    path, key = f"/ballots/{ballot.pk}/vote", {"Idempotency-Key": "a-key-of-lin"}
    first = api.put(lin, path, _vote(bo), key)
    assert api.put(lin, path, _vote(bo), key).content == first.content
    assert_problem(api.put(lin, path, _vote(bea), key), 422, "idempotency_key_reused")


def test_nothing_that_is_kept_says_who_voted_for_whom(api: Calls, cast: Cast, lin: User, running: Running) -> None:
    """Not even by trying the few votes there can be: neither rows nor kept answers, logs, notices or the queue."""
    ballot, candidates = running
    before = every_row()
    api.put(lin, f"/ballots/{ballot.pk}/vote", _vote(candidates[0]), {"Idempotency-Key": "a-key-of-lin"})
    after = every_row()
    new = {label: [row for row in rows if row not in before[label]] for label, rows in after.items()}
    changed = {label: rows for label, rows in new.items() if rows}
    assert set(changed) == {"ballots.Vote", "cms.KeptAnswer"}
    (vote,) = changed["ballots.Vote"]
    assert lin.pk.hex not in repr(vote).replace("-", "")
    assert not any(hasattr(value, "year") for value in vote), "a vote has no time"
    kept = KeptAnswer.objects.get()
    assert kept.body == "{}"
    for candidate in candidates:
        assert candidate.pk.hex not in repr((kept.body, kept.fingerprint))
    tried = RequestFactory().put(
        f"/api/v1/communities/pine/ballots/{ballot.pk}/vote",
        data=f'{{"candidates": ["{candidates[0].pk}"]}}',
        content_type="application/json",
    )
    assert _fingerprint(tried) != kept.fingerprint


def test_bad_votes_are_refused_in_words(
    api: Calls, cast: Cast, lin: User, running: Running, ballots: BallotLife
) -> None:
    ballot, (bo, bea) = running
    path = f"/ballots/{ballot.pk}/vote"

    def refused(person: User | None, body: dict[str, Any], status: int, code: str) -> None:
        assert_refused(lambda headers: api.put(person, path, body, headers), status, code)

    refused(None, _vote(bo), 401, "not_signed_in")
    refused(cast.nia, _vote(bo), 403, "not_a_resident")
    refused(lin, _vote(bo, bea), 422, "too_many_votes")
    refused(lin, {"candidates": ["nonsense"]}, 422, "unknown_candidate")
    with ballots.scope():
        actions.step_back(candidate_id=bea.pk, actor=actor(cast.bea), now=utc_now())
    refused(lin, _vote(bea), 409, "candidate_stepped_back")


def test_before_and_after_there_is_no_vote(api: Calls, cast: Cast, ballots: BallotLife, lin: User) -> None:
    late, (bo,) = ballots.in_voting(cast.bo, title="过期", votes_until=utc_now() - timedelta(minutes=1))
    assert_refused(lambda headers: api.put(lin, f"/ballots/{late.pk}/vote", _vote(bo), headers), 409, "voting_over")
    early = ballots.announced(title="未到", votes_from=utc_now() + DAY, votes_until=utc_now() + 2 * DAY)
    assert_refused(
        lambda headers: api.put(lin, f"/ballots/{early.pk}/vote", _vote(bo), headers), 409, "voting_not_open"
    )


def test_who_is_put_forward_says_yes_herself(api: Calls, cast: Cast, ballots: BallotLife) -> None:
    ballots.now = utc_now()
    ballot = ballots.announced()
    (found,) = api.post(cast.anna, f"/ballots/{ballot.pk}/neighbours/look-up", {"text": "Bo"}).json()["items"]
    assert found == {"id": str(cast.bo.pk), "nickname": "Bo"}
    body = {"person": found["id"], "reason": "每天巡楼"}
    candidate = api.post(cast.anna, f"/ballots/{ballot.pk}/nominations", body).json()["candidate"]
    path = f"/ballots/{ballot.pk}/candidates/{candidate}"
    assert api.get(cast.anna, path).status_code == 404, "until she stands, it is hers alone"
    mine = api.get(cast.bo, f"/ballots/{ballot.pk}").json()["mine"]
    assert (mine["id"], mine["state"]) == (candidate, "proposed")
    assert_refused(lambda headers: api.post(cast.bo, f"{path}/agree", {"words": "好的"}, headers), 409, "name_needed")
    ballots.agree_to_be_named(cast.bo)
    answer = api.post(cast.bo, f"{path}/agree", {"words": "好的"}).json()
    assert (answer["state"], answer["allowed_actions"]) == ("agreed", ["withdraw"])


def test_who_takes_the_consent_back_is_named_no_more(api: Calls, cast: Cast, running: Running) -> None:
    ballot, (bo, _bea) = running
    withdraw_display(actor=actor(cast.bo), now=utc_now())
    seen = api.get(None, f"/ballots/{ballot.pk}/candidates/{bo.pk}").json()
    assert (seen["name"]["kind"], seen["words"], seen["photo"], seen["reasons"]) == ("withheld", "", None, [])


def test_the_result_names_who_is_honoured_without_figures_by_default(
    api: Calls, cast: Cast, ballots: BallotLife, running: Running
) -> None:
    ballot, (bo, _bea) = running
    ballots.vote(ballot, cast.anna, bo)
    ballots.closed(ballot)
    assert_refused(lambda headers: api.get(None, f"/ballots/{ballot.pk}/result", **headers), 409, "not_counted")
    assert api.get(cast.wu, f"/ballots/{ballot.pk}/result").json()["lines"][0]["votes"] == 1
    with ballots.scope():
        actions.settle_ballot(ballot_id=ballot.pk, actor=actor(cast.wu), honored=[bo.pk], now=ballots.over)
    result = api.get(None, f"/ballots/{ballot.pk}/result").json()
    assert (result["voters"], result["shows_order"]) == (1, False)
    assert [(one["name"]["text"], one["honored"], one["place"], one["votes"]) for one in result["lines"]] == [
        ("赵Bea", False, None, None),
        ("赵Bo", True, None, None),
    ]


def test_a_draft_does_not_exist_for_neighbours(api: Calls, cast: Cast, ballots: BallotLife) -> None:
    draft = ballots.draft()
    assert_problem(api.get(cast.anna, f"/ballots/{draft.pk}"), 404, "not_found")
    assert api.get(cast.anna, "/ballots").json()["items"] == []


def test_a_list_of_ballots_costs_the_same_however_many(
    api: Calls, cast: Cast, ballots: BallotLife, running: Running, django_assert_num_queries: Any
) -> None:
    with CaptureQueriesContext(connection) as few:
        api.get(None, "/ballots")
    ballots.in_voting(cast.bo, title="又一场")
    with django_assert_num_queries(len(few)):
        assert len(api.get(None, "/ballots").json()["items"]) == 2
