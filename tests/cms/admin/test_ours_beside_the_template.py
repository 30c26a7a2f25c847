"""A worker chooses a template, sees ours beside theirs in words, ticks what she likes, goes back, puts hers forward."""

from __future__ import annotations

import pytest
from django_scopes import scope

from content_models.posts.models import (
    Adoption,
    Appointment,
    PostSetTemplate,
    PostSetVersion,
    PostType,
    TemplateProposal,
)
from tests.cms.admin.acting import POSTS, PUBLISH, messages_of, post_form
from tests.content_models.posts.conftest import Desk, a_post

BASE = "/admin/posts/"


@pytest.fixture(autouse=True)
def _behind_the_scenes(everywhere):
    """Assertions look at both communities."""


@pytest.fixture
def desk(cast):
    with scope(community=[cast.pine.community.pk]):
        yield Desk(cast)


@pytest.fixture
def template(desk) -> PostSetTemplate:
    """Followed by Pine Lane, which had no posts before; version 2 changes one post and adds another."""
    desk.clear()
    template = desk.template(a_post("名单岗"), a_post("互助岗"))
    desk.adopt(template)
    desk.they_change(template, "名单岗", duties="他们的新话")
    desk.they_add(template, a_post("小哥岗"))
    template.refresh_from_db()
    return template


def form(template: PostSetTemplate, *ticks: str, **changes: object) -> dict[str, object]:
    seen = PostSetVersion.objects.latest("number").number
    return {"template": str(template.pk), "number": template.number, "seen": seen, "tick": list(ticks), **changes}


def key(template: PostSetTemplate, name: str) -> str:
    return str(template.posts.get(name=name).pk)


def test_the_list_of_posts_says_that_something_is_new(wu, template):
    page = wu.get(POSTS).content.decode()
    assert "模板“标准六岗”出了第 3 版，有 2 处新变化" in page
    assert f"{BASE}template/" in page


def test_ours_stands_beside_theirs_in_words(wu, desk, template):
    desk.we_change("名单岗", duties="我们自己的话")
    page = wu.get(f"{BASE}template/").content.decode()
    assert "我们自己的话" in page
    assert "他们的新话" in page
    assert "两边都改了" in page
    assert "模板新增" in page


def test_what_is_ticked_is_on_phones_and_nothing_else(wu, cast, template):
    answer = wu.post(f"{BASE}template/take/", form(template, f"{key(template, '小哥岗')}:*"), follow=True)
    assert "用上了 1 处改动" in messages_of(answer)[0]
    phone = cast.client(None).get("/api/v1/communities/pine/posts").json()
    assert [post["name"] for post in phone["items"]] == ["名单岗", "互助岗", "小哥岗"]
    assert PostType.objects.get(name="名单岗").duties == "名单岗做的事"


def test_everything_that_only_they_changed_is_taken_by_one_button_and_no_conflict(wu, desk, template):
    desk.they_change(template, "互助岗", duties="他们的互助")
    desk.we_change("互助岗", duties="我们的互助")
    template.refresh_from_db()
    wu.post(f"{BASE}template/take/", form(template, all="1"))
    assert PostType.objects.get(name="名单岗").duties == "他们的新话"
    assert PostType.objects.get(name="互助岗").duties == "我们的互助"
    assert PostType.objects.filter(name="小哥岗").exists()


def test_keeping_ours_answers_the_news(wu, template):
    wu.post(f"{BASE}template/take/", form(template, keep="1"))
    assert Adoption.objects.get().number == 3
    assert "处新变化" not in wu.get(POSTS).content.decode()


def test_nothing_ticked_is_said(wu, template):
    answer = wu.post(f"{BASE}template/take/", form(template), follow=True)
    assert "还没打勾。" in messages_of(answer)[-1]


def test_somebody_was_faster_is_said(wu, template):
    stale = form(template, f"{key(template, '小哥岗')}:*")
    wu.post(f"{BASE}template/take/", form(template, f"{key(template, '名单岗')}:duties"))
    answer = wu.post(f"{BASE}template/take/", stale, follow=True)
    assert "请再看一眼" in messages_of(answer)[-1]
    assert not PostType.objects.filter(name="小哥岗").exists()


@pytest.mark.parametrize("wrong", [{"number": "x"}, {"seen": "-1"}, {"seen": "९"}, {"template": "x"}, {"tick": ["x"]}])
def test_a_forged_form_changes_nothing(wu, template, wrong):
    before = list(PostType.objects.order_by("id").values())
    answer = wu.post(f"{BASE}template/take/", form(template, f"{key(template, '名单岗')}:duties") | wrong)
    assert answer.status_code in {302, 404}
    assert list(PostType.objects.order_by("id").values()) == before


def test_a_post_that_somebody_holds_has_no_tick_and_stays(wu, desk, cast, template):
    desk.hold("名单岗", cast.bo)
    held = key(template, "名单岗")
    desk.they_drop(template, "名单岗")
    template.refresh_from_db()
    page = wu.get(f"{BASE}template/").content.decode()
    assert "不会因为模板变了就让人下岗" in page
    assert f"{held}:*" not in page
    answer = wu.post(f"{BASE}template/take/", form(template, f"{held}:*"), follow=True)
    assert "“名单岗”留着" in messages_of(answer)[0]
    assert PostType.objects.get(name="名单岗").retired_at is None
    assert Appointment.objects.get(person=cast.bo).state == "approved"


def test_a_community_chooses_among_its_districts_templates(wu, desk, template):
    other = desk.template(a_post("骑行岗"), name="小哥岗位")
    page = wu.get(f"{BASE}template/choose/").content.decode()
    assert "小哥岗位" in page
    assert "正在用" in page
    wu.post(f"{BASE}template/adopt/", {"template": str(other.pk), "seen": form(template)["seen"]})
    assert Adoption.objects.get().template == other


