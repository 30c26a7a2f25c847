"""The public part of what happened: pictures and events."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from content_models.common.encryption import SealedTextField
from content_models.common.ids import uuid7
from content_models.wishes.models.claims import Claim
from content_models.wishes.models.wish import Wish
from content_models.wishes.states import EventKind

PHOTOS_MAX = 3


class WishPhoto(models.Model):
    """A picture of what is wished for, or of what was done."""

    class Stage(models.TextChoices):
        ASKED = "asked", _("With the wish")
        DONE = "done", _("Of the outcome")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    wish = models.ForeignKey(Wish, models.CASCADE, related_name="wish_photos")
    community = models.ForeignKey("areas.Community", models.PROTECT, related_name="+")
    claim = models.ForeignKey(Claim, models.CASCADE, null=True, blank=True, related_name="photos")
    photo = models.OneToOneField("media.Photo", models.CASCADE, related_name="+")
    stage = models.CharField(max_length=5, choices=Stage.choices)
    position = models.PositiveSmallIntegerField()

    objects = ScopedManager(community="community")

    class Meta:
        verbose_name = _("picture of a wish")
        verbose_name_plural = _("pictures of wishes")
        ordering = ["stage", "position"]

    def __str__(self) -> str:
        return f"{self.wish_id} {self.stage} {self.position}"


class WishEvent(models.Model):
    """One line of a wish's story. Only ever added."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    community = models.ForeignKey("areas.Community", models.PROTECT, related_name="+")
    wish = models.ForeignKey(Wish, models.CASCADE, related_name="events")
    kind = models.CharField(_("what"), max_length=12, choices=EventKind.choices)
    at = models.DateTimeField(_("when"))
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    as_role = models.CharField(_("as"), max_length=12, help_text="resident, helper, reviewer or system")
    text = SealedTextField(_("words"), blank=True, default="")

    objects = ScopedManager(community="community")

    class Meta:
        verbose_name = _("event of a wish")
        verbose_name_plural = _("events of wishes")
        ordering = ["id"]
        indexes = [models.Index(fields=["wish", "id"], name="story")]

    def __str__(self) -> str:
        return self.get_kind_display()
