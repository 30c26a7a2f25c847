"""Wide-gamut phones, printers' files, see-through drawings and grey scans look right in plain sRGB."""

from __future__ import annotations

import struct

import pytest
from PIL import Image

from media.sanitising import sanitise_editorial_picture, sanitise_photo
from tests.media import looking
from tests.media.looking import Colour, colour_at, opened
from tests.media.uploads import RED, display_p3_profile, encoded, srgb_profile


def kept_colour(upload: bytes) -> Colour:
    picture = opened(sanitise_photo(upload).full.content)
    assert picture.mode == "RGB"
    return colour_at(picture)


def near(colour: Colour, wanted: Colour) -> bool:
    return looking.near(colour, wanted, tolerance=4)


@pytest.mark.parametrize("encoding", ["JPEG", "PNG", "WEBP", "HEIF"])
def test_display_p3_is_converted_not_just_relabelled(encoding):
    dull_red = Image.new("RGB", (64, 64), (180, 90, 80))
    plain = kept_colour(encoded(dull_red, encoding))
    converted = kept_colour(encoded(dull_red, encoding, icc_profile=display_p3_profile()))
    # P3's red reaches further: the same figures mean a stronger red, so sRGB needs a higher one for it.
    assert converted[0] > plain[0] + 6
    assert converted[1] < plain[1]


def test_an_srgb_profile_changes_nothing():
    upload = encoded(Image.new("RGB", (64, 64), (180, 90, 80)), "PNG", icc_profile=srgb_profile())
    assert near(kept_colour(upload), (180, 90, 80))


@pytest.mark.parametrize("profile", [b"not a profile", display_p3_profile()[:200], bytes(3_000_000)])
def test_a_profile_that_does_not_fit_is_ignored(profile):
    upload = encoded(Image.new("RGB", (64, 64), (180, 90, 80)), "JPEG", icc_profile=profile)
    assert near(kept_colour(upload), (180, 90, 80))


def test_a_coloured_profile_on_a_grey_picture_is_ignored():
    upload = encoded(Image.new("L", (64, 64), 120), "JPEG", icc_profile=display_p3_profile())
    assert near(kept_colour(upload), (120, 120, 120))


def test_a_printers_cmyk_jpeg_is_readable():
    upload = encoded(Image.new("CMYK", (64, 64), (0, 255, 255, 0)), "JPEG")
    red, green, blue = kept_colour(upload)
    assert red > 200
    assert max(green, blue) < 80


@pytest.mark.parametrize("encoding", ["PNG", "WEBP"])
def test_what_shows_through_is_flattened_on_white(encoding):
    see_through = Image.new("RGBA", (64, 64), (0, 0, 0, 0))
    assert near(kept_colour(encoded(see_through, encoding, lossless=True)), (255, 255, 255))
    half = Image.new("RGBA", (64, 64), (220, 30, 30, 128))
    assert near(kept_colour(encoded(half, encoding, lossless=True)), (237, 142, 142))


def test_transparency_of_a_colour_table_is_flattened_on_white():
    table = Image.new("P", (64, 64), 0)
    table.putpalette([10, 20, 30, *RED])
    assert near(kept_colour(encoded(table, "PNG", transparency=0)), (255, 255, 255))
    assert near(kept_colour(encoded(table, "PNG")), (10, 20, 30))


@pytest.mark.parametrize("colour", [(128, 255), (128, 128)])
def test_grey_with_alpha_is_flattened_on_white(colour):
    grey, alpha = colour
    wanted = round(grey * alpha / 255 + 255 * (1 - alpha / 255))
    assert near(kept_colour(encoded(Image.new("LA", (64, 64), colour), "PNG")), (wanted,) * 3)


def test_a_scan_in_sixteen_bit_grey_keeps_its_greys():
    scan = Image.frombytes("I;16", (64, 64), struct.pack("<H", 0x8000) * 64 * 64)
    assert near(kept_colour(encoded(scan, "PNG")), (128, 128, 128))


def test_a_scan_in_one_bit_is_black_and_white():
    assert near(kept_colour(encoded(Image.new("1", (64, 64), 1), "PNG")), (255, 255, 255))
    assert near(kept_colour(encoded(Image.new("1", (64, 64), 0), "PNG")), (0, 0, 0))


def test_an_editors_logo_stays_see_through_and_a_solid_png_becomes_a_jpeg():
    logo = Image.new("RGBA", (64, 64), (220, 30, 30, 255))
    assert sanitise_editorial_picture(encoded(logo, "PNG")).encoding == "JPEG"
    logo.putpixel((0, 0), (0, 0, 0, 0))
    kept = sanitise_editorial_picture(encoded(logo, "PNG"))
    assert kept.encoding == "PNG"
    picture = opened(kept.content)
    assert colour_at(picture, 0, 0)[3] == 0
    assert colour_at(picture) == (220, 30, 30, 255)
