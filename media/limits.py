"""How big a picture may be. Settings override the defaults; one place reads them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings

MEGABYTE = 1024 * 1024

# Uploads are counted over the last day and night, not per calendar day: nobody gets two days' worth at midnight.
UPLOAD_WINDOW = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class PictureLimits:
    """What is accepted, and how large what we keep may be (longest side, in pixels)."""

    max_bytes: int
    max_pixels: int
    full_side: int = 2048
    thumb_side: int = 480
    # A poster's small print must stay readable on a wide screen; a photo on a phone needs less.
    editorial_side: int = 3000


def picture_limits() -> PictureLimits:
    """LINLI_PHOTO_MAX_BYTES (20 MB) and LINLI_PHOTO_MAX_PIXELS (50 million; phones make 12 to 50)."""
    return PictureLimits(
        max_bytes=getattr(settings, "LINLI_PHOTO_MAX_BYTES", 20 * MEGABYTE),
        max_pixels=getattr(settings, "LINLI_PHOTO_MAX_PIXELS", 50_000_000),
    )


def photos_per_day() -> int:
    """LINLI_PHOTOS_PER_DAY: how many photos one person may send within UPLOAD_WINDOW."""
    return int(getattr(settings, "LINLI_PHOTOS_PER_DAY", 60))
