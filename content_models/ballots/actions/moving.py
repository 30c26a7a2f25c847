"""What time does to a ballot. The clock's job calls it, and so does whoever comes before the clock."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from content_models.ballots.counting import count_votes
from content_models.ballots.models import Ballot, BallotCount, Candidate, CandidateCount
from content_models.ballots.states import BallotState
from content_models.common.action_log import write_log
from content_models.common.errors import Missing
from content_models.common.ids import uuid7
from content_models.common.jobs import enqueue
from content_models.common.overtaken import again_when_overtaken


@again_when_overtaken
def move_on(*, ballot_id: UUID, now: datetime) -> Ballot:
    """Bring the ballot to where the clock is, and return it. The community must be in scope.

    Raises:
        Missing
    """
    found = Ballot.objects.select_related("community__area", "roll").filter(pk=ballot_id).first()
    if found is None:
        raise Missing
    ballot: Ballot = found
    if ballot.state == BallotState.NOMINATING and ballot.nominates_until <= now:
        ballot.end_nominations()
        ballot.save(update_fields=["state"])
    if ballot.state == BallotState.CHECKING and ballot.votes_from <= now < ballot.votes_until:
        _open(ballot)
    if ballot.state == BallotState.VOTING and ballot.votes_until <= now:
        _close(ballot, now)
    return ballot


def _open(ballot: Ballot) -> None:
    """Voting begins as soon as there is somebody to vote for."""
    from content_models.ballots.jobs import tell_of_opening  # the job calls this file's own door

    if not Candidate.objects.filter(ballot=ballot).standing().exists():
        return
    ballot.open_voting()
    ballot.save(update_fields=["state"])
    write_log(ballot, "linli.ballot.opened", user=None, data={})
    enqueue(tell_of_opening, effect_key=f"ballots.opened:{ballot.pk}", ballot_id=ballot.pk)


def _close(ballot: Ballot, now: datetime) -> None:
    """The state first: from there on no vote comes in, and those on their way have arrived. Then the rows are counted,
    and with the secret goes every way from a person to her votes.
    """
    ballot.close()
    ballot.closed_at, ballot.secret = now, ""
    ballot.save(update_fields=["state", "closed_at", "secret"])
    outcome = count_votes(ballot)
    BallotCount.objects.create(
        ballot=ballot,
        community_id=ballot.community_id,
        voters=outcome.voters,
        jurors=outcome.jurors,
        fingerprint=outcome.fingerprint,
        counted_at=now,
    )
    CandidateCount.objects.bulk_create(
        CandidateCount(
            id=uuid7(),
            community_id=ballot.community_id,
            candidate_id=line.candidate_id,
            votes=line.votes,
            jury_votes=line.jury_votes,
            share=line.share,
            place=line.place,
        )
        for line in outcome.lines
    )
    write_log(ballot, "linli.ballot.closed", user=None, data={"fingerprint": outcome.fingerprint})
