"""Pictures that belong to a wish."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from content_models.common.errors import Invalid
from content_models.common.ids import uuid7
from content_models.people.models import User
from content_models.wishes.models import PHOTOS_MAX, Claim, Wish, WishPhoto
from media.actions import attach_photos


class TooManyPhotos(Invalid):
    code = "too_many_photos"
    message = _("At most %(limit)d photos, please.")


def check_number(ids: Sequence[UUID]) -> None:
    """Raises TooManyPhotos for a fourth picture."""
    if len(ids) > PHOTOS_MAX:
        words = {"limit": PHOTOS_MAX}
        raise TooManyPhotos(fields={"photos": TooManyPhotos.message % words}, **words)


def add_photos(
    wish: Wish,
    *,
    owner: User,
    ids: Sequence[UUID],
    stage: WishPhoto.Stage,
    claim: Claim | None = None,
    now: datetime,
) -> None:
    """Hang uploaded pictures on a wish; each picture once, only by its owner.

    Raises:
        TooManyPhotos, UnknownPhoto (not hers, not there, or used already)
    """
    check_number(ids)
    if not ids:
        return
    photos = {photo.pk: photo for photo in attach_photos(ids=list(ids), owner=owner, now=now)}
    WishPhoto.objects.bulk_create(
        WishPhoto(
            id=uuid7(),
            wish=wish,
            community_id=wish.community_id,
            claim=claim,
            photo=photos[photo_id],
            stage=stage,
            position=position,
        )
        for position, photo_id in enumerate(dict.fromkeys(ids))
    )
