"""Bytes from strangers in, plain pictures out.

Nothing of the uploaded file is kept but what the eye sees: the picture is decoded, turned upright, converted to
sRGB, shrunk and encoded anew, so that places (GPS), names, colour profiles and anything hidden in or behind the
file stay outside. What a file is, its content decides, never its name.
"""

from __future__ import annotations

import struct
import threading
import zlib
from dataclasses import dataclass
from io import BytesIO
from typing import IO, Literal

import pillow_heif
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageCms

from content_models.common.errors import Invalid
from media.limits import MEGABYTE, PictureLimits, picture_limits

# A file's embedded thumbnail may show what was cropped away: never read it. (Also called when the app is ready;
# here too, because a picture must not be decoded before its decoder is known.)
pillow_heif.register_heif_opener(thumbnails=False)

Encoding = Literal["JPEG", "PNG"]

# Every scan of a progressive JPEG passes over the whole picture again: 20 MB of tiny scans would keep a
# processor busy for an hour. Cameras and editors write ten or so.
JPEG_SCANS_MAX = 100
JPEG_START_OF_SCAN = b"\xff\xda"

# WebP's decoder holds four copies of the picture (800 MB at 50 megapixels were seen): its pixels count double.
# No camera writes WebP that large.
PIXEL_WEIGHT = {"WEBP": 2}

ACCEPTED_FORMATS = ("JPEG", "PNG", "WEBP", "HEIF")
HEIF_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs", b"mif1", b"msf1"}

# What the decoders were seen to raise on damaged files.
DECODING_ERRORS = (
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    LookupError,
    EOFError,
    RuntimeError,
    struct.error,
    zlib.error,
)
PIXEL_BOMBS = (Image.DecompressionBombError, Image.DecompressionBombWarning)

# EXIF orientation → what makes it upright. 1 is upright.
ORIENTATION_TAG = 0x0112
UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}

# The alpha of what nothing shines through.
OPAQUE = 255

# One picture at a time in a process: its peak (a few hundred MB at the pixel limit) is then the process's peak,
# however many people press "send" together.
_decoding = threading.Lock()


class PhotoTooLarge(Invalid):
    code = "photo_too_large"
    message = _("This photo is larger than %(megabytes)d MB. Please choose a smaller one.")


class PhotoTooManyPixels(Invalid):
    code = "photo_too_many_pixels"
    message = _("This picture has too many pixels. A photo straight from a phone works fine.")


class NotAPhoto(Invalid):
    code = "not_a_photo"
    message = _("This isn't a photo we can read. JPEG, PNG, WebP and HEIC work.")


class BrokenPhoto(Invalid):
    code = "photo_broken"
    message = _("This photo seems damaged, or only part of it arrived. Please choose it again.")


@dataclass(frozen=True, slots=True)
class SanitisedPicture:
    """An encoded picture without metadata; width and height in pixels."""

    content: bytes
    encoding: Encoding
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class SanitisedPhoto:
    """The two sizes that are kept of a person's photo, both JPEG."""

    full: SanitisedPicture
    thumb: SanitisedPicture


def sanitise_photo(content: bytes, *, limits: PictureLimits | None = None) -> SanitisedPhoto:
    """A person's upload, flattened on white. Of an animation or a burst the first (primary) picture is taken.

    Raises:
        PhotoTooLarge, PhotoTooManyPixels, NotAPhoto, BrokenPhoto: see their messages.
    """
    limits = limits or picture_limits()
    full = _flattened(_decoded(content, limits=limits, longest_side=limits.full_side))
    thumb = full.resize(_fitted(full.size, limits.thumb_side), Image.Resampling.LANCZOS)
    return SanitisedPhoto(full=_encoded(full, "JPEG", quality=82), thumb=_encoded(thumb, "JPEG", quality=78))


def sanitise_editorial_picture(content: bytes, *, limits: PictureLimits | None = None) -> SanitisedPicture:
    """An editor's upload (poster, badge, page picture): PNG where something shows through, JPEG otherwise.

    Raises:
        PhotoTooLarge, PhotoTooManyPixels, NotAPhoto, BrokenPhoto: see their messages.
    """
    limits = limits or picture_limits()
    picture = _decoded(content, limits=limits, longest_side=limits.editorial_side)
    if picture.mode == "RGBA" and _shows_through(picture):
        return _encoded(picture, "PNG")
    return _encoded(_flattened(picture), "JPEG", quality=88)


def measure_picture(file: IO[bytes]) -> tuple[int, int] | None:
    """Width and height by the header alone, nothing is unfolded; None if it isn't a picture we accept."""
    try:
        with Image.open(file, formats=ACCEPTED_FORMATS) as image:
            return image.size
    except (*PIXEL_BOMBS, *DECODING_ERRORS):
        return None


