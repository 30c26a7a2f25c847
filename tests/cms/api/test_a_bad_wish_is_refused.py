"""POST /wishes with everything a phone, a bungler or a prankster may send: words, a code, and nothing kept."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django_scopes import scopes_disabled

from content_models.common.clock import local_day, utc_now
from content_models.common.ids import uuid7
from media.actions import store_photo
from tests.cms.api.calls import SOMEBODY_UNKNOWN, Calls
from tests.media.uploads import phone_photo
from tests.support.cast import Cast, wish_input
from tests.support.unchanged import assert_refused, nothing_changes
from tests.support.wish_life import WishLife

TODAY = local_day(utc_now())

BAD_WORDS: list[tuple[dict[str, Any], str, str]] = [
    ({"title": ""}, "title_required", "title"),
    ({"title": "  \n "}, "title_required", "title"),
    ({"title": "灯"}, "title_required", "title"),
    ({"title": "灯" * 41}, "title_too_long", "title"),
    ({"title": "灯" * 2001}, "invalid", "title"),
    ({"title": None}, "invalid", "title"),
    ({"title": ["灯"]}, "invalid", "title"),
    ({"description": ""}, "description_required", "description"),
    ({"description": "字" * 501}, "description_too_long", "description"),
    ({"deadline": (TODAY - timedelta(days=1)).isoformat()}, "deadline_past", "deadline"),
    ({"deadline": (TODAY + timedelta(days=366)).isoformat()}, "deadline_too_far", "deadline"),
    ({"deadline": "tomorrow"}, "invalid", "deadline"),
    ({"deadline": "2026-02-30"}, "invalid", "deadline"),
    ({"deadline": "9999-12-31T23:59:59Z"}, "invalid", "deadline"),
    ({"helpers_wanted": 0}, "helpers_out_of_bounds", "helpers_wanted"),
    ({"helpers_wanted": -1}, "helpers_out_of_bounds", "helpers_wanted"),
    ({"helpers_wanted": 21}, "helpers_out_of_bounds", "helpers_wanted"),
    ({"helpers_wanted": 1.5}, "invalid", "helpers_wanted"),
    ({"area": None}, "area_required", "area"),
    ({"area": SOMEBODY_UNKNOWN}, "area_elsewhere", "area"),
    ({"area": "1栋"}, "invalid", "area"),
    ({"category": SOMEBODY_UNKNOWN}, "category_unknown", "category"),
    ({"category": "搭把手"}, "invalid", "category"),
    ({"photos": [SOMEBODY_UNKNOWN]}, "unknown_photo", "photos"),
    ({"photos": [str(uuid7()) for _ in range(4)]}, "too_many_photos", "photos"),
    ({"photos": [str(uuid7()) for _ in range(51)]}, "invalid", "photos"),
    ({"photos": ["photo.jpg"]}, "invalid", "photos.0"),
    ({"contact": {"phone": "12345"}}, "invalid_phone", "contact.phone"),
    ({"contact": {"door": "门" * 61}}, "too_long", "contact.door"),
    ({"contact": {"name": "名" * 31}}, "too_long", "contact.name"),
]


@pytest.mark.parametrize(("changes", "code", "field"), BAD_WORDS, ids=[f"{row[2]}-{row[1]}" for row in BAD_WORDS])
def test_a_wish_with_a_wrong_part_says_which(
    cast: Cast, api: Calls, changes: dict[str, Any], code: str, field: str
) -> None:
    body = wish_input(cast.pine, **changes)
    problem = assert_refused(lambda headers: api.post(cast.anna, "/wishes", body, headers), 422, code)
    assert [error["field"] for error in problem["errors"]] == [field]


def test_several_wrong_parts_are_all_named(cast: Cast, api: Calls) -> None:
    body = wish_input(cast.pine, title="", description="", helpers_wanted=99)
    problem = assert_refused(lambda headers: api.post(cast.anna, "/wishes", body, headers), 422, "wish_invalid")
    assert {error["field"] for error in problem["errors"]} == {"title", "description", "helpers_wanted"}


def test_category_and_building_of_the_neighbour_look_unknown(cast: Cast, api: Calls) -> None:
    for part, theirs in (("category", cast.oak.category.pk), ("area", cast.oak.building_1.pk)):
        with nothing_changes():
            hers = api.post(cast.anna, "/wishes", wish_input(cast.pine, **{part: str(theirs)}))
            nobodys = api.post(cast.anna, "/wishes", wish_input(cast.pine, **{part: SOMEBODY_UNKNOWN}))
        assert (hers.status_code, hers.content) == (422, nobodys.content)


def test_a_retired_category_can_not_be_chosen(cast: Cast, api: Calls) -> None:
    with scopes_disabled():
        cast.pine.category.retired_at = utc_now()
        cast.pine.category.save()
    assert_refused(
        lambda headers: api.post(cast.anna, "/wishes", wish_input(cast.pine), headers), 422, "category_unknown"
    )


def test_a_photo_goes_into_one_wish_of_its_owner(cast: Cast, api: Calls) -> None:
    photo, bos = (
        str(store_photo(owner=owner, content=phone_photo("JPEG", width=40, height=30), now=utc_now()).pk)
        for owner in (cast.anna, cast.bo)
    )
    twice = wish_input(cast.pine, photos=[photo, photo])
    assert_refused(lambda headers: api.post(cast.anna, "/wishes", twice, headers), 422, "unknown_photo")
    somebody_elses = wish_input(cast.pine, photos=[photo, bos])
    assert_refused(lambda headers: api.post(cast.anna, "/wishes", somebody_elses, headers), 422, "unknown_photo")

    made = api.post(cast.anna, "/wishes", wish_input(cast.pine, photos=[photo]))
    assert [one["id"] for one in made.json()["photos"]] == [photo]
    again = wish_input(cast.pine, photos=[photo])
    assert_refused(lambda headers: api.post(cast.anna, "/wishes", again, headers), 422, "unknown_photo")


@pytest.mark.parametrize(
    ("who", "changes", "status", "code"),
    [
        ("nia", {}, 403, "not_a_resident"),
        ("bo", {}, 403, "not_a_resident"),
        ("vera", {}, 403, "consent_required"),
        ("bo", {"on_behalf_of": {"name": "钱爷爷"}}, 403, "not_for_others"),
        ("oskar", {"on_behalf_of": {"name": "钱爷爷"}}, 403, "not_for_others"),
        ("wu", {"on_behalf_of": {"name": " "}}, 422, "name_required"),
        ("wu", {"on_behalf_of": {"name": "钱爷爷", "agreed": False}}, 422, "agreement_required"),
        ("wu", {"on_behalf_of": {"name": "钱爷爷", "phone": "110"}}, 422, "invalid_phone"),
    ],
)
def test_who_may_not_post_is_told_why(
    cast: Cast, api: Calls, who: str, changes: dict[str, Any], status: int, code: str
) -> None:
    body = wish_input(cast.pine, **changes)
    assert_refused(lambda headers: api.post(getattr(cast, who), "/wishes", body, headers), status, code)


def test_a_chief_writes_down_for_her_own_building_only(cast: Cast, api: Calls) -> None:
    grandfather = {"name": "钱爷爷", "phone": "", "door": "402", "agreed": True}
    elsewhere = wish_input(cast.pine, area=str(cast.pine.building_2.pk), on_behalf_of=grandfather)
    assert_refused(lambda headers: api.post(cast.chen, "/wishes", elsewhere, headers), 403, "not_for_others")
    assert api.post(cast.chen, "/wishes", wish_input(cast.pine, on_behalf_of=grandfather)).status_code == 201


def test_who_has_five_wishes_open_waits(cast: Cast, api: Calls, life: WishLife) -> None:
    for _number in range(5):
        life.new()
    assert_refused(
        lambda headers: api.post(cast.anna, "/wishes", wish_input(cast.pine), headers), 409, "too_many_wishes"
    )


def test_without_a_day_the_wish_gets_the_communitys_days(cast: Cast, api: Calls) -> None:
    made = api.post(cast.anna, "/wishes", wish_input(cast.pine))
    assert made.json()["deadline"] == (local_day(utc_now()) + timedelta(days=30)).isoformat()
    moment = (utc_now() + timedelta(days=3)).replace(hour=20).isoformat()  # four in the morning of the next day there
    late = api.post(cast.anna, "/wishes", wish_input(cast.pine, deadline=moment))
    assert late.json()["deadline"] == local_day(utc_now().replace(hour=20) + timedelta(days=3)).isoformat()
