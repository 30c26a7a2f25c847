"""Hours, points and rewards of a community of the cast, made by the actions, each by whose turn it is.

Wu opens activities and verifies, Ada sets the rate and keeps the shops, Bo and Bea serve, Max works in the corner shop.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from django_scopes import scope

from content_models.common.clock import local_day
from content_models.common.ids import uuid7
from content_models.hours import actions as hours
from content_models.hours import codes
from content_models.hours.models import Activity, ServiceRecord
from content_models.ledger.actions import NewTransfer, balance_of, post_transfer
from content_models.ledger.kinds import TransferKind
from content_models.people.models import User
from content_models.rewards import actions as rewards
from content_models.rewards.models import Merchant, Redemption, Reward
from tests.support.cast import Cast, Neighbourhood, actor, make_person


def midday() -> datetime:
    """Noon in Shanghai, yesterday: everything of a test lies in one day, and in the past."""
    return datetime.now(UTC).replace(hour=4, minute=0, second=0, microsecond=0) - timedelta(days=1)


class ServiceLife:
    def __init__(self, cast: Cast, place: Neighbourhood | None = None) -> None:
        self.cast = cast
        self.place = place or cast.pine
        self.community = self.place.community
        self.now = midday()
        oak = self.place is cast.oak
        self.worker, self.admin = (cast.oskar, cast.dai) if oak else (cast.wu, cast.ada)
        self.helper = cast.nia if oak else cast.bo

    def scope(self) -> Any:
        return scope(community=self.community)

    # --- hours ---------------------------------------------------------------------------------
    def rate(self, points_per_hour: int = 10) -> None:
        with self.scope():
            hours.set_rate(
                actor=actor(self.admin),
                community=self.community,
                starts_on=local_day(self.now) - timedelta(days=200),
                points_per_hour=points_per_hour,
                now=self.now,
            )

    def activity(self, **changes: Any) -> Activity:
        """Two hours from now on, run by the worker."""
        values: dict[str, Any] = {
            "title": "周六清洁日",
            "starts_at": self.now,
            "ends_at": self.now + timedelta(hours=2),
            "minutes_expected": 120,
            "wanted": 3,
            **changes,
        }
        with self.scope():
            made = hours.open_activity(
                actor=actor(self.worker),
                community=self.community,
                new=hours.NewActivity(**values),
                now=self.now - timedelta(days=1),
            )
            return hours.read_activity(made.pk)

    def scan(self, activity: Activity, at: datetime, **changes: Any) -> hours.Scan:
        code = codes.code_for(activity, codes.slot_of(at))
        return hours.Scan(**{"code": code, "activity_id": activity.pk, **changes})

    def come(self, activity: Activity, by: User | None = None, at: datetime | None = None) -> ServiceRecord:
        moment = at or self.now
        with self.scope():
            return hours.check_in(
                actor=actor(by or self.helper), community=self.community, scan=self.scan(activity, moment), now=moment
            )

    def leave(self, activity: Activity, by: User | None = None, at: datetime | None = None) -> ServiceRecord:
        moment = at or self.now + timedelta(hours=1)
        with self.scope():
            return hours.check_out(
                actor=actor(by or self.helper), community=self.community, scan=self.scan(activity, moment), now=moment
            )

    def served(self, by: User | None = None) -> ServiceRecord:
        """An hour of service that waits for verification."""
        activity = self.activity()
        self.come(activity, by)
        return self.leave(activity, by)

    def back_entry(self, by: User | None = None, *, now: datetime | None = None, **changes: Any) -> ServiceRecord:
        values: dict[str, Any] = {
            "started_at": self.now - timedelta(hours=5),
            "ended_at": self.now - timedelta(hours=4),
            "subject": "帮邻居修水管",
            "reason": "手机没电了",
            **changes,
        }
        with self.scope():
            return hours.back_enter(
                actor=actor(by or self.helper),
                community=self.community,
                entry=hours.BackEntry(**values),
                now=now or self.now,
            )

    def verify(self, record: ServiceRecord, by: User | None = None) -> ServiceRecord:
        with self.scope():
            return hours.verify_record(
                record_id=record.pk, actor=actor(by or self.worker), now=self.now + timedelta(hours=3)
            )

    def read(self, record: ServiceRecord) -> ServiceRecord:
        with self.scope():
            return hours.read_record(record.pk)

    # --- points and rewards ----------------------------------------------------------------------
    def give_points(self, person: User, points: int, **changes: Any) -> UUID:
        new = NewTransfer(
            id=uuid7(),
            community_id=self.community.pk,
            person_id=person.pk,
            kind=TransferKind.EARN,
            amount=points,
            subject="清洁日",
            **changes,
        )
        with self.scope():
            return UUID(str(post_transfer(new, actor_id=None, now=self.now).pk))

    def balance(self, person: User) -> int:
        return balance_of(self.community.pk, person.pk)

    def merchant(self, name: str = "街角小店") -> tuple[Merchant, User]:
        """A shop, and Max (or somebody new) who works there."""
        person = make_person(f"Max{name[-1:]}", 500 + len(name) * 7 + ord(name[0]) % 90)
        with self.scope():
            merchant = Merchant.objects.create(community=self.community, name=name)
            rewards.add_merchant_staff(merchant=merchant, person=person, actor=actor(self.admin), now=self.now)
        return merchant, person

    def reward(self, **changes: Any) -> Reward:
        values: dict[str, Any] = {"name": "大米", "price": 30, "stock": 5, "limit_per_person": 5, **changes}
        with self.scope():
            made: Reward = Reward.objects.create(community=self.community, **values)
            return made

    def redeem(self, reward: Reward, by: User | None = None, redemption_id: UUID | None = None) -> Redemption:
        with self.scope():
            return rewards.redeem(
                reward_id=reward.pk,
                actor=actor(by or self.helper),
                redemption_id=redemption_id or uuid7(),
                now=self.now,
            )

    def taken(self, reward: Reward) -> int:
        with self.scope():
            return int(Reward.objects.values_list("taken", flat=True).get(pk=reward.pk))
