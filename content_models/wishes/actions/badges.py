"""The badge of a Party member on claims: shown only while its owner wants it."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django_scopes import scopes_disabled

from content_models.areas.actions import touch_board
from content_models.wishes.models import Claim


@transaction.atomic
def take_badges_off(*, person_id: UUID) -> None:
    """Take the badge off everything the person helped with, in every community."""
    with scopes_disabled():  # her own claims, wherever they are
        worn = Claim.objects.filter(helper_id=person_id, wears_badge=True)
        communities = sorted(set(worn.values_list("community_id", flat=True)))
        worn.update(wears_badge=False)
    for community_id in communities:
        touch_board(community_id)
