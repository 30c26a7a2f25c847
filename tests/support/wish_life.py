"""Bringing a wish of Pine Lane into any state, the way people do: by the actions, each by whose turn it is.

Anna wishes (building 1), Wu reviews, Bo helps.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from django_scopes import scope

from content_models.people.models import User
from content_models.wishes import actions
from content_models.wishes.models import Claim, Wish
from content_models.wishes.states import WishState
from tests.support.cast import Cast, Neighbourhood, actor

CONTACT = actions.Contact(name="赵奶奶", phone="19900000001", door="301室")


def some_day(days: int = 0, hours: int = 0) -> datetime:
    """Noon in Shanghai, today; or some time after that."""
    noon = datetime.now(UTC).replace(hour=4, minute=0, second=0, microsecond=0)
    return noon + timedelta(days=days, hours=hours)


class WishLife:
    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.now = some_day()

    def new(self, *, by: User | None = None, place: Neighbourhood | None = None, **changes: Any) -> UUID:
        """A wish that waits for review."""
        place = place or self.cast.pine
        values: dict[str, Any] = {
            "title": "想修一盏楼道灯",
            "description": "三楼的声控灯不亮了，晚上老人上下楼看不清。",
            "category_id": place.category.pk,
            "area_id": place.building_1.pk,
            "contact": None if "on_behalf_of" in changes else CONTACT,
            **changes,
        }
        with scope(community=place.community):
            wish = actions.post_wish(
                actor=actor(by or self.cast.anna),
                community=place.community,
                new=actions.NewWish(**values),
                now=self.now,
            )
        return UUID(str(wish.pk))

    def opened(self, **changes: Any) -> UUID:
        """A wish on the board."""
        wish_id = self.new(**changes)
        with scope(community=self.cast.pine.community):
            actions.approve_wish(wish_id=wish_id, actor=actor(self.cast.wu), now=self.now)
        return wish_id

    def claim(self, wish_id: UUID, by: User | None = None) -> None:
        with scope(community=self.cast.pine.community):
            actions.claim_wish(wish_id=wish_id, actor=actor(by or self.cast.bo), now=self.now)

    def fulfil(self, wish_id: UUID, by: User | None = None, **changes: Any) -> None:
        with scope(community=self.cast.pine.community):
            actions.fulfil_claim(
                wish_id=wish_id, actor=actor(by or self.cast.bo), note="换了灯", now=self.now, **changes
            )

    def confirm(self, wish_id: UUID, **changes: Any) -> None:
        with scope(community=self.cast.pine.community):
            actions.confirm_wish(wish_id=wish_id, actor=actor(self.cast.anna), now=self.now, **changes)

    def in_state(self, state: WishState, **changes: Any) -> UUID:
        """A wish in this state; helped by Bo where somebody is or was on it."""
        anna, wu = self.cast.anna, self.cast.wu
        with scope(community=self.cast.pine.community):
            if state == WishState.PENDING:
                return self.new(**changes)
            if state == WishState.REJECTED:
                wish_id = self.new(**changes)
                actions.reject_wish(wish_id=wish_id, actor=actor(wu), reason="请先联系物业", now=self.now)
                return wish_id
            wish_id = self.opened(**changes)
            if state == WishState.WITHDRAWN:
                actions.withdraw_wish(wish_id=wish_id, actor=actor(anna), reason="自己修好了", now=self.now)
            elif state == WishState.EXPIRED:
                actions.end_of_last_day(wish_id=wish_id, now=self.now + timedelta(days=40))
            elif state != WishState.OPEN:
                self.claim(wish_id)
                if state in (WishState.FULFILLED, WishState.CONFIRMED):
                    self.fulfil(wish_id)
                if state == WishState.CONFIRMED:
                    self.confirm(wish_id, thanks="谢谢你")
        assert self.read(wish_id).state == state
        return wish_id

    def read(self, wish_id: UUID) -> Wish:
        with scope(community=self.cast.pine.community):
            wish: Wish = Wish.objects.select_related("area", "estate", "category", "community").get(pk=wish_id)
            return wish

    def claim_row(self, wish_id: UUID, helper: User) -> Claim:
        with scope(community=self.cast.pine.community):
            claim: Claim = Claim.objects.filter(wish_id=wish_id, helper=helper).order_by("-id")[0]
            return claim
