"""Brings pages about: a community's home page with any blocks, pages below it, pictures and films in its library."""

from __future__ import annotations

import json
from typing import Any

from django.core.files.base import ContentFile
from django_scopes import scope

from content_models.common.clock import utc_now
from content_models.pages.actions import open_home_page
from content_models.pages.models import KINDS, CommunityPage, CommunitySite, HomePage
from content_models.pages.samples import block
from media.models import CommunityDocument, CommunityImage
from tests.media.uploads import phone_photo
from tests.support.cast import Cast, Neighbourhood, actor

FILM = b"\x00\x00\x00\x18ftypmp42" + bytes(range(256)) * 40


class PageLife:
    """The pages of one community, edited by Dai, who administers the district."""

    def __init__(self, cast: Cast, place: Neighbourhood | None = None) -> None:
        self.place = place or cast.pine
        self.community = self.place.community
        self.home: HomePage = open_home_page(community=self.community, actor=actor(cast.dai), now=utc_now())

    @property
    def site(self) -> CommunitySite:
        with scope(community=self.community):
            return CommunitySite.objects.select_related("collection", "root", "community__area").get()

    def add(self, kind: str, title: str, slug: str, *, under: CommunityPage | None = None, **fields: Any) -> Any:
        """A page on show below `under` (the home page)."""
        with scope(community=self.community):
            parent = type(under or self.home).objects.get(pk=(under or self.home).pk)
            page = KINDS[kind](title=title, slug=slug, live=False, **fields)
            parent.add_child(instance=page)
            page.save_revision().publish()
            return KINDS[kind].objects.get(pk=page.pk)

    def show(self, *blocks: dict[str, Any]) -> None:
        """Publish the home page with exactly these blocks."""
        with scope(community=self.community):
            home = HomePage.objects.get(pk=self.home.pk)
            home.body = json.dumps(blocks)
            home.save_revision().publish()

    def picture(self, title: str = "集市") -> CommunityImage:
        image = CommunityImage(title=title, description=f"{title}的照片", collection=self.site.collection)
        image.file.save("x.jpg", ContentFile(phone_photo("JPEG", width=1200, height=900)), save=False)
        image.save()
        return image

    def film(self, content: bytes = FILM, name: str = "film.mp4") -> CommunityDocument:
        document = CommunityDocument(title="短片", collection=self.site.collection)
        document.file.save(name, ContentFile(content), save=False)
        document.save()
        return document

    def show_film(self) -> CommunityDocument:
        film = self.film()
        self.show(block("video", heading="", file=film.pk, poster=None))
        return film
