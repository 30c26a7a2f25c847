"""案例: what stands beside a case's page: where it came from, who agreed to it, and what others made of it.

The page itself, with its words, is Wagtail's (content_models/pages/models/kinds.py).
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from content_models.areas.models import CommunityKind
from content_models.cases.querysets import CaseManager
from content_models.cases.states import AgreementState, Part
from content_models.common.encryption import SealedTextField
from content_models.common.ids import uuid7

NOTE_MAX = 300


class Case(models.Model):
    """One case, as lists and searches know it. Everybody's once it is on show, whichever community's it is.

    Kept in step with the page by door.py, in the transaction that writes the page.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    page = models.OneToOneField("pages.CasePage", models.CASCADE, related_name="+", verbose_name=_("page"))
    community = models.ForeignKey("areas.Community", models.CASCADE, related_name="+", verbose_name=_("community"))
    # None: not on show. Else the moment of first publication with some chance in the low bits: newest first, no ties.
    shown_order = models.BigIntegerField(null=True, unique=True, editable=False)
    category = models.CharField(max_length=20, blank=True, editable=False)
    area_kind = models.CharField(max_length=20, choices=CommunityKind.choices, editable=False)
    search_text = models.TextField(default="", editable=False)
    useful_count = models.PositiveIntegerField(default=0, editable=False)
    adopted_count = models.PositiveIntegerField(default=0, editable=False)
    # Who drafted it may be asked about what was answered.
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    # The fingerprint of the words that people were asked about last; empty: nobody has been asked.
    asked_print = models.CharField(max_length=64, blank=True, default="", editable=False)

    objects = ScopedManager(community="community", _manager_class=CaseManager)

    class Meta:
        verbose_name = _("case")
        verbose_name_plural = _("cases")
        indexes = [
            models.Index(fields=["community", "-shown_order"], name="cases_of_community"),
            models.Index(fields=["category", "-shown_order"], name="cases_by_category"),
            models.Index(fields=["area_kind", "-shown_order"], name="cases_by_area_kind"),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class CaseSearchTerm(models.Model):
    """One pair of characters that stands in a case on show (content_models/common/search.py).

    With the case's place in the order of the list: a page of what was found is read straight from the index.
    """

    id = models.BigAutoField(primary_key=True)
    case = models.ForeignKey(Case, models.CASCADE, related_name="terms")
    term = models.CharField(max_length=2)
    shown_order = models.BigIntegerField()

    class Meta:
        verbose_name = _("search term")
        constraints = [models.UniqueConstraint(fields=["term", "shown_order"], name="term_once_per_case")]

    def __str__(self) -> str:
        return self.term


class CaseSource(models.Model):
    """A wish that a case tells of."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    community = models.ForeignKey("areas.Community", models.CASCADE, related_name="+")
    case = models.ForeignKey(Case, models.CASCADE, related_name="sources")
    # Its people have to agree: with the wish gone nobody would be asked.
    wish = models.OneToOneField("wishes.Wish", models.PROTECT, related_name="+", verbose_name=_("wish"))

    objects = ScopedManager(community="community")

    class Meta:
        verbose_name = _("wish of a case")
        verbose_name_plural = _("wishes of cases")

    def __str__(self) -> str:
        return str(self.wish_id)


class CasePhoto(models.Model):
    """A picture of such a wish, shown with the case when everybody of that wish agrees to it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    community = models.ForeignKey("areas.Community", models.CASCADE, related_name="+")
    source = models.ForeignKey(CaseSource, models.CASCADE, related_name="photos")
    photo = models.OneToOneField("media.Photo", models.CASCADE, related_name="+")
    position = models.PositiveSmallIntegerField()

    objects = ScopedManager(community="community")

    class Meta:
        verbose_name = _("picture of a case")
        verbose_name_plural = _("pictures of cases")
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return str(self.photo_id)


class CaseAgreement(models.Model):
    """One person is asked about one case."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    community = models.ForeignKey("areas.Community", models.CASCADE, related_name="+")
    case = models.ForeignKey(Case, models.CASCADE, related_name="agreements")
    # An account that is erased takes its word along; the row says that somebody had been asked.
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    part = models.CharField(max_length=10, choices=Part.choices)
    state = models.CharField(max_length=10, choices=AgreementState.choices, default=AgreementState.ASKED)
    asked_print = models.CharField(max_length=64)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    note = SealedTextField(_("what should be said differently"), blank=True, default="")

    objects = ScopedManager(community="community")

    class Meta:
        verbose_name = _("agreement to a case")
        verbose_name_plural = _("agreements to cases")
        constraints = [
            models.UniqueConstraint(
                fields=["case", "person"], condition=Q(person__isnull=False), name="one_agreement_per_case_and_person"
            )
        ]
        indexes = [models.Index(fields=["person", "state"], name="agreements_of_person")]

    def __str__(self) -> str:
        return f"{self.case_id} · {self.get_state_display()}"


class CaseWord(models.Model):
    """Yes or no to one wording: what stays on show is what people said yes to, while they think about a newer one."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    agreement = models.ForeignKey(CaseAgreement, models.CASCADE, related_name="words")
    words_print = models.CharField(max_length=64)
    says_yes = models.BooleanField()
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("word about a wording")
        constraints = [models.UniqueConstraint(fields=["agreement", "words_print"], name="one_word_per_wording")]

    def __str__(self) -> str:
        return str(self.says_yes)


class CasePhotoWord(models.Model):
    """Yes or no to one picture."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    agreement = models.ForeignKey(CaseAgreement, models.CASCADE, related_name="photo_words")
    photo = models.ForeignKey(CasePhoto, models.CASCADE, related_name="words")
    says_yes = models.BooleanField()
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("word about a picture")
        constraints = [models.UniqueConstraint(fields=["agreement", "photo"], name="one_word_per_picture")]

    def __str__(self) -> str:
        return str(self.says_yes)


class CaseRating(models.Model):
    """A worker of another community says whether the case is of use."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="ratings")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    useful = models.BooleanField()
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("rating of a case")
        verbose_name_plural = _("ratings of cases")
        constraints = [
            models.UniqueConstraint(
                fields=["case", "person"], condition=Q(person__isnull=False), name="one_rating_per_case_and_worker"
            )
        ]

    def __str__(self) -> str:
        return str(self.useful)


class CaseAdoption(models.Model):
    """我们也这样做了: another community did it, too; with a case of its own if it wrote one."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="adoptions")
    community = models.ForeignKey("areas.Community", models.CASCADE, related_name="+", verbose_name=_("community"))
    own_case = models.ForeignKey(
        Case, models.SET_NULL, null=True, blank=True, related_name="learned_from", verbose_name=_("our own case")
    )
    note = models.CharField(_("how it went with us"), max_length=NOTE_MAX, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("adoption of a case")
        verbose_name_plural = _("adoptions of cases")
        constraints = [
            models.UniqueConstraint(fields=["case", "community"], name="adopted_once_per_community"),
            # A case is not learned from itself.
            models.CheckConstraint(
                condition=Q(own_case__isnull=True) | ~Q(own_case=models.F("case")), name="adopted_from_another_case"
            ),
        ]

    def __str__(self) -> str:
        return str(self.community_id)
