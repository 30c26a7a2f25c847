"""How a community wants to look on phones."""

from __future__ import annotations

from typing import Any

from ninja import Schema

from cms.api.shapes.pictures import PageImage, page_image
from content_models.pages.contrast import night_palette_of, palette_of
from content_models.pages.models import CommunitySite


class PaletteOut(Schema):
    """Colours of the phone's design tokens of the same names; every pair that carries text reaches 4.5:1."""

    primary: str
    primary_pressed: str
    on_primary: str
    primary_soft: str
    on_primary_soft: str


class ThemeOut(Schema):
    """`badge`: a few words for the corner of the home page; empty: none."""

    light: PaletteOut
    dark: PaletteOut
    logo: PageImage | None
    banner: PageImage | None
    badge: str


def theme_answer(site: CommunitySite | None) -> dict[str, Any] | None:
    """None for a community that has no pages: the app's own look."""
    if site is None or site.root_id is None:
        return None
    return {
        "light": palette_of(site.color),
        "dark": night_palette_of(site.color),
        "logo": page_image(site.logo),
        "banner": page_image(site.banner),
        "badge": site.badge,
    }
