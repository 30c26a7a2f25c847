"""What is wrong with a cell, a row or a whole sheet, in words, with its place."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, TypedDict

from django.conf import settings
from django.utils import translation

from content_models.common.errors import DomainError

KEPT = 500  # more than anybody reads; the number of all is kept besides


class KeptProblem(TypedDict):
    """A problem as it is kept: its place, and its sentence in each language."""

    row: int  # as Excel counts; 0: the sheet as a whole
    column: int  # from 1; 0: the row as a whole
    words: dict[str, str]


class CellProblem(ValueError):
    """One cell can't be read. import-export's widgets say so with a ValueError."""

    def __init__(self, message: Any, /, **words: Any) -> None:
        super().__init__()
        self.message, self.words = message, words


@dataclass(frozen=True, slots=True)
class Note:
    """A sentence about the sheet as a whole, or what it would do. It names nobody."""

    message: Any  # a lazy text
    words: dict[str, Any] = field(default_factory=dict)

    def text(self) -> str:
        """In the language that is on."""
        said = str(self.message)
        return said % {name: _printable(word) for name, word in self.words.items()} if self.words else said

    def in_each_language(self) -> dict[str, str]:
        words = {}
        for code, _name in settings.LANGUAGES:
            with translation.override(code):
                words[code] = self.text()
        return words


@dataclass(frozen=True, slots=True)
class Problem:
    row: int
    column: int
    message: Any  # a lazy text
    words: dict[str, Any] = field(default_factory=dict)

    def text(self) -> str:
        """In the language that is on."""
        return Note(self.message, self.words).text()

    def kept(self) -> KeptProblem:
        words = Note(self.message, self.words).in_each_language()
        return {"row": self.row, "column": self.column, "words": words}


def _printable(word: Any) -> int | str:
    return word if isinstance(word, int) else str(word)


def refusal_of(error: DomainError, *, row: int, column: int) -> Problem:
    """What the domain says to a row: beside a field, or of the whole."""
    for _code, message in error.fields.values():
        if isinstance(message, str) and error.words:
            break  # said in one language already; the error's own words are still to be filled in
        return Problem(row, column, message)
    return Problem(row, column, error.template, dict(error.words))


class SheetProblems(Exception):
    """The sheet can't be taken; nothing was changed."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__()
        self.problems = problems
