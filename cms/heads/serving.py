"""The built page with the head of its address in it, for addresses of a community that is open to the public.

A visitor gets the same bytes as anybody else, without a cookie, in the installation's language: a proxy may keep them
and asks whether they are still good (ETag). What is kept in this process is named by the versions that publishing and
the board move on (content_models/pages/purging.py), so nothing has to be thrown away.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from typing import NamedTuple

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.utils.http import quote_etag
from django.utils.translation import override

from cms.api.etags import has_newest
from cms.api.pages import state_of_site
from cms.api.scoping import in_community
from cms.heads import pictures
from cms.heads.cases import place_of_case
from cms.heads.head import Head, write_head
from cms.heads.registry import entry_of
from content_models.areas.models import Community
from content_models.common.clock import local_day, utc_now
from content_models.common.errors import Missing

BELOW_COMMUNITY = re.compile(r"/c/(?P<slug>[^/]+)(?:/(?P<path>.*?))?/?", re.DOTALL)
_LOCALES = {"zh-hans": "zh_CN", "en": "en_US"}
_OLD_WORDS = re.compile(r'<title>.*?</title>\s*|<meta name="description"[^>]*>\s*', re.DOTALL)


class BuiltPage(NamedTuple):
    """The client's index.html, cut where a head and words go in; its own title and description are in neither part."""

    begin: str
    middle: str
    end: str

    @classmethod
    def of(cls, html: str) -> BuiltPage:
        bare = _OLD_WORDS.sub("", html)
        head, head_end, rest = bare.partition("</head>")
        opening = re.search(r"<body[^>]*>", rest)
        cut = opening.end() if opening else 0
        return cls(head, head_end + rest[:cut], rest[cut:])


def told_page(request: HttpRequest, html: str) -> HttpResponse | None:
    """The page for this address; None where there is nothing to tell (no community, or one that is not open)."""
    place = _place(request.path_info)
    if place is None:
        return None
    slug, path = place
    origin = f"{request.scheme}://{request.get_host()}"
    try:
        with in_community(slug) as community, override(settings.LANGUAGE_CODE):
            content = _content(community, path, request.GET, origin=origin, html=html)
    except Missing:
        return None
    return _answer(request, content)


def _place(address: str) -> tuple[str, str] | None:
    """The community's slug and the path below it; a case stands below its own community, whoever reads it."""
    # PostgreSQL refuses text with a NUL in it; nothing has such an address.
    if "\0" in address:
        return None
    fits = BELOW_COMMUNITY.fullmatch(address)
    return (fits["slug"], fits["path"] or "") if fits else place_of_case(address)


def _content(community: Community, path: str, query: Mapping[str, str], *, origin: str, html: str) -> bytes:
    entry = entry_of(path)
    if entry is not None and entry[0].kept:
        name = f"head.{_name_of(community, path, origin, html)}"
        kept: bytes | None = caches["board"].get(name)
        if kept is None:
            head = entry[0].describe(community, **entry[1])
            if head is None:
                return _own(community, origin=origin, html=html)
            kept = _whole(head, community, origin=origin, html=html)
            caches["board"].set(name, kept)
        return kept
    head = None
    if entry is not None:
        told, values = entry
        head = told.describe(community, **values, **{name: query.get(name, "") for name in told.asks})
    return _whole(head, community, origin=origin, html=html) if head else _own(community, origin=origin, html=html)


def _own(community: Community, *, origin: str, html: str) -> bytes:
    """Nothing there, or nothing for visitors: the very bytes of the community's own address."""
    return _content(community, "", {}, origin=origin, html=html)


def _name_of(community: Community, path: str, origin: str, html: str) -> str:
    """Changes with everything that the kept page may say: also by the calendar, as a strip ends with its day."""
    try:
        pages = state_of_site(community.slug).version
    except Missing:
        pages = 0
    parts = (
        *(settings.LINLI_VERSION, community.pk, community.board_version.version, pages, local_day(utc_now())),
        *(community.name, community.intro, origin, path, hash(html)),
    )
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:32]


def _whole(head: Head, community: Community, *, origin: str, html: str) -> bytes:
    page = BuiltPage.of(html)
    written = write_head(
        head,
        origin=origin,
        site_name=community.name,
        language=_LOCALES[settings.LANGUAGE_CODE],
        fallback=pictures.of_community(),
    )
    return f"{page.begin}{written.in_head}\n{page.middle}{written.in_body}{page.end}".encode()


def _answer(request: HttpRequest, content: bytes) -> HttpResponse:
    etag = quote_etag(hashlib.sha256(content).hexdigest()[:32])
    response = HttpResponse(status=304) if has_newest(request, etag) else HttpResponse(content)
    response["ETag"] = etag
    response["Cache-Control"] = "public, no-cache"
    response["Content-Language"] = settings.LANGUAGE_CODE
    return response
