"""The phone app's first page, its manifest and its worker. django-pwa serves the latter two; the caching is ours."""

from __future__ import annotations

from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_safe

from cms.heads.serving import told_page
from pwa import views as pwa_views


@lru_cache(maxsize=1)
def _built_page() -> str | None:
    page = settings.PWA_DIST_DIR / "index.html"
    return page.read_text(encoding="utf-8") if page.exists() else None


# A worker that a cache holds on to would hold everybody on an old version; browsers ask each time.
service_worker = require_safe(cache_control(no_cache=True)(pwa_views.service_worker))
manifest = require_safe(cache_control(max_age=3600, public=True)(pwa_views.manifest))


@require_safe
def shell(request: HttpRequest) -> HttpResponse:
    """The built `index.html` for every address; a community's with words about what stands there (cms/heads)."""
    page = _built_page()
    if page is None:
        _built_page.cache_clear()
        return HttpResponse(
            _("The phone app is not built yet. Run `make run`, then reload."), status=503, content_type="text/plain"
        )
    return told_page(request, page) or _plain(request, page)


@ensure_csrf_cookie
def _plain(request: HttpRequest, page: str) -> HttpResponse:
    """With the CSRF cookie that the app's writes need. An app that began on a page without one asks here for it when
    it first writes (pwa/src/shared/api/csrf.ts): that way what everybody reads can be kept by a proxy.
    """
    response = HttpResponse(page)
    response["Cache-Control"] = "no-cache"
    return response
