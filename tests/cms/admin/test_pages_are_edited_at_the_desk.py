"""A worker puts her home page together, looks at it as a phone, publishes; where wanted another reads it first."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.blocks import StructBlock
from wagtail.models import WorkflowState

from content_models.pages.actions import require_approval
from content_models.pages.blocks import page_blocks
from content_models.pages.jobs import publish_scheduled
from content_models.pages.models import CommunitySite, HomePage, NoticePage
from content_models.pages.samples import block
from tests.support.cast import actor
from tests.support.page_life import PageLife


@pytest.fixture(autouse=True)
def _behind_the_scenes(everywhere):
    """Assertions look at what is stored."""


@pytest.fixture
def pine(cast) -> PageLife:
    return PageLife(cast)


def home_form(title: str = "松林社区", **more: Any) -> dict[str, Any]:
    """The home page's form with one text block."""
    return {
        "title": title,
        "slug": "pine",
        "summary": "",
        "cover": "",
        "body-count": "1",
        "body-0-deleted": "",
        "body-0-order": "0",
        "body-0-type": "numbers",
        "body-0-id": "",
        "body-0-value-heading": "这会儿",
        "body-0-value-numbers": ["wishes_open"],
        **more,
    }


def edit(pine: PageLife) -> str:
    return reverse("wagtailadmin_pages:edit", args=(pine.home.pk,))


def on_the_phone(client: Any) -> str:
    return client.get("/api/v1/communities/pine/pages/home").json()["title"]


def test_what_a_worker_publishes_is_on_the_phones_at_once(wu, client, pine):
    assert on_the_phone(client) == "松林"
    wu.post(edit(pine), home_form("改一改"))
    assert on_the_phone(client) == "松林"
    wu.post(edit(pine), home_form("改一改", **{"action-publish": "1"}))
    assert on_the_phone(client) == "改一改"


def test_publishing_stands_first(wu, pine):
    shown = wu.get(edit(pine)).content.decode()
    assert shown.index('name="action-publish"') < shown.index("保存草稿")


def test_the_preview_panel_shows_the_phone_app_with_the_draft(wu, pine):
    panel = reverse("wagtailadmin_pages:preview_on_edit", args=(pine.home.pk,))
    assert wu.post(panel, home_form("只是看看")).json() == {"is_valid": True, "is_available": True}
    frame = wu.get(f"{panel}?in_preview_panel=true")
    assert frame.status_code == 302
    assert frame["Location"].startswith("/c/pine/page-preview?token=")
    token = frame["Location"].partition("token=")[2].partition("&")[0]
    draft = wu.get(f"/api/v1/communities/pine/page-previews/{token.replace('%3A', ':').replace('%3D', '=')}")
    assert draft.json()["title"] == "只是看看"
    assert 'data-device-width="390"' in wu.get(edit(pine)).content.decode()


def test_a_new_page_can_be_previewed_before_it_is_saved(wu, pine):
    panel = reverse("wagtailadmin_pages:preview_on_add", args=("pages", "noticepage", pine.home.pk))
    form = {"title": "停水", "slug": "water", "summary": "", "cover": "", "body-count": "0", "valid_until": ""}
    assert wu.post(panel, form).json()["is_available"]
    frame = wu.get(f"{panel}?in_preview_panel=true")
    assert frame["Location"].startswith("/c/pine/page-preview?token=")
    assert not NoticePage.objects.exists()


def test_with_a_second_reader_a_worker_hands_in_and_an_administrator_publishes(wu, ada, client, cast, pine):
    require_approval(site=pine.site, required=True, actor=actor(cast.ada))
    wu.post(edit(pine), home_form("等审核", **{"action-publish": "1"}))
    assert on_the_phone(client) == "松林"
    wu.post(edit(pine), home_form("等审核", **{"action-submit": "1"}))
    assert on_the_phone(client) == "松林"
    state = WorkflowState.objects.get(status=WorkflowState.STATUS_IN_PROGRESS)
    assert "等审核" in ada.get("/admin/page-approvals/").content.decode()
    approve = reverse("wagtailadmin_pages:workflow_action", args=(pine.home.pk, "approve", state.current_task_state.pk))
    wu.post(approve)
    assert on_the_phone(client) == "松林"
    ada.post(approve)
    assert on_the_phone(client) == "等审核"
    assert "等审核" not in ada.get("/admin/page-approvals/").content.decode()


