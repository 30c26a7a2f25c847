"""Who served when and how it was proven, and whose word it rests on."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django_fsm import ConcurrentTransitionMixin, FSMField
from django_scopes import ScopedManager

from content_models.common.ids import uuid7
from content_models.common.moves import moves
from content_models.hours.models.activities import PLACE_MAX, TEXT_MAX, TITLE_MAX, Activity
from content_models.hours.models.rules import DAY_MINUTES
from content_models.hours.querysets import RecordManager
from content_models.hours.states import MOVES, OCCUPYING, Grade, Origin, Proof, RecordState


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
    @moves(MOVES, "submit", state)
    def submit(self) -> Any: ...

    @moves(MOVES, "verify", state)
    def verify(self) -> Any: ...

    @moves(MOVES, "reject", state)
    def reject(self) -> Any: ...

    @moves(MOVES, "withdraw", state)
    def withdraw(self) -> Any: ...

    @moves(MOVES, "correct", state)
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
