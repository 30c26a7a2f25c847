"""Pictures that answer a question of a community's own form."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import models

from content_models.common.ids import uuid7
from content_models.common.own_forms import Answer, photo_ids_in
from media.actions import UnknownPhoto, attach_photos
from media.models import Photo


class AnswerPhoto(models.Model):
    """One picture of one answer. A subclass says what the answers belong to; who may see that may see it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    community = models.ForeignKey("areas.Community", models.PROTECT, related_name="+")
    photo = models.OneToOneField(Photo, models.CASCADE, related_name="+")

    class Meta:
        abstract = True


def keep_answer_photos(
    model: type[AnswerPhoto],
    *,
    answers: Sequence[Answer],
    owner: Any,
    community_id: UUID,
    now: datetime,
    **subject: Any,
) -> None:
    """Tie the pictures among the answers to their subject, each once, only by its owner.

    Raises:
        UnknownPhoto: not hers, not there, or used already; named beside its question.
    """
    ids = photo_ids_in(answers)
    if not ids:
        return
    try:
        photos = attach_photos(ids=ids, owner=owner, now=now)
    except UnknownPhoto as error:
        # Which of them it was is not told: a stranger's photo looks like one that does not exist.
        asked = [answer["key"] for answer in answers if answer.get("type") == "photo"]
        raise UnknownPhoto(fields={f"answers.{key}": UnknownPhoto.message for key in asked}) from error
    model._default_manager.bulk_create(
        model(id=uuid7(), community_id=community_id, photo=photo, **subject) for photo in photos
    )
