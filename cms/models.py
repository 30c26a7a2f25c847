"""What the face itself has to remember."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from content_models.common.encryption import SealedTextField
from content_models.common.ids import uuid7


class KeptAnswer(models.Model):
    """The answer to a write that came with an Idempotency-Key; the same key gets the same answer for a while.

    Sealed, since an answer may hold what only its reader may see; erased after a week by `cms/jobs.py`.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    key = models.CharField(max_length=80)
    fingerprint = models.CharField(max_length=64, help_text="SHA-256 of method, address and body.")
    status = models.PositiveSmallIntegerField()
    body = SealedTextField(blank=True, default="")
    created_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = _("kept answer")
        verbose_name_plural = _("kept answers")
        constraints = [
            # The last wall: one effect per key, even if two writes got past everything else.
            models.UniqueConstraint(fields=["user", "key"], name="one_answer_per_key")
        ]

    def __str__(self) -> str:
        return self.key
