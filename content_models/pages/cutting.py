"""The cuts of pictures that phones get, made when a page is published: the first reader does not wait for them.

Nothing depends on it: what is missing all the same is made when it is asked for (cms/api/shapes/pictures.py).
"""

from __future__ import annotations

import logging
from datetime import datetime
from typing import Any

from django_scopes import scope
from wagtail.fields import StreamField

from content_models.common.jobs import job
from content_models.pages.models import CommunityPage, CommunitySite
from content_models.pages.references import SMALL, WIDE, Wanted, look_up

logger = logging.getLogger(__name__)


@job("pages.cut_pictures", max_attempts=3, atomic=False)
def cut_pictures(*, now: datetime, page_id: int) -> None:  # noqa: ARG001 - every job is told the time
    """The pictures of a page that was just published, in the sizes that phones get."""
    make_cuts(page_id=page_id)


def make_cuts(*, page_id: int) -> int:
    """Make the cuts that are missing of everything the page shows; how many pictures it shows. Can be repeated."""
    page = CommunityPage._base_manager.filter(pk=page_id, live=True).first()
    if page is None:
        return 0
    with scope(community=page.community_id):
        site = CommunitySite.objects.select_related("collection").filter(collection__isnull=False).first()
        pictures = _pictures_on(page.specific, site) if site else []
    for picture in pictures:
        try:
            # Those that are there already are found.
            picture.get_renditions(WIDE, SMALL)
        except OSError:
            # The file has gone or is broken: the page leaves the picture out.
            logger.warning("no cuts of picture %s", picture.pk)
    return len(pictures)


def _pictures_on(page: CommunityPage, site: CommunitySite) -> list[Any]:
    wanted = Wanted()
    for stream in (field for field in page._meta.concrete_fields if isinstance(field, StreamField)):
        wanted.add(getattr(page, stream.name).raw_data)
    if page.cover_id:
        wanted.pictures.add(page.cover_id)
    return list(look_up(wanted, site).pictures.values())
