"""The worker processes' part: checking, importing, and letting go of what lies here for too long."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django_scopes import scope, scopes_disabled

from content_models.areas.models import Community
from content_models.common.jobs import job
from content_models.sheets.actions import (
    KEPT_FOR,
    STUCK_AFTER,
    check_sheet,
    fail_import,
    forget_sheet,
    run_import,
)
from content_models.sheets.models import SheetImport


def _community_of(sheet_id: UUID) -> Community | None:
    with scopes_disabled():  # the id is all that the queue knows
        found = SheetImport.objects.filter(pk=sheet_id).values_list("community_id", flat=True).first()
    return Community.objects.filter(pk=found).first() if found else None


@job("sheets.check", max_attempts=2, atomic=False)
def check_uploaded(*, now: datetime, sheet_id: UUID) -> None:
    """Look into an uploaded sheet. Not atomic: its progress is read while it runs."""
    community = _community_of(sheet_id)
    if community is None:
        return
    with scope(community=community):
        try:
            check_sheet(sheet_id=sheet_id, now=now)
        except Exception:
            fail_import(sheet_id=sheet_id, now=now)
            raise


@job("sheets.run", max_attempts=2, atomic=False)
def import_started(*, now: datetime, sheet_id: UUID) -> None:
    """Write a sheet that somebody said yes to; its writes are one transaction of their own."""
    community = _community_of(sheet_id)
    if community is None:
        return
    with scope(community=community):
        try:
            run_import(sheet_id=sheet_id, now=now)
        except Exception:
            fail_import(sheet_id=sheet_id, now=now)
            raise


@job("sheets.tidy", every_minutes=15, atomic=False)
def tidy_sheets(*, now: datetime) -> None:
    """After a day a sheet is put away; what a killed worker left half done is said to have failed."""
    for community in Community.objects.all():
        with scope(community=community):
            for pk in list(SheetImport.objects.stuck_since(now - STUCK_AFTER).values_list("pk", flat=True)):
                fail_import(sheet_id=pk, now=now)
            for pk in list(SheetImport.objects.with_file_since_before(now - KEPT_FOR).values_list("pk", flat=True)):
                forget_sheet(sheet_id=pk, now=now)
