"""What happens to a person's photos: sent, used once, deleted."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models.fields.files import FieldFile
from django.utils.translation import gettext_lazy as _

from content_models.common.errors import Invalid, TooMany
from media.limits import UPLOAD_WINDOW, photos_per_day
from media.models import Photo
from media.sanitising import sanitise_photo


class TooManyPhotos(TooMany):
    code = "too_many_photos"
    message = _("You have sent %(limit)d photos within a day, that is all for now. Please go on tomorrow.")
    retry_after_seconds = 3600


class UnknownPhoto(Invalid):
    """Somebody else's, already used, purged or never sent: all look the same."""

    code = "unknown_photo"
    message = _("One of the photos can't be found or has been used already. Please choose it again.")


def store_photo(*, owner: Any, content: bytes, now: datetime) -> Photo:
    """Sanitise an upload and keep it, not attached to anything yet.

    Raises:
        TooManyPhotos: `owner` has reached the day's limit.
        PhotoTooLarge, PhotoTooManyPixels, NotAPhoto, BrokenPhoto: see media/sanitising.py.
    """
    # Asked twice: here to save the work of decoding, below where nobody can slip by.
    _refuse_beyond_days_limit(owner, now)
    clean = sanitise_photo(content)
    photo = Photo(
        owner=owner,
        width=clean.full.width,
        height=clean.full.height,
        byte_size=len(clean.full.content),
        sha256=hashlib.sha256(clean.full.content).hexdigest(),
        created_at=now,
    )
    # Decoding and writing files are slow: both are over before the transaction begins.
    try:
        photo.full.save("", ContentFile(clean.full.content), save=False)
        photo.thumb.save("", ContentFile(clean.thumb.content), save=False)
        with transaction.atomic():
            # A person's uploads queue up at the person's row, so that ten at once can't each see "one left".
            # (No key: rows that merely point at the person needn't wait.)
            get_user_model().objects.select_for_update(no_key=True).only("pk").get(pk=owner.pk)
            _refuse_beyond_days_limit(owner, now)
            photo.save(force_insert=True)
    except BaseException:
        _delete_files(_files_of(photo))
        raise
    return photo


@transaction.atomic
def attach_photos(*, ids: Sequence[UUID], owner: Any, now: datetime) -> list[Photo]:
    """Mark photos as used, all or none; returns them in the order of `ids`. The caller links them in the same
    transaction.

    Raises:
        UnknownPhoto: one of them isn't the owner's, is used already, or is named twice.
    """
    if not ids:
        return []
    if owner is None:
        # Photos of erased people have no owner; nobody must not be their owner.
        raise UnknownPhoto(fields={"photos": UnknownPhoto.message})
    # One conditional UPDATE: of two wishes that want the same photo at the same moment, one gets it.
    free = Photo.objects.filter(pk__in=ids, owner=owner, attached_at=None)
    if free.update(attached_at=now) != len(ids):
        raise UnknownPhoto(fields={"photos": UnknownPhoto.message})
    photos = Photo.objects.in_bulk(ids)
    return [photos[photo_id] for photo_id in ids]


@transaction.atomic
def delete_photo(*, photo: Photo) -> None:
    """Remove the row now and the files once that is certain."""
    _forget([photo])


@transaction.atomic
def purge_unattached_photos(*, older_than: timedelta, now: datetime, limit: int = 500) -> int:
    """Remove photos that were sent but never used, the oldest first, at most `limit`; returns how many."""
    # Locked, so that a photo which is being attached at this moment is skipped instead of pulled away.
    stale = (
        Photo.objects.filter(attached_at=None, created_at__lt=now - older_than)
        .order_by("created_at", "pk")
        .select_for_update(skip_locked=True)[:limit]
    )
    return _forget(list(stale))


def _refuse_beyond_days_limit(owner: Any, now: datetime) -> None:
    limit = photos_per_day()
    if Photo.objects.filter(owner=owner, created_at__gt=now - UPLOAD_WINDOW).count() >= limit:
        raise TooManyPhotos(limit=limit)


def _forget(photos: Iterable[Photo]) -> int:
    photos = list(photos)
    files = [kept for photo in photos for kept in _files_of(photo)]
    _total, by_model = Photo.objects.filter(pk__in=[photo.pk for photo in photos]).delete()
    # Robust: a storage that is down costs some space, not the other things that wait for this commit.
    transaction.on_commit(partial(_delete_files, files), robust=True)
    return by_model.get(Photo._meta.label, 0)


def _files_of(photo: Photo) -> list[FieldFile]:
    return [kept for kept in (photo.full, photo.thumb) if kept.name]


def _delete_files(files: Iterable[FieldFile]) -> None:
    for kept in files:
        # By the storage: the field's own delete() would also write to the row.
        kept.storage.delete(str(kept.name))
