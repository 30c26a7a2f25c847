"""Finding a ballot and a candidate, and the refusals that all of this folder share."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from content_models.ballots.models import Ballot, Candidate
from content_models.ballots.policy import has_left, is_proven, is_resident, may_run, sees_candidate
from content_models.ballots.states import BallotState
from content_models.common.clock import local_day
from content_models.common.errors import Missing, Refused
from content_models.people.actions import signed_in
from content_models.people.models import User
from content_models.people.roles import Actor


class NotAResident(Refused):
    code = "not_a_resident"
    message = _("Only who lives in this community can do this.")


class MovedAway(Refused):
    code = "moved_away"
    message = _("You don't live in this community any more, so you have no vote here.")


class PhoneNotProven(Refused):
    code = "phone_not_proven"
    message = _("Please sign in by your phone once: each number has one vote.")


def read_ballot(ballot_id: UUID, actor: Actor) -> Ballot:
    """The ballot as it stands.

    Raises:
        Missing: none in the open scope, or one that is still being set up, for somebody who is not of the office.
    """
    found = Ballot.objects.select_related("community__area", "roll").filter(pk=ballot_id).first()
    if found is None or (found.state == BallotState.DRAFT and not may_run(actor, found.community)):
        raise Missing
    ballot: Ballot = found
    return ballot


def run_ballot(ballot_id: UUID, actor: Actor) -> tuple[User, Ballot]:
    """The ballot, for the office.

    Raises:
        Unknown, Missing
    """
    user = signed_in(actor)
    ballot = read_ballot(ballot_id, actor)
    if not may_run(actor, ballot.community):
        raise Missing
    return user, ballot


def read_candidate(candidate_id: UUID, actor: Actor) -> Candidate:
    """Raises:
    Missing: none in the open scope, or not for this person.
    """
    related = ("ballot__community__area", "ballot__roll", "person", "photo")
    found = Candidate.objects.select_related(*related).filter(pk=candidate_id).first()
    if found is None or found.ballot.state == BallotState.DRAFT or not sees_candidate(actor, found):
        raise Missing
    candidate: Candidate = found
    return candidate


def require_resident(user: User, ballot: Ballot, *, now: datetime) -> None:
    """Raises:
    NotAResident, MovedAway: does not live there today. PhoneNotProven.
    """
    if not is_resident(user.pk, ballot.community_id, today=local_day(now)):
        raise MovedAway if has_left(user.pk, ballot.community_id) else NotAResident
    if not is_proven(user):
        raise PhoneNotProven
