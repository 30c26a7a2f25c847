"""Who may do what with ballots, candidates and votes. No rule → no."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from content_models.areas.models import Community
from content_models.ballots.models import Ballot, Candidate
from content_models.ballots.querysets import BallotQuerySet
from content_models.ballots.states import GATHERING, OVER, BallotState, CandidateState, Eligible
from content_models.people.models import Membership, MembershipState, User
from content_models.people.policy import may_work_in
from content_models.people.roles import HELPER_ROLES, STAFF_ROLES, Actor, Role

# The words on what is open to whom go by the roles that a nominee must hold.
_ROLES_OF: dict[str, frozenset[Role]] = {
    Eligible.ANYBODY: frozenset({Role.RESIDENT, Role.VOLUNTEER, Role.CHIEF}),
    Eligible.RESIDENTS: frozenset({Role.RESIDENT}),
    Eligible.VOLUNTEERS: HELPER_ROLES - STAFF_ROLES,
    Eligible.CHIEFS: frozenset({Role.CHIEF}),
}


def state_at(ballot: Ballot, now: datetime) -> BallotState:
    """What the clock makes of the ballot, whether or not somebody has written it down yet.

    Voting without anybody to vote for does not open: such a ballot stays in the check until it is called off.
    """
    state = BallotState(ballot.state)
    if state == BallotState.NOMINATING and ballot.nominates_until <= now:
        return BallotState.CHECKING
    if state == BallotState.VOTING and ballot.votes_until <= now:
        return BallotState.CLOSED
    return state


def may_run(actor: Actor, community: Community) -> bool:
    """The community's staff sets ballots up, checks names, names the jury and publishes results."""
    return may_work_in(actor, community)


def ballots_of(actor: Actor, community: Community) -> BallotQuerySet:
    """Which ballots the actor sees: drafts are the office's."""
    ballots: BallotQuerySet = Ballot.objects.filter(community=community)
    return ballots if may_run(actor, community) else ballots.announced()


def is_resident(person_id: UUID, community_id: UUID, *, today: date) -> bool:
    """Does the person live there today? Asked of the database in the transaction of what depends on it."""
    residents = Membership.objects.filter(user_id=person_id, community_id=community_id, role=Role.RESIDENT)
    return bool(residents.in_force(today=today).exists())


def has_left(person_id: UUID, community_id: UUID) -> bool:
    """Did the person live there once? Only for saying why not."""
    lived = Membership.objects.filter(user_id=person_id, community_id=community_id, role=Role.RESIDENT)
    return bool(lived.filter(state__in=[MembershipState.ENDED, MembershipState.ACTIVE]).exists())


def is_proven(person: User) -> bool:
    """Behind the account stands somebody who holds its phone: one number, one vote."""
    return person.phone_verified_at is not None


def is_eligible(person_id: UUID, ballot: Ballot, *, today: date) -> bool:
    """May the person stand? Who works for the community never."""
    held = Membership.objects.filter(user_id=person_id, community_id=ballot.community_id).in_force(today=today)
    roles = {Role(role) for role in held.values_list("role", flat=True)}
    return not roles & STAFF_ROLES and bool(roles & _ROLES_OF[ballot.eligible])


def eligible_people(ballot: Ballot, *, today: date) -> QuerySet[Any]:
    """Whom one can put forward, without those who work for the community or stand already."""
    here = Membership.objects.filter(community_id=ballot.community_id).in_force(today=today)
    staff = here.filter(role__in=STAFF_ROLES).values("user_id")
    fitting = here.filter(role__in=_ROLES_OF[ballot.eligible]).values("user_id")
    return User.objects.filter(pk__in=fitting, is_active=True).exclude(pk__in=staff)


def may_vote(actor: Actor, ballot: Ballot) -> bool:
    """Resident of the community by the roles that the actor came with. For what faces offer; voting looks again."""
    return any(grant.role == Role.RESIDENT and grant.community_id == ballot.community_id for grant in actor.grants)


def ballot_actions(actor: Actor, ballot: Ballot, *, now: datetime, in_jury: bool = False) -> list[str]:
    """What the actor can do with the ballot at this moment."""
    state = state_at(ballot, now)
    if actor.is_visitor:
        return []
    if state == BallotState.NOMINATING and ballot.nominates_from <= now and may_vote(actor, ballot):
        return ["nominate"]
    opens = state == BallotState.CHECKING and ballot.votes_from <= now
    if (state == BallotState.VOTING or opens) and (may_vote(actor, ballot) or in_jury) and now < ballot.votes_until:
        return ["vote"]
    return []


def candidate_actions(actor: Actor, candidate: Candidate, *, now: datetime) -> list[str]:
    """What the candidate herself can do. `candidate.ballot` must be loaded."""
    if actor.id is None or candidate.person_id != actor.id:
        return []
    state = state_at(candidate.ballot, now)
    if candidate.state == CandidateState.PROPOSED and state in GATHERING:
        return ["agree", "decline"]
    if candidate.state in (CandidateState.AGREED, CandidateState.STANDING) and state not in OVER:
        return ["withdraw"]
    return []


def checking_actions(actor: Actor, candidate: Candidate, *, now: datetime) -> list[str]:
    """What the office can do with a name. `candidate.ballot.community.area` must be loaded."""
    if not may_run(actor, candidate.ballot.community) or state_at(candidate.ballot, now) not in GATHERING:
        return []
    match candidate.state:
        case CandidateState.PROPOSED:
            return ["refuse"]
        case CandidateState.AGREED:
            return ["admit", "refuse"]
    return []


def running_actions(actor: Actor, ballot: Ballot, *, now: datetime) -> list[str]:
    """What the office can do with the ballot. `community.area` must be loaded."""
    if not may_run(actor, ballot.community):
        return []
    match state_at(ballot, now):
        case BallotState.DRAFT:
            return ["change", "announce"]
        case BallotState.NOMINATING | BallotState.CHECKING | BallotState.VOTING:
            return ["call_off"]
        case BallotState.CLOSED:
            return ["recount", "settle"]
        case BallotState.SETTLED:
            return ["recount"]
    return []


def sees_candidate(actor: Actor, candidate: Candidate) -> bool:
    """In public those who stand (or stood until they stepped back); else the person herself and the office."""
    if candidate.state == CandidateState.STANDING:
        return True
    if actor.id is not None and candidate.person_id == actor.id:
        return True
    return may_run(actor, candidate.ballot.community)
