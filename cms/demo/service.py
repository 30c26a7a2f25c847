"""Plays the demo's hours and exchanges: every step is the action that a phone or the office would call then."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from uuid import UUID

from django.utils import timezone
from django_scopes import scope

from cms.demo.accounts import Cast
from cms.demo.diary import Diary
from cms.demo.places import Ground
from cms.demo.plans import ComingPlan, ExchangePlan, ForgottenPlan, ServicePlan, WeeklyPlan
from content_models.common.ids import uuid7
from content_models.hours import actions as hours
from content_models.hours import codes
from content_models.hours.models import Activity, ServiceRecord
from content_models.ledger.actions import give_to_fund
from content_models.posts.models import PostType
from content_models.rewards import actions as rewards
from content_models.rewards import codes as pick_up_codes
from content_models.rewards.models import Redemption, Reward

RATE_DAYS_AGO = 245


class ServiceTeller:
    """Tells of one community's turns, forgotten hours and exchanges."""

    def __init__(
        self, *, diary: Diary, cast: Cast, ground: Ground, worker: str, admin: str, joined: dict[str, datetime]
    ) -> None:
        self.diary, self.cast, self.ground, self.worker, self.admin = diary, cast, ground, worker, admin
        self.joined = joined  # when each person had come and been let in
        self.community = ground.community

    def tell(self, plan: ServicePlan) -> None:
        self.diary.write(self.diary.days_ago(RATE_DAYS_AGO), lambda now: self._set_rules(plan, now))
        for number, weekly in enumerate(plan.weekly):
            for turn, begin in enumerate(self._turns(weekly)):
                _Turn(teller=self, plan=weekly, turn=turn + number, begin=begin).write()
        for coming in plan.coming:
            opened = self.diary.days_ago(0.5 + coming.days / 4)
            self.diary.write(opened, lambda now, what=coming: self._open(what, now))  # type: ignore[misc]
        for forgotten in plan.forgotten:
            _Forgotten(teller=self, plan=forgotten).write()
        for exchange in plan.exchanges:
            _Exchange(teller=self, plan=exchange).write()
        for ago, who, points in plan.gifts:
            self.diary.write(
                self.diary.days_ago(ago),
                lambda now, giver=who, amount=points: self._give(giver, amount, now),  # type: ignore[misc]
            )

    def at(self, day: datetime, clock: str) -> datetime:
        """That time of that day, on the wall clock."""
        local_day = timezone.localtime(day).date()
        return timezone.make_aware(datetime.combine(local_day, time.fromisoformat(clock))).astimezone(UTC)

    def _turns(self, plan: WeeklyPlan) -> list[datetime]:
        """When it began, the oldest first; today's only if it is over."""
        today = timezone.localtime(self.diary.now)
        last = today - timedelta(days=(today.weekday() - plan.weekday) % 7)
        begins = [self.at(last - timedelta(weeks=week), plan.at) for week in range(plan.weeks)]
        over = self.diary.now - timedelta(minutes=plan.minutes + 10)
        return sorted(begin for begin in begins if begin < over)

    def post(self, name: str) -> UUID | None:
        if not name:
            return None
        found: UUID = PostType.objects.on_show().values_list("pk", flat=True).get(name=name)
        return found

    def _set_rules(self, plan: ServicePlan, now: datetime) -> None:
        with scope(community=self.community):
            hours.set_rate(
                actor=self.cast.actor(self.admin, now),
                community=self.community,
                starts_on=timezone.localdate(now),
                points_per_hour=plan.points_per_hour,
                now=now,
            )
            for name, weight in (plan.weights or {}).items():
                PostType.objects.filter(name=name).update(points_weight=weight)

    def _open(self, plan: ComingPlan, now: datetime) -> None:
        begin = self.at(self.diary.now + timedelta(days=plan.days), plan.at)
        with scope(community=self.community):
            activity = hours.open_activity(
                actor=self.cast.actor(plan.by, now),
                community=self.community,
                new=hours.NewActivity(
                    title=plan.title,
                    starts_at=begin,
                    ends_at=begin + timedelta(minutes=plan.minutes),
                    minutes_expected=plan.minutes,
                    wanted=plan.wanted,
                    area_id=self.ground.area(plan.area).pk,
                    post_id=self.post(plan.post),
                    place=plan.place,
                    note=plan.note,
                ),
                now=now,
            )
            for who in plan.seats:
                hours.take_seat(activity_id=activity.pk, actor=self.cast.actor(who, now), now=now)

    def _give(self, who: str, points: int, now: datetime) -> None:
        with scope(community=self.community):
            give_to_fund(
                actor=self.cast.actor(who, now),
                community=self.community,
                amount=points,
                transfer_id=uuid7(),
                now=now,
            )


