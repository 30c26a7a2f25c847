"""Handing a photo out. The view asks the policy, then answers with what it gets here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import IO, Literal

from django.core.files.base import File

from content_models.common.errors import Missing
from media.models import Photo

PhotoSize = Literal["thumb", "full"]

CONTENT_TYPE = "image/jpeg"
# How long a phone may show it without asking again: whoever may see a photo today may not after the wish closes.
FRESH_SECONDS = 3600


class PhotoGone(Missing):
    """The row is there, its file is not (a backup without files): for the reader, it doesn't exist."""


@dataclass(frozen=True, slots=True)
class DeliverablePhoto:
    """An open file with what HTTP wants to know of it; `length` in bytes. The taker closes the stream."""

    stream: File[bytes] | IO[bytes]
    content_type: str
    etag: str
    length: int
    headers: dict[str, str]


def photo_etag(photo: Photo, size: PhotoSize) -> str:
    """A strong ETag, known without opening the file: a 304 costs no storage."""
    return f'"{photo.sha256[:32]}-{size}"'


def photo_headers(photo: Photo, size: PhotoSize) -> dict[str, str]:
    """What every answer with this photo carries, a 304 included.

    Even if a browser could be talked into taking the bytes for a page, that page could do nothing.
    """
    return {
        "Cache-Control": f"private, max-age={FRESH_SECONDS}",
        "Content-Disposition": f'inline; filename="photo-{size}.jpg"',
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "Cross-Origin-Resource-Policy": "same-origin",
        "ETag": photo_etag(photo, size),
        "Vary": "Cookie",
        "X-Content-Type-Options": "nosniff",
    }


def open_photo(photo: Photo, size: PhotoSize) -> DeliverablePhoto:
    """
    Raises:
        PhotoGone: the storage does not have the file.
    """
    kept = photo.thumb if size == "thumb" else photo.full
    try:
        # From the storage, not through the field: every caller gets a stream of its own.
        stream = kept.storage.open(str(kept.name), "rb")
        length = stream.size
    except FileNotFoundError as lost:
        raise PhotoGone from lost
    return DeliverablePhoto(
        stream=stream,
        content_type=CONTENT_TYPE,
        etag=photo_etag(photo, size),
        length=length,
        headers=photo_headers(photo, size),
    )
