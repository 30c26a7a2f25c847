"""What every step of a sheet shares: reading it, saving it on condition, and ending it."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from uuid import UUID

from django.db import transaction

from content_models.sheets.models import SheetImport
from content_models.sheets.states import SheetState

_KEPT = ("file", "marked", "file_name", "problems_json", "problem_count")
_COUNTS = ("rows_total", "rows_new", "rows_changed", "rows_unchanged", "notes")


def read_sheet_row(sheet_id: UUID) -> SheetImport | None:
    found: SheetImport | None = (
        SheetImport.objects.select_related("community__area__level", "uploaded_by", "started_by")
        .filter(pk=sheet_id)
        .first()
    )
    return found


def save_from(sheet: SheetImport, state: SheetState) -> bool:
    """Save what changed, if the row is still in the state that it was read in."""
    with transaction.atomic():
        # The row's own state is the condition; writing it keeps others out until the end.
        if not SheetImport.objects.filter(pk=sheet.pk, state=state).update(state=state):
            return False
        sheet.save(update_fields=["state", "checked_at", "started_at", "finished_at", "progress", *_KEPT, *_COUNTS])
    return True


def end_sheet(sheet: SheetImport, before: SheetState, after: SheetState, now: datetime) -> bool:
    """It is over: what was in it goes with the transaction, its files when that is certain."""
    names = [str(kept.name) for kept in (sheet.file, sheet.marked) if kept]
    storage = sheet.file.storage
    sheet.state, sheet.finished_at = after, now
    sheet.file, sheet.marked, sheet.file_name = "", "", ""
    sheet.problems = []
    if not save_from(sheet, before):
        return False
    for name in names:
        transaction.on_commit(partial(storage.delete, name), robust=True)
    return True
