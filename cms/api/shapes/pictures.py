"""Pictures of the editors' library as the API shows them."""

from __future__ import annotations

from typing import Any

from ninja import Schema
from wagtail.images.models import Filter

from content_models.pages.references import SMALL, WIDE


class PageImage(Schema):
    """A picture in two cuts: `url` (at most 1080 × 1440, whole) and `small` (480 × 360, cropped).

    `alt`: what is said to who can't see it; empty where nobody has written it.
    """

    url: str
    width: int
    height: int
    small: str
    alt: str


def page_image(image: Any) -> dict[str, Any] | None:
    """None for a picture that has gone, or whose file has."""
    if image is None:
        return None
    try:
        wide, small = _cut(image, WIDE), _cut(image, SMALL)
    except OSError:
        return None
    return {
        "url": wide.url,
        "width": wide.width,
        "height": wide.height,
        "small": small.url,
        "alt": image.description,
    }


def _cut(image: Any, spec: str) -> Any:
    """A cut of a picture, made if it is asked for the first time.

    One that is there already is not put into the cache again, as Wagtail would: that is a table here, and costs more
    than the look-up it saves.
    """
    try:
        return image.find_existing_rendition(Filter(spec=spec))
    except image.get_rendition_model().DoesNotExist:
        return image.get_rendition(spec)
