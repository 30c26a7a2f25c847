"""Upkeep of what the faces remember."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.core.management import call_command

from cms.api.idempotency import KEPT_FOR
from cms.models import KeptAnswer
from content_models.common.jobs import job
from media.actions import purge_unattached_photos

UNUSED_PHOTOS_AFTER = timedelta(days=2)


@job("cms.forget_answers", every_minutes=60)
def forget_answers(*, now: datetime) -> None:
    """Erase kept answers that no retry will ask for any more."""
    KeptAnswer.objects.filter(created_at__lt=now - KEPT_FOR).delete()


@job("cms.forget_sessions", every_minutes=24 * 60)
def forget_sessions(*, now: datetime) -> None:
    """Erase sessions that have run out."""
    call_command("clearsessions")


@job("cms.purge_unused_photos", every_minutes=60, atomic=False)
def purge_unused_photos(*, now: datetime) -> None:
    """Delete uploads that never became part of anything. The outbox may send a wish a day after its photos."""
    while purge_unattached_photos(older_than=UNUSED_PHOTOS_AFTER, now=now):
        pass
