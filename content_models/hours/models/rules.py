"""A community's rules for hours: what is held against a record, and how many points an hour is worth."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from content_models.common.ids import uuid7
from content_models.hours.states import Grade

DAY_MINUTES = 24 * 60


class ServiceSettings(models.Model):
    """What a community has decided about hours and points. One row per community; without a row the defaults hold."""

    community = models.OneToOneField(
        "areas.Community",
        models.CASCADE,
        primary_key=True,
        related_name="service_settings",
        verbose_name=_("community"),
    )
    day_limit_minutes = models.PositiveSmallIntegerField(
        _("most minutes a day"),
        default=16 * 60,
        validators=[MinValueValidator(60), MaxValueValidator(DAY_MINUTES)],
        help_text=_("More than this on one day is refused, whoever entered it."),
    )
    back_entry_days = models.PositiveSmallIntegerField(
        _("days that can be back-entered"), default=60, validators=[MinValueValidator(1), MaxValueValidator(366)]
    )
    grade_a_earns = models.BooleanField(_("checked in and out earns points"), default=True)
    grade_b_earns = models.BooleanField(_("confirmed by the resident earns points"), default=True)
    grade_c_earns = models.BooleanField(_("back-entered earns points"), default=False)
    points_expire_months = models.PositiveSmallIntegerField(
        _("months until points expire"),
        default=24,
        validators=[MaxValueValidator(120)],
        help_text=_("0 means never. It holds for points earned from now on."),
    )
    offline_hours = models.PositiveSmallIntegerField(
        _("hours within which a scan without signal may arrive"),
        default=24,
        validators=[MinValueValidator(1), MaxValueValidator(72)],
    )

    objects = ScopedManager(community="community")

    class Meta:
        verbose_name = _("rules for hours and points")
        verbose_name_plural = _("rules for hours and points")
        constraints = [
            models.CheckConstraint(
                condition=Q(day_limit_minutes__gte=1, day_limit_minutes__lte=DAY_MINUTES), name="day_limit_within_a_day"
            )
        ]

    def __str__(self) -> str:
        return str(_("rules for hours and points"))

    def earns(self, grade: str) -> bool:
        """Does service that is proven like this earn points here?"""
        return {Grade.A: self.grade_a_earns, Grade.B: self.grade_b_earns, Grade.C: self.grade_c_earns}[Grade(grade)]


class PointRate(models.Model):
    """How many points an hour is worth, from a day on. Days before the first rate earn none."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    community = models.ForeignKey("areas.Community", models.CASCADE, related_name="+", verbose_name=_("community"))
    starts_on = models.DateField(_("from"))
    points_per_hour = models.PositiveSmallIntegerField(
        _("points per hour"), validators=[MinValueValidator(0), MaxValueValidator(1000)]
    )
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects = ScopedManager(community="community")

    class Meta:
        verbose_name = _("rate of points")
        verbose_name_plural = _("rates of points")
        ordering = ["-starts_on"]
        constraints = [models.UniqueConstraint(fields=["community", "starts_on"], name="one_rate_per_day")]

    def __str__(self) -> str:
        return str(self.points_per_hour)
