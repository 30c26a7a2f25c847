"""Two workers take the same change over, two people change two posts, two publish: each at the same moment."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from django_scopes import scope

from content_models.common.clock import utc_now
from content_models.people.models import User
from content_models.posts.actions import (
    Tick,
    apply_for_post,
    appointing,
    keep_version,
    newest_number,
    publish_template,
    take_over,
    versions,
)
from content_models.posts.comparing import compare
from content_models.posts.models import (
    Appointment,
    PostSetTemplate,
    PostSetVersion,
    PostType,
    TemplatePost,
    TemplateVersion,
)
from tests.concurrency.crowd import all_at_once
from tests.content_models.posts.conftest import Desk, a_post
from tests.support.cast import Cast, actor, make_cast

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("pg_only")]

WORKERS = 4


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.fixture
def template(cast: Cast) -> PostSetTemplate:
    """Pine Lane follows it; version 2 changes one post and adds another."""
    with scope(community=[cast.pine.community.pk]):
        desk = Desk(cast)
        desk.clear()
        template = desk.template(a_post("名单岗"), a_post("互助岗"))
        desk.adopt(template)
        desk.they_change(template, "名单岗", duties="他们的新话")
        desk.they_add(template, a_post("小哥岗"))
    return template


def taking(cast: Cast, template: PostSetTemplate, name: str, field: str) -> Callable[[], object]:
    """A worker who has looked at the screen and now presses the button."""
    with scope(community=[cast.pine.community.pk]):
        key = next(stand.key for stand in compare(cast.pine.community, template).posts if stand.name == name)
        seen = newest_number(cast.pine.community.pk)
    wu = actor(cast.wu)

    def attempt() -> object:
        with scope(community=[cast.pine.community.pk]):
            return take_over(
                community=cast.pine.community,
                template_id=template.pk,
                number=template.number,
                ticks=[Tick(key, field)],
                seen=seen,
                actor=wu,
                now=utc_now(),
            )

    return attempt


def test_the_same_change_is_taken_over_once(cast: Cast, template: PostSetTemplate) -> None:
    template.refresh_from_db()
    assert all_at_once([taking(cast, template, "名单岗", "duties")] * WORKERS) == {"ok": 1, "set_changed": WORKERS - 1}
    with scope(community=[cast.pine.community.pk]):
        assert PostSetVersion.objects.filter(deed="taken").count() == 1


def test_a_new_post_of_theirs_is_made_once(cast: Cast, template: PostSetTemplate) -> None:
    template.refresh_from_db()
    assert all_at_once([taking(cast, template, "小哥岗", "*")] * WORKERS) == {"ok": 1, "set_changed": WORKERS - 1}
    with scope(community=[cast.pine.community.pk]):
        assert PostType.objects.filter(name="小哥岗").count() == 1


def test_without_the_number_of_the_version_two_would_overwrite_each_other(
    cast: Cast, template: PostSetTemplate, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The guard off: every deed gets whatever number is free, and nobody notices that somebody was faster."""
    template.refresh_from_db()
    real = versions._add_version

    def any_free_number(community_id: Any, *, number: int, **given: Any) -> PostSetVersion:
        return real(community_id, number=newest_number(community_id) + 1, **given)

    monkeypatch.setattr(versions, "_add_version", any_free_number)
    monkeypatch.setattr(versions, "newest_number", lambda _community: 1)
    attempts = [taking(cast, template, "名单岗", "duties"), taking(cast, template, "小哥岗", "*")]
    assert all_at_once([lambda: _in_turn(attempts[0]), lambda: _in_turn(attempts[1])])["ok"] == 2


def _in_turn(attempt: Callable[[], object]) -> object:
    """Where both wait for each other's number, the second one tries again, as it would with the guard off."""
    for _try in range(4):
        try:
            return attempt()
        except versions.SetChanged:
            continue
    return attempt()


