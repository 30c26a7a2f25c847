"""Nobody finds a person's vote, and everybody with the rows finds the same result."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from io import StringIO
from uuid import UUID

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction

from content_models.ballots import actions
from content_models.ballots.counting import count_votes, weigh
from content_models.ballots.jobs import move_ballots
from content_models.ballots.models import Ballot, CandidateCount, Vote
from content_models.ballots.secrecy import SecretGone, pseudonym
from content_models.ballots.states import BallotState
from content_models.ballots.triggers import ONLY_WHILE_VOTING
from content_models.common.errors import DomainError
from content_models.people.models import User
from tests.support.ballot_life import BallotLife
from tests.support.cast import Cast, actor
from tests.support.unchanged import nothing_changes


@pytest.fixture
def lin(ballots: BallotLife) -> User:
    return ballots.neighbour("Lin", 20)


def _vote(ballot: Ballot, candidate_id: UUID, *, slot: int = 1, voter: str = "a" * 64) -> Vote:
    return Vote(community_id=ballot.community_id, ballot=ballot, voter=voter, slot=slot, candidate_id=candidate_id)


def test_the_same_person_is_another_one_in_the_next_ballot(ballots: BallotLife, cast: Cast) -> None:
    one, other = ballots.draft(), ballots.draft(title="另一场")
    assert pseudonym(one, cast.anna.pk) == pseudonym(one, cast.anna.pk)
    assert pseudonym(one, cast.anna.pk) != pseudonym(other, cast.anna.pk)
    assert one.secret != other.secret


def test_the_secret_lies_sealed_and_is_gone_after_the_count(ballots: BallotLife, cast: Cast, lin: User) -> None:
    ballot, (bo,) = ballots.in_voting(cast.bo)
    ballots.vote(ballot, lin, bo)
    with connection.cursor() as cursor:
        cursor.execute("SELECT secret FROM ballots_ballot")
        assert ballot.secret not in cursor.fetchone()[0]
    closed = ballots.closed(ballot)
    with pytest.raises(SecretGone):
        pseudonym(closed, lin.pk)


def test_the_database_refuses_votes_whatever_the_code_forgets(ballots: BallotLife, cast: Cast, lin: User) -> None:
    ballot, (bo, _bea) = ballots.in_voting(cast.bo, cast.bea)
    _other, (chen,) = ballots.in_voting(cast.chen, title="另一场")
    early = ballots.announced(title="未到")
    (waiting,) = ballots.standing(early, cast.bo)
    good = _vote(ballot, bo.pk)
    with ballots.scope():
        for bad in (
            _vote(ballot, bo.pk, slot=2),  # more than this ballot's one
            _vote(ballot, chen.pk),  # of another ballot
            _vote(early, waiting.pk),  # not in voting
        ):
            with pytest.raises(IntegrityError), transaction.atomic():
                bad.save(force_insert=True)
        good.save(force_insert=True)
        with pytest.raises(IntegrityError), transaction.atomic():
            _vote(ballot, bo.pk).save(force_insert=True)  # the slot is taken
        with pytest.raises(IntegrityError), transaction.atomic():
            Vote.objects.filter(pk=good.pk).update(voter="b" * 64)


def test_after_the_close_the_database_lets_no_row_in_or_out(ballots: BallotLife, cast: Cast, lin: User) -> None:
    ballot, (bo,) = ballots.in_voting(cast.bo)
    ballots.vote(ballot, lin, bo)
    ballots.closed(ballot)
    with ballots.scope():
        with pytest.raises(IntegrityError), transaction.atomic():
            _vote(ballot, bo.pk).save(force_insert=True)
        with pytest.raises(IntegrityError), transaction.atomic():
            Vote.objects.all().delete()


def test_a_recount_is_equal_and_a_changed_row_is_found(ballots: BallotLife, cast: Cast, lin: User) -> None:
    ballot, (bo, bea) = ballots.in_voting(cast.bo, cast.bea)
    ballots.vote(ballot, lin, bo)
    ballots.vote(ballot, cast.anna, bea)
    ballots.closed(ballot)
    said = StringIO()
    call_command("recount_ballots", stdout=said)
    assert "1 ballots counted again, 0 different" in said.getvalue()
    # Somebody with the keys to the database takes the wall down and moves a vote.
    ONLY_WHILE_VOTING.remove(connection)
    with ballots.scope():
        Vote.objects.filter(candidate=bea).update(candidate=bo)
    ONLY_WHILE_VOTING.build(connection)
    with ballots.scope():
        recount = actions.recount_ballot(ballot_id=ballot.pk, actor=actor(cast.wu), now=ballots.over)
    assert not recount.is_equal
    assert set(recount.differs) == {"fingerprint", str(bo.pk), str(bea.pk)}
    with pytest.raises(CommandError):
        call_command("recount_ballots", stdout=said)


def test_counting_before_the_end_is_refused(ballots: BallotLife, cast: Cast) -> None:
    ballot, _candidates = ballots.in_voting(cast.bo)
    with ballots.scope(), nothing_changes(), pytest.raises(DomainError) as refusal:
        actions.recount_ballot(ballot_id=ballot.pk, actor=actor(cast.wu), now=ballots.voting)
    assert refusal.value.code == "not_counted"


A, B, C = (UUID(int=number) for number in (1, 2, 3))


def test_the_jury_weighs_as_the_words_say() -> None:
    lines = weigh([A, B], Counter({A: 3, B: 1}), Counter({B: 2}), jury_share=30)
    # A: 70 % of three quarters; B: 70 % of a quarter and 30 % of all.
    assert [(one.candidate_id, one.share, one.place) for one in lines] == [(A, 5250, 1), (B, 4750, 2)]
    assert Fraction(7, 10) * Fraction(3, 4) == Fraction(5250, 10_000)


def test_a_silent_side_leaves_the_word_to_the_other() -> None:
    silent_jury = weigh([A, B], Counter({A: 1, B: 3}), Counter(), jury_share=50)
    assert [(one.candidate_id, one.share) for one in silent_jury] == [(B, 7500), (A, 2500)]
    silent_residents = weigh([A, B], Counter(), Counter({A: 1}), jury_share=10)
    assert [(one.candidate_id, one.share) for one in silent_residents] == [(A, 10_000), (B, 0)]


def test_equals_share_a_place() -> None:
    lines = weigh([A, B, C], Counter({A: 2, B: 2, C: 1}), Counter(), jury_share=0)
    assert [one.place for one in lines] == [1, 1, 3]


def test_the_votes_of_jurors_are_counted_apart(ballots: BallotLife, cast: Cast, lin: User) -> None:
    ballot = ballots.announced(jury_share=40)
    (bo,) = ballots.standing(ballot, cast.bo)
    with ballots.scope():
        actions.add_juror(ballot_id=ballot.pk, person=lin, actor=actor(cast.wu), now=ballots.now)
    ballots.vote(ballot, lin, bo)
    ballots.vote(ballot, cast.anna, bo)
    with ballots.scope():
        outcome = count_votes(ballot)
    assert (outcome.voters, outcome.jurors) == (1, 1)
    assert [(one.votes, one.jury_votes) for one in outcome.lines] == [(1, 1)]


def test_the_jury_is_fixed_when_the_voting_begins(ballots: BallotLife, cast: Cast, lin: User) -> None:
    ballot, _candidates = ballots.in_voting(cast.bo, jury_share=40)
    with ballots.scope(), nothing_changes(), pytest.raises(DomainError) as refusal:
        actions.add_juror(ballot_id=ballot.pk, person=lin, actor=actor(cast.wu), now=ballots.voting)
    assert refusal.value.code == "jury_is_fixed"


def test_the_clocks_job_moves_every_ballot_and_repeats_harmlessly(ballots: BallotLife, cast: Cast, lin: User) -> None:
    ballot = ballots.announced()
    (bo,) = ballots.standing(ballot, cast.bo)
    for moment, state in (
        (ballots.now, BallotState.NOMINATING),
        (ballot.nominates_until, BallotState.CHECKING),
        (ballot.votes_from, BallotState.VOTING),
        (ballot.votes_until, BallotState.CLOSED),
        (ballot.votes_until, BallotState.CLOSED),
    ):
        move_ballots(now=moment)
        ballot.refresh_from_db()
        assert ballot.state == state
    with ballots.scope():
        assert [one.candidate_id for one in CandidateCount.objects.all()] == [bo.pk]
