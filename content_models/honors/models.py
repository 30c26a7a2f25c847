"""光荣榜: a roll with its rule, its editions, who stands on them, and how each of them wants to be shown."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager
from wagtail.models import DraftStateMixin, RevisionMixin

from content_models.common.clock import utc_now
from content_models.common.encryption import SealedTextField
from content_models.common.ids import uuid7
from content_models.common.scoped_keys import ScopedForeignKey
from content_models.honors.checking import leave_out_what_does_not_fit, problems_of
from content_models.honors.querysets import AwardManager, ConsentQuerySet, EditionManager, RollManager
from content_models.honors.states import (
    Address,
    Choice,
    EditionState,
    NoteKind,
    PeriodKind,
    Scope,
    Source,
    Team,
)

TITLE_MAX, INTRO_MAX, REASON_MAX = 40, 300, 200
SIZE_MAX, GRACE_MAX = 200, 60


class HonorRoll(DraftStateMixin, RevisionMixin, models.Model):
    """光荣榜: what is honoured, whom it is about, how often it comes out and how many stand on it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    community = models.ForeignKey("areas.Community", models.CASCADE, related_name="+", verbose_name=_("community"))
    title = models.CharField(_("title"), max_length=TITLE_MAX, help_text=_("Such as: 最美楼栋长."))
    intro = models.TextField(
        _("what is honoured"), max_length=INTRO_MAX, blank=True, help_text=_("One or two sentences, shown above it.")
    )
    source = models.CharField(
        _("where the names come from"), max_length=12, choices=Source.choices, default=Source.MINUTES
    )
    scope = models.CharField(_("whom it is about"), max_length=10, choices=Scope.choices, default=Scope.COMMUNITY)
    area = ScopedForeignKey(
        "areas.Area", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("place")
    )
    post = ScopedForeignKey(
        "posts.PostType", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("post")
    )
    team = models.CharField(_("team"), max_length=10, choices=Team.choices, blank=True, default="")
    chief_role = ScopedForeignKey(
        "posts.ChiefRole",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("which chiefs"),
        help_text=_("Only for a team of chiefs. Without it: all of them."),
    )
    fed_by = ScopedForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="feeds",
        verbose_name=_("whose editions count"),
        help_text=_("Such as the monthly roll, of which twelve editions make the yearly one."),
    )
    period = models.CharField(_("comes out every"), max_length=10, choices=PeriodKind.choices, default=PeriodKind.MONTH)
    starts_on = models.DateField(_("first edition"), help_text=_("Any day in it. Earlier ones can be made as well."))
    grace_days = models.PositiveSmallIntegerField(
        _("days it waits after the period's end"),
        default=5,
        validators=[MaxValueValidator(GRACE_MAX)],
        help_text=_("So that hours that are verified a little later still count. Then it is frozen."),
    )
    size = models.PositiveSmallIntegerField(
        _("at most so many names"), default=10, validators=[MinValueValidator(1), MaxValueValidator(SIZE_MAX)]
    )
    least = models.PositiveIntegerField(
        _("from so much on"),
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(1_000_000)],
        help_text=_("Minutes of service, wishes, months in the post, or editions: less than this is not named."),
    )
    shows_ranks = models.BooleanField(
        _("shows an order and figures"),
        default=False,
        help_text=_("Off: names in the order of pinyin, without numbers. This honours everybody alike."),
    )
    sort_order = models.IntegerField(_("order"), default=0, editable=False)
    retired_at = models.DateTimeField(_("removed at"), null=True, blank=True, editable=False)
    created_at = models.DateTimeField(_("set up at"), default=utc_now, editable=False)

    sort_order_field = "sort_order"
    objects = ScopedManager(community="community", _manager_class=RollManager)

    class Meta:
        verbose_name = _("honor roll")
        verbose_name_plural = _("honor rolls")
        ordering = ["sort_order", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(size__gte=1, size__lte=SIZE_MAX), name="roll_has_room_for_somebody"),
            models.CheckConstraint(
                condition=Q(scope=Scope.AREA, area__isnull=False) | (~Q(scope=Scope.AREA) & Q(area__isnull=True)),
                name="roll_of_a_place_names_it",
            ),
            models.CheckConstraint(
                condition=Q(scope=Scope.POST, post__isnull=False) | (~Q(scope=Scope.POST) & Q(post__isnull=True)),
                name="roll_of_a_post_names_it",
            ),
            models.CheckConstraint(
                condition=(Q(scope=Scope.TEAM) & ~Q(team="")) | (~Q(scope=Scope.TEAM) & Q(team="")),
                name="roll_of_a_team_names_it",
            ),
            models.CheckConstraint(
                condition=Q(chief_role__isnull=True) | Q(team=Team.CHIEFS), name="only_chiefs_have_a_chief_role"
            ),
            models.CheckConstraint(
                condition=Q(source=Source.EDITIONS, fed_by__isnull=False)
                | (~Q(source=Source.EDITIONS) & Q(fed_by__isnull=True)),
                name="only_a_fed_roll_is_fed",
            ),
            # The rules for government apps forbid to rank staff, whatever anybody ticks.
            models.CheckConstraint(
                condition=Q(shows_ranks=False) | ~Q(team=Team.WORKERS), name="staff_are_never_ranked"
            ),
            models.UniqueConstraint(
                fields=["community", "title"],
                condition=Q(retired_at__isnull=True),
                name="roll_title_once_per_community",
                violation_error_message=_("There is already a roll of this title."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        super().clean()
        leave_out_what_does_not_fit(self)
        if problems := problems_of(self):
            raise ValidationError(problems)


class Edition(models.Model):
    """期: one period of a roll. What it says of the rule is written down when it is frozen."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    community = models.ForeignKey("areas.Community", models.CASCADE, related_name="+", verbose_name=_("community"))
    roll = models.ForeignKey(HonorRoll, models.CASCADE, related_name="editions", verbose_name=_("honor roll"))
    period_start = models.DateField(_("from"))
    period_end = models.DateField(_("until (last day)"))
    state = models.CharField(
        _("state"), max_length=8, choices=EditionState.choices, default=EditionState.OPEN, editable=False
    )
    frozen_at = models.DateTimeField(_("published at"), null=True, blank=True, editable=False)
    # As they were when it was frozen; until then the roll speaks for itself.
    title = models.CharField(_("title"), max_length=TITLE_MAX, blank=True, default="", editable=False)
    intro = models.TextField(_("what is honoured"), max_length=INTRO_MAX, blank=True, default="", editable=False)
    source = models.CharField(max_length=12, choices=Source.choices, blank=True, default="", editable=False)
    about = models.CharField(_("whom it is about"), max_length=80, blank=True, default="", editable=False)
    shows_ranks = models.BooleanField(_("shows an order and figures"), default=False, editable=False)

    objects = ScopedManager(community="community", _manager_class=EditionManager)

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        ordering = ["-period_start"]
        indexes = [models.Index(fields=["community", "state", "period_start"], name="editions_by_period")]
        constraints = [
            # That no two of a roll share a day is in triggers.py.
            models.UniqueConstraint(fields=["roll", "period_start"], name="one_edition_per_period"),
            models.CheckConstraint(condition=Q(period_start__lt=F("period_end")), name="edition_begins_before_it_ends"),
            models.CheckConstraint(
                condition=Q(state=EditionState.OPEN, frozen_at__isnull=True)
                | Q(state=EditionState.FROZEN, frozen_at__isnull=False),
                name="frozen_edition_says_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.period_start:%Y-%m}".strip()


def withhold(collector: Any, field: Any, sub_objs: Any, using: str) -> None:
    """When an account goes, its awards stay without a person, and the sealed name goes with it."""
    models.SET_NULL(collector, field, sub_objs, using)
    collector.add_field_update(field.model._meta.get_field("name"), "", sub_objs)


class Award(models.Model):
    """荣誉: one name on one edition.

    `name` is the person's own full name on the day the edition was frozen, sealed; there only while she agrees to be
    named, and shown only through names.py.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    community = models.ForeignKey("areas.Community", models.CASCADE, related_name="+", verbose_name=_("community"))
    edition = models.ForeignKey(Edition, models.CASCADE, related_name="awards", verbose_name=_("edition"))
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, withhold, null=True, related_name="awards", verbose_name=_("person")
    )
    name = SealedTextField(_("name"), blank=True, default="", editable=False)
    figure = models.PositiveIntegerField(
        _("figure"), null=True, blank=True, help_text="Minutes, wishes, months, editions or votes, as the source says."
    )
    place = models.PositiveSmallIntegerField(
        _("place"), editable=False, help_text="In the order of the figures, or of picking. Shown only where ranks are."
    )
    reason = SealedTextField(_("thanked for"), blank=True, default="")
    picked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("put on by")
    )
    created_at = models.DateTimeField(_("since"))

    objects = ScopedManager(community="community", _manager_class=AwardManager)

    class Meta:
        verbose_name = _("award")
        verbose_name_plural = _("awards")
        ordering = ["edition", "place"]
        indexes = [models.Index(fields=["person", "-id"], name="awards_of_person")]
        constraints = [
            models.UniqueConstraint(fields=["edition", "person"], name="once_per_edition"),
            models.UniqueConstraint(fields=["edition", "place"], name="one_award_per_place"),
            models.CheckConstraint(condition=Q(place__gte=1), name="award_places_start_at_one"),
        ]

    def __str__(self) -> str:
        return f"{self.edition_id} · {self.place}"


