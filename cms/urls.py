"""Addresses: the API, sign-in, the admin, health, files; everything else is the phone app."""

from __future__ import annotations

from django.conf import settings
from django.urls import include, path, re_path
from django.views.static import serve
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from cms.admin.account import staff_account
from cms.admin.own_tags import tags_begun
from cms.admin.script_words import script_words
from cms.api.api import api
from cms.api.errors import unknown_address
from cms.api.health import healthz, readyz
from cms.big_screen import big_screen
from cms.documents.checking import certificate_check, certificate_with_slash, no_certificate
from cms.documents.letter_checking import letter_check
from cms.shell import manifest, service_worker, shell

urlpatterns = [
    path("api/v1/", api.urls),
    re_path(r"^api/", unknown_address),
    path("_allauth/", include("cms.accounts.urls")),
    path("admin/account/", staff_account, name="wagtailadmin_account"),  # before Wagtail's own
    path("admin/tag-autocomplete/", tags_begun, name="wagtailadmin_tag_autocomplete"),
    path("admin/jsi18n/", script_words, name="wagtailadmin_javascript_catalog"),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("certificates/<str:token>", certificate_check, name="certificate_check"),
    path("screen/<str:slug>", big_screen, name="big_screen"),
    path("certificates/<str:token>/", certificate_with_slash),
    re_path(r"^certificates(?:/|$)", no_certificate),
    path("letters/<path:token>", letter_check, name="letter_check"),
    re_path(r"^letters/?$", letter_check),
    path("healthz", healthz),
    path("readyz", readyz),
    path("serviceworker.js", service_worker, name="serviceworker"),
    path("manifest.json", manifest, name="manifest"),
]

if settings.STORAGES["default"]["BACKEND"] == "django.core.files.storage.FileSystemStorage":
    # Editors' pictures of an installation on one machine; a city's lie in object storage.
    urlpatterns.append(re_path(r"^media/(?P<path>.+)$", serve, {"document_root": settings.MEDIA_ROOT}))

urlpatterns += [
    re_path(r"^(?:static|media|_allauth|admin)/", unknown_address),
    re_path(r"^(?!api/).*$", shell),
]
