"""However many rows there are, a list of service or exchange asks the database the same few questions."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from content_models.hours import actions as hours
from content_models.hours.models import Activity
from content_models.people.models import User
from content_models.rewards.actions import hand_over, settle_month
from content_models.rewards.codes import digits_of
from content_models.rewards.models import Merchant, Redemption, Reward
from tests.cms.api.calls import Calls
from tests.support.cast import Cast, actor
from tests.support.service_life import ServiceLife


class Shelves:
    """Rows of every kind, one more at a time."""

    def __init__(self, service: ServiceLife) -> None:
        self.service = service
        self.made = 0
        self.merchant, self.max = service.merchant()

    def next(self) -> int:
        self.made += 1
        return self.made

    def activity(self) -> Activity:
        """Tomorrow or later; Bo comes."""
        begin = self.service.now + timedelta(days=2, hours=self.next())
        activity = self.service.activity(
            starts_at=begin, ends_at=begin + timedelta(hours=1), minutes_expected=60, post_id=self.service.place.post.pk
        )
        with self.service.scope():
            hours.take_seat(activity_id=activity.pk, actor=actor(self.service.cast.bo), now=self.service.now)
        return activity

    def record(self) -> None:
        hours_ago = timedelta(hours=3 * self.next())
        self.service.back_entry(
            started_at=self.service.now - hours_ago - timedelta(minutes=50),
            ended_at=self.service.now - hours_ago,
            post_id=self.service.place.post.pk,
        )

    def served(self) -> None:
        """Checked in and out last week, a day after the one before, and verified by Wu."""
        now, self.service.now = self.service.now, self.service.now - timedelta(days=9 - self.next())
        self.service.verify(self.service.served())
        self.service.now = now

    def reward(self) -> Reward:
        return self.service.reward(name=f"大米{self.next()}", merchant=self.merchant, price=1)

    def redemption(self) -> Redemption:
        self.service.give_points(self.service.cast.bo, 1)
        return self.service.redeem(self.reward())

    def handed_over(self) -> None:
        code = digits_of(self.redemption())
        with self.service.scope():
            hand_over(code=code, actor=actor(self.max), community=self.service.community, now=self.service.now)

    def settlement(self) -> None:
        month = (self.service.now - timedelta(days=31 * self.next())).date()
        with self.service.scope():
            settle_month(merchant=self.merchant, month=month, now=self.service.now)

    def shop(self) -> None:
        with self.service.scope():
            Merchant.objects.create(community=self.service.community, name=f"小店{self.next()}")


LISTS: list[tuple[str, str, str | None]] = [
    ("activity", "/activities", None),
    ("activity", "/activities", "bo"),
    ("activity", "/activities?mine=true", "bo"),
    ("record", "/queue?kind=record", "wu"),
    ("record", "/api/v1/me/hours", "bo"),
    ("redemption", "/rewards", None),
    ("redemption", "/rewards", "bo"),
    ("redemption", "/api/v1/me/redemptions", "bo"),
    ("redemption", "/redemptions", "wu"),
    ("redemption", "/api/v1/me/transfers", "bo"),
    ("redemption", "/api/v1/me/points", "bo"),
    ("handed_over", "/hand-overs", "max"),
    ("settlement", "/settlements", "max"),
    ("shop", "/merchants", None),
]


def _path(path: str) -> str:
    return path if path.startswith("/api") else f"/api/v1/communities/pine{path}"


def _cost(client: Client, path: str) -> tuple[int, Any]:
    client.get(path)
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(path)
    assert answer.status_code == 200, answer.content
    return len(queries), answer.json()


@pytest.fixture
def shelves(service: ServiceLife) -> Shelves:
    return Shelves(service)


def _somebody(cast: Cast, shelves: Shelves, who: str | None) -> User | None:
    return shelves.max if who == "max" else getattr(cast, who) if who else None


@pytest.mark.parametrize(("row", "path", "who"), LISTS)
def test_one_row_and_many_cost_the_same(
    cast: Cast, api: Calls, shelves: Shelves, row: str, path: str, who: str | None
) -> None:
    client, more = api.of(_somebody(cast, shelves, who)), getattr(shelves, row)
    more()
    with_one, _few = _cost(client, _path(path))
    for _number in range(6):
        more()
    with_many, answer = _cost(client, _path(path))
    assert with_one == with_many <= 16
    if "items" in answer:
        assert len(answer["items"]) >= 7


def test_activities_of_the_past_with_ones_records_cost_the_same(cast: Cast, api: Calls, shelves: Shelves) -> None:
    path = _path("/activities?when=past")
    shelves.served()
    with_one, _few = _cost(api.of(cast.bo), path)
    for _number in range(3):
        shelves.served()
    with_many, answer = _cost(api.of(cast.bo), path)
    assert with_one == with_many
    assert len(answer["items"]) == 4
    assert {one["my_record"]["state"] for one in answer["items"]} == {"verified"}


@pytest.mark.parametrize(("row", "path", "who"), [one for one in LISTS if not one[1].endswith("/points")])
def test_pages_follow_each_other_without_gap_or_repetition(
    cast: Cast, api: Calls, shelves: Shelves, row: str, path: str, who: str | None
) -> None:
    for _number in range(5):
        getattr(shelves, row)()
    person = _somebody(cast, shelves, who)
    bare, _mark, asked = path.partition("?")
    query = dict(pair.split("=") for pair in asked.split("&") if pair)
    whole = [one["id"] for one in api.get(person, bare, query).json()["items"]]
    assert [one["id"] for one in api.all_pages(person, bare, query | {"limit": "2"})] == whole
    assert len(whole) == len(set(whole)) >= 5


@pytest.mark.parametrize("path", ["/activities", "/rewards", "/merchants"])
def test_a_visitor_who_has_the_newest_copy_is_told_so(cast: Cast, api: Calls, shelves: Shelves, path: str) -> None:
    row = {"/activities": shelves.activity, "/rewards": shelves.reward, "/merchants": shelves.shop}[path]
    row()
    first = api.get(None, path)
    assert first["Cache-Control"] == "public, no-cache"
    assert api.get(None, path, **{"If-None-Match": first["ETag"]}).status_code == 304
    row()
    assert api.get(None, path, **{"If-None-Match": first["ETag"]}).status_code == 200
    assert api.get(cast.bo, path)["Cache-Control"] == "no-store", "what one has is nobody else's"


def test_a_cursor_of_one_list_opens_no_other(cast: Cast, api: Calls, shelves: Shelves) -> None:
    for _number in range(3):
        shelves.redemption()
    cursor = api.get(cast.bo, "/rewards", {"limit": 1}).json()["next"]
    for person, path in (
        (cast.bo, "/rewards?kind=goods"), (cast.bo, "/merchants"), (cast.bo, "/activities"),
        (cast.bo, "/api/v1/me/transfers"), (cast.bo, "/api/v1/me/redemptions"), (cast.wu, "/hand-overs"),
    ):  # fmt: skip
        bare, _mark, asked = path.partition("?")
        query = dict(pair.split("=") for pair in asked.split("&") if pair)
        assert api.get(person, bare, query | {"cursor": cursor}).json()["code"] == "bad_cursor", path
