"""Pictures for heads: an editor's own, the community's, or Linli's mark."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch
from django.templatetags.static import static

from cms.api.shapes.pictures import page_image
from cms.heads.head import Picture
from content_models.pages.models import CommunitySite
from content_models.pages.references import SMALL, WIDE
from media.models import CommunityImage

MARK = "pwa/icon-512.png"
MARK_SIZE = 512


def of_library(image: Any) -> Picture | None:
    """The wide cut of an editor's picture; None where there is none, or its file has gone."""
    made = page_image(image)
    return Picture(made["url"], made["width"], made["height"], made["alt"]) if made else None


def of_answer(image: dict[str, Any] | None) -> Picture | None:
    """The same from what the API says of it."""
    return Picture(image["url"], image["width"], image["height"], image["alt"]) if image else None


def of_community() -> Picture:
    """Of the community in scope: its banner, else its logo, else Linli's mark. Three queries at most."""
    cut = CommunityImage.objects.prefetch_renditions(WIDE, SMALL)
    site = CommunitySite.objects.prefetch_related(Prefetch("logo", cut), Prefetch("banner", cut)).first()
    own = (of_library(site.banner) or of_library(site.logo)) if site is not None else None
    return own or Picture(static(MARK), MARK_SIZE, MARK_SIZE)