class _Turn:
    """One turn that took place: announced, held, ended, and verified the next day."""

    def __init__(self, *, teller: ServiceTeller, plan: WeeklyPlan, turn: int, begin: datetime) -> None:
        self.teller, self.plan, self.begin = teller, plan, begin
        self.end = begin + timedelta(minutes=plan.minutes)
        known = [who for who in plan.crew if teller.joined[who] < begin]
        self.crew = [known[(turn + place) % len(known)] for place in range(min(plan.each, len(known)))]
        self.activity_id: UUID | None = None

    def write(self) -> None:
        diary = self.teller.diary
        diary.write(self.begin - timedelta(days=2), self._open)
        for place, who in enumerate(self.crew):
            diary.write(
                self.begin + timedelta(minutes=place - 2),
                lambda now, person=who: self._come(person, now),  # type: ignore[misc]
            )
            diary.write(
                self.end + timedelta(minutes=place),
                lambda now, person=who: self._leave(person, now),  # type: ignore[misc]
            )
        diary.write(self.end + timedelta(minutes=8), self._close)
        verified_at = self.end + timedelta(hours=20)
        if verified_at < diary.now - timedelta(days=3):  # the last ones still wait on the workbench
            diary.write(verified_at, self._verify)

    def _open(self, now: datetime) -> None:
        teller = self.teller
        with scope(community=teller.community):
            activity = hours.open_activity(
                actor=teller.cast.actor(self.plan.by, now),
                community=teller.community,
                new=hours.NewActivity(
                    title=self.plan.title,
                    starts_at=self.begin,
                    ends_at=self.end,
                    minutes_expected=self.plan.minutes,
                    wanted=max(self.plan.each, 2),
                    area_id=teller.ground.area(self.plan.area).pk,
                    post_id=teller.post(self.plan.post),
                    place=self.plan.place,
                ),
                now=now,
            )
        self.activity_id = activity.pk

    def _activity(self) -> Activity:
        if self.activity_id is None:
            raise LookupError(self.plan.title)
        activity: Activity = Activity.objects.select_related("area", "community").get(pk=self.activity_id)
        return activity

    def _scan(self, now: datetime) -> hours.Scan:
        activity = self._activity()
        if self.plan.proof == "paper":
            return hours.Scan(code=codes.paper_code(activity), activity_id=activity.pk)
        return hours.Scan(code=codes.code_for(activity, codes.slot_of(now)), activity_id=activity.pk)

    def _come(self, who: str, now: datetime) -> None:
        teller = self.teller
        with scope(community=teller.community):
            if self.plan.proof == "chief":
                hours.check_in_person(
                    activity_id=self._activity().pk,
                    person_id=teller.cast.ids[who],
                    actor=teller.cast.actor(self.plan.by, now),
                    now=now,
                )
            else:
                hours.check_in(
                    actor=teller.cast.actor(who, now), community=teller.community, scan=self._scan(now), now=now
                )

    def _leave(self, who: str, now: datetime) -> None:
        teller = self.teller
        with scope(community=teller.community):
            if self.plan.proof == "chief":
                hours.check_out_person(
                    activity_id=self._activity().pk,
                    person_id=teller.cast.ids[who],
                    actor=teller.cast.actor(self.plan.by, now),
                    now=now,
                )
            else:
                hours.check_out(
                    actor=teller.cast.actor(who, now), community=teller.community, scan=self._scan(now), now=now
                )

    def _close(self, now: datetime) -> None:
        with scope(community=self.teller.community):
            hours.end_activity(
                activity_id=self._activity().pk, actor=self.teller.cast.actor(self.plan.by, now), now=now
            )

    def _verify(self, now: datetime) -> None:
        """By who was in charge; what she entered herself, by the administrator."""
        teller = self.teller
        by = teller.admin if self.plan.proof == "chief" else self.plan.by
        with scope(community=teller.community):
            waiting = ServiceRecord.objects.waiting().filter(activity_id=self.activity_id).order_by("pk")
            _none_refused(
                hours.verify_many(
                    record_ids=list(waiting.values_list("pk", flat=True)),
                    actor=teller.cast.actor(by, now),
                    now=now,
                )
            )


