"""Opening the scope of the community in the path."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache

from django_scopes import scope

from content_models.areas.models import Community
from content_models.common.compiled import CompiledQuery
from content_models.common.errors import Missing


@contextmanager
def in_community(slug: str) -> Iterator[Community]:
    """The community, its area and board version, with everything inside seeing this community alone.

    Raises:
        Missing: no such community, or not open to the public.
    """
    # A NUL in an address names nothing, and PostgreSQL would not even take the question.
    if "\0" in slug:
        raise Missing
    found = _by_slug().instances(slug=slug)
    if not found:
        raise Missing
    with scope(community=found[0]):
        yield found[0]


@lru_cache(maxsize=1)
def _by_slug() -> CompiledQuery:
    """The query that every call with a community in its path begins with."""
    slug = "\0slug"
    communities = Community.objects.public().select_related("area", "board_version").filter(slug=slug).order_by()
    return CompiledQuery(communities, slug=slug)
