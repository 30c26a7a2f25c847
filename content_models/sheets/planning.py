"""What a kind of sheet is: its columns, what its rows would do, and how that is done.

A plan looks everything up in sets and writes nothing. Preview and import make the same plan; the import makes it
again while it is its turn, and writes it in the same transaction.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar

from import_export.results import RowResult

from content_models.areas.models import Community
from content_models.common.errors import DomainError
from content_models.people.roles import Actor
from content_models.sheets.cells import Column
from content_models.sheets.problems import Note, Problem
from content_models.sheets.reading import Reading, Row
from content_models.sheets.states import SheetKind

NEW, CHANGED, UNCHANGED = RowResult.IMPORT_TYPE_NEW, RowResult.IMPORT_TYPE_UPDATE, RowResult.IMPORT_TYPE_SKIP


@dataclass(slots=True)
class Plan:
    """What the rows would do. `steps` is the kind's own."""

    steps: list[Any] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)  # what should be known before saying yes
    counts: dict[str, int] = field(default_factory=lambda: {NEW: 0, CHANGED: 0, UNCHANGED: 0})

    def add(self, outcome: str, step: Any = None) -> None:
        self.counts[outcome] += 1
        if outcome != UNCHANGED:
            self.steps.append(step)

    def refuse(self, row: Row, column: int, message: Any, /, **words: Any) -> None:
        self.problems.append(Problem(row.number, column, message, words))


class RowRefused(Exception):
    """The domain refused what one row asks for."""

    def __init__(self, row: int, refusal: DomainError) -> None:
        super().__init__()
        self.row, self.refusal = row, refusal


class Kind(ABC):
    """One kind of sheet. Without state: everything it needs is handed in."""

    kind: ClassVar[SheetKind]
    rows_max: ClassVar[int]

    @abstractmethod
    def columns(self, community: Community) -> list[Column]:
        """Its columns in the order of the template."""

    def here(self, community: Community) -> Iterator[dict[str, Any]] | None:
        """What is here already, as rows of this sheet; None where that would hand out personal data."""
        return None

    @abstractmethod
    def key_of(self, row: Row) -> Hashable | None:
        """What two rows may not share; None where the row has none."""

    @abstractmethod
    def plan(self, reading: Reading, *, community: Community, actor: Actor, now: datetime) -> Plan:
        """What the rows would do. Reads only."""

    @abstractmethod
    def write(self, plan: Plan, *, community: Community, actor: Actor, now: datetime) -> None:
        """Do it, by the domain's own actions. The caller has opened the transaction and the scope."""


def in_portions(things: Sequence[Any], size: int = 500) -> list[Sequence[Any]]:
    """A database takes only so many values in one question."""
    return [things[start : start + size] for start in range(0, len(things), size)]
