"""Names are put forward by neighbours, agreed to by whom they are of, and never of the community's own staff."""

from __future__ import annotations

from typing import Any

import pytest
from django_scopes import scopes_disabled

from content_models.ballots import actions
from content_models.ballots.models import Ballot, Candidate
from content_models.ballots.states import CandidateState
from content_models.common.errors import DomainError, Missing
from content_models.people.actions import grant_role
from content_models.people.models import Notice, User
from content_models.people.roles import Role
from tests.support.ballot_life import DAY, BallotLife
from tests.support.cast import Cast, actor
from tests.support.unchanged import nothing_changes


def _nominate(ballots: BallotLife, ballot: Ballot, by: User, person: User, **changes: Any) -> Candidate:
    words = {"reason": "热心", "now": ballots.now, **changes}
    with ballots.scope():
        return actions.nominate(ballot_id=ballot.pk, actor=actor(by), person_id=person.pk, **words)


def _refused(code: str, ballots: BallotLife, ballot: Ballot, by: User, person: User, **changes: Any) -> None:
    with nothing_changes(), pytest.raises(DomainError) as refusal:
        _nominate(ballots, ballot, by, person, **changes)
    assert refusal.value.code == code


def test_two_who_name_the_same_neighbour_give_two_reasons_and_she_is_asked_once(
    ballots: BallotLife, cast: Cast
) -> None:
    ballot, lin = ballots.announced(), ballots.neighbour("Lin", 20)
    first = _nominate(ballots, ballot, cast.anna, cast.bo)
    assert _nominate(ballots, ballot, lin, cast.bo).pk == first.pk
    with ballots.scope():
        assert first.nominations.count() == 2
    assert [one.kind for one in Notice.objects.of(cast.bo.pk)] == ["ballot_nominated"]


def test_naming_twice_is_refused(ballots: BallotLife, cast: Cast) -> None:
    ballot = ballots.announced()
    _nominate(ballots, ballot, cast.anna, cast.bo)
    _refused("already_nominated", ballots, ballot, cast.anna, cast.bo)


def test_without_a_reason_it_is_refused(ballots: BallotLife, cast: Cast) -> None:
    _refused("reason_required", ballots, ballots.announced(), cast.anna, cast.bo, reason=" ")


def test_staff_is_never_put_forward(ballots: BallotLife, cast: Cast) -> None:
    ballot = ballots.announced()
    for person in (cast.wu, cast.ada):
        _refused("not_eligible", ballots, ballot, cast.anna, person)


def test_the_neighbours_of_next_door_are_not_eligible(ballots: BallotLife, cast: Cast) -> None:
    _refused("not_eligible", ballots, ballots.announced(), cast.anna, cast.nia)


def test_only_residents_put_names_forward(ballots: BallotLife, cast: Cast) -> None:
    _refused("not_a_resident", ballots, ballots.announced(), cast.bea, cast.bo)


def test_names_are_taken_within_their_time_only(ballots: BallotLife, cast: Cast) -> None:
    ballot = ballots.announced()
    _refused("nominations_not_open", ballots, ballot, cast.anna, cast.bo, now=ballots.now - 2 * DAY)
    _refused("nominations_over", ballots, ballot, cast.anna, cast.bo, now=ballot.nominates_until)


def test_oneself_only_where_that_is_allowed(ballots: BallotLife, cast: Cast) -> None:
    _refused("not_oneself", ballots, ballots.announced(self_nomination=False), cast.anna, cast.anna)
    mine = _nominate(ballots, ballots.announced(title="可自荐"), cast.anna, cast.anna)
    assert mine.person == cast.anna


def test_who_said_no_is_not_asked_again(ballots: BallotLife, cast: Cast) -> None:
    ballot, lin = ballots.announced(), ballots.neighbour("Lin", 20)
    candidate = _nominate(ballots, ballot, cast.anna, cast.bo)
    with ballots.scope():
        actions.decline_to_stand(candidate_id=candidate.pk, actor=actor(cast.bo), now=ballots.now)
    _refused("does_not_stand", ballots, ballot, lin, cast.bo)


def test_nobody_answers_for_somebody_else(ballots: BallotLife, cast: Cast) -> None:
    candidate = _nominate(ballots, ballots.announced(), cast.anna, cast.bo)
    for verb in (actions.decline_to_stand, actions.step_back):
        with ballots.scope(), nothing_changes(), pytest.raises(Missing):
            verb(candidate_id=candidate.pk, actor=actor(cast.bea), now=ballots.now)


def test_standing_needs_a_name_that_neighbours_may_see(ballots: BallotLife, cast: Cast) -> None:
    candidate = _nominate(ballots, ballots.announced(), cast.anna, cast.bo)
    with ballots.scope(), nothing_changes(), pytest.raises(DomainError) as refusal:
        actions.agree_to_stand(candidate_id=candidate.pk, actor=actor(cast.bo), words="好", now=ballots.now)
    assert refusal.value.code == "name_needed"


def test_words_are_asked_for_and_not_too_many(ballots: BallotLife, cast: Cast) -> None:
    candidate = _nominate(ballots, ballots.announced(), cast.anna, cast.bo)
    ballots.agree_to_be_named(cast.bo)
    for words in ("", "好" * 301):
        with ballots.scope(), nothing_changes(), pytest.raises(DomainError) as refusal:
            actions.agree_to_stand(candidate_id=candidate.pk, actor=actor(cast.bo), words=words, now=ballots.now)
        assert "words" in refusal.value.fields


def test_neighbours_are_found_by_name_or_by_a_number_one_knows(ballots: BallotLife, cast: Cast) -> None:
    ballot = ballots.announced()

    def found(text: str) -> list[str]:
        with ballots.scope():
            people = actions.find_neighbours(
                ballot_id=ballot.pk, actor=actor(cast.anna), text=text, now=ballots.now
            ).people
        return [one.nickname for one in people]

    assert found("Be") == ["Bea"]
    assert found("199 0000 0002") == ["Bo"]
    assert found("Wu") == [], "staff can't be put forward"
    assert found("Nia") == [], "next door"
    for text in ("B", "0002"):
        with pytest.raises(DomainError) as refusal:
            found(text)
        assert refusal.value.code == "too_few_letters"


def test_who_moved_to_the_office_meanwhile_is_not_admitted(ballots: BallotLife, cast: Cast) -> None:
    candidate = ballots.agreed(ballots.announced(), cast.bo)
    with ballots.scope():
        grant_role(user=cast.bo, role=Role.WORKER, area=ballots.community.area, by=None, now=ballots.now)
        with nothing_changes(), pytest.raises(DomainError) as refusal:
            actions.admit_candidate(candidate_id=candidate.pk, actor=actor(cast.wu), now=ballots.now)
    assert refusal.value.code == "not_eligible"


def test_words_and_picture_go_when_she_steps_back_or_her_account_goes(ballots: BallotLife, cast: Cast) -> None:
    _ballot, (bo, bea) = ballots.in_voting(cast.bo, cast.bea)
    with ballots.scope():
        actions.step_back(candidate_id=bo.pk, actor=actor(cast.bo), now=ballots.voting)
        bo.refresh_from_db()
        assert (bo.state, bo.words) == (CandidateState.WITHDRAWN, "")
    with scopes_disabled():
        cast.bea.delete()
    with ballots.scope():
        gone = Candidate.objects.get(pk=bea.pk)
        assert (gone.person, gone.words) == (None, "")
