"""Many at the same moment, on a real PostgreSQL; each race has a twin with the guard off that shows it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.db.models import QuerySet

from media import actions
from media.actions import TooManyPhotos, UnknownPhoto, attach_photos, purge_unattached_photos, store_photo
from media.models import Photo
from media.sanitising import sanitise_photo
from tests.media.uploads import phone_photo

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("pg_only")]

CROWD = 8
UPLOAD = phone_photo("JPEG", width=60, height=40)


def all_at_once(attempt: Callable[[], object], *, refused: type[Exception]) -> int:
    """Everybody tries; returns how many succeeded. Any error but `refused` fails the test."""

    def one(_number: int) -> bool:
        try:
            attempt()
        except refused:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(CROWD) as crowd:
        return sum(crowd.map(one, range(CROWD)))


def test_a_photo_that_many_wishes_want_at_once_goes_to_one(ana, now, private_shelf):
    photo = store_photo(owner=ana, content=UPLOAD, now=now)
    start = threading.Barrier(CROWD, timeout=20)

    def attach():
        start.wait()
        attach_photos(ids=[photo.pk], owner=ana, now=now)

    assert all_at_once(attach, refused=UnknownPhoto) == 1


def test_looking_first_and_writing_then_would_give_it_to_several(ana, now, private_shelf):
    photo = store_photo(owner=ana, content=UPLOAD, now=now)
    looked = threading.Barrier(CROWD, timeout=20)

    def attach_by_looking_first():
        free = Photo.objects.filter(pk=photo.pk, owner=ana, attached_at=None).exists()
        looked.wait()
        if not free:
            raise UnknownPhoto
        Photo.objects.filter(pk=photo.pk).update(attached_at=now)

    assert all_at_once(attach_by_looking_first, refused=UnknownPhoto) > 1


@pytest.fixture
def eight_hands_send_her_last_photo(ana, now, private_shelf, settings, monkeypatch):
    """All have passed the first look at the limit, and writing the row takes a moment."""
    settings.LINLI_PHOTOS_PER_DAY = 1
    decoded = threading.Barrier(CROWD, timeout=20)
    save = Photo.save

    def decode_and_wait(content):
        clean = sanitise_photo(content)
        decoded.wait()
        return clean

    def save_slowly(photo, **options):
        time.sleep(0.2)
        save(photo, **options)

    monkeypatch.setattr(actions, "sanitise_photo", decode_and_wait)
    monkeypatch.setattr(Photo, "save", save_slowly)
    return lambda: all_at_once(
        lambda: store_photo(owner=ana, content=UPLOAD, now=now),
        refused=TooManyPhotos,
    )


def test_the_days_limit_holds_however_many_hands_send(eight_hands_send_her_last_photo, private_shelf):
    assert eight_hands_send_her_last_photo() == 1
    assert Photo.objects.count() == 1
    assert len(private_shelf.files()) == 2


def test_without_the_lock_on_the_person_the_limit_is_overrun(eight_hands_send_her_last_photo, monkeypatch):
    monkeypatch.setattr(QuerySet, "select_for_update", lambda rows, **_options: rows)
    assert eight_hands_send_her_last_photo() > 1


def test_the_purge_leaves_a_photo_that_is_being_attached(ana, now, private_shelf):
    photo = store_photo(owner=ana, content=UPLOAD, now=now)
    later = now + timedelta(days=2)
    with transaction.atomic(), ThreadPoolExecutor(1) as elsewhere:
        attach_photos(ids=[photo.pk], owner=ana, now=now)

        def purge():
            try:
                return purge_unattached_photos(older_than=timedelta(days=1), now=later)
            finally:
                connection.close()

        assert elsewhere.submit(purge).result(timeout=20) == 0
    assert Photo.objects.get(pk=photo.pk).attached_at == now
    assert len(private_shelf.files()) == 2
