"""What faces show of ballots, in a constant number of queries."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Count, Q

from content_models.areas.models import Community
from content_models.ballots.models import Ballot, BallotCount, Candidate, Vote
from content_models.ballots.states import CandidateState, Voice
from content_models.honors.names import ShownName, shown_names, withheld


def names_of(candidates: Iterable[Candidate], *, community: Community) -> dict[UUID, ShownName]:
    """How each candidate is shown, by her person's id; one whose account is gone by her own. Two queries."""
    candidates = list(candidates)
    names = shown_names((one.person_id for one in candidates if one.person_id), community=community)
    return names | {one.pk: withheld() for one in candidates if one.person_id is None}


def standing_and_voters(ballots: Iterable[Ballot]) -> dict[UUID, tuple[int, int]]:
    """How many stand, and how many residents have voted, of each ballot. Three queries, however many.

    What was counted is what was counted; of an open ballot its rows are asked.
    """
    ids = [one.pk for one in ballots]
    standing = dict(
        Candidate.objects.filter(ballot__in=ids)
        .order_by()
        .values_list("ballot_id")
        .annotate(number=Count("pk", filter=Q(state=CandidateState.STANDING)))
    )
    voters = dict(BallotCount.objects.filter(ballot__in=ids).values_list("ballot_id", "voters"))
    open_ones = [one for one in ids if one not in voters]
    votes = Vote.objects.filter(ballot__in=open_ones, voice=Voice.RESIDENT).order_by()
    voters |= dict(votes.values_list("ballot_id").annotate(number=Count("voter", distinct=True)))
    return {one: (standing.get(one, 0), voters.get(one, 0)) for one in ids}


__all__ = ["names_of", "standing_and_voters"]
