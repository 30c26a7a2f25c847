"""People come into the groups of the pages they may work on, and out of all others, each time they enter the admin."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction

from content_models.pages.models import CommunitySite
from content_models.people.models import User


def let_into_pages(*, user: User, editing: Iterable[UUID], approving: Iterable[UUID]) -> None:
    """Exactly the groups of these communities' pages. Two queries when nothing has changed.

    Roles begin and end by date and cover communities that are founded later; a group knows neither. Whoever comes
    to the admin passes here first, so that what the groups say is what the roles say.
    """
    editing, approving = set(editing), set(approving)
    wanted: set[int] = set()
    sites = CommunitySite._base_manager.filter(community_id__in=editing | approving, root__isnull=False)
    for community_id, editors, approvers in sites.values_list("community_id", "editors_id", "approvers_id"):
        if community_id in approving:
            wanted.add(approvers)
        if community_id in editing:
            wanted.add(editors)
    held = set(user.groups.filter(name__startswith="linli page").values_list("pk", flat=True))
    if held == wanted:
        return
    with transaction.atomic():
        user.groups.add(*(wanted - held))
        user.groups.remove(*(held - wanted))
