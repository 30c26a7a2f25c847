"""Dai sets a community up below the East Street; the district has published the usual templates."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django_scopes import scopes_disabled

from content_models.areas.models import Area, Community
from content_models.common.ids import uuid7
from content_models.founding.actions import set_up_community
from content_models.founding.plan import NewCommunity
from content_models.posts.actions import publish_usual_templates
from content_models.posts.models import PostSetTemplate
from tests.support.cast import LONG_AGO, Cast, actor

Found = Callable[..., Community]


@pytest.fixture(autouse=True)
def _everywhere():
    """Assertions look at every community."""
    with scopes_disabled():
        yield


@pytest.fixture
def street(cast: Cast) -> Area:
    return Area.objects.get(name="东街道")


@pytest.fixture
def asked(cast: Cast, street: Area) -> Callable[..., NewCommunity]:
    """A good form; `changes` replace parts of it."""
    district = street.get_root()
    publish_usual_templates(district=district, actor=actor(cast.dai), now=LONG_AGO)
    template = PostSetTemplate.objects.get(name="老旧小区岗位")

    def ask(**changes: Any) -> NewCommunity:
        good: dict[str, Any] = {
            "id": uuid7(),
            "name": "银杏社区",
            "slug": "yinxing",
            "parent_id": street.pk,
            "kind": "old_estate",
            "template_id": template.pk,
            "intro": "老街坊多。",
            "places": "银杏苑：1-3栋\n邮电大院: 甲楼 乙楼",
            "worker_phone": "13800138111",
        }
        return NewCommunity(**good | changes)

    return ask


@pytest.fixture
def found(cast: Cast, asked: Callable[..., NewCommunity]) -> Found:
    def attempt(who: Any = None, **changes: Any) -> Community:
        return set_up_community(new=asked(**changes), actor=actor(who or cast.dai), now=LONG_AGO)

    return attempt
