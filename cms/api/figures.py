"""GET C/figures: what pages count and draw. Reckoned at most every five minutes per process."""

from __future__ import annotations

import hashlib

import orjson
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.utils.http import quote_etag
from ninja import Router

from cms.api.pages import public_answer
from cms.api.routing import read
from cms.api.scoping import in_community
from cms.api.shapes.figures import FiguresOut, figures_answer
from content_models.common.clock import local_day, utc_now
from content_models.pages.figures import figures_of

router = Router(tags=["pages"])

KEPT_SECONDS = 300


@read(router, "/communities/{slug}/figures", out=FiguresOut, auth=None, summary="Numbers and months, for charts")
def get_figures(request: HttpRequest, slug: str) -> HttpResponse:
    with in_community(slug) as community:
        key = f"figures.{community.pk}"
        body: bytes | None = caches["board"].get(key)
        if body is None:
            body = orjson.dumps(figures_answer(figures_of(today=local_day(utc_now()))))
            caches["board"].set(key, body, KEPT_SECONDS)
    return public_answer(request, quote_etag(hashlib.sha256(body).hexdigest()[:32]), body)
