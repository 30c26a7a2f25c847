"""The words of the admin's scripts: Wagtail's, and what its Chinese catalogue lacks (cms/locale/…/djangojs.po)."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.i18n import JavaScriptCatalog
from wagtail.admin.localization import get_localized_response

_words = JavaScriptCatalog.as_view(packages=["cms", "wagtail.admin"])


def script_words(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    """In the language that the signed-in person chose for the admin."""
    answer: HttpResponse = get_localized_response(_words, request, *args, **kwargs)
    return answer
