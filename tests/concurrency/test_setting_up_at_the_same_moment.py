"""The same form sent several times at once, and two forms for one address: one community each time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.conf import settings
from django_scopes import scopes_disabled
from wagtail.models import Collection, Locale, Page

from content_models.areas.models import Area, Community
from content_models.common.clock import utc_now
from content_models.common.ids import uuid7
from content_models.founding import actions
from content_models.founding.models import Founding
from content_models.founding.plan import NewCommunity
from content_models.pages.models import HomePage
from content_models.posts.actions import publish_usual_templates
from content_models.posts.models import PostSetTemplate
from tests.concurrency.crowd import all_at_once
from tests.support.cast import LONG_AGO, Cast, actor, make_cast

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("pg_only")]

TAPS = 4


@pytest.fixture
def cast() -> Cast:
    # A test that commits is cleaned up by emptying every table, Wagtail's roots too; migrations made them once.
    Locale.objects.get_or_create(language_code=settings.LANGUAGE_CODE)
    if not Page.objects.exists():
        Page.add_root(title="Root", slug="root")
    if not Collection.objects.exists():
        Collection.add_root(name="Root")
    return make_cast()


@pytest.fixture
def new(cast: Cast) -> NewCommunity:
    street = Area.objects.get(name="东街道")
    publish_usual_templates(district=street.get_root(), actor=actor(cast.dai), now=LONG_AGO)
    return NewCommunity(
        id=uuid7(),
        name="银杏社区",
        slug="yinxing",
        parent_id=street.pk,
        kind="standard",
        template_id=PostSetTemplate.objects.get(name="标准六岗").pk,
        places="银杏苑：1-3栋",
        worker_phone="13800138111",
    )


def attempt(cast: Cast, new: NewCommunity) -> Callable[[], object]:
    dai = actor(cast.dai)
    return lambda: actions.set_up_community(new=new, actor=dai, now=utc_now())


def test_one_form_tapped_many_times_founds_one_community_and_every_tap_gets_it(cast: Cast, new: NewCommunity) -> None:
    assert all_at_once([attempt(cast, new)] * TAPS) == {"ok": TAPS}
    assert Community.objects.filter(slug="yinxing").count() == 1
    assert Founding.objects.count() == 1
    with scopes_disabled():
        assert HomePage.objects.filter(community__slug="yinxing").count() == 1
    assert Area.objects.filter(name="银杏社区").count() == 1


def test_two_forms_for_one_address_found_one_and_tell_the_other(cast: Cast, new: NewCommunity) -> None:
    results = all_at_once([attempt(cast, new), attempt(cast, replace(new, id=uuid7(), name="银杏里社区"))])
    assert results["ok"] == 1
    assert set(results) <= {"ok", "taken_meanwhile", "invalid"}
    assert Community.objects.filter(slug="yinxing").count() == 1
    assert Founding.objects.count() == 1


def test_different_communities_below_one_street_are_all_set_up(cast: Cast, new: NewCommunity) -> None:
    forms = [replace(new, id=uuid7(), name=f"银杏{number}社区", slug=f"yinxing-{number}") for number in range(TAPS)]
    assert all_at_once([attempt(cast, one) for one in forms]) == {"ok": TAPS}
    street = Area.objects.get(name="东街道")
    assert len({area.path for area in street.get_children()}) == 2 + TAPS


def test_without_the_forms_own_row_every_tap_would_found_one(
    cast: Cast, new: NewCommunity, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The guard off: what only the form's id prevents. (The address is another wall; each tap has its own here.)"""
    monkeypatch.setattr(actions, "claim_form", lambda *_given, **_named: Founding(id=uuid7()))
    taps = [replace(new, slug=f"yinxing-{number}", name=f"银杏{number}社区") for number in range(2)]
    assert all_at_once([attempt(cast, one) for one in taps]) == {"ok": 2}
    assert Community.objects.filter(slug__startswith="yinxing").count() == 2
