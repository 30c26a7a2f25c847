"""What is drawn for a wish: a motif in one of the palettes."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from cms.demo.pictures import kitchen_and_home as home
from cms.demo.pictures import out_and_about as out
from cms.demo.pictures.sketch import PALETTES, Sketch

MOTIFS: dict[str, Callable[[Sketch], None]] = {
    "bicycle": out.bicycle,
    "books": out.books,
    "boxes": out.boxes,
    "cat": home.cat,
    "chess": out.chess,
    "lamp": home.lamp,
    "medicine": out.medicine,
    "plant": home.plant,
    "ramp": out.ramp,
    "rice_cooker": home.rice_cooker,
    "scissors": out.scissors,
    "smartphone": out.smartphone,
    "soup": home.soup,
    "tap": home.tap,
    "toolbox": out.toolbox,
}


def paint(motif: str, *, shade: int) -> bytes:
    """A JPEG of the motif; `shade` picks the colours, round and round."""
    return _paint(motif, shade % len(PALETTES))


@lru_cache(maxsize=len(MOTIFS) * len(PALETTES))
def _paint(motif: str, shade: int) -> bytes:
    sheet = Sketch(PALETTES[shade])
    sheet.room()
    MOTIFS[motif](sheet)
    return sheet.jpeg()
