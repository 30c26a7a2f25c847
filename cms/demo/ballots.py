"""Plays the demo's ballots: names put forward and agreed to, voted on, counted and settled, each in its time."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from django.utils import timezone
from django_scopes import scope

from cms.demo.accounts import Cast
from cms.demo.diary import Diary
from cms.demo.pictures.painting import paint
from cms.demo.places import Ground
from cms.demo.plans import BallotPlan, CandidatePlan
from content_models.ballots import actions
from content_models.honors.models import HonorRoll
from media.actions import store_photo
from media.models import Photo

OPENS, ENDS = time(9), time(20)


def write_ballots(
    plans: tuple[BallotPlan, ...], ground: Ground, diary: Diary, cast: Cast, admin: str, photos: list[Photo]
) -> None:
    for number, plan in enumerate(plans):
        _Telling(plan, number, ground=ground, diary=diary, cast=cast, admin=admin, photos=photos).write()


class _Telling:
    """One ballot."""

    def __init__(
        self,
        plan: BallotPlan,
        number: int,
        *,
        ground: Ground,
        diary: Diary,
        cast: Cast,
        admin: str,
        photos: list[Photo],
    ) -> None:
        self.plan, self.number, self.diary, self.cast, self.admin = plan, number, diary, cast, admin
        self.community, self.photos = ground.community, photos
        self.names_from, self.names_until = self._at(plan.names[0], OPENS), self._at(plan.names[1], ENDS)
        self.votes_from, self.votes_until = self._at(plan.voting[0], OPENS), self._at(plan.voting[1], ENDS)
        self.ballot_id: UUID | None = None
        self.candidates: dict[str, UUID] = {}

    def _at(self, day: int, clock: time) -> datetime:
        """That time of the day so many days from now, on the wall clock."""
        which: date = timezone.localdate(self.diary.now) + timedelta(days=day)
        return timezone.make_aware(datetime.combine(which, clock)).astimezone(UTC)

    def write(self) -> None:
        self._note(self.names_from - timedelta(hours=2), self._set_up)
        for place, candidate in enumerate(self.plan.candidates):
            named = self.names_from + timedelta(hours=2 + 5 * place)
            self._note(named, partial(self._nominate, candidate))
            if candidate.words:
                self._note(named + timedelta(hours=3), partial(self._agree, candidate, self.number + place))
            if candidate.words and candidate.admitted:
                self._note(named + timedelta(hours=6), partial(self._admit, candidate))
        self._note(self.votes_from, self._move)
        for place, (who, whom) in enumerate(self.plan.votes):
            self._note(self.votes_from + timedelta(hours=1 + 3 * place), partial(self._vote, who, whom))
        self._note(self.votes_until, self._move)
        if self.plan.honored:
            self._note(self.votes_until + timedelta(hours=14), self._settle)

    def _note(self, moment: datetime, act: Any) -> None:
        """What has not come yet is left to the clock."""
        if moment <= self.diary.now:
            self.diary.write(moment, lambda now: self._in_scope(act, now))

    def _in_scope(self, act: Any, now: datetime) -> None:
        with scope(community=self.community):
            act(now)

    def _set_up(self, now: datetime) -> None:
        plan, office = self.plan, self.cast.actor(self.admin, now)
        roll = HonorRoll.objects.get(title=plan.roll) if plan.roll else None
        values = {
            "title": plan.title,
            "explanation": plan.words,
            "eligible": plan.eligible,
            "votes_per_person": plan.each,
            "nominates_from": self.names_from,
            "nominates_until": self.names_until,
            "votes_from": self.votes_from,
            "votes_until": self.votes_until,
            "jury_share": plan.jury_share,
            "roll": roll,
            "period_start": timezone.localdate(self.votes_until) if roll else None,
        }
        ballot = actions.set_up_ballot(actor=office, community=self.community, values=values, now=now)
        self.ballot_id = ballot.pk
        actions.announce_ballot(ballot_id=ballot.pk, actor=office, now=now)
        for who in plan.jury:
            actions.add_juror(ballot_id=ballot.pk, person=self.cast.user(who), actor=office, now=now)

    @property
    def _id(self) -> UUID:
        if self.ballot_id is None:
            raise LookupError(self.plan.title)
        return self.ballot_id

    def _nominate(self, plan: CandidatePlan, now: datetime) -> None:
        candidate = actions.nominate(
            ballot_id=self._id,
            actor=self.cast.actor(plan.by, now),
            person_id=self.cast.ids[plan.who],
            reason=plan.reason,
            now=now,
        )
        self.candidates[plan.who] = candidate.pk

    def _agree(self, plan: CandidatePlan, shade: int, now: datetime) -> None:
        photo = None
        if plan.picture:
            photo = store_photo(owner=self.cast.user(plan.who), content=paint(plan.picture, shade=shade), now=now)
            self.photos.append(photo)
        actions.agree_to_stand(
            candidate_id=self.candidates[plan.who],
            actor=self.cast.actor(plan.who, now),
            words=plan.words,
            photo_id=photo.pk if photo else None,
            now=now,
        )

    def _admit(self, plan: CandidatePlan, now: datetime) -> None:
        actions.admit_candidate(candidate_id=self.candidates[plan.who], actor=self.cast.actor(self.admin, now), now=now)

    def _vote(self, who: str, whom: tuple[str, ...], now: datetime) -> None:
        ids = [self.candidates[one] for one in whom]
        actions.cast_vote(ballot_id=self._id, actor=self.cast.actor(who, now), candidate_ids=ids, now=now)

    def _move(self, now: datetime) -> None:
        actions.move_on(ballot_id=self._id, now=now)

    def _settle(self, now: datetime) -> None:
        actions.settle_ballot(
            ballot_id=self._id,
            actor=self.cast.actor(self.admin, now),
            honored=[self.candidates[one] for one in self.plan.honored],
            remark=self.plan.remark,
            now=now,
        )
