"""Choosing within one's own community: what lies next door is no choice, and can't be looked up by its number."""

from __future__ import annotations

from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django_scopes import get_scope
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.documents.widgets import AdminDocumentChooser
from wagtail.images.blocks import ImageChooserBlock
from wagtail.images.widgets import AdminImageChooser

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
    """Of a number that somebody posts, only what lies in the own library counts: a forged one is no choice, and its
    title and picture are not shown beside the message."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        value = super().value_from_datadict(data, files, name)  # type: ignore[misc]  # a mixin: the widget has it
        return value if value and _is_own(self.model_class, value) else None  # type: ignore[attr-defined]  # likewise


class OwnPictureChooser(_OwnLibrary, AdminImageChooser):
    pass


class OwnFileChooser(_OwnLibrary, AdminDocumentChooser):
    pass


class OwnPictureBlock(ImageChooserBlock):
    @cached_property
    def widget(self) -> OwnPictureChooser:
        return OwnPictureChooser()


class OwnFileBlock(DocumentChooserBlock):
    @cached_property
    def widget(self) -> OwnFileChooser:
        return OwnFileChooser()


def _is_own(model: Any, number: Any) -> bool:
    from content_models.pages.models import CommunitySite

    if not str(number).isdigit():
        return False
    things = model.objects.filter(pk=number)
    if get_scope().get("_enabled", True):
        things = things.filter(collection__in=CommunitySite.objects.values("collection"))
    return bool(things.exists())


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