def test_without_templates_the_screen_says_what_to_do(wu, cast):
    assert "区里还没有发布模板" in wu.get(f"{BASE}template/").content.decode()


# --- earlier versions --------------------------------------------------------------------------------


def test_a_change_by_hand_is_a_version_that_one_can_go_back_to(wu, template):
    post = PostType.objects.get(name="名单岗")
    wu.post(f"{POSTS}edit/{post.pk}/", post_form("花名册岗") | PUBLISH)
    listed = wu.get(f"{BASE}versions/").content.decode()
    assert "改了：名单岗" in listed
    page = wu.get(f"{BASE}versions/1/").content.decode()
    assert "花名册岗" in page
    wu.post(f"{BASE}versions/1/go-back/", {"seen": 2})
    post.refresh_from_db()
    assert (post.name, post.duties) == ("名单岗", "名单岗做的事")
    assert "回到了第 1 版" in wu.get(f"{BASE}versions/").content.decode()


def test_going_back_says_before_and_after_who_keeps_the_post(wu, desk, cast, template):
    wu.post(f"{POSTS}add/", post_form("新岗") | PUBLISH)
    desk.hold("新岗", cast.bo)
    assert "“新岗”那时还没有" in wu.get(f"{BASE}versions/1/").content.decode()
    answer = wu.post(f"{BASE}versions/1/go-back/", {"seen": 2}, follow=True)
    assert "“新岗”留着" in " ".join(messages_of(answer))
    assert PostType.objects.get(name="新岗").retired_at is None


def test_dragging_removing_and_bringing_back_are_versions_too(wu, template):
    first, second = PostType.objects.order_by("sort_order")
    wu.post(f"{POSTS}reorder/{second.pk}/?position=0")
    wu.post(f"{POSTS}delete/{first.pk}/")
    wu.post(f"{POSTS}bring-back/{first.pk}/")
    assert PostSetVersion.objects.latest("number").number == 4


def test_a_version_that_never_was_is_unknown(wu, template):
    assert wu.get(f"{BASE}versions/99/").status_code == 404
    assert wu.post(f"{BASE}versions/99/go-back/", {"seen": 1}).status_code == 404


# --- put forward ---------------------------------------------------------------------------------------


def test_a_proposal_reaches_the_district_and_the_answer_comes_back(wu, dai, template):
    wu.post(f"{BASE}propose/", {"name": "松林的岗", "why": "别处也用得上"})
    proposal = TemplateProposal.objects.get()
    assert "松林的岗" in dai.get("/admin/templates/").content.decode()
    assert "社区推荐的模板" in dai.get("/admin/").content.decode()
    assert "社区推荐的模板" not in wu.get("/admin/").content.decode()
    answer = dai.post(f"/admin/templates/proposals/{proposal.pk}/", {"name": "松林的岗", "decline": "1", "reason": ""})
    assert answer.context["form"].errors["reason"]
    dai.post(f"/admin/templates/proposals/{proposal.pk}/", {"name": "", "decline": "1", "reason": "太像标准六岗"})
    assert "太像标准六岗" in wu.get(f"{BASE}propose/").content.decode()
    wu.post(f"{BASE}propose/", {"name": "松林的岗", "why": "又改过了"})
    second = TemplateProposal.objects.get(state="waiting")
    dai.post(f"/admin/templates/proposals/{second.pk}/", {"name": "松林六岗", "accept": "1", "reason": ""})
    assert PostSetTemplate.objects.get(name="松林六岗").number == 1
    assert "松林六岗" in wu.get(f"{BASE}template/choose/").content.decode()


def test_a_proposal_can_be_taken_back(wu, template):
    wu.post(f"{BASE}propose/", {"name": "松林的岗", "why": "别处也用得上"})
    wu.post(f"{BASE}propose/{TemplateProposal.objects.get().pk}/withdraw/")
    assert TemplateProposal.objects.get().state == "withdrawn"


# --- other people's things --------------------------------------------------------------------------------


def test_next_door_sees_and_changes_nothing_of_pine_lane(oskar, cast, template):
    pine = f"?community={cast.pine.community.pk}"
    for url in (f"{BASE}template/{pine}", f"{BASE}versions/{pine}", f"{BASE}propose/{pine}"):
        assert "松林" not in oskar.get(url).content.decode()
    before = (PostSetVersion.objects.count(), Adoption.objects.count())
    oskar.post(f"{BASE}template/take/{pine}", form(template, f"{key(template, '小哥岗')}:*"))
    oskar.post(f"{BASE}versions/1/go-back/{pine}", {"seen": 1})
    assert (PostSetVersion.objects.count(), Adoption.objects.count()) == before
    assert not PostType.objects.filter(name="小哥岗").exists()


def test_a_proposal_of_next_door_does_not_exist(wu, oskar, template):
    wu.post(f"{BASE}propose/", {"name": "松林的岗", "why": "别处也用得上"})
    assert oskar.post(f"{BASE}propose/{TemplateProposal.objects.get().pk}/withdraw/").status_code == 404
    assert TemplateProposal.objects.get().state == "waiting"


def test_the_comparison_costs_the_same_for_many_posts(wu, desk, template, count_queries):
    few = count_queries(wu, f"{BASE}template/")
    for number in range(6):
        desk.they_add(template, a_post(f"第{number}岗"))
    desk.take(template, *((f"第{number}岗", "*") for number in range(3)))
    assert count_queries(wu, f"{BASE}template/") == few