def _none_refused(outcomes: Sequence[hours.Outcome]) -> None:
    """Raises:
    DomainError: one of many was refused; the demo's people know what they do.
    """
    for outcome in outcomes:
        if outcome.refusal is not None:
            raise outcome.refusal


class _Forgotten:
    """Hours that were entered afterwards."""

    def __init__(self, *, teller: ServiceTeller, plan: ForgottenPlan) -> None:
        self.teller, self.plan = teller, plan
        self.record_id: UUID | None = None

    def write(self) -> None:
        diary = self.teller.diary
        entered = self.plan.ago - 1.3
        diary.write(diary.days_ago(entered), self._enter)
        for number, who in enumerate(self.plan.confirmed_by):
            diary.write(
                diary.days_ago(entered - 0.5 - 0.6 * number),
                lambda now, person=who: self._answer(person, now),  # type: ignore[misc]
            )

    def _enter(self, now: datetime) -> None:
        teller, plan = self.teller, self.plan
        begin = teller.at(teller.diary.now - timedelta(days=plan.ago), plan.at)
        with scope(community=teller.community):
            record = hours.back_enter(
                actor=teller.cast.actor(plan.who, now),
                community=teller.community,
                entry=hours.BackEntry(
                    started_at=begin,
                    ended_at=begin + timedelta(minutes=plan.minutes),
                    subject=plan.subject,
                    reason=plan.reason,
                    post_id=teller.post(plan.post),
                ),
                now=now,
            )
        self.record_id = record.pk

    def _answer(self, who: str, now: datetime) -> None:
        if self.record_id is None:
            raise LookupError(self.plan.subject)
        actor = self.teller.cast.actor(who, now)
        with scope(community=self.teller.community):
            if self.plan.refused:
                hours.reject_record(record_id=self.record_id, actor=actor, reason=self.plan.refused, now=now)
            else:
                hours.verify_record(record_id=self.record_id, actor=actor, now=now)


class _Exchange:
    """One exchange and what became of it."""

    def __init__(self, *, teller: ServiceTeller, plan: ExchangePlan) -> None:
        self.teller, self.plan = teller, plan
        self.redemption_id = uuid7()

    def write(self) -> None:
        diary, plan = self.teller.diary, self.plan
        diary.write(diary.days_ago(plan.ago), self._redeem)
        later = {"fetched": self._fetch, "cancelled": self._cancel}.get(plan.then)
        if later is not None:
            diary.write(diary.days_ago(plan.ago - plan.after), later)

    def _redeem(self, now: datetime) -> None:
        actor = self.teller.cast.actor(self.plan.who, now)
        with scope(community=self.teller.community):
            reward = Reward.objects.on_show().get(name=self.plan.reward)
            redemption = rewards.redeem(reward_id=reward.pk, actor=actor, redemption_id=self.redemption_id, now=now)
            if self.plan.proxy:
                rewards.set_proxy(redemption_id=redemption.pk, actor=actor, name=self.plan.proxy, now=now)

    def _fetch(self, now: datetime) -> None:
        """Handed over by the shop's staff, or at the community's desk."""
        with scope(community=self.teller.community):
            redemption = Redemption.objects.select_related("merchant").get(pk=self.redemption_id)
            staff = redemption.merchant.staff.filter(ended_at=None).first() if redemption.merchant else None
            by = _key_of(self.teller.cast, staff.person_id) if staff else self.teller.worker
            rewards.hand_over(
                code=pick_up_codes.digits_of(redemption),
                actor=self.teller.cast.actor(by, now),
                community=self.teller.community,
                now=now,
            )

    def _cancel(self, now: datetime) -> None:
        with scope(community=self.teller.community):
            rewards.cancel_redemption(
                redemption_id=self.redemption_id, actor=self.teller.cast.actor(self.plan.who, now), now=now
            )


def _key_of(cast: Cast, person_id: UUID) -> str:
    return next(key for key, known in cast.ids.items() if known == person_id)
