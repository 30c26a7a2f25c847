"""The files that the tests send: what phones make, what bunglers make, what attackers make."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from typing import Any

import pillow_heif
from PIL import Image, ImageCms

pillow_heif.register_heif_opener(thumbnails=False)

RED, GREEN, BLUE, WHITE = (220, 30, 30), (30, 160, 60), (30, 60, 200), (255, 255, 255)

# What a camera writes about itself and where it stood; the tests look for these bytes in what is kept.
CAMERA = "NeighbourCam X1"
GPS_DATE = "2026:11:21"
TELLTALES = [b"NeighbourCam", b"2026:11:21", b"Exif", b"GPS", b"http://ns.adobe.com", b"ICC_PROFILE", b"secret remark"]


def camera_exif(*, orientation: int = 1) -> bytes:
    exif = Image.Exif()
    exif[0x010F] = CAMERA
    exif[0x0112] = orientation
    gps = exif.get_ifd(0x8825)
    gps[1], gps[2] = "N", (22.0, 32.0, 41.5)
    gps[3], gps[4] = "E", (113.0, 55.0, 12.25)
    gps[29] = GPS_DATE
    return exif.tobytes()


def two_halves(width: int, height: int) -> Image.Image:
    """Red on the left, blue on the right: enough to see whether it was turned or mirrored."""
    picture = Image.new("RGB", (width, height), BLUE)
    picture.paste(RED, (0, 0, width // 2, height))
    return picture


def encoded(picture: Image.Image, encoding: str, **options: Any) -> bytes:
    buffer = BytesIO()
    picture.save(buffer, encoding, **options)
    return buffer.getvalue()


def phone_photo(encoding: str, *, width: int = 640, height: int = 480, **options: Any) -> bytes:
    return encoded(two_halves(width, height), encoding, exif=camera_exif(), **options)


def display_p3_profile() -> bytes:
    """Apple's Display P3, put together from its published primaries (D50-adapted) and an sRGB-like gamma."""
    colours = {
        b"rXYZ": (0.51512, 0.2412, -0.00105),
        b"gXYZ": (0.29198, 0.69225, 0.04189),
        b"bXYZ": (0.1571, 0.06657, 0.78407),
    }
    tags = [(tag, _xyz(*values)) for tag, values in colours.items()]
    tags.append((b"wtpt", _xyz(0.9642, 1.0, 0.82491)))
    gamma = b"curv" + bytes(4) + struct.pack(">IH", 1, round(2.2 * 256)) + bytes(2)
    tags += [(name, gamma) for name in (b"rTRC", b"gTRC", b"bTRC")]
    description = b"Display P3\0"
    tags.append((b"desc", b"desc" + bytes(4) + struct.pack(">I", len(description)) + description + bytes(79)))
    table, body, offset = struct.pack(">I", len(tags)), b"", 128 + 4 + 12 * len(tags)
    for name, data in tags:
        padded = data + bytes(-len(data) % 4)
        table += name + struct.pack(">II", offset + len(body), len(data))
        body += padded
    size = 128 + len(table) + len(body)
    head = struct.pack(">I4sI4s4s4s", size, b"appl", 0x02100000, b"mntr", b"RGB ", b"XYZ ") + bytes(12) + b"acsp"
    head += bytes(28) + _xyz(0.9642, 1.0, 0.82491)[8:]
    return head + bytes(128 - len(head)) + table + body


def _xyz(x: float, y: float, z: float) -> bytes:
    return b"XYZ " + bytes(4) + struct.pack(">iii", *(round(value * 65536) for value in (x, y, z)))


def srgb_profile() -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def png_chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png_bomb(width: int = 10_000, height: int = 9_000) -> bytes:
    """One bit per pixel, all black: 90 million pixels in some 11 kB."""
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    row = bytes(1 + (width + 7) // 8)
    return (
        b"\x89PNG\r\n\x1a\n"
        + png_chunk(b"IHDR", header)
        + png_chunk(b"IDAT", zlib.compress(row * height, 9))
        + png_chunk(b"IEND", b"")
    )


def heic_with_a_lying_header() -> bytes:
    """Says 64×64, unfolds to more: the container's size field is written over, the picture inside is not."""
    honest = encoded(Image.new("RGB", (2000, 2000), RED), "HEIF")
    at, lying = honest.find(b"ispe"), bytearray(honest)
    while at >= 0:
        lying[at + 8 : at + 16] = struct.pack(">II", 64, 64)
        at = honest.find(b"ispe", at + 4)
    return bytes(lying)


SVG = b"""<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(document.cookie)</script></svg>"""
HTML = b"<!doctype html><title>photo.jpg</title><script>alert(document.cookie)</script>"
