"""服务时长: activities and duty turns, who served when and how it was proven, and the community's rules for it.

A record holds what the Ministry of Civil Affairs' order no. 67 asks for: who, what, where, when, how long, who
organised it, who certified it; and it can be corrected.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django_fsm import ConcurrentTransitionMixin, FSMField, transition
from django_scopes import ScopedManager

from content_models.common.encryption import SealedTextField
from content_models.common.ids import uuid7
from content_models.hours.figures import ServedMonth
from content_models.hours.querysets import ActivityManager, CertificateManager, RecordManager
from content_models.hours.states import MOVES, OCCUPYING, ActivityState, Grade, Origin, Proof, RecordState

TITLE_MAX, PLACE_MAX, TEXT_MAX = 40, 60, 300
WANTED_MAX = 500
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


class PersonClock(models.Model):
    """A counter per person that every write to her records moves on: of two writes at once, one looks again.

    Over all communities: nobody serves in two places at once.
    """

    person = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="+")
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("clock of a person's records")

    def __str__(self) -> str:
        return str(self.revision)


def _moves(name: str, field: Any) -> Any:
    """The FSM declaration of one row of the table in states.py."""
    return transition(field=field, source=sorted(MOVES[name].sources), target=MOVES[name].target)


class ServiceRecord(ConcurrentTransitionMixin, models.Model):
    """服务记录: one stretch of service of one person."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    community = models.ForeignKey("areas.Community", models.PROTECT, related_name="+", verbose_name=_("community"))
    # A record is a document: it outlives the account, then without a name.
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="service_records", verbose_name=_("person")
    )
    state = FSMField(_("state"), choices=RecordState.choices, default=RecordState.DRAFT, protected=True)
    grade = models.CharField(_("proof"), max_length=1, choices=Grade.choices)
    origin = models.CharField(_("from"), max_length=10, choices=Origin.choices)
    subject = models.CharField(
        _("what"), max_length=TITLE_MAX, help_text="An activity, a post or a category of wishes: never a person."
    )
    organiser = models.CharField(_("organised by"), max_length=60)
    place = models.CharField(_("where"), max_length=PLACE_MAX, blank=True)
    area = models.ForeignKey("areas.Area", models.PROTECT, related_name="+", verbose_name=_("area"))
    post = models.ForeignKey(
        "posts.PostType", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("post")
    )
    activity = models.ForeignKey(
        Activity, models.PROTECT, null=True, blank=True, related_name="records", verbose_name=_("activity")
    )
    wish = models.ForeignKey(
        "wishes.Wish", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("wish")
    )
    claim = models.ForeignKey("wishes.Claim", models.PROTECT, null=True, blank=True, related_name="+")

    started_at = models.DateTimeField(_("from"), null=True, blank=True)
    ended_at = models.DateTimeField(_("until"), null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(_("minutes"), null=True, blank=True)
    proof_in = models.CharField(_("checked in"), max_length=10, choices=Proof.choices, blank=True)
    proof_out = models.CharField(_("checked out"), max_length=10, choices=Proof.choices, blank=True)
    late_minutes = models.PositiveIntegerField(
        default=0, editable=False, help_text="How long after the scan it arrived, where there was no signal."
    )

    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("entered by")
    )
    reason = models.CharField(_("why entered later"), max_length=TEXT_MAX, blank=True)
    created_at = models.DateTimeField(_("entered at"))
    submitted_at = models.DateTimeField(_("submitted at"), null=True, blank=True)
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("verified by"),
    )
    verified_at = models.DateTimeField(_("verified at"), null=True, blank=True)
    answer = models.CharField(_("reason of the answer"), max_length=TEXT_MAX, blank=True)
    corrects = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="corrected_by", verbose_name=_("stands for")
    )

    points = models.PositiveIntegerField(_("points"), default=0)
    # The ids that its transfers have or would have: a retry of the same verification is the same transfer.
    earning_id = models.UUIDField(default=uuid7, editable=False)
    reversal_id = models.UUIDField(default=uuid7, editable=False)

    objects = ScopedManager(community="community", _manager_class=RecordManager)

    class Meta:
        verbose_name = _("service record")
        verbose_name_plural = _("service records")
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["person", "started_at"], name="records_of_person"),
            models.Index(fields=["community", "state", "id"], name="records_waiting"),
            models.Index(fields=["community", "started_at"], name="records_by_day"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(started_at__isnull=True) | Q(ended_at__isnull=True) | Q(started_at__lt=F("ended_at")),
                name="record_begins_before_it_ends",
            ),
            models.CheckConstraint(
                condition=Q(minutes__isnull=True) | Q(minutes__gte=1, minutes__lte=DAY_MINUTES),
                name="record_minutes_within_a_day",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[RecordState.DRAFT, RecordState.WITHDRAWN])
                | Q(started_at__isnull=False, ended_at__isnull=False, minutes__isnull=False),
                name="submitted_record_is_complete",
            ),
            # Nobody certifies herself, and who wrote it down does not certify it: one person alone makes no hours.
            models.CheckConstraint(
                condition=Q(verified_by__isnull=True)
                | (
                    (Q(person__isnull=True) | ~Q(verified_by=F("person")))
                    & (Q(entered_by__isnull=True) | ~Q(verified_by=F("entered_by")))
                ),
                name="verifier_is_somebody_else",
            ),
            models.CheckConstraint(
                condition=~Q(origin=Origin.BACK_ENTRY) | Q(grade=Grade.C), name="back_entry_is_grade_c"
            ),
            # One place at a time to be checked in at.
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(state=RecordState.DRAFT, origin=Origin.ACTIVITY),
                name="checked_in_at_one_place",
            ),
            models.UniqueConstraint(
                fields=["claim"],
                condition=Q(state__in=sorted(OCCUPYING), claim__isnull=False),
                name="one_living_record_per_claim",
            ),
        ]

    def __str__(self) -> str:
        return self.subject

    # Legality of moves; the bodies are empty because who may and what follows is in actions/.
    @_moves("submit", state)
    def submit(self) -> Any: ...

    @_moves("verify", state)
    def verify(self) -> Any: ...

    @_moves("reject", state)
    def reject(self) -> Any: ...

    @_moves("withdraw", state)
    def withdraw(self) -> Any: ...

    @_moves("correct", state)
    def correct(self) -> Any: ...


