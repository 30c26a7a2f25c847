"""Looking at a kept picture as a person would: what colour is it there, and is that the right one?"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from PIL import Image, ImageFile

Colour = tuple[int, ...]


def opened(content: bytes) -> ImageFile.ImageFile:
    return Image.open(BytesIO(content))


def colour_at(picture: Image.Image, across: float = 0.5, down: float = 0.5) -> Colour:
    """The colour at a share of the width and of the height."""
    colour = picture.getpixel((int(picture.width * across), int(picture.height * down)))
    assert isinstance(colour, tuple)
    return colour


def near(colour: Sequence[int], wanted: Sequence[int], tolerance: int = 12) -> bool:
    """Equal but for what JPEG makes of it."""
    return all(abs(got - want) <= tolerance for got, want in zip(colour, wanted, strict=True))
