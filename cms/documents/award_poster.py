"""荣誉海报: one award as a picture for sharing. Nothing of it is stored; what was drawn stays in memory for a while."""

from __future__ import annotations

import hashlib
from typing import Final, Literal, get_args

from django.conf import settings
from django.core.cache import caches

from cms.documents.typesetting import draw
from content_models.honors.posters import PosterWords

Style = Literal["red", "paper", "pine"]
STYLES: Final = get_args(Style)
WIDTH, HEIGHT = 1080, 1440


def edition_path(words: PosterWords, *, slug: str) -> str:
    """Where the edition stands on the phone."""
    return f"/c/{slug}/honors/{words.roll_id}?period={words.period_start.isoformat()}"


def name_of_poster(words: PosterWords, *, style: Style, address: str) -> str:
    """Changes with everything that the picture shows."""
    parts = (settings.LINLI_VERSION, words, style, address)
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:32]


def poster_png(words: PosterWords, *, style: Style, address: str) -> bytes:
    """PNG of 1080 × 1440; `address` is the text of its code.

    The caller has asked the words anew, so what is kept under their hash is only found while it may be shown.
    """
    name = name_of_poster(words, style=style, address=address)
    kept: bytes | None = caches["posters"].get(name)
    if kept is None:
        kept = draw("award_poster.typ", _page(words, style), qr=address)
        caches["posters"].set(name, kept)
    return kept


def _page(words: PosterWords, style: Style) -> dict[str, str]:
    day = words.published_on
    return {
        "title": words.title,
        "style": style,
        "community": words.community,
        "roll": words.title,
        "period": words.period,
        "name": words.name,
        "thanks": words.thanks,
        "day": f"{day.year}年{day.month}月{day.day}日发布",
    }


__all__ = ["HEIGHT", "STYLES", "WIDTH", "Style", "edition_path", "poster_png"]
