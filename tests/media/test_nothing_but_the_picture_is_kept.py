"""GPS, camera, profile, remarks and stowaways stay outside."""

from __future__ import annotations

from typing import Any

import pytest
from PIL import Image, JpegImagePlugin, PngImagePlugin

from media.sanitising import SanitisedPicture, sanitise_editorial_picture, sanitise_photo
from tests.media.looking import opened
from tests.media.uploads import CAMERA, HTML, TELLTALES, camera_exif, encoded, srgb_profile, two_halves

XMP = b"http://ns.adobe.com/xap/1.0/ <x:xmpmeta>secret remark</x:xmpmeta>"


def telling_upload(encoding: str) -> bytes:
    options: dict[str, Any] = {"exif": camera_exif(), "xmp": XMP, "icc_profile": srgb_profile()}
    if encoding == "JPEG":
        options["comment"] = b"secret remark"
    if encoding == "PNG":
        texts = PngImagePlugin.PngInfo()
        texts.add_text("Comment", "secret remark")
        texts.add_itxt("XML:com.adobe.xmp", XMP.decode())
        options["pnginfo"] = texts
    return encoded(two_halves(640, 480), encoding, **options)


def everything_kept(upload: bytes) -> list[SanitisedPicture]:
    photo = sanitise_photo(upload)
    return [photo.full, photo.thumb, sanitise_editorial_picture(upload)]


@pytest.mark.parametrize("encoding", ["JPEG", "PNG", "WEBP", "HEIF"])
def test_the_upload_tells_and_what_is_kept_does_not(encoding):
    upload = telling_upload(encoding)
    assert CAMERA.encode() in upload
    assert b"secret remark" in upload
    for kept in everything_kept(upload):
        assert [word for word in TELLTALES if word in kept.content] == []
        picture = opened(kept.content)
        picture.load()
        assert dict(picture.getexif()) == {}
        assert not set(picture.info) & {"exif", "xmp", "icc_profile", "comment", "photoshop", "XML:com.adobe.xmp"}


def test_a_kept_jpeg_has_no_segment_but_those_that_draw_it():
    for kept in everything_kept(telling_upload("JPEG")):
        picture = opened(kept.content)
        assert isinstance(picture, JpegImagePlugin.JpegImageFile)
        assert [name for name, _data in picture.applist] == ["APP0"]  # the JFIF header


def test_an_editors_picture_with_transparency_keeps_no_remark_either():
    see_through = Image.new("RGBA", (60, 40), (220, 30, 30, 120))
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Comment", "secret remark")
    kept = sanitise_editorial_picture(
        encoded(see_through, "PNG", pnginfo=texts, exif=camera_exif(), icc_profile=srgb_profile(), dpi=(300, 300))
    )
    assert kept.encoding == "PNG"
    assert [word for word in [*TELLTALES, b"eXIf", b"iCCP", b"tEXt", b"pHYs"] if word in kept.content] == []


@pytest.mark.parametrize("encoding", ["JPEG", "PNG", "WEBP", "HEIF"])
def test_a_page_hidden_behind_a_photo_is_left_behind(encoding):
    polyglot = encoded(two_halves(640, 480), encoding) + HTML
    for kept in everything_kept(polyglot):
        assert b"<script>" not in kept.content
        assert b"<!doctype" not in kept.content
