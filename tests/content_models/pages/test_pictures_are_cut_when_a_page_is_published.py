"""Phones get two cuts of each picture: they are there before the first reader comes."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.management import call_command
from django_scopes import scopes_disabled

from content_models.common.clock import utc_now
from content_models.pages.models import HomePage
from content_models.pages.samples import block
from media.models import CommunityRendition
from tests.support.page_life import PageLife

CUTS = ["fill-480x360", "max-1080x1440"]


@pytest.fixture(autouse=True)
def _everywhere(db):
    with scopes_disabled():
        yield


@pytest.fixture
def pages(cast, run_jobs) -> PageLife:
    life = PageLife(cast)
    run_jobs()  # what opening the home page brought about
    return life


def cuts(picture) -> list[str]:
    return sorted(CommunityRendition.objects.filter(image=picture).values_list("filter_spec", flat=True))


def test_published_they_are_made_in_the_background_and_the_first_reader_makes_none(cast, pages, run_jobs):
    hero, in_gallery = pages.picture("大门"), pages.picture("集市")
    item = {"type": "item", "id": "i", "value": {"picture": in_gallery.pk, "caption": ""}}
    pages.show(
        block("hero", title="好邻居", text="", picture=hero.pk, button="", link=None),
        block("gallery", heading="", pictures=[item]),
    )
    assert (cuts(hero), cuts(in_gallery)) == ([], [])
    run_jobs()
    assert (cuts(hero), cuts(in_gallery)) == (CUTS, CUTS)
    made = set(CommunityRendition.objects.values_list("pk", flat=True))
    assert cast.client(None).get("/api/v1/communities/pine/pages/home").status_code == 200
    assert set(CommunityRendition.objects.values_list("pk", flat=True)) == made


def test_so_is_the_picture_for_lists(pages, run_jobs):
    cover = pages.picture()
    pages.add("article", "新闻", "news", cover=cover)
    run_jobs()
    assert cuts(cover) == CUTS


def test_a_draft_brings_none_about(pages, run_jobs):
    picture = pages.picture()
    home = HomePage.objects.get(pk=pages.home.pk)
    home.cover = picture
    home.save_revision()
    run_jobs()
    assert cuts(picture) == []


def test_what_goes_out_at_an_hour_has_them_too(pages, run_jobs):
    picture = pages.picture()
    home = HomePage.objects.get(pk=pages.home.pk)
    home.cover, home.go_live_at = picture, utc_now() - timedelta(minutes=1)
    home.save_revision(approved_go_live_at=home.go_live_at)
    call_command("publish_scheduled")
    run_jobs()
    assert cuts(picture) == CUTS


def test_a_picture_whose_file_has_gone_stops_nothing(pages, run_jobs):
    gone, there = pages.picture("不见了"), pages.picture("还在")
    pages.show(block("picture", picture=gone.pk, caption=""), block("picture", picture=there.pk, caption=""))
    gone.file.storage.delete(gone.file.name)
    run_jobs()
    assert (cuts(gone), cuts(there)) == ([], CUTS)


def test_taken_off_before_its_turn_nothing_is_made(pages, run_jobs):
    picture = pages.picture()
    article = pages.add("article", "新闻", "news", cover=picture)
    article.unpublish()
    run_jobs()
    assert cuts(picture) == []


def test_a_picture_of_next_door_is_not_cut(cast, pages, run_jobs):
    theirs = PageLife(cast, cast.oak).picture()
    pages.show(block("picture", picture=theirs.pk, caption=""))
    run_jobs()
    assert cuts(theirs) == []
