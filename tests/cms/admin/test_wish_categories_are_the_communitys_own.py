"""Categories are kept like posts; a new name stands on every wish of it at once."""

from __future__ import annotations

import pytest

from content_models.wishes.models import WishCategory
from tests.cms.admin.acting import CATEGORIES, PUBLISH, a_wish, messages_of


@pytest.fixture(autouse=True)
def _behind_the_scenes(everywhere):
    """Assertions look past the scope."""


def on_phones(cast) -> list[str]:
    answer = cast.client(None).get("/api/v1/communities/pine")
    return [category["name"] for category in answer.json()["wish_categories"]]


def test_a_new_one_comes_last(wu, cast):
    wu.post(f"{CATEGORIES}add/", {"name": "学一学", "icon": "book", "form-count": "0"} | PUBLISH)
    assert on_phones(cast) == ["搭把手", "修修补补", "学一学"]
    assert WishCategory.objects.get(name="学一学").community == cast.pine.community


def test_a_new_name_stands_on_the_board_at_once(wu, cast):
    a_wish(cast.pine, cast.anna, approved_by=cast.wu)
    form = {"name": "邻里帮", "icon": "heart", "form-count": "0"} | PUBLISH
    assert wu.post(f"{CATEGORIES}edit/{cast.pine.category.pk}/", form).status_code == 302
    (card,) = cast.client(None).get("/api/v1/communities/pine/wishes").json()["items"]
    assert (card["category"]["name"], card["category"]["icon"]) == ("邻里帮", "heart")


def test_an_icon_that_is_not_drawn_is_refused(wu, cast):
    answer = wu.post(f"{CATEGORIES}add/", {"name": "学一学", "icon": "rocket", "form-count": "0"} | PUBLISH)
    assert answer.context["form"].errors["icon"]
    assert on_phones(cast) == ["搭把手", "修修补补"]


def test_removing_one_keeps_its_wishes(wu, cast):
    wish = a_wish(cast.pine, cast.anna, approved_by=cast.wu)
    answer = wu.post(f"{CATEGORIES}delete/{cast.pine.category.pk}/", follow=True)
    assert messages_of(answer)
    assert on_phones(cast) == ["修修补补"]
    wish.refresh_from_db()
    assert wish.category == cast.pine.category


def test_a_removed_one_comes_back(wu, cast):
    wu.post(f"{CATEGORIES}delete/{cast.pine.category.pk}/")
    wu.post(f"{CATEGORIES}bring-back/{cast.pine.category.pk}/")
    assert on_phones(cast) == ["搭把手", "修修补补"]


def test_dragging_changes_the_order(wu, cast):
    wu.post(f"{CATEGORIES}reorder/{cast.pine.other_category.pk}/?position=0")
    assert on_phones(cast) == ["修修补补", "搭把手"]


@pytest.mark.parametrize("pk", ["999999", "not-an-id"])
def test_reordering_what_does_not_exist_is_404(wu, pk):
    assert wu.post(f"{CATEGORIES}reorder/{pk}/?position=0").status_code == 404
