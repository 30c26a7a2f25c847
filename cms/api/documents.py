"""Papers and sheets as answers: never kept anywhere on the way."""

from __future__ import annotations

from django.http import HttpResponse

PDF = "application/pdf"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def document(content: bytes, *, kind: str, name: str) -> HttpResponse:
    """Shown where the browser can, saved under `name` where it can't."""
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'inline; filename="{name}"' if kind == PDF else f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response


def pdf(content: bytes, name: str) -> HttpResponse:
    return document(content, kind=PDF, name=name)


def xlsx(content: bytes, name: str) -> HttpResponse:
    return document(content, kind=XLSX, name=name)
