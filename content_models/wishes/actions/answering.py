"""Answers to a category's own questions: kept with the wish, gone with its contact."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from content_models.common.own_forms import Answer
from content_models.people.models import User
from content_models.wishes.models import Wish, WishAnswerPhoto, WishAnswers
from media.actions import delete_photo
from media.answers import keep_answer_photos
from media.models import Photo


def keep_answers(wish: Wish, answers: list[Answer], *, owner: User, now: datetime) -> None:
    """Keep what was answered when the wish was posted; inside the caller's transaction.

    Raises:
        UnknownPhoto: a picture among the answers is not hers, not there, or used already.
    """
    if not answers:
        return
    kept = WishAnswers(wish=wish, community_id=wish.community_id)
    kept.answers = answers
    kept.save(force_insert=True)
    keep_answer_photos(
        WishAnswerPhoto, answers=answers, owner=owner, community_id=wish.community_id, now=now, wish=wish
    )


def erase_answers(*, wish_ids: Sequence[UUID], now: datetime) -> None:
    """Erase the answers, and the pictures among them, of these wishes; inside the caller's transaction."""
    WishAnswers.objects.filter(wish__in=wish_ids, erased_at=None).update(answers_json="", erased_at=now)
    photos = WishAnswerPhoto.objects.filter(wish__in=wish_ids).values("photo_id")
    for photo in Photo.objects.filter(pk__in=list(photos.values_list("photo_id", flat=True))):
        delete_photo(photo=photo)