def test_a_post_that_goes_while_people_apply_for_it_is_never_gone_and_held(
    cast: Cast, template: PostSetTemplate
) -> None:
    with scope(community=[cast.pine.community.pk]):
        Desk(cast).they_drop(template, "互助岗")
        post = PostType.objects.get(name="互助岗")
    template.refresh_from_db()

    def applying(person: User) -> Callable[[], object]:
        who = actor(person)

        def attempt() -> object:
            with scope(community=[cast.pine.community.pk]):
                return apply_for_post(actor=who, community=cast.pine.community, post=post, now=utc_now())

        return attempt

    letting_go = taking(cast, template, "互助岗", "*")
    results = all_at_once([letting_go, applying(cast.bo), applying(cast.bea)])
    assert set(results) <= {"ok", "not_found", "post_held"}
    with scope(community=[cast.pine.community.pk]):
        post.refresh_from_db()
        held = Appointment.objects.living().filter(post=post).exists()
    assert (post.retired_at is None) == held


def test_without_the_lock_on_the_post_it_is_gone_and_held(
    cast: Cast, template: PostSetTemplate, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The guard off: Bo has seen the post, it goes, and then his application is written down all the same."""
    with scope(community=[cast.pine.community.pk]):
        Desk(cast).they_drop(template, "互助岗")
        post = PostType.objects.get(name="互助岗")
    template.refresh_from_db()
    seen, gone = threading.Event(), threading.Event()
    real = appointing.check_answers

    def looked_and_waited(*given: Any) -> Any:
        seen.set()
        assert gone.wait(30)
        return real(*given)

    unlocked = PostType._base_manager.filter(pk=post.pk, retired_at__isnull=True)
    monkeypatch.setattr(appointing, "_held_on_to", lambda _post: unlocked.all())
    monkeypatch.setattr(appointing, "check_answers", looked_and_waited)
    letting_go, bo = taking(cast, template, "互助岗", "*"), actor(cast.bo)

    def apply() -> object:
        with scope(community=[cast.pine.community.pk]):
            return apply_for_post(actor=bo, community=cast.pine.community, post=post, now=utc_now())

    def let_go() -> None:
        assert seen.wait(30)
        try:
            letting_go()
        finally:
            gone.set()

    assert all_at_once([apply, let_go]) == {"ok": 2}
    with scope(community=[cast.pine.community.pk]):
        post.refresh_from_db()
        assert post.retired_at is not None
        assert Appointment.objects.living().filter(post=post).exists()


def test_two_who_change_two_posts_by_hand_are_both_kept(cast: Cast, template: PostSetTemplate) -> None:
    def change(name: str) -> Callable[[], object]:
        def attempt() -> None:
            with scope(community=[cast.pine.community.pk]), transaction.atomic():
                PostType.objects.filter(name=name).update(duties=f"{name}改了")
                keep_version(community_id=cast.pine.community.pk, by=cast.wu, now=utc_now())

        return attempt

    assert all_at_once([change("名单岗"), change("互助岗")]) == {"ok": 2}
    with scope(community=[cast.pine.community.pk]):
        newest = PostSetVersion.objects.first()
        assert newest is not None
        said = {post["values"]["name"]: post["values"]["duties"] for post in newest.content["posts"]}
    assert said == {"名单岗": "名单岗改了", "互助岗": "互助岗改了"}


def test_a_version_is_published_once(cast: Cast, template: PostSetTemplate) -> None:
    template.refresh_from_db()
    TemplatePost.objects.filter(template=template, name="互助岗").update(duties="又改了")
    dai, seen = actor(cast.dai), template.number

    def attempt() -> object:
        with scope(community=[cast.pine.community.pk]):
            return publish_template(
                template=PostSetTemplate.objects.select_related("district").get(pk=template.pk),
                seen=seen,
                actor=dai,
                now=utc_now(),
            )

    results = all_at_once([attempt] * WORKERS)
    assert results["ok"] == 1
    assert set(results) <= {"ok", "published_meanwhile", "nothing_to_publish"}
    assert TemplateVersion.objects.filter(template=template).count() == seen + 1
