"""People come into the groups of the pages they may work on, and out of all others, each time they enter the admin."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import transaction

from content_models.areas.models import Community
from content_models.pages.actions.furnishing import furnish
from content_models.pages.models import CommunitySite
from content_models.people.models import User


def let_into_pages(*, user: User, editing: Iterable[UUID], approving: Iterable[UUID]) -> None:
    """Exactly the groups of these communities' pages. Two queries when nothing has changed.

    Roles begin and end by date and cover communities that are founded later; a group knows neither. Whoever comes
    to the admin passes here first, so that what the groups say is what the roles say.
    """
    editing, approving = set(editing), set(approving)
    wanted: set[int] = set()
    for community_id, editors, approvers in _groups_of(editing | approving):
        wanted |= {editors} if community_id in editing else set()
        wanted |= {approvers} if community_id in approving else set()
    held = set(user.groups.filter(name__startswith="linli page").values_list("pk", flat=True))
    if held == wanted:
        return
    with transaction.atomic():
        user.groups.add(*(wanted - held))
        user.groups.remove(*(held - wanted))


def _groups_of(communities: set[UUID]) -> list[tuple[Any, Any, Any]]:
    """Community, its editors, its approvers; what has no groups yet gets them."""
    if not communities:
        return []
    sites = CommunitySite._base_manager.filter(community_id__in=communities, collection__isnull=False)
    found: list[tuple[Any, Any, Any]] = list(sites.values_list("community_id", "editors_id", "approvers_id"))
    for community in Community.objects.filter(pk__in=communities - {one[0] for one in found}):
        site = furnish(community=community)
        found.append((community.pk, site.editors_id, site.approvers_id))
    return found
