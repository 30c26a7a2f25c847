"""Finding ballots, candidates and votes."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Self
from uuid import UUID

from django.db.models import Manager, Q, QuerySet

from content_models.ballots.states import BallotState, CandidateState


class BallotQuerySet(QuerySet[Any]):
    def announced(self) -> Self:
        """All but those that the office is still setting up."""
        return self.exclude(state=BallotState.DRAFT)

    def due(self, now: datetime) -> Self:
        """Those that time has moved on, whether or not anybody has looked since."""
        return self.filter(
            Q(state=BallotState.NOMINATING, nominates_until__lte=now)
            | Q(state=BallotState.CHECKING, votes_from__lte=now)
            | Q(state=BallotState.VOTING, votes_until__lte=now)
        )

    def taking_votes(self, now: datetime) -> Self:
        return self.filter(state=BallotState.VOTING, votes_from__lte=now, votes_until__gt=now)


class CandidateQuerySet(QuerySet[Any]):
    def standing(self) -> Self:
        return self.filter(state=CandidateState.STANDING)

    def of(self, person_id: UUID) -> Self:
        return self.filter(person_id=person_id)


class VoteQuerySet(QuerySet[Any]):
    def counting(self) -> Self:
        """Those for candidates who still stand."""
        return self.filter(candidate__state=CandidateState.STANDING)


BallotManager = Manager.from_queryset(BallotQuerySet)
CandidateManager = Manager.from_queryset(CandidateQuerySet)
VoteManager = Manager.from_queryset(VoteQuerySet)
