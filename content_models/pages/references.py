"""What blocks refer to, found in a handful of queries however many there are; what has gone is told to the editor.

Blocks name what they refer to the same way everywhere (see blocks/__init__.py), so one walk over the stored JSON
collects everything.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Q
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from content_models.common.ids import parse_id
from content_models.pages.models import CasePage, CommunityPage, CommunitySite
from content_models.posts.models import PostType
from content_models.wishes.models import WishCategory

# The two cuts of a picture that phones get: one for the width of a screen, one for lists.
WIDE, SMALL = "max-1080x1440", "fill-480x360"
CASES_MAX = 10
_IN_RICH_TEXT = re.compile(r'linktype="page" id="(\d+)"|id="(\d+)" linktype="page"')
_NAMES = {"picture": "pictures", "poster": "pictures", "file": "files", "page": "pages"}
_ID_NAMES = {"category": "categories", "post": "posts"}


@dataclass(slots=True)
class Wanted:
    """The ids that some blocks refer to."""

    pictures: set[int] = field(default_factory=set)
    files: set[int] = field(default_factory=set)
    pages: set[int] = field(default_factory=set)
    categories: set[UUID] = field(default_factory=set)
    posts: set[UUID] = field(default_factory=set)
    cases: bool = False

    def add(self, raw: Iterable[Any]) -> None:
        """Collect from the stored form of a stream of blocks."""
        for one in raw:
            self._of_block(one)

    def _of_block(self, one: Any) -> None:
        if one.get("type") == "cases":
            self.cases = True
        for name, value in _named_values(one.get("value")):
            if name in _NAMES and isinstance(value, int):
                getattr(self, _NAMES[name]).add(value)
            elif name in _ID_NAMES and isinstance(value, str) and (found := parse_id(value)):
                getattr(self, _ID_NAMES[name]).add(found)
            elif isinstance(value, str) and "linktype" in value:
                self.pages.update(int(a or b) for a, b in _IN_RICH_TEXT.findall(value))


@dataclass(slots=True)
class Found:
    """What of it is there: in this community, on show."""

    pictures: dict[int, Any] = field(default_factory=dict)
    files: dict[int, Any] = field(default_factory=dict)
    pages: dict[int, CommunityPage] = field(default_factory=dict)
    categories: dict[UUID, WishCategory] = field(default_factory=dict)
    posts: dict[UUID, PostType] = field(default_factory=dict)
    cases: list[CommunityPage] = field(default_factory=list)


def look_up(wanted: Wanted, site: CommunitySite) -> Found:
    """One query for each kind that is wanted, in the scope of the site's community.

    Pictures and documents count only in the community's own collection: a number from next door finds nothing.
    """
    found = Found()
    if wanted.categories:
        found.categories = {one.pk: one for one in WishCategory.objects.on_show().filter(pk__in=wanted.categories)}
    if wanted.posts:
        found.posts = {one.pk: one for one in PostType.objects.on_show().filter(pk__in=wanted.posts)}
    if wanted.pages or wanted.cases:
        on_show = CommunityPage.objects.on_show()
        newest = on_show.type(CasePage).order_by("-first_published_at", "-pk").values("pk")[:CASES_MAX]
        asked = Q(pk__in=wanted.pages) | Q(pk__in=newest) if wanted.cases else Q(pk__in=wanted.pages)
        for page in on_show.filter(asked).select_related("honorrollpage", "casepage"):
            if page.pk in wanted.pages:
                found.pages[page.pk] = page
            if hasattr(page, "casepage"):
                found.cases.append(page)
        found.cases.sort(key=lambda page: (page.first_published_at or page.latest_revision_created_at, page.pk))
        found.cases.reverse()
    for page in (*found.pages.values(), *found.cases):
        if page.cover_id:
            wanted.pictures.add(page.cover_id)
        roll = getattr(page, "honorrollpage", None)
        if roll is not None:
            wanted.add(roll.names.raw_data)
    if wanted.pictures:
        pictures = get_image_model().objects.filter(pk__in=wanted.pictures, collection=site.collection_id)
        found.pictures = {one.pk: one for one in pictures.prefetch_renditions(WIDE, SMALL)}
    if wanted.files:
        files = get_document_model().objects.filter(pk__in=wanted.files, collection=site.collection_id)
        found.files = {one.pk: one for one in files}
    return found


def missing_in(raw: Iterable[Any], found: Found) -> list[int]:
    """The places (from 1) of the blocks that refer to something that is not there any more."""
    places = []
    for place, one in enumerate(raw, start=1):
        wanted = Wanted()
        wanted.add([one])
        if (
            wanted.pictures - found.pictures.keys()
            or wanted.files - found.files.keys()
            or wanted.pages - found.pages.keys()
            or wanted.categories - found.categories.keys()
            or wanted.posts - found.posts.keys()
        ):
            places.append(place)
    return places


def _named_values(value: Any, name: str = "") -> Iterator[tuple[str, Any]]:
    """Every value inside a stored block with the name it stands under; parts of lists under the list's name."""
    if isinstance(value, dict):
        for key, inner in value.items():
            # A part of a list, or a block in a column, wraps what it holds in `value`.
            yield from _named_values(inner, name if key == "value" else key)
    elif isinstance(value, list):
        for inner in value:
            yield from _named_values(inner, name)
    else:
        yield name, value
