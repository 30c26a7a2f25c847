"""WCAG contrast, said in words, and palettes in which every pair that carries text can be read."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from content_models.pages.actions import StrangePicture, UnreadableColor, change_look
from content_models.pages.contrast import (
    ENOUGH,
    NIGHT,
    NIGHT_SUNKEN,
    NIGHT_SURFACE,
    PAPER,
    WHITE,
    contrast,
    night_palette_of,
    palette_of,
    validate_color,
)
from content_models.pages.models import CommunitySite
from tests.support.cast import actor
from tests.support.page_life import PageLife

COLORS = st.tuples(*[st.integers(0, 255)] * 3).map(lambda rgb: "#{:02x}{:02x}{:02x}".format(*rgb))


def is_accepted(color: str) -> bool:
    try:
        validate_color(color)
    except ValidationError:
        return False
    return True


def test_the_ratio_is_that_of_the_guidelines():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert contrast("#b93a0e", "#ffffff") == contrast("#ffffff", "#b93a0e")


@given(COLORS)
def test_what_is_accepted_can_be_read_on_paper_and_under_white(color):
    if is_accepted(color):
        assert contrast(color, PAPER) >= ENOUGH
        assert contrast(color, WHITE) >= ENOUGH


@given(COLORS.filter(is_accepted))
def test_every_pair_of_both_palettes_can_be_read(color):
    light, dark = palette_of(color), night_palette_of(color)
    for palette in (light, dark):
        assert contrast(palette["on_primary"], palette["primary"]) >= ENOUGH
        assert contrast(palette["on_primary"], palette["primary_pressed"]) >= ENOUGH
        assert contrast(palette["on_primary_soft"], palette["primary_soft"]) >= ENOUGH
    assert contrast(light["primary"], PAPER) >= ENOUGH
    for ground in (NIGHT, NIGHT_SURFACE, NIGHT_SUNKEN):
        assert contrast(dark["primary"], ground) >= ENOUGH


@pytest.mark.parametrize("color", ["", "red", "#12345", "#gggggg", "#b93a0e;}", "url(x)"])
def test_what_is_no_colour_is_refused(color):
    with pytest.raises(ValidationError):
        validate_color(color)


def test_a_pale_colour_is_refused_in_words_with_one_that_would_do():
    with translation.override("zh-hans"), pytest.raises(ValidationError) as refused:
        validate_color("#ffd000")
    words = refused.value.messages[0]
    assert "看不清" in words
    assert is_accepted(words.rstrip("。").rpartition("：")[2])


def look(life: PageLife, **changes):
    return {"color": "#0f6b66", "logo": None, "banner": None, "badge": "", "needs_approval": False, **changes}


def test_a_refused_look_changes_nothing(cast):
    pine, oak = PageLife(cast), PageLife(cast, cast.oak)
    before = CommunitySite._base_manager.values().get(pk=pine.site.pk)
    with pytest.raises(UnreadableColor) as refused:
        change_look(site=pine.site, actor=actor(cast.ada), **look(pine, color="#ffee00"))
    assert "color" in refused.value.fields
    with pytest.raises(StrangePicture):
        change_look(site=pine.site, actor=actor(cast.ada), **look(pine, logo=oak.picture()))
    assert CommunitySite._base_manager.values().get(pk=pine.site.pk) == before


def test_a_new_look_reaches_every_phone_at_once(cast, client):
    pine = PageLife(cast)
    first = client.get("/api/v1/communities/pine")
    change_look(site=pine.site, actor=actor(cast.ada), **look(pine, badge="重阳节", banner=pine.picture()))
    again = client.get("/api/v1/communities/pine", headers={"If-None-Match": first["ETag"]})
    theme = again.json()["theme"]
    assert (theme["badge"], theme["light"]["primary"]) == ("重阳节", "#0f6b66")
    assert theme["banner"]["width"] == 1080
    assert theme["logo"] is None
