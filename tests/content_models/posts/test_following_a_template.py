"""A community begins with a template, sees ours beside theirs, and takes over what it likes."""

from __future__ import annotations

import pytest

from content_models.areas.actions import add_area
from content_models.areas.models import AreaLevel, BoardVersion
from content_models.common.errors import Missing
from content_models.posts.actions import (
    AlreadyFollowing,
    NothingTicked,
    PostHeld,
    SetChanged,
    TemplateMovedOn,
    Tick,
    adopt_template,
    keep_ours,
    newest_number,
    take_over,
)
from content_models.posts.actions.versions import NameTaken
from content_models.posts.contents import same
from content_models.posts.models import Adoption, Appointment, PostSet, PostSetVersion, PostType
from tests.content_models.posts.conftest import Desk, a_post, stand_of
from tests.support.cast import LONG_AGO, actor

QUESTION = {"type": "text", "id": "5ad5c6e0-0000-4000-8000-000000000001", "value": {"label": "会修灯吗？"}}


@pytest.fixture
def followed(desk: Desk):
    """A template of three posts that Pine Lane, empty before, has begun with."""
    desk.clear()
    template = desk.template(a_post("名单岗"), a_post("互助岗", form=[QUESTION]), a_post("劝导岗"))
    desk.adopt(template)
    return template


def test_an_empty_community_gets_all_posts_in_their_order_on_phones(desk, followed):
    assert desk.names() == ["名单岗", "互助岗", "劝导岗"]
    post_set = PostSet.objects.get()
    assert (post_set.title, post_set.live) == ("六岗", True)
    assert PostType.objects.get(name="互助岗").form[0].value["label"] == "会修灯吗？"
    assert desk.look(followed).news == 0


def test_a_community_with_posts_keeps_them_all_as_they_are(desk):
    before = list(PostType.objects.values())
    template = desk.template(a_post("邻里互助岗"), a_post("名单岗"))
    desk.adopt(template)
    assert list(PostType.objects.values()) == before
    look = desk.look(template)
    assert stand_of(look, "邻里互助岗").kind == "differs"
    assert stand_of(look, "名单岗").kind == "left_out"
    assert look.news == 0


def test_following_the_same_template_twice_is_refused(desk, followed):
    versions = PostSetVersion.objects.count()
    with pytest.raises(AlreadyFollowing):
        desk.adopt(followed)
    assert PostSetVersion.objects.count() == versions


def test_what_only_they_changed_is_theirs_what_only_we_changed_is_ours_and_both_is_a_conflict(desk, followed):
    desk.we_change("名单岗", duties="我们自己的话", wanted=9)
    desk.they_change(followed, "名单岗", duties="他们的新话", icon="list")
    fields = {one.field: one.standing for one in stand_of(desk.look(followed), "名单岗").fields}
    assert fields == {
        "name": "same",
        "icon": "theirs",
        "duties": "both",
        "wanted": "ours",
        "points_weight": "same",
        "form": "same",
    }
    assert desk.look(followed).news == 2


def test_line_ends_of_a_browser_and_ids_of_questions_are_no_difference(desk, followed):
    desk.we_change("名单岗", duties="名单岗做的事\r\n")
    other = {**QUESTION, "id": "5ad5c6e0-0000-4000-8000-000000000002"}
    post = PostType.objects.get(name="互助岗")
    post.form = [other]
    post.save()
    assert stand_of(desk.look(followed), "名单岗").kind == "same"
    assert stand_of(desk.look(followed), "互助岗").kind == "same"


def test_conditions_are_compared_by_the_question_they_are_about(desk, followed):
    def asking(first: str, second: str, answer: str = "yes") -> list[dict[str, object]]:
        condition = {"question": first, "test": "is", "answers": answer}
        none = {"question": "", "test": "is", "answers": ""}
        return [
            {"type": "yes_no", "id": first, "value": {"label": "会修灯吗？", "shown_if": none}},
            {"type": "text", "id": second, "value": {"label": "修过几盏？", "help": "", "shown_if": condition}},
        ]

    ids = [f"5ad5c6e0-0000-4000-8000-00000000000{number}" for number in range(4)]
    assert same("form", asking(ids[0], ids[1]), asking(ids[2], ids[3]))
    assert not same("form", asking(ids[0], ids[1]), asking(ids[2], ids[3], answer="no"))
    empty = {"label": "会修灯吗？", "shown_if": {"question": None, "test": "is"}}
    assert same("form", [QUESTION], [{**QUESTION, "value": empty}])


