# /// script
# requires-python = ">=3.11"
# dependencies = ["resvg-py>=0.5"]
# ///
"""Draws the app's icons from mark.svg into ../public (`uv run brand/make_icons.py`).

Run by hand when the mark changes; the PNGs are committed, so that a build needs no renderer.
"""

from pathlib import Path

import resvg_py

BRAND = Path(__file__).resolve().parent
PUBLIC = BRAND.parent / "public"
TILE = '<rect width="64" height="64" rx="16" fill="#b93a0e"/>'
BLEED = '<rect width="64" height="64" fill="#b93a0e"/>'


def drawn(svg: str, *, pixels: int) -> bytes:
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, width=pixels, height=pixels))


def full_bleed(mark: str, *, scale: float) -> str:
    """The mark on a tile without corners, shrunk: the phone cuts its own shape out of it."""
    before, drawing = mark.split(TILE)
    margin = 32 * (1 - scale)
    inside = drawing.replace("</svg>", "</g></svg>")
    return f'{before}{BLEED}<g transform="translate({margin} {margin}) scale({scale})">{inside}'


def main() -> None:
    mark = (BRAND / "mark.svg").read_text()
    PUBLIC.mkdir(exist_ok=True)
    (PUBLIC / "favicon.svg").write_text(mark)
    icons = {
        "favicon-32.png": drawn(mark, pixels=32),
        "icon-192.png": drawn(mark, pixels=192),
        "icon-512.png": drawn(mark, pixels=512),
        # A launcher may keep only the inner circle of 80 % (the maskable safe zone).
        "icon-maskable-512.png": drawn(full_bleed(mark, scale=0.68), pixels=512),
        # iOS rounds the corners itself and shows transparency as black.
        "apple-touch-icon.png": drawn(full_bleed(mark, scale=0.84), pixels=180),
    }
    for name, png in icons.items():
        (PUBLIC / name).write_bytes(png)


main()
