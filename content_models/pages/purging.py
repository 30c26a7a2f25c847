"""What a page shows changed: everybody asks anew. Wagtail says so by signals, so this is the one place that listens.

No rule hangs on it; a signal that is missed shows an older page until the next one.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import F
from django.db.models.signals import post_delete, post_save
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from content_models.common.jobs import enqueue
from content_models.pages.cutting import cut_pictures
from content_models.pages.models import CommunityPage, CommunitySite
from content_models.posts.models import PostType
from content_models.wishes.models import WishCategory


def purge_pages(community_id: UUID) -> None:
    """Readers of this community's pages get a new copy."""
    CommunitySite._base_manager.filter(community_id=community_id).update(version=F("version") + 1)


def watch() -> None:
    """Begin to listen."""
    for signal in (page_published, page_unpublished, page_slug_changed):
        signal.connect(_page_changed, dispatch_uid="pages")
    page_published.connect(_page_published, dispatch_uid="pages.cuts")
    post_page_move.connect(_page_changed, dispatch_uid="pages.moved")
    post_delete.connect(_page_deleted, dispatch_uid="pages.deleted")
    for library in (get_image_model(), get_document_model()):
        post_save.connect(_library_changed, sender=library, dispatch_uid="pages.library")
        post_delete.connect(_library_changed, sender=library, dispatch_uid="pages.library")
    for model in (WishCategory, PostType):
        post_save.connect(_named_thing_changed, sender=model, dispatch_uid="pages.named")
        post_delete.connect(_named_thing_changed, sender=model, dispatch_uid="pages.named")


def _page_changed(instance: Page, **_: Any) -> None:
    page = instance.specific
    if isinstance(page, CommunityPage):
        purge_pages(page.community_id)


def _page_published(instance: Page, revision: Any = None, **_: Any) -> None:
    """In the transaction that publishes: the cuts are asked for if and only if the page is on show."""
    if isinstance(instance.specific, CommunityPage):
        number = revision.pk if revision else 0
        enqueue(cut_pictures, effect_key=f"pages.cuts:{instance.pk}:{number}", page_id=instance.pk)


def _page_deleted(instance: Any, **_: Any) -> None:
    if isinstance(instance, CommunityPage):
        purge_pages(instance.community_id)


def _library_changed(instance: Any, **_: Any) -> None:
    CommunitySite._base_manager.filter(collection_id=instance.collection_id).update(version=F("version") + 1)


def _named_thing_changed(instance: Any, **_: Any) -> None:
    purge_pages(instance.community_id)