def test_one_field_is_taken_over_and_the_others_stay(desk, followed):
    desk.we_change("名单岗", wanted=9)
    desk.they_change(followed, "名单岗", duties="他们的新话", icon="list", wanted=5)
    taken = desk.take(followed, ("名单岗", "duties"))
    post = PostType.objects.get(name="名单岗")
    assert (post.duties, post.icon, post.wanted, post.live) == ("他们的新话", "hand", 9, True)
    standings = {one.field: one.standing for one in stand_of(desk.look(followed), "名单岗").differing}
    assert standings == {"icon": "theirs", "wanted": "both"}
    assert taken.version.words["changes"] == 1


def test_a_whole_post_is_taken_over_at_once(desk, followed):
    desk.they_change(followed, "名单岗", duties="他们的新话", icon="list", name="名册岗")
    desk.take(followed, ("名单岗", "*"))
    post = PostType.objects.get(name="名册岗")
    assert (post.duties, post.icon) == ("他们的新话", "list")
    assert desk.look(followed).news == 0


def test_the_phones_are_told_of_what_was_taken_over(desk, followed):
    before = BoardVersion.objects.get(community=desk.community).version
    desk.they_change(followed, "名单岗", duties="他们的新话")
    desk.take(followed, ("名单岗", "duties"))
    assert BoardVersion.objects.get(community=desk.community).version > before


def test_a_new_post_of_theirs_comes_last(desk, followed):
    desk.they_add(followed, a_post("小哥岗"))
    assert stand_of(desk.look(followed), "小哥岗").kind == "new"
    desk.take(followed, ("小哥岗", "*"))
    assert desk.names() == ["名单岗", "互助岗", "劝导岗", "小哥岗"]
    assert desk.look(followed).news == 0


def test_the_title_above_the_posts_is_taken_over_too(desk, followed):
    followed.refresh_from_db()
    followed.title = "新六岗"
    followed.save()
    desk.publish(followed)
    assert [one.standing for one in desk.look(followed).set_fields] == ["theirs", "same"]
    desk.take(followed, ("set", "title"))
    assert PostSet.objects.get().title == "新六岗"
    assert desk.look(followed).news == 0


def test_keeping_ours_answers_the_news_and_changes_nothing_on_phones(desk, followed):
    desk.they_change(followed, "名单岗", duties="他们的新话")
    desk.they_add(followed, a_post("小哥岗"))
    before = list(PostType.objects.order_by("id").values())
    followed.refresh_from_db()
    keep_ours(
        community=desk.community,
        template_id=followed.pk,
        number=followed.number,
        seen=newest_number(desk.community.pk),
        actor=desk.wu,
        now=LONG_AGO,
    )
    look = desk.look(followed)
    assert look.news == 0
    assert stand_of(look, "名单岗").differing[0].standing == "ours"
    assert stand_of(look, "小哥岗").kind == "left_out"
    assert list(PostType.objects.order_by("id").values()) == before
    assert Adoption.objects.get().number == 3


def test_two_posts_may_swap_their_names(desk, followed):
    keys = {post.name: post for post in followed.posts.all()}
    for name, other in (("名单岗", "临时"), ("劝导岗", "名单岗")):
        keys[name].name = other
        keys[name].save()
    keys["名单岗"].name = "劝导岗"
    keys["名单岗"].save()
    desk.publish(followed)
    desk.take(followed, ("名单岗", "name"), ("劝导岗", "name"))
    assert desk.names() == ["劝导岗", "互助岗", "名单岗"]


# --- posts that somebody holds ------------------------------------------------------------------


def test_a_post_of_theirs_that_is_gone_stays_with_us_while_somebody_holds_it(desk, followed, cast):
    desk.hold("名单岗", cast.bo)
    desk.they_drop(followed, "名单岗")
    stand = stand_of(desk.look(followed), "名单岗")
    assert (stand.kind, stand.holders) == ("gone", 1)
    with pytest.raises(PostHeld):
        desk.take(followed, ("名单岗", "*"))
    assert "名单岗" in desk.names()
    assert Appointment.objects.get(person=cast.bo).state == "approved"


