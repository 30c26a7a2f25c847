"""What another price of one reward would mean for the people who hold points, before it is saved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from content_models.areas.models import Community
from content_models.ledger.models import Account
from content_models.ledger.tallies import outstanding
from content_models.rewards.models import Reward

NAMES_SHOWN = 8


@dataclass(frozen=True, slots=True)
class PriceTrial:
    """Points, pieces and people as whole numbers. `…_now` is as it is on phones; None where the reward is new."""

    price_now: int | None
    price: int
    outstanding: int  # what people of the community could spend today
    pieces: int  # of this reward, not taken yet
    shelves_now: int  # what everything on the shelves costs at today's prices
    shelves: int  # the same, with this price and stock
    holders: int  # people who hold points at all
    can_afford_now: int | None  # people whose points are enough for one
    can_afford: int
    no_longer: tuple[str, ...]  # names of those for whom it becomes too dear, the nearest to it first; the first few
    no_longer_count: int

    @property
    def this_stock(self) -> int:
        """What all of this reward costs at the price tried."""
        return self.price * self.pieces

    @property
    def not_named(self) -> int:
        """For how many more it becomes too dear than are named."""
        return self.no_longer_count - len(self.no_longer)

    @property
    def changes(self) -> bool:
        return self.price_now is not None and self.price != self.price_now

    @property
    def uncovered(self) -> int:
        """Points for which there would be nothing on the shelves."""
        return max(self.outstanding - self.shelves, 0)


def try_price(*, community: Community, reward: Reward | None, price: int, stock: int) -> PriceTrial:
    """Reads only. `stock` is how many in all, as on the form. The community's scope must be open.

    A reward that is not on phones (new, a draft, removed) has no price today that anybody could have saved for.
    """
    on_show = list(Reward.objects.on_show().filter(community=community))
    today = next((one for one in on_show if reward is not None and one.pk == reward.pk), None)
    elsewhere = sum(one.price * one.stock_left for one in on_show if one is not today)
    pieces = max(stock - (reward.taken if reward else 0), 0)
    accounts = Account.objects.of_people().filter(community=community, owner__isnull=False)
    lost = accounts.none()
    if today is not None and price > today.price:
        lost = accounts.filter(balance__gte=today.price, balance__lt=price).order_by("-balance", "pk")
    return PriceTrial(
        price_now=today.price if today else None,
        price=price,
        outstanding=outstanding(community.pk),
        pieces=pieces,
        shelves_now=elsewhere + (today.price * today.stock_left if today else 0),
        shelves=elsewhere + price * pieces,
        holders=accounts.filter(balance__gt=0).count(),
        can_afford_now=accounts.filter(balance__gte=today.price).count() if today else None,
        can_afford=accounts.filter(balance__gte=price).count(),
        no_longer=tuple(one.owner.shown_name for one in lost.select_related("owner")[:NAMES_SHOWN]),
        no_longer_count=lost.count(),
    )


def uncovered_after(
    *, community: Community, changed: Mapping[UUID, tuple[int, int]], added: Iterable[tuple[int, int]]
) -> int:
    """Points for which there would be nothing on the shelves when many rewards change at once. Reads only.

    `changed` gives price and stock (how many in all) by reward, `added` those of new ones. The scope must be open.
    """
    shelves = sum(price * stock for price, stock in added)
    for reward in Reward.objects.on_show().filter(community=community):
        price, stock = changed.get(reward.pk, (reward.price, reward.stock))
        shelves += price * max(stock - reward.taken, 0)
    return max(outstanding(community.pk) - shelves, 0)
