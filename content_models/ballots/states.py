"""The states of a ballot and of a candidate, and the tables of legal moves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class BallotState(models.TextChoices):
    DRAFT = "draft", _("Being set up")  # only the office sees it
    NOMINATING = "nominating", _("Names are put forward")  # announced; neighbours nominate within the window
    CHECKING = "checking", _("Names are checked")  # no new names from neighbours; the office checks
    VOTING = "voting", _("Voting")
    CLOSED = "closed", _("Being looked at")  # counted; votes can't be changed or looked up any more
    SETTLED = "settled", _("Result is out")
    CALLED_OFF = "called_off", _("Called off")  # with a reason everybody reads


class CandidateState(models.TextChoices):
    PROPOSED = "proposed", _("Has been asked")  # put forward; has not said yet whether she wants to stand
    AGREED = "agreed", _("Waits for the check")
    STANDING = "standing", _("Stands for the vote")
    REFUSED = "refused", _("Not admitted")  # by the office, with a reason
    DECLINED = "declined", _("Does not want to stand")  # when she was asked
    WITHDRAWN = "withdrawn", _("Has stepped back")  # after she had agreed; votes for her are not counted


class Eligible(models.TextChoices):
    """Who may be nominated. The community's staff never: no vote may count towards their assessment."""

    ANYBODY = "anybody", _("Anybody of the community")
    RESIDENTS = "residents", _("Residents")
    VOLUNTEERS = "volunteers", _("Volunteers")
    CHIEFS = "chiefs", _("Chiefs (楼栋长 and others)")


class Voice(models.TextChoices):
    RESIDENT = "resident", _("Residents")
    JURY = "jury", _("Jury")


S = TypeVar("S", BallotState, CandidateState)


@dataclass(frozen=True, slots=True)
class Move(Generic[S]):
    """One legal move: from any of `sources` to `target`."""

    sources: frozenset[S]
    target: S


BALLOT_MOVES: dict[str, Move[BallotState]] = {
    "announce": Move(frozenset({BallotState.DRAFT}), BallotState.NOMINATING),
    "end_nominations": Move(frozenset({BallotState.NOMINATING}), BallotState.CHECKING),
    "open_voting": Move(frozenset({BallotState.CHECKING}), BallotState.VOTING),
    "close": Move(frozenset({BallotState.VOTING}), BallotState.CLOSED),
    "settle": Move(frozenset({BallotState.CLOSED}), BallotState.SETTLED),
    "call_off": Move(
        frozenset({BallotState.NOMINATING, BallotState.CHECKING, BallotState.VOTING}), BallotState.CALLED_OFF
    ),
}
CANDIDATE_MOVES: dict[str, Move[CandidateState]] = {
    "agree": Move(frozenset({CandidateState.PROPOSED}), CandidateState.AGREED),
    "decline": Move(frozenset({CandidateState.PROPOSED}), CandidateState.DECLINED),
    "admit": Move(frozenset({CandidateState.AGREED}), CandidateState.STANDING),
    "refuse": Move(frozenset({CandidateState.PROPOSED, CandidateState.AGREED}), CandidateState.REFUSED),
    "withdraw": Move(frozenset({CandidateState.AGREED, CandidateState.STANDING}), CandidateState.WITHDRAWN),
}
# Names can be added, agreed to and checked in these.
GATHERING = frozenset({BallotState.NOMINATING, BallotState.CHECKING})
# Nothing happens to it any more.
OVER = frozenset({BallotState.CLOSED, BallotState.SETTLED, BallotState.CALLED_OFF})
