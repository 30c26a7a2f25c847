"""POST /photos with what bunglers and attackers send: words, a code, no row and no file."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from media.models import Photo
from tests.cms.api.calls import Calls
from tests.media.uploads import HTML, SVG, phone_photo, png_bomb
from tests.support.cast import Cast
from tests.support.unchanged import assert_problem, assert_refused, nothing_changes


def _send(api: Calls, person: Any, content: bytes, name: str, headers: dict[str, str] | None = None) -> Any:
    upload = SimpleUploadedFile(name, content, content_type="image/jpeg")
    return api.of(person).post("/api/v1/photos", {"file": upload}, headers=headers)


@pytest.mark.parametrize(
    ("make", "name", "code"),
    [
        (lambda: png_bomb(10_000, 9_000), "photo.png", "photo_too_many_pixels"),
        (lambda: SVG, "photo.jpg", "not_a_photo"),
        (lambda: HTML, "photo.jpg", "not_a_photo"),
        (lambda: phone_photo("JPEG")[:2000], "photo.jpg", "photo_broken"),
        (lambda: b"", "photo.jpg", "not_a_photo"),
        (lambda: b"GIF89a" + bytes(100), "photo.gif", "not_a_photo"),
    ],
    ids=["bomb", "svg", "html", "truncated", "empty", "gif"],
)
def test_it_is_refused(cast: Cast, api: Calls, make: Callable[[], bytes], name: str, code: str) -> None:
    content = make()
    assert len(content) < 100_000
    assert_refused(lambda headers: _send(api, cast.anna, content, name, headers), 422, code)


def test_without_a_file_or_with_words_in_its_place_it_is_refused(cast: Cast, api: Calls) -> None:
    client = api.of(cast.anna)
    with nothing_changes():
        assert_problem(client.post("/api/v1/photos", {}), 422, "invalid")
        assert_problem(client.post("/api/v1/photos", {"file": "words"}), 422, "invalid")
        assert_problem(client.post("/api/v1/photos", b"{}", content_type="application/json"), 422, "invalid")


def test_a_file_over_twenty_megabytes_is_refused(cast: Cast, api: Calls, settings: Any) -> None:
    settings.LINLI_PHOTO_MAX_BYTES = 1000
    content = phone_photo("JPEG")
    assert_refused(lambda headers: _send(api, cast.anna, content, "p.jpg", headers), 422, "photo_too_large")


def test_visitors_and_who_has_not_consented_send_none(cast: Cast, api: Calls) -> None:
    content = phone_photo("JPEG", width=40, height=30)
    assert_refused(lambda headers: _send(api, None, content, "p.jpg", headers), 401, "not_signed_in")
    assert_refused(lambda headers: _send(api, cast.vera, content, "p.jpg", headers), 403, "consent_required")


def test_sent_again_with_the_same_key_it_is_one_photo(cast: Cast, api: Calls) -> None:
    content, key = phone_photo("JPEG", width=40, height=30), {"Idempotency-Key": "one-photo-1"}
    first, again = (_send(api, cast.anna, content, "p.jpg", key) for _twice in range(2))
    assert (first.status_code, first.content) == (201, again.content)
    assert Photo.objects.count() == 1
    other = phone_photo("JPEG", width=50, height=30)
    with nothing_changes():
        assert_problem(_send(api, cast.anna, other, "p.jpg", key), 422, "idempotency_key_reused")


def test_a_fresh_upload_is_seen_by_its_owner_alone(cast: Cast, api: Calls) -> None:
    sent = _send(api, cast.anna, phone_photo("JPEG", width=40, height=30), "p.jpg").json()
    for person, status in ((cast.anna, 200), (cast.bo, 404), (cast.wu, 404), (None, 404)):
        for size in ("thumb", "full"):
            assert api.get(person, sent[size]).status_code == status