def test_a_page_goes_out_at_its_hour_and_comes_off_at_its_end(client, pine, monkeypatch):
    now = timezone.now()

    def at(hours: int) -> None:
        monkeypatch.setattr(timezone, "now", lambda: now + timedelta(hours=hours))
        publish_scheduled(now=now)

    page = pine.add("notice", "停水", "water")
    page.title = "停水，改到周五"
    page.go_live_at, page.expire_at = now + timedelta(hours=1), now + timedelta(hours=3)
    page.save_revision().publish()
    address = "/api/v1/communities/pine/pages/water"
    at(0)
    assert client.get(address).json()["title"] == "停水"
    at(2)
    assert client.get(address).json()["title"] == "停水，改到周五"
    at(4)
    assert client.get(address).status_code == 404


def test_an_earlier_version_comes_back(wu, client, pine):
    first = HomePage.objects.get(pk=pine.home.pk).latest_revision
    wu.post(edit(pine), home_form("新的", **{"action-publish": "1"}))
    assert on_the_phone(client) == "新的"
    back = wu.get(reverse("wagtailadmin_pages:revisions_revert", args=(pine.home.pk, first.pk)))
    assert back.status_code == 200
    wu.post(edit(pine), home_form("松林", revision=str(first.pk), **{"action-publish": "1"}))
    assert on_the_phone(client) == "松林"


def test_the_editor_is_told_which_block_refers_to_something_gone(wu, pine):
    image = pine.picture()
    pine.show(block("area_map", heading=""), block("picture", picture=image.pk, caption=""))
    assert "已经不在了" not in wu.get(edit(pine)).content.decode()
    image.delete()
    shown = wu.get(edit(pine)).content.decode()
    assert "已经不在了" in shown
    assert "第 2 块" in shown


def test_the_home_page_is_not_deleted(wu, ada, pine):
    for client in (wu, ada):
        client.post(reverse("wagtailadmin_pages:delete", args=(pine.home.pk,)))
        client.post(f"/admin/bulk/wagtailcore/page/delete/?id={pine.home.pk}&next=/admin/")
    assert HomePage.objects.filter(pk=pine.home.pk).exists()


def test_an_administrator_opens_the_home_page_and_a_worker_does_not(wu, ada):
    assert wu.post("/admin/look/").status_code in (302, 403)
    assert not HomePage.objects.exists()
    shown = ada.post("/admin/look/", follow=True)
    assert shown.status_code == 200
    assert HomePage.objects.get().live


def test_a_look_that_can_not_be_read_is_refused_beside_its_field(ada, pine):
    form = {"color": "#ffe000", "logo": "", "banner": "", "badge": "春节"}
    shown = ada.post("/admin/look/", form).content.decode()
    assert "4.5" in shown
    assert CommunitySite.objects.get().badge == ""
    ada.post("/admin/look/", form | {"color": "#0F6B66"})
    site = CommunitySite.objects.get()
    assert (site.color, site.badge) == ("#0f6b66", "春节")


@pytest.mark.parametrize(("name", "definition"), page_blocks())
def test_every_block_has_words_an_icon_and_a_picture_in_the_picker(name, definition):
    assert isinstance(definition, StructBlock)
    assert definition.is_previewable
    assert definition.get_description()
    assert definition.label
    assert definition.meta.icon


def test_the_pictures_of_the_picker_are_drawn(wu, pine):
    from content_models.pages.models import CommunityPage

    body = CommunityPage._meta.get_field("body").stream_block
    for definition in body.child_blocks.values():
        shown = wu.get("/admin/block-preview/", {"id": definition.definition_prefix})
        assert shown.status_code == 200
        assert "block-preview.css" in shown.content.decode()
        assert len(shown.content.decode().split("<body>")[1]) > 60, definition.name
