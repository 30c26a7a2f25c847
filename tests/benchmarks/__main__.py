"""`make bench`: prints every figure with its bound, and fails if one does not hold.

Parts can be named:
`python -m tests.benchmarks race board pages cases claims ledger exchange ballots sheets honors storm first-load`.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path

import django

from tests.benchmarks import (
    ballots,
    board,
    cases,
    claims,
    exchange,
    first_load,
    honors,
    ledger,
    machine,
    pages,
    race,
    sheets,
)
from tests.benchmarks.figures import Report
from tests.benchmarks.stage import Town, open_stage
from tests.benchmarks.storm import run as storm
from tests.support.postgres import NoPostgresError
from tools.console import say

PARTS = (
    *("race", "board", "pages", "cases", "claims", "ledger", "exchange", "ballots", "sheets", "honors", "storm"),
    "first-load",
)
SMALL, LARGE = 100, 10_000


def main(parts: list[str]) -> int:
    if unknown := set(parts) - set(PARTS):
        sys.exit(f"No such part: {', '.join(unknown)}\n\n{__doc__}")
    began, report = time.monotonic(), Report()
    machine.run(report)
    try:
        _measure(report, parts or list(PARTS))
    except NoPostgresError as reason:
        sys.exit(f"No PostgreSQL, no figures: {reason}")
    say(
        f"\n{len(report.held)} of {len(report.held) + len(report.failed)} bounds hold; {time.monotonic() - began:.0f} s"
    )
    for figure in report.failed:
        say(f"FAIL {figure.line().strip()}")
    return 1 if report.failed else 0


def _measure(report: Report, parts: list[str]) -> None:
    if "first-load" in parts:
        first_load.run(report)
    if "storm" in parts:
        with tempfile.TemporaryDirectory(prefix="linli-storm-") as name:
            storm.run(report, Path(name))
    if not set(parts) - {"first-load", "storm"}:
        return
    if set(parts) - {"first-load", "storm"} == {"honors"}:
        with open_stage() as stage:
            honors.run(report, stage)
        return
    with tempfile.TemporaryDirectory(prefix="linli-bench-") as name, open_stage() as stage:
        folder = Path(name)
        say(f"\nMaking a town of {LARGE:,} wishes and {race.PEOPLE} volunteers, and one of {SMALL} …")
        large = stage.build_town("large", wishes=LARGE, people=race.PEOPLE)
        _set_up_django_on(large, folder)
        if "race" in parts:
            race.run(report, stage, large, folder)
        if "board" in parts:
            board.queries(report, large)
            board.growth(report, stage.build_town("small", wishes=SMALL, people=1), large, folder)
            board.speed(report, large, folder)
        if "pages" in parts:
            pages.run(report, large, folder)
        if "claims" in parts:
            claims.run(report, stage, large)
        if "exchange" in parts:
            exchange.run(report, large, folder)
        if "ballots" in parts:
            ballots.run(report, large, folder)
        if "ledger" in parts:
            ledger.run(report, large)
        if "sheets" in parts:
            sheets.run(report, large, folder)
        if "honors" in parts:
            honors.run(report, stage)
        if "cases" in parts:
            cases.run_both(report, stage, folder)
        _leave_the_town()


def _set_up_django_on(town: Town, folder: Path) -> None:
    os.environ.update(town.environment(), LINLI_DATA_DIR=str(folder))
    (folder / "static").mkdir(exist_ok=True)
    django.setup()


def _leave_the_town() -> None:
    """Nobody may be connected when PostgreSQL is put away."""
    from django.db import connections

    connections.close_all()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
