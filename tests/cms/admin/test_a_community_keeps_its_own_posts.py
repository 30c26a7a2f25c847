"""A worker adds, renames, orders, hides and removes the posts of her community; phones see it at once."""

from __future__ import annotations

import pytest

from content_models.areas.models import BoardVersion
from content_models.posts.models import PostSet, PostType
from content_models.posts.states import AppointmentState
from tests.cms.admin.acting import POSTS, PUBLISH, an_application, messages_of, post_form


@pytest.fixture(autouse=True)
def _behind_the_scenes(everywhere):
    """Assertions look at both communities."""


@pytest.fixture
def board(cast):
    """How often Pine Lane's public face has changed."""
    return lambda: BoardVersion.objects.get(community=cast.pine.community).version


def on_phones(cast) -> list[str]:
    answer = cast.client(None).get("/api/v1/communities/pine/posts")
    return [post["name"] for post in answer.json()["items"]]


def add(wu, name: str, **changes) -> PostType:
    answer = wu.post(f"{POSTS}add/", post_form(name, **changes) | PUBLISH)
    assert answer.status_code == 302, answer.context["form"].errors
    return PostType.objects.filter(name=name).latest("id")


def test_a_new_post_belongs_to_her_community_comes_last_and_is_on_phones(wu, cast, board):
    before = board()
    post = add(wu, "文明劝导岗")
    assert (post.community, post.live, post.icon, post.wanted) == (cast.pine.community, True, "leaf", 3)
    assert on_phones(cast) == ["邻里互助岗", "文明劝导岗"]
    assert board() > before


def test_questions_of_its_own_reach_the_phone(wu, cast):
    post = add(wu, "关爱服务岗", questions=("您什么时候有空？", "会骑车吗？"))
    form = cast.client(None).get(f"/api/v1/communities/pine/posts/{post.pk}").json()["form"]
    assert [(field["label"], field["type"]) for field in form] == [("您什么时候有空？", "text"), ("会骑车吗？", "text")]


def test_renaming_is_on_phones_at_once(wu, cast):
    wu.post(f"{POSTS}edit/{cast.pine.post.pk}/", post_form("搭把手岗") | PUBLISH)
    assert on_phones(cast) == ["搭把手岗"]


def test_a_draft_is_not_on_phones_until_it_is_published(wu, cast, board):
    before = board()
    wu.post(f"{POSTS}edit/{cast.pine.post.pk}/", post_form("还没想好的岗"))
    assert (on_phones(cast), board()) == (["邻里互助岗"], before)


def test_hiding_takes_it_off_the_phones(wu, cast, board):
    before = board()
    wu.post(f"{POSTS}unpublish/{cast.pine.post.pk}/")
    assert on_phones(cast) == []
    assert board() > before


def test_dragging_changes_the_order_on_phones(wu, cast, board):
    second, third = add(wu, "第二岗"), add(wu, "第三岗")
    before = board()
    assert wu.post(f"{POSTS}reorder/{third.pk}/?position=0").status_code == 200
    assert on_phones(cast) == ["第三岗", "邻里互助岗", "第二岗"]
    wu.post(f"{POSTS}reorder/{third.pk}/?position=1")
    assert on_phones(cast) == ["邻里互助岗", "第三岗", "第二岗"]
    wu.post(f"{POSTS}reorder/{second.pk}/")
    assert on_phones(cast)[-1] == "第二岗"
    assert board() == before + 3


def test_an_older_draft_does_not_undo_the_new_order(wu, cast):
    second = add(wu, "第二岗")
    wu.post(f"{POSTS}edit/{second.pk}/", post_form("第二岗（改）"))
    wu.post(f"{POSTS}reorder/{second.pk}/?position=0")
    wu.post(f"{POSTS}edit/{second.pk}/", post_form("第二岗（改）") | PUBLISH)
    assert on_phones(cast) == ["第二岗（改）", "邻里互助岗"]


def test_two_posts_of_one_name_are_refused_in_words(wu, cast):
    answer = wu.post(f"{POSTS}add/", post_form("邻里互助岗") | PUBLISH)
    assert answer.status_code == 200
    assert answer.context["form"].errors["name"]
    assert PostType.objects.filter(community=cast.pine.community).count() == 1


@pytest.mark.parametrize("wrong", [{"wanted": "0"}, {"name": ""}, {"icon": "rocket"}, {"duties": ""}])
def test_what_does_not_fit_is_refused_and_nothing_is_added(wu, wrong):
    answer = wu.post(f"{POSTS}add/", post_form(**wrong) | PUBLISH)
    assert answer.context["form"].errors
    assert not PostType.objects.filter(name="文明劝导岗").exists()


def test_removing_says_who_holds_it_and_drops_nobody(wu, cast):
    application = an_application(cast.pine, cast.bo)
    wu.post(f"/admin/appointments/{application.pk}/approve/")
    asked = wu.get(f"{POSTS}delete/{cast.pine.post.pk}/").content.decode()
    assert "Bo · 松林" in asked
    answer = wu.post(f"{POSTS}delete/{cast.pine.post.pk}/", follow=True)
    assert messages_of(answer)
    assert on_phones(cast) == []
    application.refresh_from_db()
    assert application.state == AppointmentState.APPROVED


def test_a_removed_post_can_be_brought_back_to_its_place(wu, cast):
    add(wu, "第二岗")
    wu.post(f"{POSTS}delete/{cast.pine.post.pk}/")
    assert "邻里互助岗" in wu.get(f"{POSTS}removed/").content.decode()
    wu.post(f"{POSTS}bring-back/{cast.pine.post.pk}/")
    assert on_phones(cast) == ["邻里互助岗", "第二岗"]


def test_a_post_whose_place_was_taken_comes_back_as_the_last(wu, cast):
    add(wu, "第二岗")
    add(wu, "第三岗")
    wu.post(f"{POSTS}delete/{cast.pine.post.pk}/")
    PostType.objects.filter(name="第三岗").update(sort_order=0)
    wu.post(f"{POSTS}bring-back/{cast.pine.post.pk}/")
    assert on_phones(cast) == ["第三岗", "第二岗", "邻里互助岗"]


def test_bringing_back_is_refused_while_another_has_its_name(wu, cast):
    wu.post(f"{POSTS}delete/{cast.pine.post.pk}/")
    add(wu, "邻里互助岗")
    answer = wu.post(f"{POSTS}bring-back/{cast.pine.post.pk}/", follow=True)
    assert "同名" in messages_of(answer)[-1]
    cast.pine.post.refresh_from_db()
    assert cast.pine.post.retired_at is not None


def test_the_list_asks_the_same_number_of_questions_for_many_posts(wu, cast, count_queries):
    add(wu, "第二岗")
    few = count_queries(wu, POSTS)
    for number in range(5):
        add(wu, f"第{number}岗", questions=("一个问题",))
    assert count_queries(wu, POSTS) == few


def test_the_title_above_the_posts_is_changed_the_same_way(wu, cast):
    the_set = PostSet.objects.get(community=cast.pine.community)
    form = {"title": "松林五岗", "intro": "一人一岗"} | PUBLISH
    assert wu.post(f"/admin/snippets/posts/postset/edit/{the_set.pk}/", form).status_code == 302
    assert cast.client(None).get("/api/v1/communities/pine/posts").json()["title"] == "松林五岗"
