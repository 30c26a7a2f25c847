"""Finding pages. A query outside of a community's scope raises, as everywhere (docs/adr/0010)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q
from django_scopes import get_scope
from django_scopes.exceptions import ScopeError
from wagtail.models import Page, PageManager
from wagtail.query import PageQuerySet

if TYPE_CHECKING:
    from content_models.pages.models import CommunityPage


class CommunityPageQuerySet(PageQuerySet):
    def on_show(self) -> Self:
        """What anybody may read: on show, and so is everything above it."""
        hidden = (
            PageQuerySet(Page)
            .filter(live=False)
            .annotate(asked=ExpressionWrapper(OuterRef("path"), output_field=CharField()))
        )
        return self.live().filter(~Exists(hidden.filter(asked__startswith=F("path"))))

    def around(self, page: CommunityPage) -> Self:
        """The pages above `page` and those right below it, in one question."""
        step, path = page.steplen, page.path
        above = [path[:end] for end in range(step, len(path), step)]
        return self.filter(Q(path__in=above) | Q(path__startswith=path, depth=page.depth + 1))


class CommunityPageManager(PageManager.from_queryset(CommunityPageQuerySet)):  # type: ignore[misc]
    """django-scopes' rule for pages; its own manager can't be used, since Wagtail insists on one of its kind."""

    def get_queryset(self) -> Any:
        pages = CommunityPageQuerySet(self.model, using=self._db).order_by("path")
        scope = get_scope()
        if not scope.get("_enabled", True):
            return pages
        if "community" not in scope:
            raise ScopeError("A scope on dimension 'community' is needed for pages.")
        wanted = scope["community"]
        return pages.filter(community__in=wanted if isinstance(wanted, list | tuple) else [wanted])
