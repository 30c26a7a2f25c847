"""A district's administrator writes templates, publishes versions, and sees who follows them; nobody else does."""

from __future__ import annotations

import pytest
from django_scopes import scope

from content_models.areas.actions import add_area
from content_models.areas.models import AreaLevel, Ladder
from content_models.people.actions import grant_role
from content_models.people.roles import Role
from content_models.posts.models import PostSetTemplate, TemplatePost, TemplateVersion
from tests.cms.admin.acting import messages_of, post_form
from tests.content_models.posts.conftest import Desk, a_post
from tests.support.cast import LONG_AGO, make_person

BASE = "/admin/templates/"
ABOVE = {"name": "老街模板", "summary": "老街用", "kind": "old_estate", "title": "老街的岗", "intro": ""}


@pytest.fixture(autouse=True)
def _behind_the_scenes(everywhere):
    """Assertions look at every community."""


@pytest.fixture
def desk(cast):
    with scope(community=[cast.pine.community.pk]):
        yield Desk(cast)


@pytest.fixture
def template(desk) -> PostSetTemplate:
    return desk.template(a_post("名单岗"), a_post("互助岗"))


@pytest.fixture
def far(cast):
    """The administrator of another district, which has no communities yet."""
    ladder = Ladder.objects.create(name="远区")
    level = AreaLevel.objects.create(ladder=ladder, key="district", name="区", rank=0)
    district = add_area(parent=None, level=level, name="远区")
    fay = make_person("Fay", 77)
    with scope(community=None):
        grant_role(user=fay, role=Role.DISTRICT_ADMIN, area=district, by=None, now=LONG_AGO)
    return cast.client(fay)


def test_an_empty_district_begins_with_the_usual_six(dai):
    assert "发布现成的六个" in dai.get(BASE).content.decode()
    dai.post(f"{BASE}usual/")
    assert PostSetTemplate.objects.filter(number=1).count() == 6
    dai.post(f"{BASE}usual/")
    assert PostSetTemplate.objects.count() == 6


def test_writing_one_from_scratch_and_publishing_it(dai):
    dai.post(f"{BASE}add/", ABOVE)
    made = PostSetTemplate.objects.get()
    assert (made.name, made.number) == ("老街模板", 0)
    answer = dai.post(f"{BASE}{made.pk}/posts/add/", post_form("楼道岗", questions=("住几楼？",)))
    assert answer.status_code == 302
    assert TemplatePost.objects.get().form[0].value["label"] == "住几楼？"
    dai.post(f"{BASE}{made.pk}/publish/", {"seen": 0})
    assert TemplateVersion.objects.get().content["posts"][0]["values"]["name"] == "楼道岗"


def test_what_is_not_published_yet_is_told_in_words(dai, template):
    post = template.posts.get(name="名单岗")
    dai.post(f"{BASE}{template.pk}/posts/{post.pk}/", post_form("花名册岗"))
    page = dai.get(f"{BASE}{template.pk}/").content.decode()
    assert "还没发布：跟第 1 版比" in page
    assert "花名册岗" in page
    dai.post(f"{BASE}{template.pk}/throw-away/")
    assert template.posts.filter(name="名单岗").exists()


def test_publishing_says_what_is_new_and_changes_no_community(dai, desk, template):
    desk.adopt(template)
    before = desk.names()
    dai.post(f"{BASE}{template.pk}/posts/{template.posts.get(name='名单岗').pk}/", post_form("花名册岗"))
    answer = dai.post(f"{BASE}{template.pk}/publish/", {"seen": 1, "note": "改了个名"}, follow=True)
    assert "第 2 版已发布" in messages_of(answer)[-1]
    assert TemplateVersion.objects.get(number=2).note == "改了个名"
    assert desk.names() == before
    assert "还有新变化没看" in answer.content.decode()


