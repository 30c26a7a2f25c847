"""兑换品: by name. An empty cell leaves what is there, or takes what is usual."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from content_models.areas.models import Community
from content_models.common.errors import DomainError
from content_models.people.roles import Actor
from content_models.rewards.actions import OnShelf, check_shelving, put_on_shelf
from content_models.rewards.models import (
    LIMIT_MAX,
    NAME_MAX,
    PLACE_MAX,
    PRICE_MAX,
    STOCK_MAX,
    TEXT_MAX,
    Merchant,
    Reward,
)
from content_models.rewards.price_trial import try_price, uncovered_after
from content_models.rewards.states import RewardKind
from content_models.sheets.cells import Choice, Column, Day, Text, Whole
from content_models.sheets.planning import CHANGED, NEW, UNCHANGED, Kind, Plan, RowRefused, in_portions
from content_models.sheets.problems import Note, refusal_of
from content_models.sheets.reading import Reading, Row
from content_models.sheets.states import SheetKind

DAYS_MAX = 90
TOO_DEAR = _(
    "“%(name)s”, %(before)d → %(price)d points. Saved enough for it today, and not enough any more: %(number)d."
)
UNCOVERED = _("People hold %(points)d points more than everything on the shelves would cost.")


@dataclass(frozen=True, slots=True)
class _Put:
    row: int
    what: OnShelf
    reward_id: UUID | None
    before: OnShelf | None


class RewardSheet(Kind):
    kind = SheetKind.REWARDS
    rows_max = 200

    def columns(self, community: Community) -> list[Column]:
        shops = Merchant.objects.on_show().filter(community=community).values_list("name", flat=True)
        return [
            Column(
                "name",
                _("Name of the reward"),
                Text(NAME_MAX),
                required=True,
                explain=_("One that is there already is changed; a new name is a new reward."),
                example="示例（导入时跳过）：大米 5 公斤",
            ),
            Column("price", _("Price in points"), Whole(1, PRICE_MAX), required=True, example="30"),
            Column(
                "stock",
                _("How many in all"),
                Whole(0, STOCK_MAX),
                required=True,
                explain=_("All that were ever offered, with those already taken."),
                example="20",
            ),
            Column(
                "kind",
                _("Kind of reward"),
                Choice(dict(RewardKind.choices)),
                example=str(RewardKind.GOODS.label),
            ),
            Column("description", _("What one gets"), Text(TEXT_MAX), example="东北长粒香，一袋"),
            Column("limit_per_person", _("Per person"), Whole(1, LIMIT_MAX), example="1"),
            Column("opens_on", _("From the day"), Day(), example="2026-12-01"),
            Column("closes_on", _("Until the day"), Day(), example="2026-12-31"),
            Column(
                "merchant",
                _("Caring merchant"),
                Text(NAME_MAX),
                explain=_("Empty: fetched at the community's own desk."),
                offers=tuple(shops),
            ),
            Column("pick_up", _("Where to fetch it"), Text(PLACE_MAX), example="社区服务站一楼"),
            Column("pick_up_days", _("Days to fetch it"), Whole(1, DAYS_MAX), example="7"),
        ]

    def here(self, community: Community) -> Iterator[dict[str, Any]]:
        rewards = Reward.objects.filter(community=community, retired_at__isnull=True).select_related("merchant")
        for reward in rewards.order_by("sort_order", "id"):
            yield {**asdict(OnShelf.of(reward)), "merchant": reward.merchant.name if reward.merchant else None}

    def key_of(self, row: Row) -> Hashable | None:
        return str(row["name"])

    def plan(self, reading: Reading, *, community: Community, actor: Actor, now: datetime) -> Plan:
        plan = Plan()
        known = _known(reading, community)
        shops = dict(Merchant.objects.on_show().filter(community=community).values_list("name", "pk"))
        for row in reading.rows:
            if row["merchant"] and row["merchant"] not in shops:
                message = _("There is no merchant called “%(name)s” here.")
                plan.refuse(row, reading.column("merchant"), message, name=row["merchant"])
                continue
            reward = known.get(row["name"])
            before = OnShelf.of(reward) if reward else None
            what = _wanted(row, before, shops)
            if what == before:
                plan.add(UNCHANGED)
                continue
            try:
                check_shelving(actor=actor, community=community, what=what, reward=reward)
            except DomainError as refusal:
                name = next(iter(refusal.fields), "")
                plan.problems.append(refusal_of(refusal, row=row.number, column=reading.column(name)))
            else:
                plan.add(CHANGED if reward else NEW, _Put(row.number, what, reward.pk if reward else None, before))
        plan.notes += _what_prices_would_do(plan, known, community)
        return plan

    def write(self, plan: Plan, *, community: Community, actor: Actor, now: datetime) -> None:
        known = Reward.objects.in_bulk([step.reward_id for step in plan.steps if step.reward_id])
        for step in plan.steps:
            reward = known[step.reward_id] if step.reward_id else None
            try:
                put_on_shelf(actor=actor, community=community, what=step.what, reward=reward, now=now)
            except DomainError as refusal:
                raise RowRefused(step.row, refusal) from refusal


def _what_prices_would_do(plan: Plan, known: dict[str, Reward], community: Community) -> list[Note]:
    """The same look as on the form of a reward (price_trial), for all rows at once."""
    steps: list[_Put] = plan.steps
    if not steps:
        return []
    notes = []
    for step in steps:
        if step.before is None or step.what.price <= step.before.price:
            continue
        reward, price = known[step.what.name], step.what.price
        trial = try_price(community=community, reward=reward, price=price, stock=step.what.stock)
        if trial.no_longer_count:
            words = {"name": step.what.name, "before": step.before.price, "price": price}
            notes.append(Note(TOO_DEAR, {**words, "number": trial.no_longer_count}))
    uncovered = uncovered_after(
        community=community,
        changed={step.reward_id: (step.what.price, step.what.stock) for step in steps if step.reward_id},
        added=[(step.what.price, step.what.stock) for step in steps if not step.reward_id],
    )
    if uncovered:
        notes.append(Note(UNCOVERED, {"points": uncovered}))
    return notes


def _known(reading: Reading, community: Community) -> dict[str, Reward]:
    found: dict[str, Reward] = {}
    for portion in in_portions([row["name"] for row in reading.rows]):
        rows = Reward.objects.filter(community=community, retired_at__isnull=True, name__in=portion)
        found |= {one.name: one for one in rows}
    return found


def _wanted(row: Row, before: OnShelf | None, shops: dict[str, UUID]) -> OnShelf:
    given: dict[str, Any] = {key: value for key, value in row.values.items() if value is not None}
    shop = given.pop("merchant", None)
    if shop:
        given["merchant_id"] = shops[shop]
    return replace(before, **given) if before else OnShelf(**given)
