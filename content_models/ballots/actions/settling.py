"""After the close: counting again, and what the office makes of the result."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from content_models.ballots.actions.looking import run_ballot
from content_models.ballots.actions.moving import move_on
from content_models.ballots.counting import Outcome, count_votes
from content_models.ballots.models import WORDS_MAX, Ballot, BallotCount, Candidate, CandidateCount, Nomination
from content_models.ballots.states import BallotState
from content_models.common.action_log import write_log
from content_models.common.errors import Conflict, IllegalMove, Invalid
from content_models.common.overtaken import again_when_overtaken
from content_models.honors.actions import pick_person
from content_models.people.actions.inputs import within
from content_models.people.models import User
from content_models.people.notices import tell
from content_models.people.roles import Actor


class NotCounted(Conflict):
    code = "not_counted"
    message = gettext_lazy("The voting is not over yet: until then nobody sees how it stands.")


class UnknownChoice(Invalid):
    code = "unknown_candidate"
    message = gettext_lazy("One of them doesn't stand for this ballot.")


@dataclass(frozen=True, slots=True)
class Recount:
    """What the rows come to now, beside what was written down at the close."""

    outcome: Outcome
    kept_fingerprint: str
    differs: tuple[str, ...]

    @property
    def is_equal(self) -> bool:
        return not self.differs


def compare_count(ballot: Ballot) -> Recount:
    """Count the rows anew and lay the result beside the kept one. Writes nothing.

    Raises:
        NotCounted
    """
    kept = BallotCount.objects.filter(ballot=ballot).first()
    if kept is None:
        raise NotCounted
    outcome = count_votes(ballot)
    lines = {
        one.candidate_id: (one.votes, one.jury_votes, one.share, one.place)
        for one in CandidateCount.objects.filter(candidate__ballot=ballot)
    }
    counted = {one.candidate_id: (one.votes, one.jury_votes, one.share, one.place) for one in outcome.lines}
    differs = [
        name
        for name, same in (
            ("fingerprint", kept.fingerprint == outcome.fingerprint),
            ("voters", kept.voters == outcome.voters),
            ("jurors", kept.jurors == outcome.jurors),
        )
        if not same
    ]
    differs += [
        str(one) for one in sorted(lines.keys() | counted.keys(), key=str) if lines.get(one) != counted.get(one)
    ]
    return Recount(outcome=outcome, kept_fingerprint=kept.fingerprint, differs=tuple(differs))


@again_when_overtaken
def recount_ballot(*, ballot_id: UUID, actor: Actor, now: datetime) -> Recount:
    """Count again. That it was done, and whether it was equal, is written down.

    Raises:
        Unknown, Missing, NotCounted
    """
    user, _ballot = run_ballot(ballot_id, actor)
    ballot = move_on(ballot_id=ballot_id, now=now)
    recount = compare_count(ballot)
    write_log(ballot, "linli.ballot.recounted", user=user, data={"equal": recount.is_equal})
    return recount


@again_when_overtaken
def settle_ballot(
    *, ballot_id: UUID, actor: Actor, honored: Collection[UUID], remark: str = "", now: datetime
) -> Ballot:
    """Publish the result, and put those on the roll whom the office decides for. The vote advises; it does not decide.

    `honored` are ids of candidates, in whichever order: they go on the roll by their place.

    Raises:
        Unknown, Missing, NotCounted; IllegalMove: published already. UnknownChoice
        What `honors.actions.pick_person` raises: the roll is full, its edition has come out … Nothing was changed.
    """
    user, _ballot = run_ballot(ballot_id, actor)
    ballot = move_on(ballot_id=ballot_id, now=now)
    if ballot.state == BallotState.SETTLED:
        raise IllegalMove(state=ballot.get_state_display())
    if ballot.state != BallotState.CLOSED:
        raise NotCounted
    chosen = _chosen(ballot, honored)
    ballot.remark, ballot.settled_at = within(remark, WORDS_MAX, "remark"), now
    ballot.settle()
    ballot.save(update_fields=["state", "remark", "settled_at"])
    for candidate in chosen:
        _honor(ballot, candidate, by=user, now=now)
    _tell_everybody(ballot, now)
    write_log(ballot, "linli.ballot.settled", user=user, data={"honored": [str(one.pk) for one in chosen]})
    return ballot


def _chosen(ballot: Ballot, honored: Collection[UUID]) -> list[Candidate]:
    """Raises:
    UnknownChoice: one of them did not stand here, or her account is gone.
    """
    wanted = set(honored)
    candidates = Candidate.objects.filter(ballot=ballot, pk__in=wanted, person__isnull=False, count__isnull=False)
    chosen = list(candidates.select_related("person", "count").order_by("count__place", "pk"))
    if len(chosen) != len(wanted):
        raise UnknownChoice(fields={"honored": UnknownChoice.message})
    return chosen


def _honor(ballot: Ballot, candidate: Candidate, *, by: User, now: datetime) -> None:
    Candidate.objects.filter(pk=candidate.pk).update(honored_at=now)
    if ballot.roll is None or ballot.period_start is None or candidate.person is None:
        return
    pick_person(
        roll=ballot.roll,
        period_start=ballot.period_start,
        person=candidate.person,
        reason=_("Named after the vote “%(title)s”") % {"title": ballot.title},
        by=by,
        figure=candidate.count.votes,
        now=now,
    )


def _tell_everybody(ballot: Ballot, now: datetime) -> None:
    """Who stood and who put somebody forward. Who voted cannot be told: nobody knows who that is."""
    counted = Candidate.objects.filter(ballot=ballot, count__isnull=False)
    people = set(counted.values_list("person_id", flat=True))
    people |= set(Nomination.objects.filter(candidate__ballot=ballot).values_list("by_id", flat=True))
    for person_id in sorted(filter(None, people)):
        tell(
            user_id=person_id,
            kind="ballot_settled",
            now=now,
            community_id=ballot.community_id,
            subject=("ballot", ballot.pk),
            title=ballot.title,
        )
