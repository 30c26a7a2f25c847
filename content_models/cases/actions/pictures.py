"""Pictures of the wishes that a case tells of: offered to their people, shown when all of them agree."""

from __future__ import annotations

from content_models.cases.models import Case, CasePhoto
from content_models.common.ids import uuid7
from content_models.wishes.models import WishPhoto

PHOTOS_MAX = 12


def offer_pictures(case: Case) -> None:
    """Those of the wish, and of the outcome where the resident lets it be shown. In the scope of its community."""
    position = 0
    for source in case.sources.select_related("wish").order_by("id"):
        rows = WishPhoto.objects.filter(wish=source.wish_id).order_by("stage", "position", "id")
        for row in rows:
            if position >= PHOTOS_MAX:
                return
            if row.stage == WishPhoto.Stage.DONE and not source.wish.share_outcome:
                continue
            CasePhoto.objects.get_or_create(
                photo_id=row.photo_id,
                defaults={
                    "id": uuid7(),
                    "community_id": case.community_id,
                    "source": source,
                    "position": position,
                },
            )
            position += 1
