"""A neighbour votes, changes her mind, and is counted once."""

from __future__ import annotations

from typing import Any

import pytest
from django_scopes import scope

from content_models.ballots import actions
from content_models.ballots.counting import count_voters
from content_models.ballots.models import BallotCount, CandidateCount, Vote
from content_models.ballots.states import BallotState
from content_models.common.errors import DomainError, Missing
from content_models.people.actions import end_membership
from content_models.people.models import Membership, User
from content_models.people.roles import Role
from tests.support.ballot_life import DAY, BallotLife
from tests.support.cast import Cast, actor
from tests.support.unchanged import nothing_changes


@pytest.fixture
def lin(ballots: BallotLife) -> User:
    return ballots.neighbour("Lin", 20)


def test_a_vote_is_given_and_found_by_the_person_herself(ballots: BallotLife, cast: Cast, lin: User) -> None:
    ballot, (bo, bea) = ballots.in_voting(cast.bo, cast.bea)
    ballots.vote(ballot, lin, bo)
    with ballots.scope():
        assert actions.my_vote(ballot_id=ballot.pk, actor=actor(lin)) == (bo.pk,)
        assert actions.my_vote(ballot_id=ballot.pk, actor=actor(cast.anna)) == ()
    ballots.vote(ballot, lin, bea)
    with ballots.scope():
        assert actions.my_vote(ballot_id=ballot.pk, actor=actor(lin)) == (bea.pk,)
        assert count_voters(ballot) == 1


def test_the_same_vote_twice_is_one_vote(ballots: BallotLife, cast: Cast, lin: User) -> None:
    ballot, (bo, _bea) = ballots.in_voting(cast.bo, cast.bea)
    ballots.vote(ballot, lin, bo)
    ballots.vote(ballot, lin, bo)
    with ballots.scope():
        assert Vote.objects.count() == 1


def test_a_vote_can_be_taken_back(ballots: BallotLife, cast: Cast, lin: User) -> None:
    ballot, (bo, bea) = ballots.in_voting(cast.bo, cast.bea, votes_per_person=2)
    ballots.vote(ballot, lin, bo, bea)
    ballots.vote(ballot, lin)
    with ballots.scope():
        assert count_voters(ballot) == 0


def test_votes_are_counted_when_the_time_is_over_and_nobody_finds_them_any_more(
    ballots: BallotLife, cast: Cast, lin: User
) -> None:
    ballot, (bo, bea) = ballots.in_voting(cast.bo, cast.bea)
    ballots.vote(ballot, lin, bo)
    ballots.vote(ballot, cast.anna, bo)
    closed = ballots.closed(ballot)
    assert (closed.state, closed.secret) == (BallotState.CLOSED, "")
    with ballots.scope():
        count = BallotCount.objects.get(ballot=ballot)
        assert (count.voters, count.jurors) == (2, 0)
        lines = {one.candidate_id: (one.votes, one.place) for one in CandidateCount.objects.all()}
        assert lines == {bo.pk: (2, 1), bea.pk: (0, 2)}
        assert actions.my_vote(ballot_id=ballot.pk, actor=actor(lin)) == ()


def test_votes_for_somebody_who_steps_back_count_for_nobody(ballots: BallotLife, cast: Cast, lin: User) -> None:
    ballot, (bo, bea) = ballots.in_voting(cast.bo, cast.bea)
    ballots.vote(ballot, lin, bo)
    ballots.vote(ballot, cast.anna, bea)
    with ballots.scope():
        actions.step_back(candidate_id=bo.pk, actor=actor(cast.bo), now=ballots.voting)
    ballots.closed(ballot)
    with ballots.scope():
        assert [(one.candidate_id, one.votes, one.share) for one in CandidateCount.objects.all()] == [
            (bea.pk, 1, 10_000)
        ]


def _refused(ballots: BallotLife, code: str, ballot: Any, person: User, *ids: Any, **options: Any) -> None:
    with nothing_changes(), pytest.raises(DomainError) as refusal:
        ballots.vote_ids(ballot, person, *ids, **options)
    assert refusal.value.code == code


def test_before_the_start_there_is_no_vote(ballots: BallotLife, cast: Cast, lin: User) -> None:
    ballot = ballots.announced()
    (bo,) = ballots.standing(ballot, cast.bo)
    _refused(ballots, "voting_not_open", ballot, lin, bo.pk, now=ballots.now + DAY)


def test_voting_opens_at_its_time_though_the_job_is_late(ballots: BallotLife, cast: Cast, lin: User) -> None:
    ballot = ballots.announced()
    (bo,) = ballots.standing(ballot, cast.bo)
    ballots.vote(ballot, lin, bo)
    ballot.refresh_from_db()
    assert ballot.state == BallotState.VOTING


