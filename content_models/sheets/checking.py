"""Reading an uploaded sheet and planning what it would do: the same for the preview and for the import."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import IO

from content_models.common.errors import DomainError
from content_models.people.roles import Actor
from content_models.sheets.kinds import kind_of
from content_models.sheets.models import SheetImport
from content_models.sheets.opening import look_at
from content_models.sheets.planning import Plan
from content_models.sheets.problems import KEPT, Problem, SheetProblems, refusal_of
from content_models.sheets.reading import Reading, expected_rows, read_sheet

READING_SHARE = 80  # percent of a check; the rest is looking things up


@dataclass(slots=True)
class Found:
    """What was found in a sheet. `reading` is None where the sheet as a whole is wrong."""

    problems: list[Problem]
    reading: Reading | None = None

    def in_order(self) -> list[Problem]:
        return sorted(self.problems, key=lambda one: (one.row, one.column))


def read(sheet: SheetImport, file: IO[bytes], told: Callable[[int], None]) -> Found:
    """Every cell of the file; `told` hears the percentage of a check. Touches nothing of the domain."""
    kind, name = kind_of(sheet.kind), "sheet.csv" if sheet.is_csv else "sheet.xlsx"
    try:
        looked = look_at(file, name=name)
        expected = expected_rows(looked)
        reading = read_sheet(
            file,
            looked,
            kind.columns(sheet.community),
            rows_max=kind.rows_max,
            key_of=kind.key_of,
            progress=lambda rows: told(min(READING_SHARE * rows // max(expected, rows), READING_SHARE)),
        )
    except SheetProblems as found:
        return Found(found.problems)
    except DomainError as refusal:
        return Found([refusal_of(refusal, row=0, column=0)])
    return Found(list(reading.problems), reading)


def plan(sheet: SheetImport, found: Found, *, actor: Actor, now: datetime) -> Plan:
    """What the rows would do; its problems join those of `found`. The scope is open."""
    if found.reading is None:
        return Plan()
    made = kind_of(sheet.kind).plan(found.reading, community=sheet.community, actor=actor, now=now)
    found.problems += made.problems
    return made


def keep_problems(sheet: SheetImport, found: Found) -> None:
    """On the row, not saved: the first of them, and how many there are."""
    in_order = found.in_order()
    sheet.problem_count = len(in_order)
    sheet.problems = [one.kept() for one in in_order[:KEPT]]


__all__ = ["Found", "keep_problems", "plan", "read"]
