"""What only those on a wish may see, who has looked, and when it is erased."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from content_models.common.encryption import SealedTextField
from content_models.common.ids import uuid7
from content_models.common.own_forms import KeepsAnswers
from content_models.wishes.models.wish import Wish
from content_models.wishes.querysets import ContactManager
from media.answers import AnswerPhoto


class WishContact(models.Model):
    """Whom to call and where to knock. Sealed; shown to those on it; erased some days after the wish closes."""

    wish = models.OneToOneField(Wish, models.CASCADE, primary_key=True, related_name="contact")
    community = models.ForeignKey("areas.Community", models.PROTECT, related_name="+")
    name = SealedTextField(blank=True, default="")
    phone = SealedTextField(blank=True, default="")
    door = SealedTextField(blank=True, default="")
    erase_after = models.DateTimeField(null=True, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)

    objects = ScopedManager(community="community", _manager_class=ContactManager)

    class Meta:
        verbose_name = _("contact of a wish")
        verbose_name_plural = _("contacts of wishes")
        indexes = [models.Index(fields=["erase_after"], condition=Q(erased_at__isnull=True), name="contacts_to_erase")]

    def __str__(self) -> str:
        return str(self.wish_id)


class WishAnswers(KeepsAnswers):
    """What was answered to the category's own questions. Sealed; erased on the same day as the contact."""

    wish = models.OneToOneField(Wish, models.CASCADE, primary_key=True, related_name="own_answers")
    community = models.ForeignKey("areas.Community", models.PROTECT, related_name="+")
    erased_at = models.DateTimeField(null=True, blank=True)

    objects = ScopedManager(community="community")

    class Meta:
        verbose_name = _("answers of a wish")
        verbose_name_plural = _("answers of wishes")

    def __str__(self) -> str:
        return str(self.wish_id)


class WishAnswerPhoto(AnswerPhoto):
    """A picture that answers a question: for those who may read the answers, unlike the wish's public pictures."""

    wish = models.ForeignKey(Wish, models.CASCADE, related_name="answer_photos")

    objects = ScopedManager(community="community")

    class Meta:
        verbose_name = _("picture among a wish's answers")
        verbose_name_plural = _("pictures among wishes' answers")

    def __str__(self) -> str:
        return str(self.wish_id)


class ContactReveal(models.Model):
    """Who was shown a contact, and when."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    community = models.ForeignKey("areas.Community", models.PROTECT, related_name="+")
    wish = models.ForeignKey(Wish, models.CASCADE, related_name="reveals")
    viewer = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    why = models.CharField(max_length=12)
    at = models.DateTimeField()

    objects = ScopedManager(community="community")

    class Meta:
        verbose_name = _("look at a contact")
        verbose_name_plural = _("looks at contacts")
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.wish_id} {self.at:%Y-%m-%d %H:%M}"
