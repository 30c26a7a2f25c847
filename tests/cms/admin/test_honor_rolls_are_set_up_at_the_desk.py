"""A roll is set up in plain choices, looked at before it is saved, and has its edition and its page at once."""

from __future__ import annotations

from typing import Any

import pytest

from content_models.common.clock import local_day, utc_now
from content_models.honors.models import Award, Edition, EditionNote, HonorRoll
from content_models.honors.states import EditionState, Scope, Source, Team
from content_models.pages.actions import open_home_page
from content_models.pages.models import CommunitySite, HonorRollPage
from tests.cms.admin.acting import PUBLISH
from tests.support.cast import actor
from tests.support.honor_life import HonorLife
from tests.support.unchanged import CHINESE, nothing_changes

ROLLS = "/admin/snippets/honors/honorroll/"
PREVIEW = "/admin/honors/preview/"


@pytest.fixture(autouse=True)
def _behind_the_scenes(everywhere):
    """Assertions look past the scope."""


@pytest.fixture
def honors(cast) -> HonorLife:
    return HonorLife(cast)


def form(title: str = "最美邻居", **changes: Any) -> dict[str, Any]:
    """The form of a roll as a browser sends it."""
    return {
        "title": title,
        "intro": "谢谢您",
        "source": Source.MINUTES,
        "scope": Scope.COMMUNITY,
        "area": "",
        "post": "",
        "team": "",
        "chief_role": "",
        "fed_by": "",
        "period": "month",
        "starts_on": local_day(utc_now()).isoformat(),
        "grace_days": "5",
        "size": "10",
        "least": "1",
    } | changes


def add(client, title: str = "最美邻居", **changes: Any) -> HonorRoll:
    answer = client.post(f"{ROLLS}add/", form(title, **changes) | PUBLISH)
    assert answer.status_code == 302, answer.context["form"].errors
    return HonorRoll.objects.get(title=title)


def test_a_new_roll_is_on_phones_with_its_running_edition(wu, cast):
    roll = add(wu)
    assert roll.community == cast.pine.community
    assert not roll.shows_ranks
    assert Edition.objects.get(roll=roll).period_start == local_day(utc_now()).replace(day=1)
    cards = cast.client(None).get("/api/v1/communities/pine/honors").json()["items"]
    assert [card["title"] for card in cards] == ["最美邻居"]


def test_a_draft_is_not_on_phones_and_opens_no_edition(wu, cast):
    wu.post(f"{ROLLS}add/", form("还没定"))
    assert not Edition.objects.exists()
    assert cast.client(None).get("/api/v1/communities/pine/honors").json()["items"] == []


def test_its_page_is_made_once_with_an_address_in_letters(wu, cast):
    open_home_page(community=cast.pine.community, actor=actor(cast.ada), now=utc_now())
    roll = add(wu)
    page = HonorRollPage.objects.get(roll=roll)
    assert (page.live, page.slug, page.title) == (True, "zui-mei-lin-ju", "最美邻居")
    shown = cast.client(None).get("/api/v1/communities/pine/pages/zui-mei-lin-ju").json()
    assert shown["facts"]["roll"] == str(roll.pk)


def test_where_pages_need_a_second_reader_the_page_waits_for_one(wu, cast):
    open_home_page(community=cast.pine.community, actor=actor(cast.ada), now=utc_now())
    CommunitySite.objects.update(needs_approval=True)
    assert not HonorRollPage.objects.get(roll=add(wu)).live


def test_a_page_takes_no_roll_of_next_door(wu, cast, honors):
    open_home_page(community=cast.pine.community, actor=actor(cast.ada), now=utc_now())
    page = HonorRollPage.objects.get(roll=add(wu))
    theirs = HonorRoll.objects.create(
        community=cast.oak.community, title="橡树榜", starts_on=honors.today, created_at=honors.now
    )
    answer = wu.get(f"/admin/pages/{page.pk}/edit/")
    assert "最美邻居" in answer.content.decode()
    assert str(theirs.pk) not in answer.content.decode()


def test_what_does_not_fit_is_left_out(wu, cast):
    roll = add(wu, area=str(cast.pine.estate.pk), post=str(cast.pine.post.pk), team="chiefs")
    assert (roll.area, roll.post, roll.team) == (None, None, "")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"scope": Scope.AREA}, "area"),
        ({"scope": Scope.POST}, "post"),
        ({"scope": Scope.TEAM}, "team"),
        ({"source": Source.EDITIONS}, "fed_by"),
        ({"size": "0"}, "size"),
        ({"title": ""}, "title"),
        ({"scope": Scope.TEAM, "team": Team.WORKERS, "source": Source.TERM}, "source"),
    ],
)
def test_what_is_missing_is_said_beside_the_field(wu, changes, field):
    with nothing_changes():
        answer = wu.post(f"{ROLLS}add/", form(**changes) | PUBLISH)
    errors = answer.context["form"].errors
    assert list(errors) == [field]
    assert CHINESE.search(str(errors[field]))