class Confirmation(models.Model):
    """One person's word that a back-entered record is true. It takes two, neither of them in it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    community = models.ForeignKey("areas.Community", models.PROTECT, related_name="+")
    record = models.ForeignKey(ServiceRecord, models.CASCADE, related_name="confirmations")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    objects = ScopedManager(community="community")

    class Meta:
        verbose_name = _("confirmation of a record")
        verbose_name_plural = _("confirmations of records")
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["record", "person"], name="one_word_per_person")]

    def __str__(self) -> str:
        return str(self.record_id)


class SplitAgreement(models.Model):
    """A helper agrees how the minutes of a wish done by several are split; a changed split asks everybody anew."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    community = models.ForeignKey("areas.Community", models.PROTECT, related_name="+")
    wish = models.ForeignKey("wishes.Wish", models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    split = models.CharField(max_length=64, help_text="A digest of whose record has how many minutes.")
    at = models.DateTimeField()

    objects = ScopedManager(community="community")

    class Meta:
        verbose_name = _("agreement to a split")
        verbose_name_plural = _("agreements to a split")
        constraints = [models.UniqueConstraint(fields=["wish", "person"], name="one_agreement_per_helper")]

    def __str__(self) -> str:
        return str(self.wish_id)


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


__all__ = [
    "DAY_MINUTES",
    "PLACE_MAX",
    "TEXT_MAX",
    "TITLE_MAX",
    "WANTED_MAX",
    "Activity",
    "Certificate",
    "Confirmation",
    "PersonClock",
    "PointRate",
    "Seat",
    "ServedMonth",
    "ServiceRecord",
    "ServiceSettings",
    "SplitAgreement",
]
