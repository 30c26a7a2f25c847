"""The ladder of places and the communities on it.

Levels are data: every district names and stacks its own (街道 → 社区 → 小区 → 楼栋, or 片区 → 弄巷). The
community (社区) is the tenant everywhere; a role held at an area covers everything below it.
"""

from __future__ import annotations

from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from treebeard.mp_tree import MP_Node

from content_models.areas.querysets import AreaManager, CommunityQuerySet
from content_models.common.ids import uuid7


class Ladder(models.Model):
    """The names and order of levels in one district."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField(_("name"), max_length=60, unique=True)

    class Meta:
        verbose_name = _("ladder of levels")
        verbose_name_plural = _("ladders of levels")

    def __str__(self) -> str:
        return self.name


class AreaLevel(models.Model):
    """One rung of a ladder: 区, 街道, 社区, 片区, 网格, 小区, 楼栋, 弄巷 …"""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    ladder = models.ForeignKey(Ladder, models.CASCADE, related_name="levels", verbose_name=_("ladder"))
    key = models.SlugField(_("key"), max_length=30, help_text=_("A short word for programs: estate, grid, building."))
    name = models.CharField(_("name"), max_length=30)
    name_en = models.CharField(_("English name"), max_length=30, blank=True)
    rank = models.PositiveSmallIntegerField(_("rung"), help_text=_("0 is the top of the ladder."))
    is_community = models.BooleanField(_("is the community"), default=False)
    is_public = models.BooleanField(
        _("named in public"),
        default=False,
        help_text=_("The finest level that strangers see of a wish (the estate, never the building)."),
    )

    class Meta:
        verbose_name = _("level")
        verbose_name_plural = _("levels")
        ordering = ["rank"]
        constraints = [
            models.UniqueConstraint(fields=["ladder", "key"], name="level_key_once_per_ladder"),
            models.UniqueConstraint(fields=["ladder", "rank"], name="level_rank_once_per_ladder"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def label(self) -> str:
        return _in_readers_language(self.name, self.name_en)


class Area(MP_Node):
    """A place on a ladder. `path` (materialised by treebeard) makes "covers" a comparison of prefixes."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    level = models.ForeignKey(AreaLevel, models.PROTECT, related_name="areas", verbose_name=_("level"))
    name = models.CharField(_("name"), max_length=60)
    community = models.ForeignKey(
        "areas.Community",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="areas",
        verbose_name=_("community"),
        help_text=_("The community this place lies in; empty for the street and above."),
    )
    latitude = models.FloatField(
        _("latitude"), null=True, blank=True, validators=[MinValueValidator(-90), MaxValueValidator(90)]
    )
    longitude = models.FloatField(
        _("longitude"), null=True, blank=True, validators=[MinValueValidator(-180), MaxValueValidator(180)]
    )

    node_order_by: list[str] = []
    objects = AreaManager()

    class Meta:
        verbose_name = _("area")
        verbose_name_plural = _("areas")
        indexes = [models.Index(fields=["community", "path"], name="area_by_community")]

    def __str__(self) -> str:
        return self.name

    def covers(self, other: Area) -> bool:
        """Is `other` this place or below it?"""
        return bool(other.path.startswith(self.path))


class CommunityKind(models.TextChoices):
    """What a neighbourhood is like; it decides which template of posts fits."""

    STANDARD = "standard", _("Residential community")
    URBAN_VILLAGE = "urban_village", _("Urban village")
    OLD_ESTATE = "old_estate", _("Old estate")
    NO_PROPERTY_FIRM = "no_property_firm", _("Estate without a property firm")
    OFFICE_TOWER = "office_tower", _("Office towers")


class Community(models.Model):
    """The tenant: one area with its own posts, wishes, people and settings."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    area = models.OneToOneField(Area, models.PROTECT, related_name="own_community", verbose_name=_("area"))
    slug = models.SlugField(
        _("address name"),
        max_length=40,
        unique=True,
        validators=[RegexValidator(r"^[a-z0-9][a-z0-9-]*$", _("Small letters, digits and hyphens only."))],
    )
    name = models.CharField(_("name"), max_length=60)
    kind = models.CharField(_("kind"), max_length=20, choices=CommunityKind.choices, default=CommunityKind.STANDARD)
    intro = models.TextField(_("introduction"), blank=True, max_length=500)
    is_active = models.BooleanField(_("open to the public"), default=True)

    claim_limit = models.PositiveSmallIntegerField(
        _("wishes a helper may have in hand"), default=3, validators=[MinValueValidator(1), MaxValueValidator(50)]
    )
    claim_reminder_days = models.PositiveSmallIntegerField(
        _("days of silence before a helper is reminded"), default=3, validators=[MinValueValidator(1)]
    )
    claim_timeout_days = models.PositiveSmallIntegerField(
        _("days of silence before a wish is given back"), default=7, validators=[MinValueValidator(2)]
    )
    wish_days = models.PositiveSmallIntegerField(
        _("days a wish usually stays on the board"),
        default=30,
        validators=[MinValueValidator(1), MaxValueValidator(365)],
    )
    contact_erase_days = models.PositiveSmallIntegerField(
        _("days until contact and address of a finished wish are erased"),
        default=7,
        validators=[MaxValueValidator(90)],
    )
    wishes_per_person = models.PositiveSmallIntegerField(
        _("wishes a resident may have open at once"),
        default=5,
        validators=[MinValueValidator(1), MaxValueValidator(50)],
    )

    objects = CommunityQuerySet.as_manager()

    class Meta:
        verbose_name = _("community")
        verbose_name_plural = _("communities")
        ordering = ["name"]
        constraints = [
            # A reminder after the time-out would never be sent.
            models.CheckConstraint(
                condition=models.Q(claim_reminder_days__lt=models.F("claim_timeout_days")),
                name="reminded_before_timed_out",
                violation_error_message=_("The reminder must come before the wish is given back."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class BoardVersion(models.Model):
    """A counter that every write to a community's board moves on: the board's ETag costs one look-up by key.

    Apart from Community, so that the hot row is small and holds nobody's settings.
    """

    community = models.OneToOneField(Community, models.CASCADE, primary_key=True, related_name="board_version")
    version = models.BigIntegerField(default=1)

    class Meta:
        verbose_name = _("board version")

    def __str__(self) -> str:
        return f"{self.community_id}: {self.version}"


def _in_readers_language(name: str, name_en: str) -> str:
    return name_en if name_en and (get_language() or "").startswith("en") else name


def localized(thing: Any) -> str:
    """The `name` of a level, role or other two-language row for the reader."""
    return _in_readers_language(thing.name, thing.name_en)
