"""The board: filters, order, paging, ETags."""

from __future__ import annotations

from typing import Any

import pytest
from django_scopes import scope

from content_models.wishes.models import Wish
from content_models.wishes.states import WishState
from tests.cms.api.calls import Calls
from tests.support.cast import Cast
from tests.support.wish_life import WishLife

S = WishState


@pytest.fixture
def every_state(cast: Cast, life: WishLife) -> dict[str, str]:
    return {state.value: str(life.in_state(state)) for state in WishState}


def _states(api: Calls, person: Any, query: dict[str, str]) -> set[str]:
    return {item["state"] for item in api.all_pages(person, "/wishes", {**query, "limit": "3"})}


def test_states_are_chosen_and_hidden_ones_come_to_their_people_only(
    cast: Cast, api: Calls, every_state: dict[str, str]
) -> None:
    everything = ",".join(every_state)
    public = {"open", "claimed", "fulfilled", "confirmed", "expired"}
    assert _states(api, None, {}) == {"open"}
    for person, seen in (
        (None, public), (cast.vera, public), (cast.bo, public), (cast.oskar, public),
        (cast.anna, set(every_state)), (cast.chen, set(every_state)), (cast.wu, set(every_state)),
    ):  # fmt: skip
        assert _states(api, person, {"state": everything}) == seen
    assert _states(api, cast.anna, {"mine": "posted"}) == set(every_state)
    assert _states(api, cast.bo, {"mine": "claimed"}) == {"claimed", "fulfilled", "confirmed"}
    assert _states(api, None, {"state": ","}) == set()


def test_every_row_says_what_the_asking_person_may_do(cast: Cast, api: Calls, every_state: dict[str, str]) -> None:
    for person in (cast.anna, cast.bo, cast.bea, cast.chen, cast.wu, cast.vera, None):
        for row in api.all_pages(person, "/wishes", {"state": ",".join(every_state)}):
            whole = api.get(person, f"/wishes/{row['id']}").json()
            for part in ("allowed_actions", "mine", "claimed_by_me", "state", "state_name", "helpers_active", "title"):
                assert row[part] == whole[part], (person, part)


def test_pages_neither_repeat_nor_lose_a_wish_while_new_ones_come(cast: Cast, api: Calls, life: WishLife) -> None:
    cast.pine.community.wishes_per_person = 50
    cast.pine.community.save()
    before = [str(life.opened()) for _number in range(5)]
    first = api.get(None, "/wishes", {"limit": 2}).json()
    life.opened()
    rest = api.get(None, "/wishes", {"limit": 50, "cursor": first["next"]}).json()
    assert [row["id"] for row in first["items"] + rest["items"]] == list(reversed(before))
    assert rest["next"] is None


def test_near_begins_at_the_place_named_and_pages_through_the_rest(cast: Cast, api: Calls, life: WishLife) -> None:
    cast.pine.community.wishes_per_person = 50
    cast.pine.community.save()
    near, far = cast.pine.building_1.pk, cast.pine.far_building.pk
    ids = [str(life.opened(area_id=area)) for area in (near, far, near, far, near)]
    at_home = [ids[4], ids[2], ids[0]]
    away = [ids[3], ids[1]]
    for start, expected in ((cast.pine.estate, at_home + away), (cast.pine.far_estate, away + at_home)):
        for limit in (1, 2, 50):
            rows = api.all_pages(None, "/wishes", {"sort": "near", "from": str(start.pk), "limit": limit})
            assert [row["id"] for row in rows] == expected


def test_the_category_filters_and_combines_with_words(cast: Cast, api: Calls, life: WishLife) -> None:
    lamp = str(life.opened())
    other = str(life.opened(category_id=cast.pine.other_category.pk))
    for query, expected in (
        ({"category": str(cast.pine.category.pk)}, {lamp}),
        ({"category": str(cast.pine.other_category.pk), "q": "声控"}, {other}),
        ({"q": "声控"}, {lamp, other}),
        ({"q": "水稻"}, set()),
    ):
        assert {row["id"] for row in api.get(None, "/wishes", query).json()["items"]} == expected


def test_a_reader_with_the_newest_copy_gets_304_until_something_happens(cast: Cast, api: Calls, life: WishLife) -> None:
    wish_id = life.opened()
    for path in ("", "/wishes", "/wishes?sort=near", "/posts", f"/wishes/{wish_id}"):
        first = api.get(None, path)
        assert api.get(None, path, **{"If-None-Match": first["ETag"]}).status_code == 304
        english = api.get(None, path, **{"If-None-Match": first["ETag"], "Accept-Language": "en"})
        assert english.status_code in ((200, 304) if path == "" else (200,)), "another language is another copy"
    board = api.get(None, "/wishes")
    assert api.get(cast.bo, "/wishes", **{"If-None-Match": board["ETag"]}).status_code == 200, "another person, too"
    life.claim(wish_id)
    assert api.get(None, "/wishes", **{"If-None-Match": board["ETag"]}).status_code == 200


def test_what_is_personal_is_kept_by_no_cache(cast: Cast, api: Calls, life: WishLife) -> None:
    wish_id = life.in_state(S.CLAIMED)
    for path in ("/api/v1/me", "/api/v1/me/notices", f"/wishes/{wish_id}"):
        answer = api.get(cast.anna, path)
        assert answer["Cache-Control"] == "no-store", path
        assert "ETag" not in answer
    assert api.get(cast.wu, "/queue")["Cache-Control"] == "no-store"
    assert "public" not in api.get(cast.anna, "/wishes")["Cache-Control"]


def test_the_kept_card_follows_a_renamed_category(cast: Cast, api: Calls, life: WishLife) -> None:
    from content_models.wishes.board import rebuild_cards

    for state in WishState:
        life.in_state(state)
    with scope(community=cast.pine.community):
        assert rebuild_cards(community_id=cast.pine.community.pk) == 0, "every action left the card a rebuild makes"
        cast.pine.category.name = "邻里帮"
        cast.pine.category.save()
        assert rebuild_cards(community_id=cast.pine.community.pk) == Wish.objects.count()
    assert api.get(None, "/wishes").json()["items"][0]["category"]["name"] == "邻里帮"
