"""A ballot of a community of the cast, brought to where a test wants it, and neighbours who vote."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django_scopes import scope

from content_models.ballots import actions
from content_models.ballots.models import Ballot, Candidate
from content_models.common.clock import utc_now
from content_models.honors.actions import choose_display
from content_models.people.actions import grant_role
from content_models.people.models import User
from content_models.people.roles import Role
from tests.support.cast import LONG_AGO, Cast, Neighbourhood, actor, make_person

DAY = timedelta(days=1)


class BallotLife:
    """Names can be put forward from yesterday to tomorrow, votes given from the day after for three days."""

    def __init__(self, cast: Cast, place: Neighbourhood | None = None, *, office: User | None = None) -> None:
        self.cast = cast
        self.place = place or cast.pine
        self.community = self.place.community
        self.office = office or cast.wu
        self.now: datetime = utc_now()
        self.voting: datetime = self.now + 3 * DAY  # a moment at which votes are taken
        self.over: datetime = self.now + 6 * DAY

    def scope(self) -> Any:
        return scope(community=self.community)

    def values(self, **changes: Any) -> dict[str, Any]:
        return {
            "title": "十一月最美楼栋长",
            "explanation": "选出这个月最让大家暖心的邻居。",
            "nominates_from": self.now - DAY,
            "nominates_until": self.now + DAY,
            "votes_from": self.now + 2 * DAY,
            "votes_until": self.now + 5 * DAY,
            **changes,
        }

    def draft(self, **changes: Any) -> Ballot:
        with self.scope():
            return actions.set_up_ballot(
                actor=actor(self.office), community=self.community, values=self.values(**changes), now=self.now
            )

    def announced(self, **changes: Any) -> Ballot:
        ballot = self.draft(**changes)
        with self.scope():
            return actions.announce_ballot(ballot_id=ballot.pk, actor=actor(self.office), now=self.now)

    def neighbour(self, name: str, number: int) -> User:
        """A resident of building 1 who may vote."""
        person = make_person(name, number)
        with self.scope():
            grant_role(user=person, role=Role.RESIDENT, area=self.place.building_1, by=None, now=LONG_AGO)
        return person

    def agree_to_be_named(self, person: User) -> None:
        choose_display(actor=actor(person), choice="full", now=self.now)

    def proposed(self, ballot: Ballot, person: User, *, by: User | None = None) -> Candidate:
        with self.scope():
            return actions.nominate(
                ballot_id=ballot.pk,
                actor=actor(by or self.cast.anna),
                person_id=person.pk,
                reason="总是第一个来帮忙",
                now=self.now,
            )

    def agreed(self, ballot: Ballot, person: User, *, by: User | None = None) -> Candidate:
        candidate = self.proposed(ballot, person, by=by)
        self.agree_to_be_named(person)
        with self.scope():
            return actions.agree_to_stand(
                candidate_id=candidate.pk, actor=actor(person), words="愿为大家跑腿", now=self.now
            )

    def standing(self, ballot: Ballot, *people: User) -> list[Candidate]:
        found = []
        for person in people:
            candidate = self.agreed(ballot, person, by=self.office)
            with self.scope():
                found.append(actions.admit_candidate(candidate_id=candidate.pk, actor=actor(self.office), now=self.now))
        return found

    def in_voting(self, *people: User, **changes: Any) -> tuple[Ballot, list[Candidate]]:
        """A ballot that takes votes at `self.voting`, with these candidates."""
        ballot = self.announced(**changes)
        candidates = self.standing(ballot, *people)
        with self.scope():
            return actions.move_on(ballot_id=ballot.pk, now=self.voting), candidates

    def vote(self, ballot: Ballot, person: User, *candidates: Candidate, now: datetime | None = None) -> None:
        self.vote_ids(ballot, person, *(one.pk for one in candidates), now=now)

    def vote_ids(self, ballot: Ballot, person: User, *ids: UUID, now: datetime | None = None) -> None:
        with self.scope():
            actions.cast_vote(ballot_id=ballot.pk, actor=actor(person), candidate_ids=ids, now=now or self.voting)

    def closed(self, ballot: Ballot) -> Ballot:
        with self.scope():
            return actions.move_on(ballot_id=ballot.pk, now=self.over)
