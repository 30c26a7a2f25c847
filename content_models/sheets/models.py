"""Excel 导入: one uploaded sheet with what was found in it; whose turn it is to write.

A sheet holds names and phones. Its file lies in the private storage under a name that tells nothing, what was found in
it is sealed, and both go when it is done, or after a day.
"""

from __future__ import annotations

import json
from typing import cast

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from content_models.common.encryption import SealedTextField
from content_models.common.ids import uuid7
from content_models.sheets.problems import KeptProblem
from content_models.sheets.querysets import SheetManager
from content_models.sheets.states import WITH_FILE, SheetKind, SheetState
from media.storage import private_storage, sheet_file_name


class SheetImport(models.Model):
    """One uploaded sheet of one community."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    community = models.ForeignKey("areas.Community", models.PROTECT, related_name="+", verbose_name=_("community"))
    kind = models.CharField(_("kind"), max_length=10, choices=SheetKind.choices)
    state = models.CharField(_("state"), max_length=10, choices=SheetState.choices, default=SheetState.UPLOADED)
    file = models.FileField(storage=private_storage, upload_to=sheet_file_name, blank=True, editable=False)
    marked = models.FileField(storage=private_storage, upload_to=sheet_file_name, blank=True, editable=False)
    # 张三名册.xlsx: a file's name may hold a person's.
    file_name = SealedTextField(_("file"), blank=True, default="", editable=False)
    is_csv = models.BooleanField(default=False, editable=False)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("uploaded by")
    )
    created_at = models.DateTimeField(_("uploaded at"))
    checked_at = models.DateTimeField(_("checked at"), null=True, blank=True)
    started_at = models.DateTimeField(_("started at"), null=True, blank=True)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("started by")
    )
    finished_at = models.DateTimeField(_("finished at"), null=True, blank=True)
    starts = models.PositiveSmallIntegerField(default=0, editable=False, help_text="How often it was started.")
    progress = models.PositiveSmallIntegerField(default=0, editable=False, help_text="Of what is under way, 0 to 100.")

    rows_total = models.PositiveIntegerField(_("rows"), default=0)
    rows_new = models.PositiveIntegerField(_("new"), default=0)
    rows_changed = models.PositiveIntegerField(_("changed"), default=0)
    rows_unchanged = models.PositiveIntegerField(_("unchanged"), default=0)
    problem_count = models.PositiveIntegerField(_("problems"), default=0)
    # They quote cells: sealed like the people in them.
    problems_json = SealedTextField(blank=True, default="", editable=False)
    # What should be known before saying yes, a sentence in each language; it names nobody.
    notes = models.JSONField(default=list, editable=False)

    objects = ScopedManager(community="community", _manager_class=SheetManager)

    class Meta:
        verbose_name = _("uploaded sheet")
        verbose_name_plural = _("uploaded sheets")
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["community", "-id"], name="sheets_of_community"),
            models.Index(fields=["created_at"], name="sheets_with_file", condition=Q(state__in=sorted(WITH_FILE))),
        ]
        constraints = [
            # What is over keeps nobody's name and phone.
            models.CheckConstraint(
                condition=Q(state__in=sorted(WITH_FILE)) | Q(file="", marked="", problems_json="", file_name=""),
                name="sheet_that_is_over_keeps_no_file",
            ),
            models.CheckConstraint(condition=Q(progress__lte=100), name="sheet_progress_is_a_percentage"),
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())

    @property
    def is_ready(self) -> bool:
        """Checked, without a problem, and with something to write."""
        return self.state == SheetState.CHECKED and not self.problem_count and bool(self.rows_new + self.rows_changed)

    @property
    def problems(self) -> list[KeptProblem]:
        return cast("list[KeptProblem]", json.loads(self.problems_json)) if self.problems_json else []

    @problems.setter
    def problems(self, value: list[KeptProblem]) -> None:
        self.problems_json = json.dumps(value, ensure_ascii=False) if value else ""


class ImportTurn(models.Model):
    """One row per community that an import takes before it looks: of two at once, the second sees the first's work."""

    community = models.OneToOneField("areas.Community", models.CASCADE, primary_key=True, related_name="+")
    turn = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("turn of imports")

    def __str__(self) -> str:
        return str(self.turn)