def test_places_and_posts_of_next_door_are_no_choice(wu, cast):
    for changes in (
        {"scope": Scope.AREA, "area": str(cast.oak.estate.pk)},
        {"scope": Scope.POST, "post": str(cast.oak.post.pk)},
    ):
        with nothing_changes():
            answer = wu.post(f"{ROLLS}add/", form(**changes) | PUBLISH)
        assert set(answer.context["form"].errors) & {"area", "post"}
        shown = cast.client(cast.wu).post(PREVIEW, form(**changes))
        assert shown.status_code == 422


def test_a_title_stands_once(wu):
    add(wu)
    with nothing_changes():
        answer = wu.post(f"{ROLLS}add/", form() | PUBLISH)
    assert "title" in answer.context["form"].errors


def test_ranking_volunteers_needs_a_word_and_ranking_staff_is_refused(wu):
    with nothing_changes():
        refused = wu.post(f"{ROLLS}add/", form(shows_ranks="on") | PUBLISH)
    assert "burden_known" in refused.context["form"].errors
    assert add(wu, shows_ranks="on", burden_known="on").shows_ranks
    workers = {"scope": Scope.TEAM, "team": Team.WORKERS, "shows_ranks": "on", "burden_known": "on"}
    with nothing_changes():
        forbidden = wu.post(f"{ROLLS}add/", form("工作者", **workers) | PUBLISH)
    assert "shows_ranks" in forbidden.context["form"].errors


def test_the_preview_says_who_and_why_and_changes_nothing(wu, cast, honors):
    honors.served(cast.bo, 90)
    with nothing_changes():
        answer = wu.post(PREVIEW, form())
    words = answer.content.decode()
    assert "赵Bo" in words
    assert "1 小时 30 分钟" in words
    assert "还没问过本人" in words


def test_the_preview_says_what_is_missing(wu):
    answer = wu.post(PREVIEW, form(scope=Scope.POST))
    assert answer.status_code == 422
    assert "岗位" in answer.content.decode()


def test_next_door_previews_its_own(oskar, cast, honors):
    honors.served(cast.bo, 90)
    assert "赵Bo" not in oskar.post(PREVIEW, form()).content.decode()
    assert oskar.post(PREVIEW, form() | {"community": str(cast.pine.community.pk)}).status_code == 404


def test_a_committees_choice_is_written_down_and_taken_off(wu, cast):
    roll = add(wu, source=Source.COMMITTEE)
    names = f"/admin/honors/{roll.pk}/names/"
    assert wu.post(names, {"verb": "pick", "who": "Bo", "reason": "风雨无阻"}).status_code == 302
    award = Award.objects.get()
    assert (award.person, award.reason, award.picked_by) == (cast.bo, "风雨无阻", cast.wu)
    for who in ("没有这个人", "Nia", "19900000008"):
        with nothing_changes():
            refused = wu.post(names, {"verb": "pick", "who": who, "reason": "好"})
        assert refused.context["pick"].errors["who"]
    with nothing_changes():
        wu.post(names, {"verb": "pick", "who": "19900000002", "reason": "再来一次"})
    assert wu.post(names, {"verb": "drop", "award": str(award.pk)}).status_code == 302
    assert not Award.objects.exists()


def test_a_remark_stands_beside_what_came_out(wu, cast, honors):
    roll = add(wu)
    edition = Edition.objects.get()
    names = f"/admin/honors/{roll.pk}/names/"
    with nothing_changes():
        wu.post(names, {"verb": "remark", "edition": str(edition.pk), "text": "太早"})
    Edition.objects.update(state=EditionState.FROZEN, frozen_at=honors.now, source=Source.MINUTES, title=roll.title)
    wu.post(names, {"verb": "remark", "edition": str(edition.pk), "text": "照片下周补上"})
    assert EditionNote.objects.get().text == "照片下周补上"
    assert "照片下周补上" in wu.get(names).content.decode()


def test_next_door_does_not_know_the_roll(wu, oskar):
    roll = add(wu)
    for address in (f"/admin/honors/{roll.pk}/names/", f"{ROLLS}edit/{roll.pk}/"):
        assert oskar.get(address).status_code == 404


def test_a_removed_roll_can_be_brought_back(wu, cast):
    roll = add(wu)
    wu.post(f"{ROLLS}delete/{roll.pk}/")
    assert cast.client(None).get("/api/v1/communities/pine/honors").json()["items"] == []
    assert "最美邻居" in wu.get(f"{ROLLS}removed/").content.decode()
    wu.post(f"{ROLLS}bring-back/{roll.pk}/")
    assert len(cast.client(None).get("/api/v1/communities/pine/honors").json()["items"]) == 1


def test_list_and_form_open_in_both_languages(wu, cast):
    roll = add(wu)
    for address in (ROLLS, f"{ROLLS}add/", f"{ROLLS}edit/{roll.pk}/", f"/admin/honors/{roll.pk}/names/"):
        assert wu.get(address).status_code == 200
        assert wu.get(address, headers={"Accept-Language": "en"}).status_code == 200
