"""Pine Lane beside the district's template: Dai publishes, Wu keeps the posts, Bo holds one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django_scopes import scope

from content_models.areas.models import Community
from content_models.people.models import User
from content_models.posts.actions import (
    Taken,
    Tick,
    adopt_template,
    appoint,
    create_template,
    newest_number,
    publish_template,
    take_over,
)
from content_models.posts.comparing import Comparison, PostStand, compare
from content_models.posts.models import PostSet, PostSetTemplate, PostType, TemplatePost
from tests.support.cast import LONG_AGO, Cast, actor


def a_post(name: str, **changes: Any) -> dict[str, Any]:
    """A post of a template."""
    return {
        "name": name,
        "icon": "hand",
        "duties": f"{name}做的事",
        "wanted": 3,
        "points_weight": 100,
        "form": [],
        **changes,
    }


class Desk:
    """What Dai and Wu do, in few words."""

    def __init__(self, cast: Cast) -> None:
        self.cast, self.community = cast, cast.pine.community
        self.district = self.community.area.get_root()
        self.dai, self.wu = actor(cast.dai), actor(cast.wu)

    def template(self, *posts: dict[str, Any], name: str = "标准六岗") -> PostSetTemplate:
        """A template with its first version."""
        template = create_template(
            district=self.district, name=name, title="六岗", intro="人人有岗", posts=posts, actor=self.dai, now=LONG_AGO
        )
        self.publish(template)
        return template

    def publish(self, template: PostSetTemplate) -> None:
        template.refresh_from_db()
        publish_template(template=template, seen=template.number, actor=self.dai, now=LONG_AGO)

    def they_change(self, template: PostSetTemplate, name: str, /, **changes: Any) -> None:
        """The district changes one post and publishes."""
        post = TemplatePost.objects.get(template=template, name=name)
        for field, value in changes.items():
            setattr(post, field, value)
        post.save()
        self.publish(template)

    def they_add(self, template: PostSetTemplate, post: dict[str, Any]) -> None:
        TemplatePost.objects.create(template=template, sort_order=99, **post)
        self.publish(template)

    def they_drop(self, template: PostSetTemplate, name: str) -> None:
        TemplatePost.objects.get(template=template, name=name).delete()
        self.publish(template)

    def clear(self) -> None:
        """Pine Lane as it is before it has any posts."""
        PostType.objects.all().delete()
        PostSet.objects.all().delete()

    def adopt(self, template: PostSetTemplate) -> None:
        adopt_template(
            community=self.community,
            template_id=template.pk,
            seen=newest_number(self.community.pk),
            actor=self.wu,
            now=LONG_AGO,
        )

    def we_change(self, name: str, /, **changes: Any) -> None:
        """Wu changes a post by hand."""
        PostType.objects.filter(name=name, retired_at=None).update(**changes)

    def look(self, template: PostSetTemplate) -> Comparison:
        template.refresh_from_db()
        return compare(self.community, template)

    def take(self, template: PostSetTemplate, *ticks: tuple[str, str], **changes: Any) -> Taken:
        """Ticks are (name of the post, field)."""
        seen = self.look(template)
        keys = {stand.name: stand.key for stand in seen.posts} | {"set": "set"}
        asked: dict[str, Any] = {
            "community": self.community,
            "template_id": template.pk,
            "number": template.number,
            "ticks": [Tick(keys[name], field) for name, field in ticks],
            "seen": newest_number(self.community.pk),
            "actor": self.wu,
            "now": LONG_AGO,
        }
        return take_over(**asked | changes)

    def hold(self, name: str, person: User) -> None:
        post = PostType.objects.get(name=name, retired_at=None)
        appoint(person=person, community=self.community, area=self.community.area, by=None, post=post, now=LONG_AGO)

    def names(self, community: Community | None = None) -> list[str]:
        """What phones list."""
        shown = PostType.objects.filter(community=community or self.community).on_show()
        return [post.name for post in shown]


def stand_of(comparison: Comparison, name: str) -> PostStand:
    return next(stand for stand in comparison.posts if stand.name == name)


@pytest.fixture
def desk(cast: Cast) -> Iterator[Desk]:
    with scope(community=[cast.pine.community.pk]):
        yield Desk(cast)
