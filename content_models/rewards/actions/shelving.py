"""Putting a reward on the shelves, or changing what it says there, in one step: for sheets and commands.

The admin's form has drafts besides; what it checks is checked here, too.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from content_models.areas.models import Community
from content_models.common.errors import Conflict, Invalid, Missing
from content_models.common.ids import uuid7
from content_models.people.actions import signed_in
from content_models.people.policy import may_work_in
from content_models.people.roles import Actor
from content_models.rewards.models import Merchant, Reward
from content_models.rewards.states import RewardKind


class BelowTaken(Conflict):
    code = "below_taken"
    message = _("%(taken)d are reserved or handed over already; it can't be fewer.")


class DraftWaiting(Conflict):
    code = "draft_waiting"
    message = _("There is a draft of this reward that is not on phones yet. Please publish it or take it back first.")


class MerchantElsewhere(Invalid):
    code = "elsewhere"
    message = _("Please choose a merchant of this community.")


class BadWindow(Invalid):
    code = "bad_window"
    message = _("The last day lies before the first.")


@dataclass(frozen=True, slots=True)
class OnShelf:
    """What stands on the shelf."""

    name: str
    price: int
    stock: int
    kind: str = RewardKind.GOODS
    description: str = ""
    limit_per_person: int = 1
    opens_on: date | None = None
    closes_on: date | None = None
    merchant_id: UUID | None = None
    pick_up: str = ""
    pick_up_days: int = 7

    @classmethod
    def of(cls, reward: Reward) -> OnShelf:
        return cls(**{field.name: getattr(reward, field.name) for field in fields(cls)})


def check_shelving(*, actor: Actor, community: Community, what: OnShelf, reward: Reward | None) -> Reward:
    """Could it be put there? Reads only; returns the reward as it would be.

    Raises:
        Missing, DraftWaiting, BelowTaken, BadWindow, MerchantElsewhere, Invalid (its `fields` say where)
    """
    signed_in(actor)
    if not may_work_in(actor, community) or (reward is not None and reward.community_id != community.pk):
        raise Missing
    if reward is not None and reward.has_unpublished_changes:
        raise DraftWaiting
    if reward is not None and what.stock < reward.taken:
        refusal = BelowTaken.message % {"taken": reward.taken}
        raise BelowTaken(fields={"stock": refusal}, taken=reward.taken)
    if what.opens_on and what.closes_on and what.closes_on < what.opens_on:
        raise BadWindow(fields={"closes_on": BadWindow.message})
    shop = Merchant.objects.on_show().filter(pk=what.merchant_id, community=community)
    if what.merchant_id is not None and not shop.exists():
        raise MerchantElsewhere(fields={"merchant": MerchantElsewhere.message})
    changed = reward or Reward(id=uuid7(), community=community)
    for field in fields(what):
        setattr(changed, field.name, getattr(what, field.name))
    try:
        changed.full_clean(validate_unique=False)
    except ValidationError as error:
        raise Invalid(fields={name: _first(said) for name, said in error.error_dict.items()}) from error
    return changed


def put_on_shelf(
    *,
    actor: Actor,
    community: Community,
    what: OnShelf,
    reward: Reward | None = None,
    now: datetime,  # noqa: ARG001 - as every action
) -> Reward:
    """Put it there, on phones at once; a new one comes last.

    Raises:
        What `check_shelving` raises. Conflict: another reward has this name, or more were taken meanwhile.
    """
    made = check_shelving(actor=actor, community=community, what=what, reward=reward)
    if reward is None:
        last = Reward.objects.filter(community=community).aggregate(last=Max("sort_order"))["last"]
        made.sort_order = (last or 0) + 1
    try:
        with transaction.atomic():
            made.save()
            made.save_revision(user=actor.user).publish(user=actor.user)
    except IntegrityError as error:
        raise Conflict from error
    return made


def _first(errors: Any) -> tuple[str, str]:
    error = next(iter(errors))
    return error.code or "invalid", error.messages[0]


__all__ = ["BadWindow", "BelowTaken", "DraftWaiting", "MerchantElsewhere", "OnShelf", "check_shelving", "put_on_shelf"]
