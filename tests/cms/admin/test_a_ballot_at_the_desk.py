"""A ballot is set up, its names are checked, and its result is looked at and published at the desk."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.utils.timezone import localtime
from django_scopes import scope

from content_models.ballots.models import Ballot, Candidate, Juror
from content_models.ballots.states import BallotState, CandidateState
from content_models.common.clock import utc_now
from content_models.common.ids import uuid7
from content_models.honors.models import Award, HonorRoll
from content_models.honors.states import Source
from tests.cms.admin.acting import messages_of
from tests.support.ballot_life import DAY, BallotLife
from tests.support.cast import Cast
from tests.support.unchanged import nothing_changes

BALLOTS = "/admin/ballots/"


@pytest.fixture(autouse=True)
def _behind_the_scenes(everywhere: None) -> None:
    """Assertions look past the scope."""


@pytest.fixture
def ballots(cast: Cast) -> BallotLife:
    return BallotLife(cast)


def _form(**changes: Any) -> dict[str, Any]:
    def at(days: int) -> str:
        return f"{localtime(utc_now() + days * DAY):%Y-%m-%d %H:%M}"

    return {
        "title": "十一月最美楼栋长",
        "explanation": "选出这个月最让大家暖心的邻居。",
        "eligible": "anybody",
        "self_nomination": "on",
        "votes_per_person": "1",
        "nominates_from": at(-1),
        "nominates_until": at(3),
        "votes_from": at(4),
        "votes_until": at(6),
        "jury_share": "0",
        **changes,
    }


def test_a_ballot_is_set_up_and_announced(wu: Client, cast: Cast) -> None:
    answer = wu.post(f"{BALLOTS}new/", _form(), follow=True)
    ballot = Ballot.objects.get()
    assert ballot.state == BallotState.DRAFT
    assert messages_of(answer)
    wu.post(f"{BALLOTS}{ballot.pk}/", {"verb": "announce"})
    assert Ballot.objects.get().state == BallotState.NOMINATING
    assert wu.get(f"{BALLOTS}{ballot.pk}/change/").status_code == 302, "what it says is fixed"
    assert "十一月最美楼栋长" in wu.get(BALLOTS).content.decode()


def test_windows_in_the_wrong_order_are_refused_beside_the_field(wu: Client, cast: Cast) -> None:
    form = _form()
    with nothing_changes():
        answer = wu.post(f"{BALLOTS}new/", form | {"votes_until": form["votes_from"]})
        early = wu.post(f"{BALLOTS}new/", form | {"votes_from": form["nominates_from"]})
    assert "votes_until" in answer.context["form"].errors
    assert "votes_from" in early.context["form"].errors


def test_an_order_in_the_result_needs_a_word(wu: Client, cast: Cast) -> None:
    with nothing_changes():
        answer = wu.post(f"{BALLOTS}new/", _form(shows_order="on"))
    assert "burden_known" in answer.context["form"].errors
    wu.post(f"{BALLOTS}new/", _form(shows_order="on", burden_known="on"))
    assert Ballot.objects.get().shows_order


def test_names_are_checked_with_a_reason_for_a_no(wu: Client, cast: Cast, ballots: BallotLife) -> None:
    ballot = ballots.announced()
    path = f"{BALLOTS}{ballot.pk}/"
    yes, no = ballots.agreed(ballot, cast.bo), ballots.agreed(ballot, cast.bea)
    assert "赵Bo" in wu.get(path).content.decode()
    wu.post(path, {"verb": "admit", "thing": str(yes.pk)})
    with nothing_changes():
        assert wu.post(path, {"verb": "refuse", "thing": str(no.pk), "reason": ""}).status_code == 200
    wu.post(path, {"verb": "refuse", "thing": str(no.pk), "reason": "本期只评楼栋长"})
    states = dict(Candidate.objects.values_list("pk", "state"))
    assert states == {yes.pk: CandidateState.STANDING, no.pk: CandidateState.REFUSED}


def test_the_office_puts_somebody_forward_by_phone(wu: Client, cast: Cast, ballots: BallotLife) -> None:
    ballot = ballots.announced()
    wu.post(f"{BALLOTS}{ballot.pk}/", {"verb": "name", "who": "19900000002", "reason": "热心"})
    assert Candidate.objects.get().person == cast.bo


def test_a_jury_is_named_and_taken_out_before_the_voting(wu: Client, cast: Cast, ballots: BallotLife) -> None:
    ballot = ballots.announced(jury_share=30)
    path = f"{BALLOTS}{ballot.pk}/"
    wu.post(path, {"verb": "add_juror", "who": "Chen"})
    juror = Juror.objects.get()
    assert juror.person == cast.chen
    wu.post(path, {"verb": "drop_juror", "thing": str(juror.pk)})
    assert not Juror.objects.exists()


def test_no_screen_shows_a_vote_or_how_it_stands_before_the_end(wu: Client, cast: Cast, ballots: BallotLife) -> None:
    ballot, (bo, _bea) = ballots.in_voting(cast.bo, cast.bea)
    lin = ballots.neighbour("Lin", 20)
    ballots.vote(ballot, lin, bo)
    page = wu.get(f"{BALLOTS}{ballot.pk}/").content.decode()
    assert re.search(r"Have voted|已投票", page)
    assert "赵Lin" not in page
    assert wu.post(f"{BALLOTS}{ballot.pk}/", {"verb": "recount"}).context["count"] is None


def test_the_result_is_counted_again_and_published_with_whom_the_office_chose(
    wu: Client, cast: Cast, ballots: BallotLife
) -> None:
    with scope(community=cast.pine.community):
        roll = HonorRoll.objects.create(
            id=uuid7(),
            community=cast.pine.community,
            title="最美楼栋长",
            source=Source.VOTE,
            starts_on=ballots.now.date(),
            created_at=ballots.now,
        )
    ballot, (bo, bea) = ballots.in_voting(cast.bo, cast.bea, roll=roll, period_start=ballots.now.date())
    ballots.vote(ballot, cast.anna, bo)
    ballots.closed(ballot)
    path = f"{BALLOTS}{ballot.pk}/"
    (equal,) = messages_of(wu.post(path, {"verb": "recount"}, follow=True))
    assert ballot.count.fingerprint[:12] in equal
    wu.post(path, {"verb": "settle", "honored": [str(bea.pk)], "remark": "听取了评议"})
    award = Award.objects.get()
    assert (award.person, award.figure) == (cast.bea, 0), "the vote advises, the office decides"
    assert Ballot.objects.get().state == BallotState.SETTLED


def test_the_ballot_next_door_does_not_exist(oskar: Client, wu: Client, cast: Cast, ballots: BallotLife) -> None:
    ballot = ballots.announced()
    candidate = ballots.agreed(ballot, cast.bo)
    theirs = BallotLife(cast, cast.oak, office=cast.oskar).announced()
    with nothing_changes():
        assert oskar.get(f"{BALLOTS}{ballot.pk}/").status_code == 404
        assert oskar.get(f"{BALLOTS}{ballot.pk}/change/").status_code == 404
        for verb in ("announce", "call_off", "admit", "settle"):
            assert oskar.post(f"{BALLOTS}{ballot.pk}/", {"verb": verb, "thing": candidate.pk}).status_code == 404
        # Nor through her own ballot's screen.
        oskar.post(f"{BALLOTS}{theirs.pk}/", {"verb": "admit", "thing": str(candidate.pk)})
    assert "十一月最美楼栋长" in oskar.get(BALLOTS).content.decode()
    assert str(ballot.pk) not in oskar.get(BALLOTS).content.decode()
