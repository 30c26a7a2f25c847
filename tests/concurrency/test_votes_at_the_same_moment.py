"""The same neighbour twice, many neighbours, and a vote against the close, each on a connection of its own."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import pytest
from django.db import connection

from content_models.ballots.actions import voting
from content_models.ballots.counting import count_votes
from content_models.ballots.models import Ballot, BallotCount, Candidate, Vote
from content_models.ballots.triggers import ONLY_WHILE_VOTING
from content_models.people.models import User
from tests.concurrency.crowd import all_at_once
from tests.support.ballot_life import BallotLife
from tests.support.cast import make_cast

pytestmark = pytest.mark.django_db(transaction=True)
CROWD = 8


@pytest.fixture
def ballots(pg_only: None, transactional_db: None) -> BallotLife:
    return BallotLife(make_cast())


@pytest.fixture
def running(ballots: BallotLife) -> tuple[Ballot, list[Candidate]]:
    return ballots.in_voting(ballots.cast.bo, ballots.cast.bea, ballots.cast.chen, votes_per_person=2)


def test_the_same_neighbour_many_times_is_counted_once(
    ballots: BallotLife, running: tuple[Ballot, list[Candidate]]
) -> None:
    ballot, (bo, bea, chen) = running
    lin = ballots.neighbour("Lin", 20)
    choices = [(bo,), (bea, chen), (chen, bo), (bea,)] * 3
    seen = all_at_once([partial(ballots.vote, ballot, lin, *choice) for choice in choices])
    assert seen["ok"] == len(choices)
    with ballots.scope():
        rows = list(Vote.objects.order_by("slot").values_list("candidate_id", flat=True))
        assert count_votes(ballot).voters == 1
    assert tuple(rows) in {tuple(one.pk for one in choice) for choice in choices}, "one of the votes, whole"


def test_a_vote_against_the_close_is_counted_or_refused(
    ballots: BallotLife, running: tuple[Ballot, list[Candidate]]
) -> None:
    ballot, (bo, _bea, _chen) = running
    people = [ballots.neighbour(f"Lin{number}", 30 + number) for number in range(CROWD)]
    votes = [partial(ballots.vote, ballot, person, bo) for person in people]
    seen = all_at_once([*votes, partial(ballots.closed, ballot)])
    assert seen["ok"] + seen["voting_over"] == CROWD + 1
    with ballots.scope():
        count = BallotCount.objects.get(ballot=ballot)
        assert count.voters == seen["ok"] - 1 == Vote.objects.count()
        assert count.fingerprint == count_votes(ballot).fingerprint


@pytest.fixture
def no_wall(pg_only: None, transactional_db: None) -> Iterator[None]:
    ONLY_WHILE_VOTING.remove(connection)
    yield
    ONLY_WHILE_VOTING.build(connection)


def test_without_the_wall_a_vote_slips_in_after_the_count(
    ballots: BallotLife, running: tuple[Ballot, list[Candidate]], no_wall: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin: the ballot closes between a voter's look and her write, and her row is there but not counted."""
    ballot, (bo, _bea, _chen) = running
    _closing_after_the_look(ballots, monkeypatch)
    ballots.vote(ballot, ballots.cast.anna, bo)
    with ballots.scope():
        assert BallotCount.objects.get(ballot=ballot).voters == 0
        assert Vote.objects.count() == 1


def test_with_the_wall_it_does_not(
    ballots: BallotLife, running: tuple[Ballot, list[Candidate]], monkeypatch: pytest.MonkeyPatch
) -> None:
    ballot, (bo, _bea, _chen) = running
    _closing_after_the_look(ballots, monkeypatch)
    seen = all_at_once([partial(ballots.vote, ballot, ballots.cast.anna, bo)])
    assert seen == {"voting_over": 1}
    with ballots.scope():
        assert not Vote.objects.exists()


def _closing_after_the_look(ballots: BallotLife, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody else, on another connection, closes the ballot when the voter has just looked at it."""
    check = voting._check

    def look_then_close(wanted: list[object], ballot: Ballot, user: User) -> None:
        check(wanted, ballot, user)
        all_at_once([partial(ballots.closed, ballot)])

    monkeypatch.setattr(voting, "_check", look_then_close)
