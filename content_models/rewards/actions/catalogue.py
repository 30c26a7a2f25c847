"""Taking rewards and merchants off the shelves and putting them back. Nothing is ever deleted."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from content_models.common.errors import Conflict
from content_models.common.ordering import free_place
from content_models.people.models import User
from content_models.rewards.models import Merchant, Reward


@transaction.atomic
def retire_reward(*, reward: Reward, by: User, now: datetime) -> None:
    """Nobody can exchange for it any more; what is reserved can still be fetched."""
    _retire(reward, "reward", by, now)


@transaction.atomic
def retire_merchant(*, merchant: Merchant, by: User, now: datetime) -> None:
    """Not on show any more; what is reserved there can still be fetched there."""
    _retire(merchant, "merchant", by, now)


@transaction.atomic
def bring_reward_back(*, reward: Reward, by: User) -> None:
    """Raises:
    Conflict: another reward has taken its name meanwhile.
    """
    _bring_back(reward, "reward", by, _("There is already a reward of this name."))


@transaction.atomic
def bring_merchant_back(*, merchant: Merchant, by: User) -> None:
    """Raises:
    Conflict: another merchant has taken its name meanwhile.
    """
    _bring_back(merchant, "merchant", by, _("There is already a merchant of this name."))


def _retire(thing: Reward | Merchant, name: str, by: User, now: datetime) -> None:
    thing.retired_at = now
    thing.save(update_fields=["retired_at"])
    log(thing, f"linli.{name}.retired", user=by)


def _bring_back(thing: Reward | Merchant, name: str, by: User, name_taken: object) -> None:
    others = type(thing).objects.filter(community_id=thing.community_id, retired_at=None)
    thing.sort_order = free_place(others, wanted=thing.sort_order)
    thing.retired_at = None
    try:
        with transaction.atomic():
            thing.save(update_fields=["retired_at", "sort_order"])
    except IntegrityError as error:
        raise Conflict(name_taken) from error
    log(thing, f"linli.{name}.brought_back", user=by)
