"""Everything is there on the first day: place, posts, categories, rules, home page, people's rights. Or nothing is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.core.files.storage import storages
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from content_models.areas.models import Area, BoardVersion, Community
from content_models.founding import actions
from content_models.founding.models import Founding
from content_models.hours.models import ServiceSettings
from content_models.pages.models import CommunitySite, HomePage
from content_models.people.accounts import welcome
from content_models.people.models import Invitation, Membership
from content_models.posts.models import Adoption, PostSet, PostSetVersion, PostType
from content_models.wishes.models import WishCategory
from tests.support.cast import LONG_AGO, actor


def test_the_place_stands_on_the_ladder_with_its_estates_and_buildings(found, street):
    community = found()
    assert community.area.get_parent() == street
    assert community.area.level.key == "community"
    below = [(area.level.key, area.name) for area in Area.objects.filter(community=community).order_by("path")]
    assert below == [
        ("community", "银杏社区"),
        ("estate", "银杏苑"),
        ("building", "1栋"),
        ("building", "2栋"),
        ("building", "3栋"),
        ("estate", "邮电大院"),
        ("building", "甲楼"),
        ("building", "乙楼"),
    ]
    assert BoardVersion.objects.filter(community=community).exists()


def test_posts_come_from_the_template_and_remember_it(found, cast):
    community = found()
    posts = cast.client(None).get("/api/v1/communities/yinxing/posts").json()
    assert posts["title"] == "老街坊的岗位"
    assert len(posts["items"]) == 7
    adoption = Adoption.objects.get(community=community)
    assert (adoption.template.name, adoption.number) == ("老旧小区岗位", 1)
    assert PostSetVersion.objects.get(community=community).number == 1


def test_wish_categories_rules_and_home_page_are_there(found, cast):
    community = found()
    shown = cast.client(None).get("/api/v1/communities/yinxing").json()
    assert "买药看病" in [one["name"] for one in shown["wish_categories"]]
    assert ServiceSettings.objects.filter(community=community).exists()
    home = HomePage.objects.get(community=community)
    assert home.live
    assert cast.client(None).get("/api/v1/communities/yinxing/pages").status_code == 200


def test_its_own_people_may_edit_its_page_and_use_its_pictures(found):
    site = CommunitySite.objects.get(community=found())
    assert site.collection is not None
    assert site.collection.name == "银杏社区"
    pages = GroupPagePermission.objects.filter(group=site.editors)
    assert {permission.page_id for permission in pages} == {site.root_id}
    assert GroupCollectionPermission.objects.filter(group=site.editors, collection=site.collection).exists()


def test_who_proves_to_hold_the_number_runs_it(found):
    community = found()
    invitation = Invitation.objects.get()
    assert (invitation.role, invitation.state) == ("community_admin", "open")
    person = welcome(phone="+8613800138111", now=LONG_AGO)
    membership = Membership.objects.get(user=person)
    assert (membership.role, membership.community, membership.state) == ("community_admin", community, "active")


def test_without_a_number_nobody_is_invited(found):
    found(worker_phone="")
    assert not Invitation.objects.exists()


@pytest.mark.parametrize("kind", ["standard", "urban_village", "old_estate", "no_property_firm", "office_tower"])
def test_every_kind_of_area_can_be_set_up(found, kind):
    community = found(kind=kind, places="")
    assert WishCategory.objects.filter(community=community, live=True).count() >= 6


# --- twice -----------------------------------------------------------------------------------------------


def test_the_same_form_sent_twice_founds_once(cast, asked):
    new = asked()
    first = actions.set_up_community(new=new, actor=actor(cast.dai), now=LONG_AGO)
    again = actions.set_up_community(new=new, actor=actor(cast.dai), now=LONG_AGO)
    assert first == again
    assert Community.objects.filter(slug="yinxing").count() == 1
    assert Founding.objects.count() == 1


def test_the_same_form_with_other_contents_or_from_somebody_else_is_refused(cast, asked):
    from dataclasses import replace

    from content_models.people.actions import grant_role
    from content_models.people.roles import Role

    new = asked()
    actions.set_up_community(new=new, actor=actor(cast.dai), now=LONG_AGO)
    with pytest.raises(actions.FormAlreadyUsed):
        actions.set_up_community(new=replace(new, slug="other"), actor=actor(cast.dai), now=LONG_AGO)
    top = Area.objects.get(name="测试区")
    grant_role(user=cast.ada, role=Role.DISTRICT_ADMIN, area=top, by=None, now=LONG_AGO)
    with pytest.raises(actions.FormAlreadyUsed):
        actions.set_up_community(new=new, actor=actor(cast.ada), now=LONG_AGO)
    assert Founding.objects.count() == 1


# --- nothing remains ------------------------------------------------------------------------------------------


STEPS = (
    "claim_form",
    "raise_place",
    "add_places",
    "adopt_posts",
    "add_categories",
    "set_rules",
    "open_home_page",
    "invite_first_worker",
)


class Broken(Exception):
    """The power goes out at this step."""


def everything() -> dict[str, int]:
    """How many rows every table has, and how many files lie about."""
    rows = {model._meta.label: model._base_manager.count() for model in apps.get_models()}
    files = {f"files:{name}": len(_files(storages[name], "")) for name in ("default", "private")}
    return rows | files


def _files(storage: Any, folder: str) -> list[str]:
    try:
        folders, files = storage.listdir(folder)
    except (FileNotFoundError, NotImplementedError):
        return []
    found = [f"{folder}/{one}" for one in files]
    for one in folders:
        found += _files(storage, f"{folder}/{one}".strip("/"))
    return found


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("when", ["before", "after"])
def test_when_a_step_fails_nothing_remains(
    asked: Callable[..., Any], cast: Any, step: str, when: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = getattr(actions, step)

    def fails(*args: Any, **kwargs: Any) -> Any:
        if when == "after":
            real(*args, **kwargs)
        raise Broken(step)

    new = asked()
    before = everything()
    monkeypatch.setattr(actions, step, fails)
    with pytest.raises(Broken):
        actions.set_up_community(new=new, actor=actor(cast.dai), now=LONG_AGO)
    assert everything() == before
    monkeypatch.undo()
    # And the same form founds it once the power is back.
    assert actions.set_up_community(new=new, actor=actor(cast.dai), now=LONG_AGO).slug == "yinxing"


def test_what_is_made_is_no_small_matter(asked, cast):
    """So that the test above does not compare nothing with nothing."""
    new = asked()
    before = everything()
    actions.set_up_community(new=new, actor=actor(cast.dai), now=LONG_AGO)
    grown = {label for label, number in everything().items() if number > before[label]}
    for model in (
        *(Area, Community, PostSet, PostType, WishCategory, ServiceSettings, Page, Group, Collection, Invitation),
        *(GroupPagePermission, GroupCollectionPermission, Founding, Adoption),
    ):
        assert model._meta.label in grown