def _decoded(content: bytes, *, limits: PictureLimits, longest_side: int) -> Image.Image:
    """The picture in sRGB, upright, at most `longest_side` long; RGB, or RGBA if the file has transparency."""
    if len(content) > limits.max_bytes:
        raise PhotoTooLarge(megabytes=limits.max_bytes // MEGABYTE)
    file_format = _format_of(content)
    if file_format is None:
        raise NotAPhoto
    if file_format == "JPEG" and content.count(JPEG_START_OF_SCAN) > JPEG_SCANS_MAX:
        raise BrokenPhoto
    try:
        with _decoding, Image.open(BytesIO(content), formats=[file_format]) as image:
            # The header alone is read so far: a bomb is refused before it unfolds.
            _refuse_bombs(image, limits)
            orientation = _orientation_of(image)
            profile = image.info.get("icc_profile")
            return _upright(_in_srgb(_shrunk(image, longest_side), profile), orientation)
    except PIXEL_BOMBS as bomb:
        raise PhotoTooManyPixels from bomb
    except DECODING_ERRORS as damage:
        raise BrokenPhoto from damage


def _format_of(content: bytes) -> str | None:
    """Pillow's name of the format that the first bytes announce, None if it isn't one we accept."""
    if content.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return "WEBP"
    if content[4:8] == b"ftyp" and content[8:12] in HEIF_BRANDS:
        return "HEIF"
    return None


def _refuse_bombs(image: Image.Image, limits: PictureLimits) -> None:
    if image.width * image.height * PIXEL_WEIGHT.get(image.format or "", 1) > limits.max_pixels:
        raise PhotoTooManyPixels


def _orientation_of(image: Image.Image) -> int:
    try:
        return int(image.getexif().get(ORIENTATION_TAG, 1))
    except DECODING_ERRORS:
        # Untidy EXIF is common (old apps, cut-off tags) and no reason to refuse a good picture.
        return 1


def _fitted(size: tuple[int, int], longest_side: int) -> tuple[int, int]:
    """`size` scaled down, never up, so that no side is longer than `longest_side`; a strip keeps one pixel."""
    width, height = size
    scale = min(1.0, longest_side / max(width, height))
    return max(1, round(width * scale)), max(1, round(height * scale))


def _shrunk(image: Image.Image, longest_side: int) -> Image.Image:
    target = _fitted(image.size, longest_side)
    # A JPEG can be decoded at half, a quarter or an eighth: a 50-megapixel one then needs a quarter of the memory.
    # (Not for HEIC, whose draft is an embedded thumbnail, perhaps of another picture.)
    if image.format in {"JPEG", "MPO"}:
        image.draft(None, target)
    image.load()
    plain = _averageable(image)
    # With gap 2 the bulk is averaged in whole blocks first: quick, and no difference to be seen.
    return plain.resize(target, Image.Resampling.LANCZOS, reducing_gap=2.0)


def _averageable(image: Image.Image) -> Image.Image:
    """The same picture in a mode whose neighbouring pixels can be averaged: no colour table, 8 bits a sample."""
    if image.mode == "I;16":
        image = image.point(lambda level: level / 256).convert("L")
        # Its see-through level was counted in 16 bits; scans have none.
        image.info.pop("transparency", None)
    if image.has_transparency_data:
        return image if image.mode in {"RGBA", "LA"} else image.convert("RGBA")
    if image.mode in {"RGB", "L", "CMYK"}:
        return image
    return image.convert("L" if image.mode == "1" else "RGB")


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    alpha = image.getchannel("A") if "A" in image.getbands() else None
    opaque = image.convert(image.mode.removesuffix("A")) if alpha else image
    coloured = _through_profile(opaque, profile) or opaque.convert("RGB")
    if alpha:
        coloured.putalpha(alpha)
    return coloured


def _through_profile(image: Image.Image, profile: bytes | None) -> Image.Image | None:
    """The picture as its colour profile means it (iPhones: Display P3), None without a profile that fits."""
    if not profile:
        return None
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        return ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, *DECODING_ERRORS):
        # A grey profile in a coloured picture, a cut-off one …: the colours are a shade off, the picture is fine.
        return None


def _upright(image: Image.Image, orientation: int) -> Image.Image:
    turn = UPRIGHT.get(orientation)
    return image if turn is None else image.transpose(turn)


def _flattened(picture: Image.Image) -> Image.Image:
    if picture.mode != "RGBA":
        return picture
    paper = Image.new("RGB", picture.size, "white")
    paper.paste(picture, mask=picture.getchannel("A"))
    return paper


def _shows_through(picture: Image.Image) -> bool:
    return picture.getchannel("A").getextrema() != (OPAQUE, OPAQUE)


def _encoded(picture: Image.Image, encoding: Encoding, *, quality: int = 0) -> SanitisedPicture:
    # Pillow's writers pick up comments, resolution and text from `info` on their own.
    picture.info = {}
    buffer = BytesIO()
    if encoding == "JPEG":
        picture.save(buffer, "JPEG", quality=quality, progressive=True, optimize=True)
    else:
        picture.save(buffer, "PNG", optimize=True)
    return SanitisedPicture(buffer.getvalue(), encoding, *picture.size)
