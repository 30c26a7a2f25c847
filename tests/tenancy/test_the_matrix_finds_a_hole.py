"""The matrix shows what it is made to show: with a wall taken down, each kind of hole is found and named."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from typing import Any

import pytest
from django_scopes import scopes_disabled

from cms.admin import page_doors, scoping
from cms.admin.register_views import RegisterIndexView
from content_models.common.errors import Missing
from content_models.people.roles import Actor
from content_models.wishes.models import Wish
from tests.tenancy.admin_matrix import AdminMatrix
from tests.tenancy.api_matrix import ApiMatrix
from tests.tenancy.asking import Asking, Tally
from tests.tenancy.world import World

pytestmark = pytest.mark.django_db


def _yes(*_asked: Any) -> bool:
    return True


@pytest.fixture
def api(world: World, asking: Asking) -> Callable[[str, str], list[str]]:
    """The holes of one role at one call."""
    return lambda role, call: ApiMatrix(world, asking, Tally("")).holes(world.people[role], {call})


@pytest.fixture
def admin(world: World, asking: Asking) -> Callable[[str, str], list[str]]:
    """The holes of one role at one address."""
    return lambda role, name: AdminMatrix(world, asking, Tally("")).holes(world.people[role], {name})


def test_a_role_that_holds_everywhere(api: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    call = "GET C/redemptions"
    assert not api("worker", call)

    def everywhere(self: Actor, *roles: Any, at: str) -> bool:
        return any(grant.role in roles for grant in self.grants)

    monkeypatch.setattr(Actor, "holds", everywhere)
    assert any("at oak" in hole and "should be refused" in hole for hole in api("worker", call))


def test_a_chief_whose_house_is_the_whole_community(api: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    call = "POST C/wishes/{wish_id}/approve"
    assert not api("chief", call)
    monkeypatch.setattr(
        Actor,
        "holds",
        lambda self, *roles, at: any(one.role in roles and at[:12] == one.area_path[:12] for one in self.grants),
    )
    found = api("chief", call)
    assert any("beside her place" in hole for hole in found)
    assert any("above her place" in hole for hole in found)


def test_a_list_that_forgets_the_community(api: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from cms.api import activities

    assert not api("visitor", "GET C/activities")
    original = activities.activity_answer

    def with_next_door(*args: Any, **kwargs: Any) -> dict[str, Any]:
        with scopes_disabled():
            titles = "".join(Wish.objects.order_by("id").values_list("title", flat=True))
        return original(*args, **kwargs) | {"note": titles}

    monkeypatch.setattr(activities, "activity_answer", with_next_door)
    assert any("shows" in hole and "橡密" in hole for hole in api("visitor", "GET C/activities"))


def test_an_unknown_id_that_is_told_from_a_strangers(api: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from cms.api import posts

    call = "GET C/posts/{post_id}"
    assert not api("visitor", call)

    class Tells(Missing):
        message = property(lambda _self: str(next(number)))

    number = count()
    monkeypatch.setattr(posts, "Missing", Tells)
    assert any("to an id that nobody has" in hole for hole in api("visitor", call))


def test_pages_of_next_door_behind_an_open_door(admin: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    name = "wagtailimages:edit"
    assert not admin("community_admin", name)
    monkeypatch.setattr(scoping, "names_only_ones_own", _yes)
    assert any("image_id of next door" in hole for hole in admin("community_admin", name))


def test_a_screen_of_wagtails_that_is_opened(admin: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    name = "wagtailadmin_choose_page_email_link"
    assert not admin("worker", name)
    monkeypatch.setattr(scoping, "is_open_to_staff", _yes)
    assert any("should be sent away" in hole for hole in admin("worker", name))


def test_a_register_that_shows_next_door(admin: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    name = "wishes_modeladmin_index"
    assert not admin("worker", name)
    original = RegisterIndexView.get_context_data

    def with_next_door(self: Any, **kwargs: Any) -> dict[str, Any]:
        with scopes_disabled():
            words = "".join(Wish.objects.order_by("id").values_list("title", flat=True))
        return original(self, **kwargs) | {"header_title": words}

    monkeypatch.setattr(RegisterIndexView, "get_context_data", with_next_door)
    assert any("shows" in hole and "橡密" in hole for hole in admin("worker", name))


def test_an_upload_that_tells_of_others(admin: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    name = "wagtailimages:create_multiple_from_uploaded_image"
    assert not admin("community_admin", name)
    monkeypatch.setattr(page_doors, "_is_her_upload", _yes)
    assert any("otherwise than to an id that nobody has" in hole for hole in admin("community_admin", name))
