"""GET C/pages and GET C/pages/{path}: what a community's editors have put on show. The same for everybody.

A page that is asked for again costs one look-up by key: the site's version says whether the reader's copy is still
good, or the one that this process keeps. Publishing moves the version on (content_models/pages/purging.py).
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID

import orjson
from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.utils.http import quote_etag
from django.utils.translation import get_language
from ninja import Query, Router

from cms.api.etags import has_newest
from cms.api.page_rendering import Renderer
from cms.api.pagination import Paging, cut, list_key, read_cursor, write_cursor
from cms.api.routing import read
from cms.api.scoping import in_community
from cms.api.shapes.pages import PageList, PageOut, PageType, page_answer, page_line
from content_models.areas.models import Community
from content_models.common.clock import local_day, utc_now
from content_models.common.compiled import CompiledQuery
from content_models.common.errors import Missing
from content_models.pages.models import HOME_PATH, KINDS, CommunityPage, CommunitySite
from content_models.pages.references import Found, Wanted, look_up

router = Router(tags=["pages"])

_KINDS_OWN = tuple(model._meta.model_name or "" for model in KINDS.values())
_STREAMS = ("body", "names", "contacts", "services", "questions")


class SiteState(NamedTuple):
    """Which community's pages, and how often they have changed."""

    community_id: UUID
    version: int


# What this process has just asked about a community: until when it is believed, and the answer.
_known: dict[str, tuple[float, SiteState]] = {}
KNOWN_MAX = 1000


class PageFilters(Paging):
    """`type`: pages of one kind, newest first. Without it: the whole tree, parents before children."""

    type: PageType | None = None


@read(router, "/communities/{slug}/pages", out=PageList, auth=None, summary="The pages: a tree for menus, or one kind")
def list_pages(request: HttpRequest, slug: str, filters: Query[PageFilters]) -> HttpResponse:
    name = list_key("pages", slug, filters.type)
    position = read_cursor(filters.cursor, of=name)
    key = (name, filters.cursor, filters.limit)
    return _answer(request, slug, key, lambda community, site: _list(community, site, filters, position, name))


@read(router, "/communities/{slug}/pages/{path:page_path}", out=PageOut, auth=None, summary="One page with its blocks")
def get_page(request: HttpRequest, slug: str, page_path: str) -> HttpResponse:
    return _answer(request, slug, ("page", page_path), lambda community, site: _page(community, site, page_path))


def state_of_site(slug: str) -> SiteState:
    """One look-up by key, and for a blink of the eye none: a page is read far more often than it is published.

    Raises:
        Missing: no such community, not open to the public, or without pages.
    """
    known = _known.get(slug)
    if known is not None and known[0] > time.monotonic():
        return known[1]
    rows = _by_slug().rows(slug=slug) if "\0" not in slug else []
    if not rows:
        raise Missing
    state = SiteState(*rows[0])
    if settings.LINLI_PAGES_KNOWN_SECONDS:
        if len(_known) > KNOWN_MAX:
            _known.clear()
        _known[slug] = (time.monotonic() + settings.LINLI_PAGES_KNOWN_SECONDS, state)
    return state


@lru_cache(maxsize=1)
def _by_slug() -> CompiledQuery:
    slug = "\0slug"
    sites = CommunitySite._base_manager.filter(community__slug=slug, community__is_active=True, root__isnull=False)
    return CompiledQuery(sites.values_list("community_id", "version"), slug=slug)


def _answer(
    request: HttpRequest,
    slug: str,
    asked: tuple[Any, ...],
    build: Callable[[Community, CommunitySite], dict[str, Any]],
) -> HttpResponse:
    """304, the copy that this process keeps, or what `build` makes; whichever costs least."""
    # With the day: a strip disappears and a notice is over by the calendar, without anybody publishing.
    parts = (settings.LINLI_VERSION, *state_of_site(slug), local_day(utc_now()), get_language(), *asked)
    name = hashlib.sha256(repr(parts).encode()).hexdigest()[:32]
    etag = quote_etag(name)
    if has_newest(request, etag):
        return public_answer(request, etag, b"")
    body = caches["board"].get(f"page.{name}")
    if body is None:
        with in_community(slug) as community:
            body = orjson.dumps(build(community, CommunitySite.objects.get(community=community)))
        caches["board"].set(f"page.{name}", body)
    return public_answer(request, etag, body)


def public_answer(request: HttpRequest, etag: str, body: bytes) -> HttpResponse:
    """Nobody sees anything else here than anybody: also a signed-in person's phone may keep it for the cellar."""
    if has_newest(request, etag):
        response = HttpResponse(status=304)
    else:
        response = HttpResponse(body, content_type="application/json; charset=utf-8")
    response["ETag"] = etag
    response["Cache-Control"] = "public, no-cache"
    response["Vary"] = "Accept-Language"
    return response


def _list(
    community: Community, site: CommunitySite, filters: PageFilters, position: list[Any] | None, name: str
) -> dict[str, Any]:
    pages = CommunityPage.objects.on_show()
    if filters.type:
        pages = pages.type(KINDS[filters.type]).order_by("-pk")
        pages = pages.filter(pk__lt=position[0]) if position else pages
    elif position:
        pages = pages.filter(path__gt=position[0])
    page, more = cut(list(pages[: filters.limit + 1]), filters.limit)
    wanted = Wanted(pictures={one.cover_id for one in page if one.cover_id})
    at = Renderer(community, look_up(wanted, site), local_day(utc_now()))
    last = (page[-1].pk if filters.type else page[-1].path) if page else None
    return {
        "items": [page_line(one, at) for one in page],
        "next": write_cursor([last], of=name) if more else None,
    }


def _page(community: Community, site: CommunitySite, page_path: str) -> dict[str, Any]:
    page = page_on_show(community, site, page_path)
    if page is None:
        raise Missing
    return page


def page_on_show(community: Community, site: CommunitySite, page_path: str) -> dict[str, Any] | None:
    """The answer about a page that anybody may read; None if there is none."""
    url_path = f"/{community.slug}/" if page_path == HOME_PATH else f"/{community.slug}/{page_path.strip('/')}/"
    found = CommunityPage.objects.on_show().filter(url_path=url_path).select_related(*_KINDS_OWN).first()
    if found is None:
        return None
    around = list(CommunityPage.objects.on_show().around(found))
    return whole_page(community, site, as_own_kind(found), around)


def as_own_kind(page: CommunityPage) -> CommunityPage:
    """The row of the page's own kind, which was fetched along with it."""
    for kind in _KINDS_OWN:
        own: CommunityPage | None = getattr(page, kind, None)
        if own is not None:
            return own
    return page


def whole_page(
    community: Community, site: CommunitySite, page: CommunityPage, around: list[CommunityPage]
) -> dict[str, Any]:
    """The answer about a page, or about a draft of one."""
    wanted = Wanted(pictures={one.cover_id for one in (page, *around) if one.cover_id})
    for name in _STREAMS:
        stream = getattr(page, name, None)
        if stream is not None:
            wanted.add(stream.raw_data)
    found: Found = look_up(wanted, site)
    return page_answer(page, around, Renderer(community, found, local_day(utc_now())))
