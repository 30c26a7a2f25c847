"""Conditional GET: a reader who has the newest copy gets 304."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

import orjson
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.http import parse_etags, quote_etag

from cms.api.auth import actor_of


def etag_of(request: HttpRequest, *versions: Any) -> str:
    """An ETag for what this reader sees: versions of the data, address, language, person and roles."""
    actor = actor_of(request)
    # With the version of Linli: what a release says anew (a consent's wording, a field) is news, too.
    parts = [
        settings.LINLI_VERSION,
        *versions,
        request.get_full_path(),
        getattr(request, "LANGUAGE_CODE", ""),
        actor.id,
        actor.grants,
    ]
    return quote_etag(hashlib.sha256(repr(parts).encode()).hexdigest()[:32])


def has_newest(request: HttpRequest, etag: str) -> bool:
    """Does the reader have this very copy?"""
    return etag in parse_etags(request.headers.get("If-None-Match", ""))


def not_modified(request: HttpRequest, etag: str) -> HttpResponse:
    return _validated(request, HttpResponse(status=304), etag)


def answer(request: HttpRequest, etag: str, build: Callable[[], bytes | dict[str, Any]]) -> HttpResponse:
    """304 if the reader has it; otherwise what `build` makes (JSON bytes, or a dict)."""
    if has_newest(request, etag):
        return not_modified(request, etag)
    body = build()
    content = body if isinstance(body, bytes) else orjson.dumps(body)
    return _validated(request, HttpResponse(content, content_type="application/json; charset=utf-8"), etag)


def _validated(request: HttpRequest, response: HttpResponse, etag: str) -> HttpResponse:
    response["ETag"] = etag
    # A shared cache may keep what visitors see; it asks each time whether it is still good.
    response["Cache-Control"] = "public, no-cache" if actor_of(request).is_visitor else "private, no-cache"
    response["Vary"] = "Accept-Language, Cookie, X-Session-Token"
    return response


def answer_by_content(request: HttpRequest, payload: dict[str, Any], *, keep: bool = True) -> HttpResponse:
    """An answer whose ETag is its own content; `keep=False` for personal data: no ETag, no copy anywhere."""
    body = orjson.dumps(payload)
    if not keep:
        response = HttpResponse(body, content_type="application/json; charset=utf-8")
        response["Cache-Control"] = "no-store"
        return response
    return answer(request, quote_etag(hashlib.sha256(body).hexdigest()[:32]), lambda: body)
