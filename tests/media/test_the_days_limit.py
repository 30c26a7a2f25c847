"""So many photos a day for one person; who is refused costs no decoding."""

from __future__ import annotations

from datetime import timedelta

import pytest

from media.actions import TooManyPhotos, store_photo
from media.models import Photo
from media.sanitising import sanitise_photo
from tests.media.uploads import phone_photo

pytestmark = pytest.mark.django_db

UPLOAD = phone_photo("JPEG", width=60, height=40)


@pytest.fixture
def two_a_day(settings):
    settings.LINLI_PHOTOS_PER_DAY = 2


@pytest.fixture
def ana_at_her_limit(two_a_day, ana, now, private_shelf):
    for _ in range(2):
        store_photo(owner=ana, content=UPLOAD, now=now)
    return ana


def test_one_more_is_refused_before_it_is_decoded(ana_at_her_limit, now, private_shelf, monkeypatch):
    files = private_shelf.files()
    monkeypatch.setattr("media.actions.sanitise_photo", lambda _content: pytest.fail("decoded"))
    with pytest.raises(TooManyPhotos) as refusal:
        store_photo(owner=ana_at_her_limit, content=UPLOAD, now=now)
    assert refusal.value.code == "too_many_photos"
    assert "2" in str(refusal.value)
    assert refusal.value.retry_after_seconds > 0
    assert Photo.objects.count() == 2
    assert private_shelf.files() == files


def test_a_neighbour_is_not_counted_against_her(ana_at_her_limit, bo, now):
    assert store_photo(owner=bo, content=UPLOAD, now=now).owner == bo


def test_a_day_later_she_may_again(ana_at_her_limit, now):
    with pytest.raises(TooManyPhotos):
        store_photo(owner=ana_at_her_limit, content=UPLOAD, now=now + timedelta(hours=23, minutes=59))
    assert store_photo(owner=ana_at_her_limit, content=UPLOAD, now=now + timedelta(days=1))


def test_two_at_once_cannot_both_be_the_last_one(two_a_day, ana, now, private_shelf, monkeypatch):
    store_photo(owner=ana, content=UPLOAD, now=now)

    def meanwhile_the_other_arrives(content):
        monkeypatch.setattr("media.actions.sanitise_photo", sanitise_photo)
        store_photo(owner=ana, content=UPLOAD, now=now)
        return sanitise_photo(content)

    monkeypatch.setattr("media.actions.sanitise_photo", meanwhile_the_other_arrives)
    with pytest.raises(TooManyPhotos):
        store_photo(owner=ana, content=UPLOAD, now=now)
    assert Photo.objects.count() == 2
    assert len(private_shelf.files()) == 4


def test_the_limit_is_sixty_if_nobody_says_otherwise(ana, now, private_shelf):
    photo = store_photo(owner=ana, content=UPLOAD, now=now)
    copies = [
        Photo(owner=ana, full=photo.full.name, thumb=photo.thumb.name, width=1, height=1, byte_size=1, created_at=now)
        for _ in range(59)
    ]
    Photo.objects.bulk_create(copies)
    with pytest.raises(TooManyPhotos):
        store_photo(owner=ana, content=UPLOAD, now=now)
