"""Rows go at once, files when that is certain; what was sent and never used goes after a while."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction

from media.actions import attach_photos, delete_photo, purge_unattached_photos, store_photo
from media.models import Photo
from tests.media.uploads import phone_photo

pytestmark = pytest.mark.django_db

UPLOAD = phone_photo("JPEG", width=60, height=40)
DAY = timedelta(days=1)


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """What is done inside is committed at its end, as far as the code that waits for it can tell."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def send(ana, now, private_shelf):
    def send_photo(*, hours_ago: int) -> Photo:
        return store_photo(owner=ana, content=UPLOAD, now=now - timedelta(hours=hours_ago))

    return send_photo


def test_deleting_takes_the_row_at_once_and_both_files_on_commit(send, private_shelf, committed):
    photo, other = send(hours_ago=1), send(hours_ago=1)
    with committed():
        delete_photo(photo=photo)
        assert len(private_shelf.files()) == 4
    assert list(Photo.objects.all()) == [other]
    assert set(private_shelf.files()) == {other.full.name, other.thumb.name}


def test_a_deletion_that_is_rolled_back_leaves_the_files(send, private_shelf, committed):
    photo = send(hours_ago=1)

    class Regret(Exception):
        pass

    def delete_and_regret():
        with transaction.atomic():
            delete_photo(photo=photo)
            raise Regret

    with committed(), pytest.raises(Regret):
        delete_and_regret()
    assert Photo.objects.filter(pk=photo.pk).exists()
    assert len(private_shelf.files()) == 2


def test_the_purge_takes_old_unused_photos_and_nothing_else(ana, now, send, private_shelf, committed):
    old, old_but_used, fresh = send(hours_ago=25), send(hours_ago=25), send(hours_ago=23)
    attach_photos(ids=[old_but_used.pk], owner=ana, now=now)
    with committed():
        assert purge_unattached_photos(older_than=DAY, now=now) == 1
    assert set(Photo.objects.values_list("pk", flat=True)) == {old_but_used.pk, fresh.pk}
    assert len(private_shelf.files()) == 4
    assert old.full.name not in private_shelf.files()
    assert purge_unattached_photos(older_than=DAY, now=now) == 0


def test_the_purge_takes_the_oldest_first_and_stops_at_its_limit(now, send):
    newest, oldest, middle = send(hours_ago=30), send(hours_ago=50), send(hours_ago=40)
    assert purge_unattached_photos(older_than=DAY, now=now, limit=2) == 2
    assert list(Photo.objects.all()) == [newest]
    assert {oldest.pk, middle.pk}.isdisjoint(Photo.objects.values_list("pk", flat=True))


def test_the_purge_takes_photos_of_erased_people_too(now, send, private_shelf, committed):
    send(hours_ago=25)
    Photo.objects.update(owner=None)
    with committed():
        assert purge_unattached_photos(older_than=DAY, now=now) == 1
    assert private_shelf.files() == {}
