"""Colours that people can read on: contrast after WCAG 2.2, and a palette made of one colour.

Sources: WCAG 2.2, "relative luminance" and "contrast ratio"; 4.5:1 is success criterion 1.4.3 (AA).
"""

from __future__ import annotations

import re
from typing import TypedDict

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

DEFAULT_COLOR = "#b93a0e"
ENOUGH = 4.5
WHITE, PAPER, INK, NIGHT = "#ffffff", "#fbf7f2", "#2a211b", "#1a1512"
NIGHT_SURFACE, NIGHT_SUNKEN = "#251e19", "#312821"
_HEX = re.compile(r"^#[0-9a-fA-F]{6}$")
_STEPS = 40


class Palette(TypedDict):
    """The colours of the phone's tokens of the same names; every pair that carries text reaches 4.5:1."""

    primary: str
    primary_pressed: str
    on_primary: str
    primary_soft: str
    on_primary_soft: str


def contrast(one: str, other: str) -> float:
    """The ratio of two colours (#rrggbb), 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def validate_color(value: str) -> None:
    """Refuse a colour that can't be read, and say in words what would do.

    Raises:
        ValidationError: no colour, or one on which white letters, or which on paper, has less than 4.5:1.
    """
    if not _HEX.match(value):
        raise ValidationError(_("Please choose a colour, such as %(example)s.") % {"example": DEFAULT_COLOR})
    reached = contrast(value, PAPER)  # darker than white: what passes here passes on white, too
    if reached < ENOUGH:
        words = _(
            "White letters on this colour, and letters of this colour on the page, reach a contrast of only "
            "%(reached).1f to 1. For people with weak eyes it has to be 4.5 to 1. A darker one of the same kind "
            "would do: %(better)s."
        )
        raise ValidationError(words % {"reached": reached, "better": _until_readable(value, INK, on=(PAPER,))})


def palette_of(color: str) -> Palette:
    """Colours for the light look, all made of `color`."""
    soft = _mix(color, PAPER, 0.86)
    return Palette(
        primary=color,
        primary_pressed=_mix(color, "#000000", 0.2),
        on_primary=WHITE,
        primary_soft=soft,
        on_primary_soft=_until_readable(color, "#000000", on=(soft,)),
    )


def night_palette_of(color: str) -> Palette:
    """Colours for the dark look: `color`, lightened until it can be read on every dark surface."""
    bright = _until_readable(_mix(color, WHITE, 0.35), WHITE, on=(NIGHT, NIGHT_SURFACE, NIGHT_SUNKEN))
    soft = _mix(color, NIGHT, 0.68)
    return Palette(
        primary=bright,
        primary_pressed=_mix(bright, WHITE, 0.3),
        on_primary=_until_readable(_mix(color, "#000000", 0.6), "#000000", on=(bright,)),
        primary_soft=soft,
        on_primary_soft=_until_readable(_mix(color, WHITE, 0.6), WHITE, on=(soft,)),
    )


def _channels(color: str) -> tuple[int, int, int]:
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)


def _luminance(color: str) -> float:
    def linear(channel: int) -> float:
        share = channel / 255
        return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)

    red, green, blue = map(linear, _channels(color))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _mix(color: str, other: str, share: float) -> str:
    """`color` with `share` (0 to 1) of `other` in it."""
    mixed = (round(a + (b - a) * share) for a, b in zip(_channels(color), _channels(other), strict=True))
    return "#" + "".join(f"{channel:02x}" for channel in mixed)


def _until_readable(color: str, towards: str, *, on: tuple[str, ...]) -> str:
    """`color`, mixed step by step towards black, ink or white until it reaches 4.5:1 on all of `on`."""
    for step in range(_STEPS + 1):
        tried = _mix(color, towards, step / _STEPS)
        if all(contrast(tried, ground) >= ENOUGH for ground in on):
            return tried
    return towards
