"""What each process wrote down before it went on: one line per operation that was definitively answered."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

OK = "ok"


@dataclass
class Entry:
    """`id` is the operation's own, sent again with every try; `made` what it brought forth, `of` what it was about."""

    what: str
    id: str
    person: str
    way: str  # direct or http
    amount: int = 0
    of: str = ""
    answer: str = ""  # ok, or the code of a refusal
    made: str = ""
    tries: int = 0
    faults: list[str] = field(default_factory=list)  # what was answered instead, before

    @property
    def is_done(self) -> bool:
        return self.answer == OK


class Book:
    """Appended to and forced to the disk: what stands in it was acknowledged, whatever dies afterwards."""

    def __init__(self, path: Path) -> None:
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    def write(self, entry: Entry) -> None:
        os.write(self._file, json.dumps(asdict(entry)).encode() + b"\n")
        os.fsync(self._file)


def read_books(folder: Path) -> list[Entry]:
    return [Entry(**line) for path in sorted(folder.glob("*.book")) for line in _lines(path)]


def count_lines(folder: Path) -> int:
    return sum(path.read_bytes().count(b"\n") for path in folder.glob("*.book"))


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_bytes().splitlines()]