def test_what_else_was_ticked_is_done_and_it_is_told_which_post_stayed(desk, followed, cast):
    desk.hold("名单岗", cast.bo)
    desk.they_drop(followed, "名单岗")
    desk.they_change(followed, "劝导岗", duties="他们的新话")
    taken = desk.take(followed, ("名单岗", "*"), ("劝导岗", "duties"))
    assert taken.stayed == (("名单岗", 1),)
    assert PostType.objects.get(name="劝导岗").duties == "他们的新话"
    assert "名单岗" in desk.names()


def test_a_post_that_is_gone_there_and_held_by_nobody_can_be_let_go(desk, followed):
    desk.they_drop(followed, "名单岗")
    desk.take(followed, ("名单岗", "*"))
    assert desk.names() == ["互助岗", "劝导岗"]
    assert PostType.objects.get(name="名单岗").retired_at is not None


def test_a_smaller_number_wanted_takes_the_post_from_nobody(desk, followed, cast):
    desk.hold("名单岗", cast.bo)
    desk.hold("名单岗", cast.bea)
    desk.they_change(followed, "名单岗", wanted=1)
    desk.take(followed, ("名单岗", "wanted"))
    assert Appointment.objects.filter(post__name="名单岗", state="approved").count() == 2


def test_a_post_we_removed_can_come_back_as_theirs(desk, followed):
    PostType.objects.filter(name="劝导岗").update(retired_at=LONG_AGO)
    assert stand_of(desk.look(followed), "劝导岗").kind == "removed"
    desk.take(followed, ("劝导岗", "*"))
    assert desk.names()[-1] == "劝导岗"
    assert PostType.objects.filter(name="劝导岗").count() == 1


# --- refusals ----------------------------------------------------------------------------------------


@pytest.fixture
def unchanged(desk, followed):
    """Whatever is refused leaves posts and versions as they were."""
    desk.they_change(followed, "名单岗", duties="他们的新话")
    state = lambda: (list(PostType.objects.order_by("id").values()), PostSetVersion.objects.count())  # noqa: E731
    before = state()
    yield followed
    assert state() == before


def test_nothing_ticked_is_said_in_words(desk, unchanged):
    with pytest.raises(NothingTicked):
        desk.take(unchanged)


def test_who_looked_at_an_older_state_of_ours_looks_again(desk, unchanged):
    with pytest.raises(SetChanged):
        desk.take(unchanged, ("名单岗", "duties"), seen=0)


def test_who_looked_at_an_older_version_of_theirs_looks_again(desk, unchanged):
    with pytest.raises(TemplateMovedOn):
        desk.take(unchanged, ("名单岗", "duties"), number=1)


def test_a_tick_that_no_screen_offers_is_refused(desk, unchanged):
    for tick in (Tick("no-such-post", "duties"), Tick(stand_of(desk.look(unchanged), "互助岗").key, "duties")):
        with pytest.raises(SetChanged):
            desk.take(unchanged, ticks=[tick])


def test_two_posts_of_one_name_are_refused_before_anything_is_written(desk, unchanged):
    PostType.objects.create(community=desk.community, name="小哥岗", duties="自己的", sort_order=9)
    desk.they_change(unchanged, "名单岗", name="小哥岗")
    with pytest.raises(NameTaken):
        desk.take(unchanged, ("名单岗", "name"))
    PostType.objects.filter(name="小哥岗").delete()


def test_residents_and_workers_next_door_take_nothing_over(desk, unchanged, cast):
    for person in (cast.anna, cast.oskar, cast.vera):
        with pytest.raises(Missing):
            desk.take(unchanged, ("名单岗", "duties"), actor=actor(person))


def test_a_template_of_another_district_does_not_exist(desk, unchanged, cast):
    elsewhere = add_area(parent=None, level=AreaLevel.objects.get(key="district"), name="别的区")
    unchanged.district = elsewhere
    unchanged.save()
    asked = {"community": desk.community, "template_id": unchanged.pk, "actor": desk.wu, "now": LONG_AGO}
    with pytest.raises(Missing):
        take_over(**asked, number=2, ticks=[Tick("set", "title")], seen=newest_number(desk.community.pk))
    with pytest.raises(Missing):
        adopt_template(**asked, seen=newest_number(desk.community.pk))
