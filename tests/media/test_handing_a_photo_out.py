"""The bytes, their ETag, and headers that leave a browser no choice but to show a picture."""

from __future__ import annotations

import pytest

from content_models.common.errors import Missing
from media.actions import store_photo
from media.delivery import PhotoGone, open_photo, photo_etag, photo_headers
from tests.media.uploads import phone_photo

pytestmark = pytest.mark.django_db


@pytest.fixture
def photo(ana, now, private_shelf):
    return store_photo(owner=ana, content=phone_photo("JPEG", width=1000, height=800), now=now)


@pytest.mark.parametrize("size", ["thumb", "full"])
def test_each_size_comes_with_its_own_bytes_length_and_etag(size, photo, private_shelf):
    handed = open_photo(photo, size)
    with handed.stream as stream:
        content = stream.read()
    assert content == private_shelf.files()[getattr(photo, size).name]
    assert handed.length == len(content)
    assert handed.content_type == "image/jpeg"
    assert handed.etag == handed.headers["ETag"] == photo_etag(photo, size)


def test_the_two_sizes_and_two_photos_have_different_etags(photo, ana, now):
    other = store_photo(owner=ana, content=phone_photo("JPEG", width=900, height=800), now=now)
    etags = {photo_etag(which, size) for which in (photo, other) for size in ("thumb", "full")}
    assert len(etags) == 4
    assert all(etag.startswith('"') and etag.endswith('"') for etag in etags)


def test_the_headers_forbid_sniffing_scripts_and_shared_caches(photo):
    headers = photo_headers(photo, "full")
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"].startswith("private")
    assert "sandbox" in headers["Content-Security-Policy"]
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert headers["Content-Disposition"].startswith("inline")
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert not any(part in str(headers) for part in (photo.full.name, photo.thumb.name))


def test_two_readers_do_not_share_a_stream(photo):
    first, second = open_photo(photo, "full"), open_photo(photo, "full")
    with first.stream as one:
        one.read()
    with second.stream as two:
        assert len(two.read()) == second.length


def test_a_photo_whose_file_was_lost_looks_like_one_that_does_not_exist(photo, private_shelf):
    private_shelf.storage.delete(photo.thumb.name)
    with pytest.raises(PhotoGone) as gone:
        open_photo(photo, "thumb")
    assert gone.value.code == Missing.code
    assert str(gone.value) == str(Missing())
