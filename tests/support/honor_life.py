"""Honor rolls of a community of the cast, and consents of its people."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from django_scopes import scope

from content_models.common.clock import utc_now
from content_models.common.ids import uuid7
from content_models.honors.actions import choose_display, pick_person
from content_models.honors.jobs import turn_editions
from content_models.honors.models import Award, HonorRoll
from content_models.honors.periods import Period
from content_models.honors.states import Source
from content_models.hours.models import ServedMonth
from content_models.people.models import User
from content_models.wishes.models import HelpedMonth
from tests.support.cast import Cast, actor


class HonorLife:
    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.community = cast.pine.community
        self.now: datetime = utc_now()
        self.today: date = self.now.date()

    def scope(self) -> Any:
        return scope(community=self.community)

    def roll(self, **changes: Any) -> HonorRoll:
        values = {"title": "本月之星", "source": Source.MINUTES, "starts_on": self.today, "created_at": self.now}
        with self.scope():
            made: HonorRoll = HonorRoll.objects.create(id=uuid7(), community=self.community, **values | changes)
            return made

    def start_of(self, roll: HonorRoll) -> date:
        return Period.around(self.today, roll.period).first_day

    def pick(self, roll: HonorRoll, person: User, **changes: Any) -> Award:
        values = {"period_start": self.start_of(roll), "reason": "热心", "by": self.cast.ada, "now": self.now}
        with self.scope():
            return pick_person(roll=roll, person=person, **values | changes)

    def agree(self, person: User, choice: str = "full", address: str = "") -> None:
        choose_display(actor=actor(person), choice=choice, address=address, now=self.now)

    def served(self, person: User, minutes: int, *, on: date | None = None, post: Any = None, area: Any = None) -> None:
        """A kept figure, as if so many minutes had been verified."""
        key = {
            "community_id": self.community.pk,
            "month": (on or self.today).replace(day=1),
            "person_id": person.pk,
            "post_id": post.pk if post else None,
            "area_id": (area or self.cast.pine.building_1).pk,
        }
        ServedMonth.add(key, (1, minutes))

    def helped(self, person: User, wishes: int, *, on: date | None = None) -> None:
        """A kept figure, as if so many wishes had been confirmed."""
        key = {
            "community_id": self.community.pk,
            "month": (on or self.today).replace(day=1),
            "person_id": person.pk,
            "area_id": self.cast.pine.building_1.pk,
        }
        HelpedMonth.add(key, (wishes,))

    def turn(self, day: date) -> None:
        """What the clock does at noon of a day."""
        turn_editions(now=at_noon(day))

    def on_it(self, roll: HonorRoll, start: date) -> list[tuple[User, int | None]]:
        """Who stands on an edition, by place, with her figure."""
        with self.scope():
            awards = Award.objects.filter(edition__roll=roll, edition__period_start=start).order_by("place")
            return [(award.person, award.figure) for award in awards.select_related("person")]


def at_noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 4, tzinfo=UTC)
