"""/letters/<token>: says genuine, revoked or unknown, to anybody; no JavaScript, no name in full, no unit."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from django_scopes import scopes_disabled

from cms.documents.certificate import hours_in_words
from cms.documents.checking import masked
from content_models.letters.models import Letter


@require_safe
def letter_check(request: HttpRequest, token: str = "") -> HttpResponse:
    # By its token alone, which only the paper knows; a chat may have added a slash. PostgreSQL refuses a NUL.
    readable = "" if "\x00" in token else token.rstrip("/")
    with scopes_disabled():
        letter = Letter.objects.select_related("community").filter(token=readable).first() if readable else None
    context: dict[str, object] = {"letter": letter}
    if letter is not None:
        context |= {"name": masked(letter.words.get("name", "")), "hours": hours_in_words(letter.minutes)}
    response = render(request, "cms/letter_check.html", context, status=200 if letter is not None else 404)
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "no-referrer"
    return response
