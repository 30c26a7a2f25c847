"""GET C/page-previews/{token}: two locks, and both must open."""

from __future__ import annotations

import pytest
from django_scopes import scopes_disabled
from wagtail_headless_preview.models import PagePreview

from content_models.common.clock import utc_now
from content_models.pages.models import ArticlePage, HomePage
from tests.support.page_life import PageLife
from tests.support.unchanged import assert_problem


@pytest.fixture
def pine(cast) -> PageLife:
    return PageLife(cast)


@pytest.fixture
def token(pine) -> str:
    """A draft of the home page with another title, as the preview panel keeps it."""
    with scopes_disabled():
        home = HomePage.objects.get(pk=pine.home.pk)
        home.title = "还没发布的标题"
        return home.create_page_preview().token


def test_who_works_there_sees_the_draft_and_nobody_keeps_it(api, cast, token):
    for person in (cast.wu, cast.ada, cast.dai):
        answer = api.get(person, f"/page-previews/{token}")
        assert answer.json()["title"] == "还没发布的标题"
        assert answer["Cache-Control"] == "no-store"
    assert api.get(None, "/pages/home").json()["title"] == "松林"


def test_to_everybody_else_the_token_is_like_none(api, cast, token):
    for person in (None, cast.anna, cast.bo, cast.chen, cast.oskar, cast.nia):
        stranger = api.get(person, f"/page-previews/{token}")
        nobody = api.get(person, "/page-previews/forged:token:x")
        assert_problem(stranger, 404, "not_found")
        assert stranger.content == nobody.content


def test_it_does_not_open_under_another_communitys_address(api, cast, pine, token):
    PageLife(cast, cast.oak)
    assert api.get(cast.dai, f"/api/v1/communities/oak/page-previews/{token}").status_code == 404


def test_it_runs_out(api, cast, token, monkeypatch):
    from datetime import timedelta

    from cms.api import page_previews

    monkeypatch.setattr(page_previews, "GOOD_FOR", timedelta(seconds=-1))
    assert api.get(cast.wu, f"/page-previews/{token}").status_code == 404


def test_a_forged_token_opens_nothing_even_if_a_draft_lies_under_it(api, cast, pine, token):
    PagePreview.objects.filter(token=token).update(token=f"{token}x")
    assert api.get(cast.wu, f"/page-previews/{token}x").status_code == 404


def test_a_page_that_is_just_being_written_can_be_looked_at(api, cast, pine):
    with scopes_disabled():
        page = ArticlePage(title="新文章", slug="new")
        page.depth, page.path = pine.home.depth + 1, page._get_path(pine.home.path, pine.home.depth + 1, 1)
        page.set_url_path(pine.home)
        kept = PagePreview.objects.create(
            token=page.get_preview_signer().sign("parent_id=1;page_type=x"),
            content_type=page.cached_content_type,
            content_json=page.to_json(),
        )
    answer = api.get(cast.wu, f"/page-previews/{kept.token}").json()
    assert (answer["title"], answer["trail"]) == ("新文章", [{"path": "home", "title": "松林"}])


def test_old_drafts_are_forgotten(run_jobs, pine, token):
    from datetime import timedelta

    from content_models.pages.jobs import forget_previews

    forget_previews(now=utc_now())
    assert PagePreview.objects.filter(token=token).exists()
    forget_previews(now=utc_now() + timedelta(days=3))
    assert not PagePreview.objects.exists()
