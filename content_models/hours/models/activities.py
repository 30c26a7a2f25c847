"""Activities and duty turns, and who is coming."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from content_models.common.encryption import SealedTextField
from content_models.common.ids import uuid7
from content_models.hours.querysets import ActivityManager
from content_models.hours.states import ActivityState

TITLE_MAX, PLACE_MAX, TEXT_MAX = 40, 60, 300
WANTED_MAX = 500


class Activity(models.Model):
    """活动 / 值岗: something at a place and time for which people check in; with a post it is a duty turn of it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    community = models.ForeignKey("areas.Community", models.PROTECT, related_name="+", verbose_name=_("community"))
    area = models.ForeignKey("areas.Area", models.PROTECT, related_name="+", verbose_name=_("area"))
    post = models.ForeignKey(
        "posts.PostType", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("post")
    )
    title = models.CharField(_("what"), max_length=TITLE_MAX)
    place = models.CharField(_("where exactly"), max_length=PLACE_MAX, blank=True)
    note = models.CharField(_("what to know"), max_length=TEXT_MAX, blank=True)
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    minutes_expected = models.PositiveSmallIntegerField(_("minutes expected"))
    wanted = models.PositiveSmallIntegerField(
        _("people wanted"), default=1, validators=[MinValueValidator(1), MaxValueValidator(WANTED_MAX)]
    )
    seats_taken = models.PositiveSmallIntegerField(_("people coming"), default=0, editable=False)
    state = models.CharField(
        _("state"), max_length=10, choices=ActivityState.choices, default=ActivityState.OPEN, editable=False
    )
    reason = models.CharField(_("reason"), max_length=TEXT_MAX, blank=True)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("in charge")
    )
    created_at = models.DateTimeField(_("opened at"))
    secret = SealedTextField(editable=False, help_text="What its codes are made from.")

    objects = ScopedManager(community="community", _manager_class=ActivityManager)

    class Meta:
        verbose_name = _("activity")
        verbose_name_plural = _("activities")
        ordering = ["-starts_at", "-id"]
        indexes = [models.Index(fields=["community", "state", "starts_at", "id"], name="activities_by_start")]
        constraints = [
            models.CheckConstraint(condition=Q(starts_at__lt=F("ends_at")), name="activity_begins_before_it_ends"),
            models.CheckConstraint(condition=Q(minutes_expected__gte=1), name="activity_takes_some_minutes"),
            models.CheckConstraint(condition=Q(wanted__gte=1, wanted__lte=WANTED_MAX), name="activity_wants_somebody"),
            models.CheckConstraint(condition=Q(seats_taken__lte=F("wanted")), name="no_more_seats_than_wanted"),
        ]

    def __str__(self) -> str:
        return self.title


class Seat(models.Model):
    """Somebody says "I'm coming". Nobody has to: who stands at the door checks in without one."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    community = models.ForeignKey("areas.Community", models.PROTECT, related_name="+")
    activity = models.ForeignKey(Activity, models.CASCADE, related_name="seats")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    created_at = models.DateTimeField()

    objects = ScopedManager(community="community")

    class Meta:
        verbose_name = _("person coming")
        verbose_name_plural = _("people coming")
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["activity", "person"], name="one_seat_per_person")]

    def __str__(self) -> str:
        return str(self.pk)
