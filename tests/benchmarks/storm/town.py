"""What the storm happens to: `python -m tests.benchmarks.storm.town PEOPLE` fills a migrated database and prints it.

People with sessions, one of whom works for the community and hands over, and rewards of which there are too few.
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict, dataclass
from typing import Any

import django

from tests.benchmarks.population import SETTINGS, populate

STOCK, MOST_OF_ONE = 120, 100
PRICES = (5, 8, 12, 20, 30, 45)


@dataclass(frozen=True)
class StormTown:
    """Ids as text; `sessions` are the people's, in their order. The worker is none of them: nobody serves herself."""

    community: str
    worker: str
    worker_session: str
    people: list[str]
    sessions: list[str]
    rewards: dict[str, int]  # and their prices


def build(people: int) -> StormTown:
    from django_scopes import scope

    from content_models.areas.models import Community
    from content_models.common.clock import utc_now
    from content_models.people.actions import grant_role
    from content_models.people.models import User
    from content_models.people.roles import Role

    worker_session, *sessions = populate(wishes=1, people=people + 1).session_keys
    worker, *others = User.objects.filter(username__startswith="volunteer").order_by("pk")
    community = Community.objects.select_related("area").get(slug="many")
    with scope(community=community):
        grant_role(user=worker, role=Role.WORKER, area=community.area, by=None, now=utc_now())
        rewards = {str(_reward(community, number, price).pk): price for number, price in enumerate(PRICES)}
    return StormTown(
        community=str(community.pk),
        worker=str(worker.pk),
        worker_session=worker_session,
        people=[str(person.pk) for person in others],
        sessions=sessions,
        rewards=rewards,
    )


def _reward(community: Any, number: int, price: int) -> Any:
    from content_models.rewards.models import Reward

    return Reward.objects.create(
        community=community, name=f"第{number}样", price=price, stock=STOCK, limit_per_person=MOST_OF_ONE
    )


def main(arguments: list[str]) -> None:
    if len(arguments) != 1:
        sys.exit(__doc__)
    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
    django.setup()
    from django.db import transaction

    with transaction.atomic():
        made = build(int(arguments[0]))
    print(json.dumps(asdict(made)))


if __name__ == "__main__":
    main(sys.argv[1:])
