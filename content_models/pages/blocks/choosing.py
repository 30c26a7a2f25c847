"""Choosing within one's own community: what lies next door is no choice, and can't be looked up by its number."""

from __future__ import annotations

from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django_scopes import get_scope
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock
from wagtail.models import Collection

from content_models.posts.models import PostType
from content_models.wishes.models import WishCategory


class OwnPageBlock(blocks.PageChooserBlock):
    """A page of the own community: CommunityPage's manager knows no others."""

    def __init__(self, page_type: str = "pages.CommunityPage", **kwargs: Any) -> None:
        super().__init__(page_type=page_type, **kwargs)

    def get_form_state(self, value: Any) -> Any:
        # A page that has gone since shows an empty choice instead of an error.
        return super().get_form_state(value) if value is not None else None


class _OwnLibrary:
    """Of a number that somebody posts, only the own library's things are made into a picture with its title."""

    model_class: Any

    def value_from_form(self, value: Any) -> Any:
        found = super().value_from_form(value)  # type: ignore[misc]
        return found if found is None or _is_own(found.collection) else None


class OwnPictureBlock(_OwnLibrary, ImageChooserBlock):
    pass


class OwnFileBlock(_OwnLibrary, DocumentChooserBlock):
    pass


def _is_own(collection: Collection) -> bool:
    from content_models.pages.models import CommunitySite

    if not get_scope().get("_enabled", True):
        return True
    return CommunitySite.objects.filter(collection=collection).exists()


def own_categories() -> list[tuple[str, str]]:
    return [(str(one.pk), one.name) for one in WishCategory.objects.on_show()]


def own_posts_with_forms() -> list[tuple[str, str]]:
    return [(str(one.pk), one.name) for one in PostType.objects.on_show() if one.form]


class _OwnChoiceBlock(blocks.ChoiceBlock):
    @cached_property
    def searchable(self) -> bool:
        return False

    def get_searchable_content(self, value: Any) -> list[str]:
        return []  # an id; and asking for the names would need a scope that indexing does not have


class CategoryBlock(_OwnChoiceBlock):
    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("choices", own_categories)
        super().__init__(**kwargs)

    class Meta:
        label = _("Only of this category")


class PostWithFormBlock(_OwnChoiceBlock):
    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("choices", own_posts_with_forms)
        super().__init__(**kwargs)

    class Meta:
        label = _("Form of this post")
