"""The migration that brings versions writes down the sets that are there, so that their first change can be undone."""

from __future__ import annotations

from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection
from django_scopes import scopes_disabled

from content_models.posts.actions import keep_version
from content_models.posts.models import Deed, PostSet, PostSetVersion, PostType
from tests.support.cast import LONG_AGO


@pytest.fixture(autouse=True)
def _everywhere():
    with scopes_disabled():
        yield


def migrate() -> None:
    step = import_module("content_models.posts.migrations.0004_first_versions")
    step.keep_first_versions(apps, SimpleNamespace(connection=connection))


def test_every_community_with_posts_has_a_first_version_that_is_the_present(cast):
    question = {"type": "text", "id": "5ad5c6e0-0000-4000-8000-000000000001", "value": {"label": "会修灯吗？"}}
    PostType.objects.create(
        community=cast.pine.community, name="草稿岗", duties="一行\r\n两行", sort_order=5, live=False, form=[question]
    )
    PostType.objects.create(
        community=cast.pine.community, name="移除岗", duties="没了", sort_order=6, retired_at=LONG_AGO
    )
    before = list(PostType.objects.order_by("id").values())
    migrate()
    for place in (cast.pine, cast.oak):
        version = PostSetVersion.objects.get(community=place.community)
        assert (version.number, version.deed) == (1, Deed.BEGAN)
        # What the code itself would keep is the same: nothing has changed since.
        assert keep_version(community_id=place.community.pk, by=None, now=LONG_AGO) is None
    names = [
        post["values"]["name"] for post in PostSetVersion.objects.get(community=cast.pine.community).content["posts"]
    ]
    assert names == ["邻里互助岗", "草稿岗"]
    assert list(PostType.objects.order_by("id").values()) == before


def test_a_community_without_posts_gets_none(cast):
    PostType.objects.filter(community=cast.oak.community).delete()
    PostSet.objects.filter(community=cast.pine.community).delete()
    migrate()
    assert [version.community for version in PostSetVersion.objects.all()] == [cast.pine.community]
