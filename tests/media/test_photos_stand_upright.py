"""Phones store what the sensor saw and note how it was held; what is kept is upright without the note."""

from __future__ import annotations

import pytest
from PIL import Image, ImageOps

from media.sanitising import sanitise_photo
from tests.media.looking import colour_at, near, opened
from tests.media.uploads import BLUE, GREEN, RED, camera_exif, encoded, two_halves


def four_corners() -> Image.Image:
    picture = Image.new("RGB", (320, 200), "white")
    picture.paste(RED, (0, 0, 160, 100))
    picture.paste(GREEN, (160, 0, 320, 100))
    picture.paste(BLUE, (0, 100, 160, 200))
    return picture


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("encoding", ["JPEG", "PNG", "WEBP"])
def test_every_way_of_holding_the_phone_ends_upright(encoding, orientation):
    upload = encoded(four_corners(), encoding, exif=camera_exif(orientation=orientation))
    # Pillow's own reading of the tag is the yardstick.
    wanted = ImageOps.exif_transpose(opened(upload)).convert("RGB")
    kept = opened(sanitise_photo(upload).full.content)
    assert kept.size == wanted.size
    for corner in [(0.2, 0.2), (0.8, 0.2), (0.2, 0.8), (0.8, 0.8)]:
        assert near(colour_at(kept, *corner), colour_at(wanted, *corner))
    assert 0x0112 not in kept.getexif()


def test_a_sideways_photo_swaps_width_and_height():
    photo = sanitise_photo(encoded(two_halves(400, 200), "JPEG", exif=camera_exif(orientation=6)))
    assert (photo.full.width, photo.full.height) == (200, 400)
    kept = opened(photo.full.content)
    assert near(colour_at(kept, 0.5, 0.1), RED)
    assert near(colour_at(kept, 0.5, 0.9), BLUE)


def test_a_sideways_heic_is_turned_once_not_twice():
    upload = encoded(two_halves(400, 200), "HEIF", exif=camera_exif(orientation=6))
    photo = sanitise_photo(upload)
    assert (photo.full.width, photo.full.height) == (200, 400)
    assert near(colour_at(opened(photo.full.content), 0.5, 0.1), RED)


@pytest.mark.parametrize("damaged", [b"Exif\0\0", b"Exif\0\0garbage", camera_exif(orientation=6)[:20]])
def test_untidy_exif_is_no_reason_to_refuse_a_good_photo(damaged):
    photo = sanitise_photo(encoded(two_halves(400, 200), "JPEG", exif=damaged))
    assert (photo.full.width, photo.full.height) == (400, 200)