def test_after_the_close_there_is_no_vote_though_the_job_is_late(ballots: BallotLife, cast: Cast, lin: User) -> None:
    ballot, (bo,) = ballots.in_voting(cast.bo)
    _refused(ballots, "voting_over", ballot, lin, bo.pk, now=ballot.votes_until)


def test_after_the_count_there_is_no_vote_even_with_an_old_clock(ballots: BallotLife, cast: Cast, lin: User) -> None:
    ballot, (bo,) = ballots.in_voting(cast.bo)
    ballots.closed(ballot)
    _refused(ballots, "voting_over", ballot, lin, bo.pk)


def test_nobody_votes_for_oneself(ballots: BallotLife, cast: Cast, lin: User) -> None:
    ballot, (mine, _bo) = ballots.in_voting(lin, cast.bo)
    _refused(ballots, "own_vote", ballot, lin, mine.pk)


def test_who_does_not_live_there_has_no_vote(ballots: BallotLife, cast: Cast) -> None:
    ballot, (bo,) = ballots.in_voting(cast.bo)
    _refused(ballots, "not_a_resident", ballot, cast.nia, bo.pk)
    _refused(ballots, "not_a_resident", ballot, cast.bea, bo.pk)


def test_who_has_left_has_no_vote(ballots: BallotLife, cast: Cast, lin: User) -> None:
    ballot, (bo,) = ballots.in_voting(cast.bo)
    with ballots.scope():
        home = Membership.objects.get(user=lin, role=Role.RESIDENT)
        end_membership(membership=home, actor=actor(lin), now=ballots.now)
    _refused(ballots, "moved_away", ballot, lin, bo.pk)


def test_whose_last_day_is_over_has_no_vote(ballots: BallotLife, cast: Cast, lin: User) -> None:
    ballot, (bo,) = ballots.in_voting(cast.bo)
    with ballots.scope():
        Membership.objects.filter(user=lin).update(ends_on=(ballots.now + DAY).date())
    _refused(ballots, "moved_away", ballot, lin, bo.pk)


def test_an_account_whose_phone_nobody_proved_has_no_vote(ballots: BallotLife, cast: Cast, lin: User) -> None:
    ballot, (bo,) = ballots.in_voting(cast.bo)
    User.objects.filter(pk=lin.pk).update(phone_verified_at=None)
    _refused(ballots, "phone_not_proven", ballot, lin, bo.pk)


def test_more_than_n_is_too_many(ballots: BallotLife, cast: Cast, lin: User) -> None:
    ballot, candidates = ballots.in_voting(cast.bo, cast.bea, cast.chen, votes_per_person=2)
    _refused(ballots, "too_many_votes", ballot, lin, *(one.pk for one in candidates))
    _refused(ballots, "chosen_twice", ballot, lin, candidates[0].pk, candidates[0].pk)


def test_a_candidate_of_another_ballot_is_unknown(ballots: BallotLife, cast: Cast, lin: User) -> None:
    ballot, _candidates = ballots.in_voting(cast.bo)
    _other, (bea,) = ballots.in_voting(cast.bea, title="另一场")
    _refused(ballots, "unknown_candidate", ballot, lin, bea.pk)
    _refused(ballots, "unknown_candidate", ballot, lin, ballot.pk)


def test_who_was_not_admitted_cannot_be_voted_for(ballots: BallotLife, cast: Cast, lin: User) -> None:
    ballot = ballots.announced()
    ballots.standing(ballot, cast.bo)
    waiting = ballots.agreed(ballot, cast.bea)
    _refused(ballots, "unknown_candidate", ballot, lin, waiting.pk)


def test_who_stepped_back_cannot_be_voted_for(ballots: BallotLife, cast: Cast, lin: User) -> None:
    ballot, (bo, _bea) = ballots.in_voting(cast.bo, cast.bea)
    with ballots.scope():
        actions.step_back(candidate_id=bo.pk, actor=actor(cast.bo), now=ballots.voting)
    _refused(ballots, "candidate_stepped_back", ballot, lin, bo.pk)


def test_a_strangers_ballot_does_not_exist(ballots: BallotLife, cast: Cast) -> None:
    ballot, (bo,) = ballots.in_voting(cast.bo)
    with nothing_changes(), scope(community=cast.oak.community), pytest.raises(Missing):
        actions.cast_vote(ballot_id=ballot.pk, actor=actor(cast.nia), candidate_ids=[bo.pk], now=ballots.voting)


def test_called_off_means_no_vote(ballots: BallotLife, cast: Cast, lin: User) -> None:
    ballot, (bo,) = ballots.in_voting(cast.bo)
    ballots.vote(ballot, lin, bo)
    with ballots.scope():
        actions.call_off_ballot(ballot_id=ballot.pk, actor=actor(cast.wu), reason="写错了日期", now=ballots.voting)
    _refused(ballots, "ballot_called_off", ballot, cast.anna, bo.pk)
