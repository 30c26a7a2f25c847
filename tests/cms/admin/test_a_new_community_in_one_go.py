"""A district's administrator answers a form, sees in words what will be made, says yes, and reads what comes next."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from content_models.areas.models import Area, Community
from content_models.founding.models import Founding
from content_models.pages.models import CommunitySite
from content_models.people.models import Invitation
from content_models.posts.actions import publish_usual_templates
from content_models.posts.models import PostSetTemplate, PostType
from tests.cms.admin.acting import messages_of
from tests.support.cast import LONG_AGO, actor

URL = "/admin/new-community/"


@pytest.fixture(autouse=True)
def _behind_the_scenes(everywhere):
    """Assertions look at every community."""


@pytest.fixture
def form(cast, dai) -> dict[str, Any]:
    """The form as it comes from the server, filled in well."""
    publish_usual_templates(district=cast.pine.community.area.get_root(), actor=actor(cast.dai), now=LONG_AGO)
    shown = dai.get(URL).context["form"]
    return {
        "key": str(shown["key"].value()),
        "name": "银杏社区",
        "parent": str(Area.objects.get(name="东街道").pk),
        "kind": "urban_village",
        "slug": "yinxing",
        "template": str(PostSetTemplate.objects.get(name="城中村六支队").pk),
        "worker_phone": "13800138111",
        "places": "银杏苑：1-3栋",
        "intro": "来了就是邻居。",
    }


def make(client: Client, form: dict[str, Any]) -> Any:
    return client.post(URL, form | {"make": "1"})


def test_first_it_is_shown_in_words_and_nothing_is_made(dai, form):
    page = dai.post(URL, form | {"look": "1"}).content.decode()
    for words in (
        "测试区 › 东街道 › 银杏社区",
        "银杏苑",
        "3 栋",
        "新住户名单队",
        "热饭热汤",
        "楼栋长",
        "/c/yinxing",
        "138****8111",
    ):
        assert words in page
    assert not Community.objects.filter(slug="yinxing").exists()


def test_yes_makes_it_and_says_what_comes_next(dai, form, cast):
    answer = make(dai, form)
    community = Community.objects.get(slug="yinxing")
    assert answer["Location"] == reverse("linli_begun", args=(community.pk,))
    page = dai.get(answer["Location"]).content.decode()
    assert "<svg" in page
    assert "http://testserver/c/yinxing" in page
    assert "6 个岗位" in page
    assert "1 份邀请" in page
    home = reverse("wagtailadmin_pages:edit", args=(CommunitySite.objects.get(community=community).root_id,))
    assert home in page
    assert dai.get(home).status_code == 200
    assert cast.client(None).get("/api/v1/communities/yinxing").json()["name"] == "银杏社区"
    assert Invitation.objects.get().community == community


def test_the_answers_stay_when_something_is_to_be_changed(dai, form):
    page = dai.post(URL, form | {"change": "1"})
    assert page.context["form"]["name"].value() == "银杏社区"
    assert not Community.objects.filter(slug="yinxing").exists()


def test_sent_twice_it_is_made_once(dai, form):
    first, second = make(dai, form), make(dai, form)
    assert first["Location"] == second["Location"]
    assert Founding.objects.count() == 1


def test_what_does_not_fit_is_said_beside_its_field(dai, form):
    answer = dai.post(URL, form | {"slug": "pine", "name": "松林", "worker_phone": "123", "places": "：", "look": "1"})
    errors = answer.context["form"].errors
    assert set(errors) == {"slug", "name", "worker_phone", "places"}
    assert "pine-2" in errors["slug"][0]
    answer = dai.post(URL, form | {"template": "", "parent": "x", "kind": "moon", "name": "", "look": "1"})
    assert set(answer.context["form"].errors) == {"template", "parent", "kind", "name"}
    assert not Community.objects.filter(slug="yinxing").exists()


def test_a_forged_place_or_template_is_no_choice(dai, form, cast):
    for changes in ({"parent": str(cast.pine.building_1.pk)}, {"template": str(cast.pine.post.pk)}, {"key": "x"}):
        answer = make(dai, form | changes)
        assert answer.status_code == 200
        assert answer.context["form"].errors
    assert not Community.objects.filter(slug="yinxing").exists()


def test_without_templates_it_says_what_comes_first(dai):
    page = dai.get(URL).content.decode()
    assert reverse("linli_templates") in page
    assert '<form method="post" novalidate>' not in page


def test_only_a_districts_administrator_sets_communities_up(wu, ada, oskar, form):
    for client in (wu, ada, oskar):
        assert client.get(URL).status_code in {302, 404}
        assert make(client, form).status_code in {302, 404}
    assert not Community.objects.filter(slug="yinxing").exists()


def test_the_list_of_what_comes_next_is_the_districts_own(dai, wu, cast, form):
    address = reverse("linli_begun", args=(cast.pine.community.pk,))
    assert dai.get(address).status_code == 200
    assert wu.get(address).status_code == 404
    assert dai.get(reverse("linli_begun", args=(cast.pine.post.pk,))).status_code == 404


def test_dai_keeps_the_new_posts_and_the_neighbours_worker_does_not(dai, oskar, form):
    make(dai, form)
    community = Community.objects.get(slug="yinxing")
    posts = f"/admin/snippets/posts/posttype/?community={community.pk}"
    assert "新住户名单队" in dai.get(posts).content.decode()
    assert "新住户名单队" not in oskar.get(posts).content.decode()
    post = PostType.objects.get(name="新住户名单队")
    assert oskar.get(f"/admin/snippets/posts/posttype/edit/{post.pk}/").status_code == 404


def test_what_was_set_up_lately_is_listed(dai, form):
    make(dai, form)
    assert "银杏社区" in dai.get(URL).content.decode()


def test_who_it_is_set_up_for_is_greeted(dai, form):
    answer = dai.post(URL, form | {"make": "1"}, follow=True)
    assert "“银杏社区”" in messages_of(answer)[0]
