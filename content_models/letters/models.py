"""表扬信: what a community tells somebody's work unit about an award, when she agrees to it."""

from __future__ import annotations

import json
from typing import Any, Self
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import Manager, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from content_models.common.encryption import SealedTextField
from content_models.common.ids import uuid7

TEXT_MAX = 200


class LetterQuerySet(QuerySet[Any]):
    def of(self, person_id: UUID) -> Self:
        return self.filter(person_id=person_id)

    def valid(self) -> Self:
        return self.filter(revoked_at__isnull=True)


def forget(collector: Any, field: Any, sub_objs: Any, using: str) -> None:
    """When an account goes, what was written about its person goes with it; that there was a letter stays."""
    models.SET_NULL(collector, field, sub_objs, using)
    collector.add_field_update(field.model._meta.get_field("content"), "", sub_objs)


class Letter(models.Model):
    """One letter about one award. Who reads the paper can ask whether it is genuine; of the unit nobody learns here.

    `content` is what the paper says (name, unit, figures …) as it was on the day it was written, sealed.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    community = models.ForeignKey("areas.Community", models.PROTECT, related_name="+", verbose_name=_("community"))
    award = models.ForeignKey("honors.Award", models.SET_NULL, null=True, related_name="letters")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, forget, null=True, related_name="+", verbose_name=_("person"))
    number = models.CharField(_("number"), max_length=30, unique=True)
    token = models.CharField(max_length=40, unique=True, editable=False, help_text="The end of its public address.")
    title = models.CharField(_("honor roll"), max_length=40, help_text="As it stood on the edition.")
    first_day = models.DateField(_("from"))
    last_day = models.DateField(_("until"))
    minutes = models.PositiveIntegerField(_("minutes"))
    wishes = models.PositiveIntegerField(_("wishes"))
    content = SealedTextField(blank=True, default="", help_text="JSON: what stands on the paper.")
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("written by")
    )
    created_at = models.DateTimeField(_("written at"))
    revoked_at = models.DateTimeField(_("revoked at"), null=True, blank=True)
    revoked_because = models.CharField(_("why it was revoked"), max_length=TEXT_MAX, blank=True, default="")

    objects = ScopedManager(community="community", _manager_class=Manager.from_queryset(LetterQuerySet))

    class Meta:
        verbose_name = _("letter of commendation")
        verbose_name_plural = _("letters of commendation")
        ordering = ["-id"]
        constraints = [
            # Whoever asks twice at once gets one letter.
            models.UniqueConstraint(
                fields=["award"], condition=Q(revoked_at__isnull=True), name="one_living_letter_per_award"
            )
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def words(self) -> dict[str, Any]:
        """What stands on the paper; empty once its person has gone."""
        kept: dict[str, Any] = json.loads(self.content) if self.content else {}
        return kept


__all__ = ["TEXT_MAX", "Letter"]
