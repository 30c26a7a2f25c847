"""Certificates of service."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from content_models.common.encryption import SealedTextField
from content_models.common.ids import uuid7
from content_models.hours.models.activities import TEXT_MAX
from content_models.hours.querysets import CertificateManager


class Certificate(models.Model):
    """服务证明: what somebody's verified records came to on the day she asked. Free, and anybody can check it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    community = models.ForeignKey("areas.Community", models.PROTECT, related_name="+", verbose_name=_("community"))
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    number = models.CharField(_("number"), max_length=30, unique=True)
    token = models.CharField(max_length=40, unique=True, editable=False, help_text="The end of its public address.")
    first_day = models.DateField(_("from"))
    last_day = models.DateField(_("until"))
    minutes = models.PositiveIntegerField(_("minutes"))
    records = models.PositiveIntegerField(_("records"))
    content = SealedTextField(help_text="JSON: the lines as they were that day, with the person's name.")
    created_at = models.DateTimeField(_("issued at"))
    revoked_at = models.DateTimeField(_("revoked at"), null=True, blank=True)
    revoked_because = models.CharField(
        _("why it was revoked"),
        max_length=TEXT_MAX,
        blank=True,
        default="",
        help_text="For its person, not the public.",
    )

    objects = ScopedManager(community="community", _manager_class=CertificateManager)

    class Meta:
        verbose_name = _("certificate of service")
        verbose_name_plural = _("certificates of service")
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.number
