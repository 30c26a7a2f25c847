"""/certificates/<token>: says genuine, revoked or unknown, to anybody; no JavaScript, no name."""

from __future__ import annotations

import json

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe
from django_scopes import scopes_disabled

from cms.documents.certificate import hours_in_words
from content_models.hours.models import Certificate


def masked(name: str) -> str:
    """王小明 → 王**: enough to compare with the paper in one's hand."""
    return name[:1] + "*" * max(len(name) - 1, 1) if name else ""


@require_safe
def certificate_with_slash(request: HttpRequest, token: str) -> HttpResponse:
    """A slash too many at the end: typed, or added by a chat that made a link of it."""
    return redirect("certificate_check", token, permanent=True)


@require_safe
def no_certificate(request: HttpRequest) -> HttpResponse:
    """Any other address in this room: no certificate, and not the phone app either."""
    return certificate_check(request, "")


@require_safe
def certificate_check(request: HttpRequest, token: str) -> HttpResponse:
    # By its token alone, which only the paper knows; the paper may be shown to anybody.
    with scopes_disabled():
        # PostgreSQL refuses text with a NUL in it, where SQLite finds nothing.
        readable = "" if "\x00" in token else token
        certificate = Certificate.objects.select_related("community").filter(token=readable).first()
    context: dict[str, object] = {"certificate": certificate}
    if certificate is not None:
        content = json.loads(certificate.content)
        context |= {"name": masked(content.get("name", "")), "hours": hours_in_words(certificate.minutes)}
    response = render(request, "cms/certificate_check.html", context, status=200 if certificate is not None else 404)
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "no-referrer"
    return response
