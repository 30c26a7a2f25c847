"""One clear line per step; a tool's own output is shown only when the step fails."""

import contextlib
import os
import subprocess
import sys
import time
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent


class StepFailedError(Exception):
    """A command failed; its output is the message."""


def say(line: str = "") -> None:
    print(line, flush=True)


def give_up(reason: str) -> NoReturn:
    sys.stdout.flush()
    sys.exit(f"\n{reason}")


@contextlib.contextmanager
def step(name: str) -> Iterator[None]:
    """`name …` when it begins, the seconds when it ends."""
    began = time.monotonic()
    print(f"  {pad(name, 44)} ", end="", flush=True)
    try:
        yield
    except StepFailedError as failure:
        say(f"failed after {time.monotonic() - began:.1f} s")
        give_up(str(failure))
    except KeyboardInterrupt:
        say("stopped")
        sys.exit(130)
    say(f"{time.monotonic() - began:5.1f} s")


def run(command: Sequence[str | Path], *, cwd: Path = ROOT, env: Mapping[str, str] | None = None) -> str:
    """The command's standard output. Raises StepFailedError with everything it said."""
    try:
        done = subprocess.run(
            [str(part) for part in command],
            cwd=cwd,
            env={**os.environ, **(env or {})},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
    except OSError as error:
        raise StepFailedError(f"{command[0]}: {error.strerror}") from error
    if done.returncode != 0:
        said = f"{done.stdout}\n{done.stderr}".strip()
        raise StepFailedError(f"$ {' '.join(str(part) for part in command)}\n{said}")
    return done.stdout


def width(text: str) -> int:
    """Columns on a terminal: a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def pad(text: str, columns: int) -> str:
    return text + " " * max(0, columns - width(text))


def table(rows: Sequence[Sequence[str]]) -> str:
    """Rows in columns, two spaces between them."""
    widths = [max(width(cell) for cell in column) for column in zip(*rows, strict=True)]
    lines = ("  ".join(pad(cell, columns) for cell, columns in zip(row, widths, strict=True)) for row in rows)
    return "\n".join(f"  {line.rstrip()}" for line in lines)
