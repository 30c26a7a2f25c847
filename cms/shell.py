"""The phone app's first page: the same for every address; the app's own router knows what to show."""

from __future__ import annotations

from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_safe


@lru_cache(maxsize=1)
def _built_page() -> str | None:
    page = settings.PWA_DIST_DIR / "index.html"
    return page.read_text(encoding="utf-8") if page.exists() else None


@require_safe
@ensure_csrf_cookie
def shell(request: HttpRequest) -> HttpResponse:
    """The built `index.html`, with the CSRF cookie that the app's writes need."""
    page = _built_page()
    if page is None:
        _built_page.cache_clear()
        return HttpResponse(
            _("The phone app is not built yet. Run `make build`, then reload."), status=503, content_type="text/plain"
        )
    response = HttpResponse(page)
    response["Cache-Control"] = "no-cache"
    return response