def test_publishing_nothing_new_is_refused_in_words(dai, template):
    answer = dai.post(f"{BASE}{template.pk}/publish/", {"seen": 1}, follow=True)
    assert "跟最新版本一样，没有改动。" in messages_of(answer)[-1]
    assert TemplateVersion.objects.count() == 1


def test_posts_move_and_leave_the_draft(dai, template):
    second = template.posts.get(name="互助岗")
    dai.post(f"{BASE}{template.pk}/posts/{second.pk}/move/", {"up": "1"})
    assert list(template.posts.values_list("name", flat=True)) == ["互助岗", "名单岗"]
    dai.post(f"{BASE}{template.pk}/posts/{second.pk}/move/", {"drop": "1"})
    assert list(template.posts.values_list("name", flat=True)) == ["名单岗"]


@pytest.mark.parametrize("wrong", [{"name": ""}, {"title": ""}, {"kind": "moon"}, {"name": "很" * 31}])
def test_what_does_not_fit_is_refused_beside_its_field(dai, wrong):
    answer = dai.post(f"{BASE}add/", ABOVE | wrong)
    assert set(answer.context["form"].errors) == set(wrong)
    assert not PostSetTemplate.objects.exists()


def test_a_name_that_is_taken_is_said_beside_the_name(dai, template):
    answer = dai.post(f"{BASE}add/", ABOVE | {"name": "标准六岗"})
    assert answer.context["form"].errors["name"] == ["已经有同名的模板了。"]
    other = dai.post(f"{BASE}add/", ABOVE) and PostSetTemplate.objects.get(name="老街模板")
    answer = dai.post(f"{BASE}{other.pk}/edit/", ABOVE | {"name": "标准六岗"})
    assert answer.context["form"].errors["name"] == ["已经有同名的模板了。"]
    twin = dai.post(f"{BASE}{template.pk}/posts/add/", post_form("名单岗"))
    assert twin.context["form"].errors["name"]
    assert template.posts.count() == 2


def test_another_district_sees_none_of_it(far, template):
    assert str(template.pk) not in far.get(BASE).content.decode()
    post = template.posts.first()
    for url in ("", "edit/", "posts/add/", f"posts/{post.pk}/"):
        assert far.get(f"{BASE}{template.pk}/{url}").status_code == 404
    for url, data in (
        ("edit/", ABOVE),
        ("publish/", {"seen": 1}),
        ("throw-away/", {}),
        (f"posts/{post.pk}/", post_form("别的")),
        (f"posts/{post.pk}/move/", {"drop": "1"}),
    ):
        assert far.post(f"{BASE}{template.pk}/{url}", data).status_code == 404
    template.refresh_from_db()
    assert (template.name, template.posts.count()) == ("标准六岗", 2)


def test_a_post_of_another_template_is_unknown_under_this_address(dai, desk, template):
    other = desk.template(a_post("骑行岗"), name="小哥岗位")
    stranger = other.posts.get()
    assert dai.get(f"{BASE}{template.pk}/posts/{stranger.pk}/").status_code == 404
    assert dai.post(f"{BASE}{template.pk}/posts/{stranger.pk}/move/", {"drop": "1"}).status_code == 404
    assert other.posts.exists()


def test_workers_and_administrators_of_communities_keep_no_templates(wu, ada, template):
    for client in (wu, ada):
        for url in (BASE, f"{BASE}add/", f"{BASE}{template.pk}/"):
            assert client.get(url).status_code in {302, 404}
        client.post(f"{BASE}usual/")
        client.post(f"{BASE}{template.pk}/publish/", {"seen": 1})
    assert PostSetTemplate.objects.count() == 1
    assert "岗位模板" not in wu.get("/admin/").content.decode()


def test_the_installations_owner_chooses_for_which_district(owner, cast, far):
    districts = {area.name: area.pk for area in (cast.pine.community.area.get_root(),)}
    answer = owner.post(f"{BASE}add/", ABOVE | {"district": str(districts["测试区"])})
    assert answer.status_code == 302
    assert PostSetTemplate.objects.get().district.name == "测试区"
