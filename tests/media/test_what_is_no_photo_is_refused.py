"""Wrong kinds, damaged files and bombs: each gets its own word, before it costs anything."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageFile

from media.limits import PictureLimits
from media.sanitising import (
    JPEG_SCANS_MAX,
    BrokenPhoto,
    NotAPhoto,
    PhotoTooLarge,
    PhotoTooManyPixels,
    sanitise_editorial_picture,
    sanitise_photo,
)
from tests.media.uploads import HTML, RED, SVG, encoded, heic_with_a_lying_header, phone_photo, png_bomb, two_halves

ACCEPTED = ["JPEG", "PNG", "WEBP", "HEIF"]


@pytest.fixture
def decoding_forbidden(monkeypatch):
    """Fails the test if any decoder unfolds a picture: a refusal must come from the header alone."""

    def unfolded(image, *_args):
        raise AssertionError(f"decoded {image.size}")

    monkeypatch.setattr(ImageFile.ImageFile, "load", unfolded)
    monkeypatch.setattr("pillow_heif.HeifImageFile.load", unfolded, raising=False)
    monkeypatch.setattr("pillow_heif.as_plugin._LibHeifImageFile.load", unfolded)


@pytest.mark.parametrize(
    "upload",
    [SVG, HTML, b"", b"\xff", b"GIF89a" + bytes(40), b"%PDF-1.7", b"PK\x03\x04", bytes(1000), b"\n" + HTML],
    ids=["svg", "html", "empty", "one byte", "gif", "pdf", "zip", "zeros", "html after a blank line"],
)
def test_what_is_not_a_photo_is_refused_whatever_its_name(upload):
    with pytest.raises(NotAPhoto) as refusal:
        sanitise_photo(upload)
    assert refusal.value.code == "not_a_photo"


@pytest.mark.parametrize("encoding", ["GIF", "BMP", "TIFF", "ICO", "PPM", "TGA"])
def test_picture_formats_that_phones_do_not_make_are_refused(encoding):
    with pytest.raises(NotAPhoto):
        sanitise_photo(encoded(Image.new("RGB", (40, 40), RED), encoding))


@pytest.mark.parametrize(
    "first_bytes", [b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n", b"RIFF1234WEBPVP8 ", b"\0\0\0\x18ftypheic"]
)
def test_a_page_that_begins_like_a_photo_is_refused(first_bytes):
    with pytest.raises(BrokenPhoto):
        sanitise_photo(first_bytes + HTML)


@pytest.mark.parametrize("encoding", ACCEPTED)
def test_only_the_decoder_that_the_first_bytes_name_is_tried(encoding, monkeypatch):
    tried, open_image = [], Image.open

    def noting(file, mode="r", formats=None):
        tried.append(formats)
        return open_image(file, mode, formats)

    monkeypatch.setattr(Image, "open", noting)
    sanitise_photo(SAMPLES[encoding])
    assert tried == [[encoding]]


def test_an_svg_that_calls_itself_png_in_its_first_bytes_is_not_handed_to_another_decoder():
    with pytest.raises(BrokenPhoto):
        sanitise_photo(b"\x89PNG\r\n\x1a\n" + SVG)


@pytest.mark.parametrize("encoding", ACCEPTED)
@pytest.mark.parametrize("part", [0.3, 0.6, 0.9])
def test_a_photo_that_arrived_in_part_is_refused(encoding, part):
    noisy = Image.effect_noise((400, 300), 90).convert("RGB")
    whole = encoded(noisy, encoding)
    with pytest.raises(BrokenPhoto) as refusal:
        sanitise_photo(whole[: int(len(whole) * part)])
    assert refusal.value.code == "photo_broken"


def test_a_png_bomb_of_90_megapixels_is_refused_by_its_header(decoding_forbidden):
    bomb = png_bomb()
    assert len(bomb) < 12_000
    for sanitise in (sanitise_photo, sanitise_editorial_picture):
        with pytest.raises(PhotoTooManyPixels) as refusal:
            sanitise(bomb)
        assert refusal.value.code == "photo_too_many_pixels"


def test_a_bomb_beyond_the_decoders_own_limit_gets_the_same_word(decoding_forbidden):
    with pytest.raises(PhotoTooManyPixels):
        sanitise_photo(png_bomb(60_000, 60_000))


@pytest.mark.parametrize("encoding", ACCEPTED)
def test_every_format_is_measured_before_it_is_decoded(encoding, decoding_forbidden):
    upload = encoded(Image.new("RGB", (300, 300), RED), encoding)
    with pytest.raises(PhotoTooManyPixels):
        sanitise_photo(upload, limits=PictureLimits(max_bytes=10**6, max_pixels=89_999))


def test_a_webp_may_have_half_the_pixels_because_its_decoder_needs_twice_the_memory():
    limits = PictureLimits(max_bytes=10**6, max_pixels=80_000)
    upload = encoded(Image.new("RGB", (200, 200), RED), "WEBP")
    assert sanitise_photo(upload, limits=limits).full.width == 200
    with pytest.raises(PhotoTooManyPixels):
        sanitise_photo(encoded(Image.new("RGB", (201, 200), RED), "WEBP"), limits=limits)


def test_a_heic_that_lies_about_its_size_is_refused():
    with pytest.raises(BrokenPhoto):
        sanitise_photo(heic_with_a_lying_header())


def test_a_file_beyond_the_size_limit_is_not_even_opened(decoding_forbidden):
    upload = phone_photo("JPEG")
    with pytest.raises(PhotoTooLarge) as refusal:
        sanitise_photo(upload, limits=PictureLimits(max_bytes=len(upload) - 1, max_pixels=10**8))
    assert refusal.value.code == "photo_too_large"


def test_the_default_limits_are_20_megabytes_and_50_megapixels(settings, decoding_forbidden):
    with pytest.raises(PhotoTooLarge, match="20 MB"):
        sanitise_photo(b"\xff\xd8\xff" + bytes(20 * 1024 * 1024))
    with pytest.raises(PhotoTooManyPixels):
        sanitise_photo(png_bomb(10_000, 5_001))


def test_the_limits_are_settings(settings, decoding_forbidden):
    settings.LINLI_PHOTO_MAX_PIXELS = 1000
    with pytest.raises(PhotoTooManyPixels):
        sanitise_photo(phone_photo("JPEG"))
    settings.LINLI_PHOTO_MAX_BYTES = 1000
    with pytest.raises(PhotoTooLarge):
        sanitise_photo(phone_photo("JPEG"))


def test_a_jpeg_of_countless_scans_is_refused_before_decoding(decoding_forbidden):
    jpeg = encoded(two_halves(64, 64), "JPEG", progressive=True)
    last_scan = jpeg[jpeg.rindex(b"\xff\xda") : -2]
    bomb = jpeg[:-2] + last_scan * JPEG_SCANS_MAX + jpeg[-2:]
    with pytest.raises(BrokenPhoto):
        sanitise_photo(bomb)


@given(
    encoding=st.sampled_from(ACCEPTED),
    damage=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), min_size=1, max_size=12),
)
def test_damage_anywhere_ends_in_a_picture_or_a_clear_word_never_in_a_crash(encoding, damage):
    upload = bytearray(SAMPLES[encoding])
    for where, value in damage:
        upload[int(where * (len(upload) - 1))] = value
    with contextlib.suppress(NotAPhoto, BrokenPhoto, PhotoTooManyPixels):
        photo = sanitise_photo(bytes(upload), limits=PictureLimits(max_bytes=10**6, max_pixels=10**6))
        assert photo.full.content.startswith(b"\xff\xd8\xff")


SAMPLES = {encoding: phone_photo(encoding, width=48, height=32) for encoding in ACCEPTED}
