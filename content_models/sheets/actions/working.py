"""What a worker process does with a sheet: check it, import it, let it go. All of it can be repeated."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import IO
from uuid import UUID

from django.db import transaction
from django.db.models import F
from wagtail.log_actions import log

from content_models.areas.models import Community
from content_models.common.clock import local_day
from content_models.common.errors import DomainError, Refused
from content_models.common.overtaken import again_when_overtaken
from content_models.people.models import User
from content_models.people.roles import Actor
from content_models.sheets import checking
from content_models.sheets.actions.recording import end_sheet, read_sheet_row, save_from
from content_models.sheets.kinds import kind_of
from content_models.sheets.marking import marked_sheet
from content_models.sheets.models import ImportTurn, SheetImport
from content_models.sheets.planning import CHANGED, NEW, UNCHANGED, Plan, RowRefused
from content_models.sheets.policy import may_import
from content_models.sheets.problems import Problem, refusal_of
from content_models.sheets.states import WITH_FILE, SheetState

KEPT_FOR = timedelta(days=1)
STUCK_AFTER = timedelta(hours=1)


class Disturbed(Exception):
    """Since the check something has changed: the plan has problems now."""


def check_sheet(*, sheet_id: UUID, now: datetime) -> None:
    """Read it all, and keep what would happen and what is wrong. Repeatable; changes nothing of the domain."""
    sheet = read_sheet_row(sheet_id)
    if sheet is None:
        return
    taken = SheetImport.objects.filter(pk=sheet_id, state__in=[SheetState.UPLOADED, SheetState.CHECKING])
    if not taken.update(state=SheetState.CHECKING, started_at=now):
        return
    actor = _actor(sheet.uploaded_by, now)
    with sheet.file.storage.open(str(sheet.file.name), "rb") as file:
        found = checking.read(sheet, file, _teller(sheet_id))
        plan = checking.plan(sheet, found, actor=actor, now=now)
        _keep_what_was_found(sheet, found, plan)
        if found.problems:
            _keep_marked(sheet, found, file)
    sheet.state, sheet.checked_at, sheet.progress, sheet.started_at = SheetState.CHECKED, now, 100, None
    save_from(sheet, SheetState.CHECKING)


def run_import(*, sheet_id: UUID, now: datetime) -> None:
    """Write what was said yes to: all of it in one transaction, or nothing. Repeatable.

    What has come in the way since the check sends it back to “checked”, with the problems in words.
    """
    sheet = read_sheet_row(sheet_id)
    if sheet is None or sheet.state != SheetState.RUNNING:
        return
    actor = _actor(sheet.started_by, now)
    with sheet.file.storage.open(str(sheet.file.name), "rb") as file:
        # Long, and outside of the transaction: on SQLite nobody else could write meanwhile.
        found = checking.read(sheet, file, _teller(sheet_id))
    try:
        _write(sheet, found, actor=actor, now=now)
    except Disturbed:
        checking.keep_problems(sheet, found)
        sheet.state, sheet.progress = SheetState.CHECKED, 100
        save_from(sheet, SheetState.RUNNING)


@again_when_overtaken
def _write(sheet: SheetImport, found: checking.Found, *, actor: Actor, now: datetime) -> None:
    """Raises:
    Disturbed: `found` holds what came in the way. Nothing was written.
    """
    read_problems = list(found.problems)
    _take_turn(sheet.community)
    if not may_import(actor, sheet.community):
        raise _disturbed(found, Problem(0, 0, Refused.message))
    plan = checking.plan(sheet, found, actor=actor, now=now)
    if found.problems:
        raise Disturbed
    try:
        kind_of(sheet.kind).write(plan, community=sheet.community, actor=actor, now=now)
    except RowRefused as refused:
        raise _disturbed(found, refusal_of(refused.refusal, row=refused.row, column=0)) from refused
    except DomainError as refusal:
        raise _disturbed(found, refusal_of(refusal, row=0, column=0)) from refusal
    except BaseException:
        found.problems[:] = read_problems  # overtaken: the next look makes its own
        raise
    _count(sheet, plan, found)
    sheet.progress = 100
    if not end_sheet(sheet, SheetState.RUNNING, SheetState.DONE, now):
        raise Disturbed
    data = {"kind": sheet.kind, "new": sheet.rows_new, "changed": sheet.rows_changed}
    log(sheet, "linli.sheet.imported", user=actor.user, data=data)


def _disturbed(found: checking.Found, problem: Problem) -> Disturbed:
    found.problems.append(problem)
    return Disturbed()


def fail_import(*, sheet_id: UUID, now: datetime) -> None:
    """Nothing of it was written, nobody knows why; say so, and let the file go."""
    sheet = read_sheet_row(sheet_id)
    if sheet is not None and sheet.state in WITH_FILE:
        with transaction.atomic():
            end_sheet(sheet, SheetState(sheet.state), SheetState.FAILED, now)


@transaction.atomic
def forget_sheet(*, sheet_id: UUID, now: datetime) -> None:
    """A day has gone by: put it away."""
    sheet = read_sheet_row(sheet_id)
    if sheet is not None and sheet.state in WITH_FILE:
        end_sheet(sheet, SheetState(sheet.state), SheetState.DROPPED, now)


def _actor(user: User | None, now: datetime) -> Actor:
    """The person with the roles in force now: what she could do when she clicked may be over."""
    found = User.objects.with_grants(user.pk, today=local_day(now)) if user and user.is_active else None
    return found or Actor.visitor()


def _take_turn(community: Community) -> None:
    """One import at a time in a community: the row stays taken until the transaction ends."""
    if not ImportTurn.objects.filter(pk=community.pk).update(turn=F("turn") + 1):
        ImportTurn.objects.bulk_create([ImportTurn(community=community)], ignore_conflicts=True)
        ImportTurn.objects.filter(pk=community.pk).update(turn=F("turn") + 1)


def _teller(sheet_id: UUID) -> Callable[[int], None]:
    def tell(percent: int) -> None:
        SheetImport.objects.filter(pk=sheet_id).update(progress=percent)

    return tell


def _count(sheet: SheetImport, plan: Plan, found: checking.Found) -> None:
    sheet.rows_total = found.reading.total if found.reading else 0
    sheet.rows_new, sheet.rows_changed = plan.counts[NEW], plan.counts[CHANGED]
    sheet.rows_unchanged = plan.counts[UNCHANGED]
    sheet.notes = [note.in_each_language() for note in plan.notes]


def _keep_what_was_found(sheet: SheetImport, found: checking.Found, plan: Plan) -> None:
    _count(sheet, plan, found)
    checking.keep_problems(sheet, found)


def _keep_marked(sheet: SheetImport, found: checking.Found, file: IO[bytes]) -> None:
    if sheet.marked:
        sheet.marked.storage.delete(str(sheet.marked.name))
    content = marked_sheet(file, found.in_order(), is_csv=sheet.is_csv)
    if content is not None:
        sheet.marked.save("marked", content, save=False)
