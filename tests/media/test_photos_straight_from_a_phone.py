"""JPEG, PNG, WebP and HEIC come in; two JPEG sizes that every phone can show come out."""

from __future__ import annotations

import pytest
from PIL import Image, ImageFile, ImageSequence, JpegImagePlugin

from media.limits import PictureLimits
from media.sanitising import sanitise_photo
from tests.media.looking import colour_at, near, opened
from tests.media.uploads import BLUE, RED, encoded, phone_photo, two_halves


@pytest.mark.parametrize("encoding", ["JPEG", "PNG", "WEBP", "HEIF"])
def test_each_format_becomes_a_progressive_jpeg_with_the_same_picture(encoding):
    photo = sanitise_photo(phone_photo(encoding))
    for kept in (photo.full, photo.thumb):
        picture = opened(kept.content)
        assert picture.format == "JPEG"
        assert picture.info["progressive"]
        assert picture.size == (kept.width, kept.height)
        assert near(colour_at(picture, 0.1, 0.1), RED)
        assert near(colour_at(picture, 0.9, 0.1), BLUE)


@pytest.mark.parametrize("encoding", ["JPEG", "PNG", "WEBP", "HEIF"])
def test_twelve_megapixels_shrink_to_the_kept_sizes(encoding):
    photo = sanitise_photo(phone_photo(encoding, width=4032, height=3024))
    assert (photo.full.width, photo.full.height) == (2048, 1536)
    assert (photo.thumb.width, photo.thumb.height) == (480, 360)
    assert len(photo.thumb.content) < len(photo.full.content)


def test_a_photo_at_the_pixel_limit_is_accepted():
    photo = sanitise_photo(
        encoded(two_halves(500, 400), "PNG"), limits=PictureLimits(max_bytes=10**6, max_pixels=200_000)
    )
    assert (photo.full.width, photo.full.height) == (500, 400)


def test_a_small_photo_is_not_enlarged():
    photo = sanitise_photo(phone_photo("JPEG", width=200, height=120))
    assert (photo.full.width, photo.full.height) == (200, 120)
    assert (photo.thumb.width, photo.thumb.height) == (200, 120)


def test_a_strip_keeps_at_least_one_pixel_of_height():
    photo = sanitise_photo(encoded(Image.new("RGB", (9000, 1), RED), "PNG"))
    assert (photo.full.width, photo.full.height) == (2048, 1)
    assert (photo.thumb.width, photo.thumb.height) == (480, 1)


@pytest.mark.parametrize("encoding", ["PNG", "WEBP"])
def test_an_animation_is_kept_as_its_first_picture(encoding):
    later = Image.new("RGB", (80, 60), BLUE)
    animation = encoded(Image.new("RGB", (80, 60), RED), encoding, save_all=True, append_images=[later], duration=100)
    assert len(list(ImageSequence.Iterator(opened(animation)))) == 2
    assert near(colour_at(opened(sanitise_photo(animation).full.content)), RED)


def test_a_jpeg_with_a_second_picture_inside_is_kept_as_its_first():
    pair = encoded(
        Image.new("RGB", (80, 60), RED), "MPO", save_all=True, append_images=[Image.new("RGB", (80, 60), BLUE)]
    )
    assert opened(pair).format == "MPO"
    assert near(colour_at(opened(sanitise_photo(pair).full.content)), RED)


def test_a_large_jpeg_is_decoded_at_a_fraction_of_its_size(monkeypatch):
    decoded_sizes = []
    load = ImageFile.ImageFile.load

    def noting_the_size(image):
        decoded_sizes.append(image.size)
        return load(image)

    monkeypatch.setattr(JpegImagePlugin.JpegImageFile, "load", noting_the_size)
    photo = sanitise_photo(phone_photo("JPEG", width=8200, height=6000))
    assert set(decoded_sizes) == {(2050, 1500)}
    assert (photo.full.width, photo.full.height) == (2048, 1499)
