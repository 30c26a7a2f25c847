"""Voting, changing one's mind, and looking up what one voted: until the close."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from content_models.ballots.actions.looking import PhoneNotProven, read_ballot, require_resident
from content_models.ballots.actions.moving import move_on
from content_models.ballots.models import Ballot, Candidate, Juror, Vote
from content_models.ballots.policy import is_proven, state_at
from content_models.ballots.secrecy import pseudonym
from content_models.ballots.states import BallotState, CandidateState, Voice
from content_models.common.errors import Conflict, Invalid
from content_models.common.overtaken import Overtaken, again_when_overtaken
from content_models.people.actions import require_consent, signed_in
from content_models.people.models import User
from content_models.people.roles import Actor


class VotingNotOpen(Conflict):
    code = "voting_not_open"
    message = _("Voting begins on %(since)s. Please come back then.")


class VotingOver(Conflict):
    code = "voting_over"
    message = _("Voting is over; your vote was not changed.")


class BallotCalledOff(Conflict):
    code = "ballot_called_off"
    message = _("This ballot was called off: %(reason)s")


class TooManyVotes(Invalid):
    code = "too_many_votes"
    message = _("You can choose %(limit)d at most.")


class ChosenTwice(Invalid):
    code = "chosen_twice"
    message = _("Please choose different candidates.")


class UnknownCandidate(Invalid):
    """Of another ballot, not admitted, or nobody: all look the same."""

    code = "unknown_candidate"
    message = _("One of them doesn't stand for this ballot.")


class CandidateSteppedBack(Conflict):
    code = "candidate_stepped_back"
    message = _("One of them has stepped back. Please choose again.")


class OwnVote(Invalid):
    code = "own_vote"
    message = _("Nobody votes for oneself. Please choose somebody else.")


@again_when_overtaken
def cast_vote(*, ballot_id: UUID, actor: Actor, candidate_ids: Sequence[UUID], now: datetime) -> Ballot:
    """Vote for these and nobody else, whatever one voted before; for nobody takes one's vote back.

    Nothing is logged and nobody is told: that somebody voted stays with her.

    Raises:
        Unknown, ConsentRequired, Missing; VotingNotOpen, VotingOver, BallotCalledOff: not now.
        NotAResident, MovedAway, PhoneNotProven: not this person. TooManyVotes, ChosenTwice, UnknownCandidate,
        CandidateSteppedBack, OwnVote: not like this. Nothing was changed.
    """
    user = signed_in(actor)
    ballot = _taking_votes(ballot_id, actor, now)
    require_consent(user)
    voice = _voice(user, ballot, now=now)
    wanted = list(candidate_ids)
    _check(wanted, ballot, user)
    _take_turn(user)
    voter = pseudonym(ballot, user.pk)
    try:
        with transaction.atomic():
            Vote.objects.filter(ballot=ballot, voter=voter).delete()
            Vote.objects.bulk_create(
                Vote(
                    community_id=ballot.community_id,
                    ballot=ballot,
                    voter=voter,
                    slot=slot,
                    voice=voice,
                    candidate_id=candidate_id,
                )
                for slot, candidate_id in enumerate(wanted, start=1)
            )
    except IntegrityError as error:
        # The ballot was closed or a candidate stepped back since we looked: the next attempt says which.
        raise Overtaken from error
    return ballot


def _take_turn(user: User) -> None:
    """Sendings of the same person queue up at her row; what two at once could still do, the constraints refuse."""
    User.objects.select_for_update(no_key=True).only("pk").get(pk=user.pk)


def my_vote(*, ballot_id: UUID, actor: Actor) -> tuple[UUID, ...]:
    """Whom the actor has voted for; nobody once it was counted, for then no vote can be found any more.

    Raises:
        Unknown, Missing
    """
    user = signed_in(actor)
    ballot = read_ballot(ballot_id, actor)
    if not ballot.secret:
        return ()
    mine = Vote.objects.filter(ballot=ballot, voter=pseudonym(ballot, user.pk)).order_by("slot")
    return tuple(mine.values_list("candidate_id", flat=True))


def in_jury(actor: Actor, ballot: Ballot) -> bool:
    """Does the actor's vote count with the jury's?"""
    if actor.id is None or not ballot.jury_share:
        return False
    return bool(Juror.objects.filter(ballot=ballot, person_id=actor.id).exists())


def _taking_votes(ballot_id: UUID, actor: Actor, now: datetime) -> Ballot:
    """The ballot if it takes votes at this moment, whether or not the clock's job has been by.

    Raises:
        Missing, VotingNotOpen, VotingOver, BallotCalledOff
    """
    ballot = read_ballot(ballot_id, actor)
    if ballot.state == BallotState.CALLED_OFF:
        raise BallotCalledOff(reason=ballot.reason)
    if state_at(ballot, now) in (BallotState.CLOSED, BallotState.SETTLED) or ballot.votes_until <= now:
        raise VotingOver
    if ballot.state != BallotState.VOTING and ballot.votes_from <= now:
        ballot = move_on(ballot_id=ballot_id, now=now)
    if ballot.state != BallotState.VOTING or now < ballot.votes_from:
        since = date_format(timezone.localtime(ballot.votes_from), "SHORT_DATETIME_FORMAT")
        raise VotingNotOpen(since=since)
    return ballot


def _voice(user: User, ballot: Ballot, *, now: datetime) -> Voice:
    """Raises:
    NotAResident, MovedAway, PhoneNotProven
    """
    if ballot.jury_share and Juror.objects.filter(ballot=ballot, person=user).exists():
        if not is_proven(user):
            raise PhoneNotProven
        return Voice.JURY
    require_resident(user, ballot, now=now)
    return Voice.RESIDENT


def _check(wanted: list[UUID], ballot: Ballot, user: User) -> None:
    if len(wanted) > ballot.votes_per_person:
        words = {"limit": ballot.votes_per_person}
        raise TooManyVotes(fields={"candidates": TooManyVotes.message % words}, **words)
    if len(set(wanted)) != len(wanted):
        raise ChosenTwice(fields={"candidates": ChosenTwice.message})
    found = {one.pk: one for one in Candidate.objects.filter(ballot=ballot, pk__in=wanted)}
    for candidate_id in wanted:
        candidate = found.get(candidate_id)
        if candidate is not None and candidate.state == CandidateState.WITHDRAWN:
            raise CandidateSteppedBack
        if candidate is None or candidate.state != CandidateState.STANDING:
            raise UnknownCandidate(fields={"candidates": UnknownCandidate.message})
        if candidate.person_id == user.pk:
            raise OwnVote(fields={"candidates": OwnVote.message})
