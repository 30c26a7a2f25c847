"""What a person does with a sheet: hand it in, say yes to the preview, or put it away."""

from __future__ import annotations

from datetime import datetime
from typing import IO
from uuid import UUID

from django.core.files.base import File
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from content_models.areas.models import Community
from content_models.common.errors import Conflict, IllegalMove, Missing, Refused
from content_models.common.ids import uuid7
from content_models.common.jobs import enqueue, find_job
from content_models.people.actions import signed_in
from content_models.people.roles import Actor
from content_models.sheets.actions.recording import end_sheet, read_sheet_row
from content_models.sheets.models import SheetImport
from content_models.sheets.opening import look_at
from content_models.sheets.policy import allowed_actions, may_import, may_see
from content_models.sheets.states import WITH_FILE, SheetKind, SheetState

NAME_MAX = 80
WAITING_MAX = 10


class NothingToImport(Conflict):
    code = "nothing_to_import"
    message = _("Everything in this sheet is here already. There is nothing to import.")


class HasProblems(Conflict):
    code = "sheet_has_problems"
    message = _("Please mend what is marked first, and upload the sheet again.")


class TooManyWaiting(Refused):
    code = "too_many_sheets"
    message = _("Ten of your sheets are waiting already. Please import them or put them away first.")


def upload_sheet(
    *, actor: Actor, community: Community, kind: SheetKind, content: IO[bytes], name: str, now: datetime
) -> SheetImport:
    """Keep a sheet in the private storage and ask for its check. What is no sheet is refused at once.

    Raises:
        Missing: not the actor's community. TooManyWaiting; and what `look_at` raises.
    """
    user = signed_in(actor)
    if not may_import(actor, community):
        raise Missing
    looked = look_at(content, name=name)
    content.seek(0)
    sheet = SheetImport(
        id=uuid7(),
        community=community,
        kind=kind,
        is_csv=looked.is_csv,
        file_name=name[-NAME_MAX:],
        uploaded_by=user,
        created_at=now,
    )
    waiting = SheetImport.objects.filter(uploaded_by=user, state__in=sorted(WITH_FILE))
    if waiting.count() >= WAITING_MAX:
        raise TooManyWaiting
    sheet.file.save("sheet", File(content), save=False)
    try:
        with transaction.atomic():
            sheet.save(force_insert=True)
            log(sheet, "linli.sheet.uploaded", user=user, data={"kind": sheet.kind})
            _ask_for("sheets.check", effect_key=f"sheets.check:{sheet.pk}", sheet_id=sheet.pk)
    except BaseException:
        sheet.file.storage.delete(str(sheet.file.name))
        raise
    return sheet


@transaction.atomic
def start_import(*, sheet_id: UUID, actor: Actor, now: datetime) -> SheetImport:
    """Say yes to what was previewed. Saying it twice starts it once.

    Raises:
        Missing, HasProblems, NothingToImport, IllegalMove (it runs already, is over, or was put away)
    """
    user = signed_in(actor)
    sheet = seen_sheet(sheet_id, actor)
    if sheet.state == SheetState.CHECKED and "start" not in allowed_actions(actor, sheet):
        raise HasProblems if sheet.problem_count else NothingToImport
    ready = SheetImport.objects.filter(pk=sheet.pk, state=SheetState.CHECKED, problem_count=0)
    if not ready.update(state=SheetState.RUNNING, started_at=now, started_by=user, progress=0, starts=F("starts") + 1):
        sheet.refresh_from_db()
        raise IllegalMove(state=sheet.get_state_display())
    sheet.refresh_from_db()
    _ask_for("sheets.run", effect_key=f"sheets.run:{sheet.pk}:{sheet.starts}", sheet_id=sheet.pk)
    log(sheet, "linli.sheet.started", user=user, data={"kind": sheet.kind})
    return sheet


@transaction.atomic
def drop_sheet(*, sheet_id: UUID, actor: Actor, now: datetime) -> SheetImport:
    """Put a checked sheet away; its file goes.

    Raises:
        Missing, IllegalMove
    """
    user = signed_in(actor)
    sheet = seen_sheet(sheet_id, actor)
    if "drop" not in allowed_actions(actor, sheet) or not end_sheet(sheet, SheetState.CHECKED, SheetState.DROPPED, now):
        raise IllegalMove(state=sheet.get_state_display())
    log(sheet, "linli.sheet.dropped", user=user, data={"kind": sheet.kind})
    return sheet


def seen_sheet(sheet_id: UUID, actor: Actor) -> SheetImport:
    """The sheet, for who uploaded it. Anybody else's does not exist.

    Raises:
        Missing
    """
    sheet = read_sheet_row(sheet_id)
    if sheet is None or not may_see(actor, sheet):
        raise Missing
    return sheet


def _ask_for(name: str, *, effect_key: str, sheet_id: UUID) -> None:
    """By its name: the jobs call these actions, not the other way round."""
    wanted = find_job(name)
    assert wanted is not None  # noqa: S101 - jobs.py is read at start
    enqueue(wanted.function, effect_key=effect_key, sheet_id=sheet_id)