class EditionNote(models.Model):
    """What became known after an edition was frozen. Only ever added."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    community = models.ForeignKey("areas.Community", models.CASCADE, related_name="+")
    edition = models.ForeignKey(Edition, models.CASCADE, related_name="notes")
    award = models.ForeignKey(Award, models.CASCADE, null=True, blank=True, related_name="notes")
    kind = models.CharField(_("what"), max_length=12, choices=NoteKind.choices)
    figure_before = models.PositiveIntegerField(null=True, blank=True)
    figure_after = models.PositiveIntegerField(null=True, blank=True)
    text = models.CharField(_("words"), max_length=REASON_MAX, blank=True, default="")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField(_("when"))

    objects = ScopedManager(community="community")

    class Meta:
        verbose_name = _("note on an edition")
        verbose_name_plural = _("notes on editions")
        ordering = ["id"]

    def __str__(self) -> str:
        return str(self.get_kind_display())


class DisplayConsent(models.Model):
    """How a person agrees to be shown when she is honoured, in whichever community.

    Rows are never rewritten: choosing anew closes one and opens another. None that is open means: not asked yet.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="display_consents")
    choice = models.CharField(_("shown as"), max_length=5, choices=Choice.choices)
    address = models.CharField(_("addressed as"), max_length=8, choices=Address.choices, blank=True, default="")
    version = models.CharField(max_length=20, help_text="Of the wording that was agreed to.")
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        verbose_name = _("consent to be shown")
        verbose_name_plural = _("consents to be shown")
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(withdrawn_at__isnull=True), name="one_living_display_consent"
            ),
            models.CheckConstraint(
                condition=~Q(choice=Choice.SHORT) | ~Q(address=""), name="short_name_has_an_address"
            ),
        ]

    def __str__(self) -> str:
        return self.choice
