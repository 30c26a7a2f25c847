"""Several work on a community's pages at the same moment: one wins whole, nothing is half, nothing is double."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError
from django.db.models import QuerySet
from django_scopes import scope, scopes_disabled
from wagtail.models import Collection, Locale, Page

from content_models.areas.models import Community
from content_models.common.clock import utc_now
from content_models.common.models import JobEffect
from content_models.pages.actions import furnish, open_home_page, opening
from content_models.pages.models import CommunitySite, HomePage
from content_models.pages.samples import block
from tests.concurrency.crowd import all_at_once
from tests.support.cast import Cast, actor, make_cast
from tests.support.page_life import PageLife

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("pg_only")]

EDITORS = 4


@pytest.fixture
def cast() -> Cast:
    # Wagtail's roots come with its migrations; what another test has flushed away is planted again.
    Locale.objects.get_or_create(language_code=settings.LANGUAGE_CODE)
    if not Page.objects.filter(depth=1).exists():
        Page.add_root(title="Root", slug="root")
    if not Collection.objects.filter(depth=1).exists():
        Collection.add_root(name="Root")
    return make_cast()


def _home(pages: PageLife) -> HomePage:
    with scope(community=pages.community):
        found: HomePage = HomePage.objects.get(pk=pages.home.pk)
        return found


def _draft(pages: PageLife, words: str) -> Any:
    """A draft that says the same words in two tables."""
    home = _home(pages)
    home.title, home.summary = words, words
    home.body = json.dumps([block("notice_strip", text=words, tone="warning", until=None, link=None)])
    return home.save_revision()


def _publish(pages: PageLife, revision: Any) -> Callable[[], object]:
    def attempt() -> None:
        with scope(community=pages.community):
            revision.publish()

    return attempt


def _tree_is_sound() -> bool:
    bad = [problem for found in (Page.find_problems(), Collection.find_problems()) for problem in found if problem]
    return not bad


def _says(home: HomePage) -> set[str]:
    return {home.title, home.summary, home.body.raw_data[0]["value"]["text"]}


def test_of_two_published_at_once_one_stands_whole(cast: Cast) -> None:
    pages = PageLife(cast)
    drafts = [_draft(pages, f"第{number}稿") for number in range(EDITORS)]
    assert all_at_once([_publish(pages, draft) for draft in drafts]) == {"ok": EDITORS}
    home = _home(pages)
    assert home.live
    assert len(_says(home)) == 1, "title and blocks are of one draft"
    assert home.live_revision.content["title"] == home.title
    assert _tree_is_sound()


def test_the_same_draft_published_twice_asks_once_for_its_pictures(cast: Cast) -> None:
    pages = PageLife(cast)
    draft = _draft(pages, "同一稿")
    assert all_at_once([_publish(pages, draft)] * EDITORS) == {"ok": EDITORS}
    assert _says(_home(pages)) == {"同一稿"}
    assert JobEffect.objects.filter(effect_key=f"pages.cuts:{pages.home.pk}:{draft.pk}").count() == 1


def test_published_and_taken_off_at_once_it_is_one_of_both(cast: Cast) -> None:
    pages = PageLife(cast)
    article = pages.add("article", "老稿", "news")
    article.title = "新稿"
    draft = article.save_revision()

    def take_off() -> None:
        with scope(community=pages.community):
            type(article).objects.get(pk=article.pk).unpublish()

    assert all_at_once([_publish(pages, draft), take_off]) == {"ok": 2}
    with scope(community=pages.community):
        after = type(article).objects.get(pk=article.pk)
    assert after.live == (after.live_revision_id is not None)
    assert not after.live or after.title == "新稿"
    on_phones = cast.client(None).get("/api/v1/communities/pine/pages/news").status_code
    assert on_phones == (200 if after.live else 404)
    assert _tree_is_sound()


def test_the_clock_publishes_while_somebody_does(cast: Cast) -> None:
    pages = PageLife(cast)
    home = _home(pages)
    home.title, home.go_live_at = "到点的稿", utc_now() - timedelta(minutes=1)
    home.save_revision(approved_go_live_at=home.go_live_at)
    by_hand = _draft(pages, "手发的稿")

    def clock() -> None:
        with scopes_disabled():
            call_command("publish_scheduled")

    assert all_at_once([clock, clock, _publish(pages, by_hand)]) == {"ok": 3}
    after = _home(pages)
    assert after.live
    assert after.title in {"到点的稿", "手发的稿"}
    assert after.live_revision.content["title"] == after.title
    with scopes_disabled():
        call_command("publish_scheduled")
    assert _home(pages).title == after.title, "nothing is left that would go out later"
    assert _tree_is_sound()


def _opening(cast: Cast) -> Callable[[], object]:
    dai = actor(cast.dai)
    return lambda: open_home_page(community=cast.pine.community, actor=dai, now=utc_now())


def _made() -> tuple[int, int, int]:
    with scopes_disabled():
        return (
            HomePage.objects.count(),
            CommunitySite.objects.exclude(root=None).count(),
            Collection.objects.filter(depth=2).count(),
        )


@pytest.mark.parametrize("is_furnished", [False, True])
def test_a_home_page_is_opened_once(cast: Cast, is_furnished: bool) -> None:
    if is_furnished:
        furnish(community=cast.pine.community)
    assert all_at_once([_opening(cast)] * EDITORS) == {"ok": EDITORS}
    assert _made() == (1, 1, 1)
    assert _tree_is_sound()


def test_without_the_lock_on_the_site_the_second_opens_it_again(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """The guard off: both see that there is no home page yet. Only the tree's own rules stop the second one."""
    furnish(community=cast.pine.community)
    both_have_looked = threading.Barrier(2, timeout=30)
    real = opening._plant

    def plant(community: Community) -> HomePage:
        both_have_looked.wait()
        return real(community)

    monkeypatch.setattr(opening, "_plant", plant)
    monkeypatch.setattr(QuerySet, "select_for_update", lambda rows, **_options: rows)
    with pytest.raises((IntegrityError, ValidationError)):
        all_at_once([_opening(cast)] * 2)
