"""Ballots and candidates in a chat: what is voted on and when, never who."""

from __future__ import annotations

import pytest

from tests.cms.heads.conftest import read
from tests.support.ballot_life import BallotLife
from tests.support.cast import Cast


@pytest.fixture
def ballots(cast: Cast) -> BallotLife:
    return BallotLife(cast)


def test_a_ballot_and_who_stands_are_told_of_without_a_name(ballots: BallotLife) -> None:
    ballot, candidates = ballots.in_voting(ballots.cast.bo, ballots.cast.bea)
    path = f"/c/pine/ballots/{ballot.pk}"
    told = read(path)
    assert told.metas["og:title"] == "十一月最美楼栋长"
    assert "选出这个月最让大家暖心的邻居。" in told.metas["description"]
    hers = read(f"{path}/candidates/{candidates[0].pk}")
    assert "十一月最美楼栋长" in hers.metas["og:title"]
    assert hers.metas["robots"] == "noindex"
    for person in (ballots.cast.bo, ballots.cast.bea):
        assert person.full_name not in told.html + hers.html
    assert read("/c/pine/ballots").links == [path]


def test_what_is_being_set_up_and_who_has_not_agreed_is_not_told(ballots: BallotLife) -> None:
    draft, open_one = ballots.draft(), ballots.announced(title="十二月最美楼栋长")
    asked = ballots.proposed(open_one, ballots.cast.bo)
    own = read("/c/pine").html
    for path in (f"{draft.pk}", f"{open_one.pk}/candidates/{asked.pk}", f"{draft.pk}/candidates/{asked.pk}"):
        assert read(f"/c/pine/ballots/{path}").html == own, path
    assert read(f"/c/oak/ballots/{open_one.pk}").html == read("/c/oak").html
