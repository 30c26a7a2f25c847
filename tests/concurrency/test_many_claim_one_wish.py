"""Many helpers claim one wish at the same moment, on a real PostgreSQL; the twin shows what the guard prevents."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django_fsm import ConcurrentTransitionMixin
from django_scopes import scope

from content_models.common.clock import local_day, utc_now
from content_models.common.errors import Conflict
from content_models.people.actions import grant_role
from content_models.people.models import User
from content_models.people.roles import Role
from content_models.wishes.actions import NewWish, approve_wish, claim_wish, helping, post_wish
from content_models.wishes.models import Claim, Wish
from tests.support.cast import LONG_AGO, Cast, actor, make_cast, make_person

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("pg_only")]

CROWD = 8


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    return make_cast()


@pytest.fixture
def crowd(cast: Cast) -> list[User]:
    people = [make_person(f"Helper{number}", 100 + number) for number in range(CROWD)]
    with scope(community=cast.pine.community):
        for person in people:
            grant_role(user=person, role=Role.VOLUNTEER, area=cast.pine.community.area, by=None, now=LONG_AGO)
    return people


def _open_wish(cast: Cast, *, helpers_wanted: int) -> Wish:
    now = utc_now()
    new = NewWish(
        title="想修一盏楼道灯",
        description="三楼的声控灯不亮了",
        category_id=cast.pine.category.pk,
        area_id=cast.pine.building_1.pk,
        deadline=local_day(now + timedelta(days=9)),
        helpers_wanted=helpers_wanted,
    )
    with scope(community=cast.pine.community):
        wish = post_wish(actor=actor(cast.anna), community=cast.pine.community, new=new, now=now)
        return approve_wish(wish_id=wish.pk, actor=actor(cast.wu), now=now)


def _all_claim(cast: Cast, wish: Wish, people: list[User], monkeypatch: pytest.MonkeyPatch) -> int:
    """Everybody has read the wish before anybody writes; returns how many got it. Only Conflict is a proper no."""
    have_read = threading.Barrier(len(people), timeout=20)
    read_once = threading.local()

    def read_and_wait(wish_id):
        found = read_wish(wish_id)
        if not getattr(read_once, "done", False):
            read_once.done = True
            have_read.wait()
        return found

    read_wish = helping.read_wish
    monkeypatch.setattr(helping, "read_wish", read_and_wait)

    def claim(person: User) -> bool:
        try:
            with scope(community=cast.pine.community):
                claim_wish(wish_id=wish.pk, actor=actor(person), now=utc_now())
        except Conflict:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(len(people)) as pool:
        return sum(pool.map(claim, people))


def _counted(cast: Cast, wish: Wish) -> tuple[str, int, int]:
    with scope(community=cast.pine.community):
        now = Wish.objects.get(pk=wish.pk)
        return now.state, now.helpers_active, Claim.objects.active().filter(wish=wish).count()


def test_one_of_many_gets_the_wish(cast, crowd, monkeypatch):
    wish = _open_wish(cast, helpers_wanted=1)
    assert _all_claim(cast, wish, crowd, monkeypatch) == 1
    assert _counted(cast, wish) == ("claimed", 1, 1)


def test_as_many_get_it_as_are_wanted(cast, crowd, monkeypatch):
    wish = _open_wish(cast, helpers_wanted=3)
    assert _all_claim(cast, wish, crowd, monkeypatch) == 3
    assert _counted(cast, wish) == ("claimed", 3, 3)


def test_without_the_conditional_write_several_get_the_same_wish(cast, crowd, monkeypatch):
    """The twin: the UPDATE no longer says "and nobody wrote since we read"."""
    wish = _open_wish(cast, helpers_wanted=1)
    monkeypatch.setattr(
        Wish, "_do_update", lambda self, *rest: super(ConcurrentTransitionMixin, self)._do_update(*rest)
    )
    assert _all_claim(cast, wish, crowd, monkeypatch) > 1
    assert _counted(cast, wish)[2] > 1
