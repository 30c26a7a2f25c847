"""Fills a migrated database: `python -m tests.benchmarks.population WISHES PEOPLE` prints what it made.

Two communities: "one" with a single wish on its board, "many" with WISHES; and PEOPLE volunteers of "many" with
open sessions, who have agreed to how their data is handled.
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

import django

if TYPE_CHECKING:
    from content_models.people.models import User
    from tests.support.cast import Neighbourhood

SETTINGS = "cms.settings.benchmark"
ROOM_FOR_CLAIMS = 1000
DESCRIPTION = "三楼的声控灯坏了好几天，晚上老人上下楼看不清台阶，想请邻居帮忙看看是灯泡还是开关的问题。"


@dataclass(frozen=True)
class Population:
    """Open wishes of "many", newest last, and the session keys of its volunteers."""

    wish_ids: list[str]
    session_keys: list[str]


def populate(*, wishes: int, people: int) -> Population:
    from content_models.areas.actions import add_area
    from content_models.areas.models import Community
    from tests.support.cast import make_ladder, make_neighbourhood

    levels = make_ladder()
    street = add_area(
        parent=add_area(parent=None, level=levels["district"], name="测试区"), level=levels["street"], name="东街道"
    )
    one = make_neighbourhood(street=street, levels=levels, slug="one", name="独愿")
    many = make_neighbourhood(street=street, levels=levels, slug="many", name="百愿")
    # The limit of wishes in hand is not what is measured here.
    Community.objects.update(claim_limit=ROOM_FOR_CLAIMS)
    residents = [_person(f"resident{number}") for number in range(20)]
    _open_wishes(one, residents, count=1)
    wish_ids = _open_wishes(many, residents, count=wishes)
    return Population(wish_ids, [_volunteer(f"volunteer{number}", many) for number in range(people)])


def _person(name: str) -> User:
    from content_models.common.clock import utc_now
    from content_models.common.ids import uuid7
    from content_models.people.actions import CONSENT_VERSIONS
    from content_models.people.models import Consent, User

    person = User(username=name, nickname=name)
    person.set_unusable_password()
    person.save()
    Consent.objects.create(
        id=uuid7(), user=person, purpose="privacy", version=CONSENT_VERSIONS["privacy"], given_at=utc_now()
    )
    return person


def _volunteer(name: str, place: Neighbourhood) -> str:
    """A volunteer of the whole community; returns the key of her session (cookie and token alike)."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django_scopes import scope

    from cms.accounts.sessions import SessionStore
    from content_models.common.clock import utc_now
    from content_models.people.actions import grant_role
    from content_models.people.roles import Role

    person = _person(name)
    with scope(community=place.community):
        grant_role(user=person, role=Role.VOLUNTEER, area=place.community.area, by=None, now=utc_now())
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.create()
    return str(session.session_key)


def _open_wishes(place: Neighbourhood, residents: list[User], *, count: int) -> list[str]:
    """`count` wishes on the board, each with its card, as approving them one by one would have left them."""
    from django_scopes import scope

    from content_models.common.clock import local_day, utc_now
    from content_models.common.ids import uuid7
    from content_models.common.search import normalise
    from content_models.wishes.board import card_of
    from content_models.wishes.models import Wish
    from content_models.wishes.states import WishState

    now = utc_now()
    made = []
    for number in range(count):
        title = f"想修一盏楼道灯（{number}号）"
        wish = Wish(
            id=uuid7(),
            community=place.community,
            category=(place.category, place.other_category)[number % 2],
            area=place.building_1,
            estate=place.estate,
            title=title,
            description=DESCRIPTION,
            search_text=normalise(f"{title}\n{DESCRIPTION}"),
            deadline=local_day(now + timedelta(days=30)),
            state=WishState.OPEN,
            author=residents[number % len(residents)],
            created_at=now,
            changed_at=now,
        )
        wish.card = card_of(wish, [])
        made.append(wish)
    with scope(community=place.community):
        Wish.objects.bulk_create(made, batch_size=500)
    return [str(wish.pk) for wish in made]


def main(arguments: list[str]) -> None:
    if len(arguments) != 2:
        sys.exit(__doc__)
    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
    django.setup()
    from django.db import connection, transaction

    with transaction.atomic():
        made = populate(wishes=int(arguments[0]), people=int(arguments[1]))
    with connection.cursor() as cursor:
        # What autovacuum would do a minute later: the planner knows the tables.
        cursor.execute("VACUUM ANALYZE")
    print(json.dumps(asdict(made)))


if __name__ == "__main__":
    main(sys.argv[1:])
