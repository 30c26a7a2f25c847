"""Every change of the set keeps a version; going back is a version too and drops nobody."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction

from content_models.common.errors import Missing
from content_models.posts.actions import (
    SetChanged,
    bring_post_back,
    keep_version,
    newest_number,
    plan_return,
    retire_post,
    return_to_version,
)
from content_models.posts.models import Appointment, Deed, PostSet, PostSetVersion, PostType
from tests.content_models.posts.conftest import Desk, a_post
from tests.support.cast import LONG_AGO, actor


@pytest.fixture
def history(desk: Desk):
    """Pine Lane's first version: one post, 邻里互助岗."""
    keep_version(community_id=desk.community.pk, by=None, now=LONG_AGO)
    return desk


def go_back(desk: Desk, number: int, **changes) -> PostSetVersion:
    asked = {
        "community": desk.community,
        "number": number,
        "seen": newest_number(desk.community.pk),
        "actor": desk.wu,
        "now": LONG_AGO,
    }
    return return_to_version(**asked | changes)


def add(desk: Desk, name: str) -> PostType:
    post = PostType.objects.create(community=desk.community, name=name, duties="做事", sort_order=9)
    keep_version(community_id=desk.community.pk, by=desk.cast.wu, now=LONG_AGO)
    return post


def test_a_change_by_hand_is_kept_with_who_and_what(history):
    add(history, "小哥岗")
    version = PostSetVersion.objects.first()
    assert (version.number, version.deed, version.made_by_id) == (2, Deed.EDITED, history.cast.wu.pk)
    assert version.words["added"] == ["小哥岗"]


def test_nothing_changed_keeps_no_version(history):
    assert keep_version(community_id=history.community.pk, by=None, now=LONG_AGO) is None
    assert newest_number(history.community.pk) == 1


def test_removing_and_bringing_back_are_versions(history, cast):
    retire_post(post=cast.pine.post, by=cast.wu, now=LONG_AGO)
    assert newest_number(history.community.pk) == 2
    bring_post_back(post=cast.pine.post, by=cast.wu, now=LONG_AGO)
    assert newest_number(history.community.pk) == 3


def test_going_back_makes_the_set_what_it_was_and_is_a_version_itself(history, cast):
    add(history, "小哥岗")
    PostType.objects.filter(pk=cast.pine.post.pk).update(name="搭把手岗", duties="别的话")
    PostSet.objects.update(title="别的题")
    keep_version(community_id=history.community.pk, by=cast.wu, now=LONG_AGO)
    made = go_back(history, 1)
    assert history.names() == ["邻里互助岗"]
    assert PostType.objects.get(pk=cast.pine.post.pk).duties == "帮邻居搭把手"
    assert PostSet.objects.get().title == "我们的六岗"
    assert (made.number, made.deed, made.words) == (4, Deed.RETURNED, {"number": 1})
    go_back(history, 3)
    assert history.names() == ["搭把手岗", "小哥岗"]


def test_what_changed_behind_our_back_is_kept_before_going_back(history, cast):
    PostType.objects.filter(pk=cast.pine.post.pk).update(duties="导入时改的")
    made = go_back(history, 1)
    assert made.number == 3
    assert PostSetVersion.objects.get(number=2).content["posts"][0]["values"]["duties"] == "导入时改的"


def test_a_draft_comes_back_as_a_draft(history, cast):
    PostType.objects.filter(pk=cast.pine.post.pk).update(live=False)
    keep_version(community_id=history.community.pk, by=cast.wu, now=LONG_AGO)
    go_back(history, 1)
    assert history.names() == ["邻里互助岗"]
    go_back(history, 2)
    assert history.names() == []
    assert PostType.objects.get().retired_at is None


def test_a_post_that_somebody_holds_stays_behind_the_others_and_it_is_told_before(history, cast):
    add(history, "小哥岗")
    history.hold("小哥岗", cast.bo)
    plan = plan_return(PostSetVersion.objects.get(number=1))
    assert plan.stays == (("小哥岗", 1),)
    assert not plan.change
    go_back(history, 1)
    assert history.names() == ["邻里互助岗", "小哥岗"]
    assert Appointment.objects.get(person=cast.bo).state == "approved"


def test_a_waiting_application_keeps_its_post_too(history, cast):
    post = add(history, "小哥岗")
    Appointment.objects.create(
        community=history.community, person=cast.bo, post=post, area=history.community.area, created_at=LONG_AGO
    )
    go_back(history, 1)
    assert "小哥岗" in history.names()


def test_names_that_were_swapped_swap_back(history, cast):
    second = add(history, "小哥岗")
    for pk, name in ((second.pk, "临时"), (cast.pine.post.pk, "小哥岗"), (second.pk, "邻里互助岗")):
        PostType.objects.filter(pk=pk).update(name=name)
    keep_version(community_id=history.community.pk, by=None, now=LONG_AGO)
    go_back(history, 2)
    assert PostType.objects.get(pk=second.pk).name == "小哥岗"


def test_where_a_post_came_from_goes_back_as_well(desk):
    desk.clear()
    template = desk.template(a_post("名单岗"))
    desk.adopt(template)
    desk.they_change(template, "名单岗", duties="他们的新话")
    desk.take(template, ("名单岗", "duties"))
    go_back(desk, 1)
    assert desk.look(template).news == 1


def test_somebody_changed_it_meanwhile(history):
    add(history, "小哥岗")
    with pytest.raises(SetChanged):
        go_back(history, 1, seen=1)
    assert "小哥岗" in history.names()


def test_strangers_and_unknown_versions_change_nothing(history, cast):
    add(history, "小哥岗")
    for changes in ({"actor": actor(cast.oskar)}, {"actor": actor(cast.anna)}, {"number": 77}):
        with pytest.raises(Missing):
            go_back(history, **{"number": 1} | changes)
    assert newest_number(history.community.pk) == 2


def test_the_database_refuses_to_change_or_delete_a_version(history):
    for spoil in (
        lambda: PostSetVersion.objects.update(deed="edited"),
        lambda: PostSetVersion.objects.all()._raw_delete("default"),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            spoil()
    assert PostSetVersion.objects.get().deed == Deed.BEGAN
