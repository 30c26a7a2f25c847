"""The office looks at the names before anybody votes."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from content_models.ballots.actions.looking import read_candidate
from content_models.ballots.actions.nominating import NotEligible
from content_models.ballots.models import REASON_MAX, Candidate
from content_models.ballots.policy import checking_actions, is_eligible, may_run
from content_models.common.action_log import write_log
from content_models.common.clock import local_day
from content_models.common.errors import IllegalMove, Missing
from content_models.common.overtaken import again_when_overtaken
from content_models.people.actions import clean_reason, signed_in
from content_models.people.models import User
from content_models.people.notices import tell
from content_models.people.roles import Actor


def _check(candidate_id: UUID, actor: Actor, verb: str, now: datetime) -> tuple[User, Candidate]:
    """Raises:
    Missing: not of the office. IllegalMove: not now.
    """
    user = signed_in(actor)
    candidate = read_candidate(candidate_id, actor)
    if not may_run(actor, candidate.ballot.community):
        raise Missing
    if verb not in checking_actions(actor, candidate, now=now):
        raise IllegalMove(state=candidate.get_state_display())
    return user, candidate


@again_when_overtaken
def admit_candidate(*, candidate_id: UUID, actor: Actor, now: datetime) -> Candidate:
    """She stands for the vote.

    Raises:
        Unknown, Missing, IllegalMove; NotEligible: she has left, or works for the community now.
    """
    user, candidate = _check(candidate_id, actor, "admit", now)
    if candidate.person_id is None or not is_eligible(candidate.person_id, candidate.ballot, today=local_day(now)):
        raise NotEligible
    candidate.checked_at, candidate.checked_by = now, user
    candidate.admit()
    candidate.save(update_fields=["state", "checked_at", "checked_by"])
    _tell(candidate, "candidate_admitted", now=now)
    write_log(candidate, "linli.candidate.admitted", user=user, data={})
    return candidate


@again_when_overtaken
def refuse_candidate(*, candidate_id: UUID, actor: Actor, reason: str, now: datetime) -> Candidate:
    """She does not stand; she reads why.

    Raises:
        Unknown, Missing, IllegalMove, ReasonMissing
    """
    user, candidate = _check(candidate_id, actor, "refuse", now)
    candidate.reason = clean_reason(reason, limit=REASON_MAX)
    candidate.checked_at, candidate.checked_by = now, user
    candidate.refuse()
    candidate.save(update_fields=["state", "reason", "checked_at", "checked_by"])
    _tell(candidate, "candidate_refused", now=now, reason=candidate.reason)
    write_log(candidate, "linli.candidate.refused", user=user, data={"reason": candidate.reason})
    return candidate


def _tell(candidate: Candidate, kind: str, *, now: datetime, **words: str) -> None:
    tell(
        user_id=candidate.person_id,
        kind=kind,
        now=now,
        community_id=candidate.community_id,
        subject=("ballot", candidate.ballot_id),
        title=candidate.ballot.title,
        **words,
    )
