"""A photo is sent: two private files and one row, or nothing at all."""

from __future__ import annotations

import hashlib
import re

import pytest
from django.db import DatabaseError, connection
from django.db.models import FileField

from content_models.common.errors import DomainError
from media.actions import store_photo
from media.models import Photo
from tests.media.uploads import HTML, SVG, phone_photo, png_bomb

pytestmark = pytest.mark.django_db


def test_it_is_kept_in_two_sizes_with_the_facts_of_what_is_stored(ana, now, private_shelf):
    photo = store_photo(owner=ana, content=phone_photo("HEIF", width=1000, height=800), now=now)
    photo.refresh_from_db()
    files = private_shelf.files()
    assert set(files) == {photo.full.name, photo.thumb.name}
    full = files[photo.full.name]
    assert (photo.owner, photo.width, photo.height) == (ana, 1000, 800)
    assert photo.byte_size == len(full)
    assert photo.sha256 == hashlib.sha256(full).hexdigest()
    assert photo.created_at == now
    assert photo.attached_at is None
    assert photo.id.version == 7


def test_its_names_cannot_be_guessed_and_no_two_are_alike(ana, now, private_shelf):
    upload = phone_photo("JPEG")
    photos = [store_photo(owner=ana, content=upload, now=now) for _ in range(3)]
    names = [str(kept.name) for photo in photos for kept in (photo.full, photo.thumb)]
    assert len(set(names)) == 6
    assert all(re.fullmatch(r"photos/[0-9a-f]{2}/[0-9a-f]{32}\.jpg", name) for name in names)


def test_it_lies_in_the_private_storage():
    # The storages as configured, not the ones other tests look into.
    from django.core.files.storage import default_storage, storages

    for name in ("full", "thumb"):
        field = Photo._meta.get_field(name)
        assert isinstance(field, FileField)
        storage = field.storage
        assert storage is storages["private"]
        assert not storage.path("x").startswith(default_storage.path(""))


@pytest.mark.parametrize(
    ("upload", "code"),
    [
        (SVG, "not_a_photo"),
        (HTML, "not_a_photo"),
        (b"", "not_a_photo"),
        (phone_photo("JPEG")[:900], "photo_broken"),
        (png_bomb(), "photo_too_many_pixels"),
        (b"\xff\xd8\xff" + bytes(20 * 1024 * 1024), "photo_too_large"),
    ],
    ids=["svg", "html", "empty", "truncated", "bomb", "too large"],
)
def test_a_refused_upload_leaves_no_row_and_no_file(upload, code, ana, now, private_shelf):
    with pytest.raises(DomainError) as refusal:
        store_photo(owner=ana, content=upload, now=now)
    assert refusal.value.code == code
    assert str(refusal.value)
    assert private_shelf.files() == {}
    assert not Photo.objects.exists()


def test_when_the_row_fails_the_files_are_taken_back(ana, now, private_shelf, monkeypatch):
    def fails(*_args, **_kwargs):
        assert connection.savepoint_ids
        assert len(private_shelf.files()) == 2
        raise DatabaseError

    monkeypatch.setattr(Photo, "save", fails)
    with pytest.raises(DatabaseError):
        store_photo(owner=ana, content=phone_photo("JPEG"), now=now)
    assert private_shelf.files() == {}


def test_when_the_second_file_fails_the_first_is_taken_back(ana, now, private_shelf, monkeypatch):
    save, calls = type(private_shelf.storage).save, []

    def fails_the_second_time(storage, *args, **kwargs):
        calls.append(args)
        if len(calls) == 2:
            raise OSError("no space left")
        return save(storage, *args, **kwargs)

    monkeypatch.setattr(type(private_shelf.storage), "save", fails_the_second_time)
    with pytest.raises(OSError, match="no space"):
        store_photo(owner=ana, content=phone_photo("JPEG"), now=now)
    assert private_shelf.files() == {}
    assert not Photo.objects.exists()


def test_pictures_are_decoded_and_written_before_the_transaction_begins(ana, now, private_shelf, monkeypatch):
    # The test itself runs in a transaction; one that store_photo opened would show as a savepoint.
    in_transaction = []
    save = type(private_shelf.storage).save

    def noting(storage, *args, **kwargs):
        in_transaction.append(bool(connection.savepoint_ids))
        return save(storage, *args, **kwargs)

    monkeypatch.setattr(type(private_shelf.storage), "save", noting)
    store_photo(owner=ana, content=phone_photo("JPEG"), now=now)
    assert in_transaction == [False, False]


def test_when_its_owner_is_erased_the_photo_stays_without_a_person(ana, now, private_shelf):
    photo = store_photo(owner=ana, content=phone_photo("JPEG"), now=now)
    ana.delete()
    photo.refresh_from_db()
    assert photo.owner is None
    assert len(private_shelf.files()) == 2
