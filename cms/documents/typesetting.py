"""PDFs and pictures by typst: our own source, data beside it; so nobody's words are ever read as typst code."""

from __future__ import annotations

import json
import tempfile
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

import segno
import typst
from django.conf import settings

TEMPLATES = Path(__file__).resolve().parent / "templates"


@lru_cache(maxsize=1)
def font_folders() -> list[str]:
    """Where Noto Sans SC lies; typst looks into the system's fonts besides."""
    return [str(path) for path in settings.LINLI_FONT_DIRS if Path(path).is_dir()]


def qr_svg(text: str) -> bytes:
    """A QR of error correction M, as SVG."""
    buffer = BytesIO()
    segno.make(text, error="m").save(buffer, kind="svg", border=0, xmldecl=False, svgns=True)
    return buffer.getvalue()


def typeset(template: str, data: dict[str, Any], *, qr: str) -> bytes:
    """The PDF of a template in cms/documents/templates, which reads `data.json` and `qr.svg` beside it.

    `data` is plain JSON; `qr` is the text of the code on the page.
    """
    return _compiled(template, data, qr, format="pdf")


def draw(template: str, data: dict[str, Any], *, qr: str) -> bytes:
    """The same as a PNG of one page: a point of the template is a pixel."""
    return _compiled(template, data, qr, format="png", ppi=72.0)


def _compiled(template: str, data: dict[str, Any], qr: str, **output: Any) -> bytes:
    with tempfile.TemporaryDirectory(prefix="linli-paper-") as name:
        folder = Path(name)
        (folder / "page.typ").write_text((TEMPLATES / template).read_text(encoding="utf-8"), encoding="utf-8")
        (folder / "data.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
        (folder / "qr.svg").write_bytes(qr_svg(qr))
        made = typst.compile(str(folder / "page.typ"), root=str(folder), font_paths=font_folders(), **output)
        return bytes(made)
