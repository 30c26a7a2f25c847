"""Five storms, each on a database of its own: clients, server and worker, killings, and the reckoning."""

from __future__ import annotations

import os
import random
import subprocess
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path

from tests.benchmarks.figures import Report
from tests.benchmarks.population import Population
from tests.benchmarks.stage import Server, Stage, Town, open_stage, serving
from tests.benchmarks.storm.book import OK, Entry, count_lines, read_books
from tests.benchmarks.storm.clients import PROCESSES
from tests.benchmarks.storm.kills import LEAST, PLAN, Killer
from tests.benchmarks.storm.reckoning import reckon
from tools.console import ROOT, StepFailedError
from tools.console import run as run_program
from tools.python_packages import PYTHON

OPERATIONS, PEOPLE = 10_000, 24
SEEDS = (20261124, 7, 1949, 365, 88)
DEADLOCK = "40P01"
WORKER_LIMIT = {"LINLI_WORKER_LIMIT_SECONDS": "15"}


def run(report: Report, folder: Path) -> None:
    with open_stage(durable=True) as stage:
        for seed in SEEDS:
            place = folder / f"storm-{seed}"
            place.mkdir()
            _storm(report, stage, seed, place)


def _storm(report: Report, stage: Stage, seed: int, folder: Path) -> None:
    report.chapter(
        f"Ledger storm, seed {seed}: {OPERATIONS:,} operations by {PROCESSES} processes, {sum(PLAN.values())} killings"
    )
    town = _build(stage, seed, folder)
    began = time.monotonic()
    with serving(town, folder, worker=True, environment=WORKER_LIMIT) as server:
        killer = Killer(server, town, random.Random(seed))
        status = _blow(seed, server, killer, folder)
    took, entries = time.monotonic() - began, read_books(folder)
    _tell(report, entries, killer.killed, took)
    report.show(
        "operations answered for good",
        f"{len(entries):,}",
        f"{OPERATIONS:,}, no process gave up",
        holds=len(entries) == OPERATIONS and status == 0,
    )
    killed = sum(killer.killed.values())
    report.show("killed", str(killed), f"at least {LEAST}", holds=killed >= LEAST)
    _reckon(report, town, entries)
    if seed == SEEDS[-1]:
        _doubt(report, town, entries)


def _build(stage: Stage, seed: int, folder: Path) -> Town:
    town = Town(stage.new_database(f"storm{seed}"), Population([], []))
    made = run_program([PYTHON, "-m", "tests.benchmarks.storm.town", str(PEOPLE)], env=town.environment())
    (folder / "town.json").write_text(made)
    return town


def _blow(seed: int, server: Server, killer: Killer, folder: Path) -> int:
    """The clients' exit status. Killings are spread over their operations, not over time."""
    command = [PYTHON, "-m", "tests.benchmarks.storm.clients", folder, seed, OPERATIONS, server.port]
    with (folder / "clients.log").open("wb") as log:
        clients = subprocess.Popen(
            [str(part) for part in command],
            cwd=ROOT,
            env={**os.environ, **killer.town.environment()},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    plan = killer.plan()
    while clients.poll() is None:
        due = count_lines(folder) * (len(plan) + 1) // OPERATIONS
        if sum(killer.killed.values()) < min(due, len(plan)):
            killer.kill(plan[sum(killer.killed.values())])
        time.sleep(0.1)
    return clients.returncode


def _tell(report: Report, entries: list[Entry], killed: Counter[str], took: float) -> None:
    kinds: Counter[str] = Counter(entry.what for entry in entries if entry.is_done)
    refused: Counter[str] = Counter(entry.answer for entry in entries if entry.answer != OK)
    faults: Counter[str] = Counter(fault for entry in entries for fault in entry.faults)
    over_http = sum(entry.way == "http" for entry in entries)
    again = sum(entry.tries > 1 for entry in entries)
    report.tell("done", _counts(kinds))
    report.tell("refused", _counts(refused))
    report.tell("killed", _counts(killed))
    report.tell("over HTTP; sent again until answered; time", f"{over_http:,}; {again:,}; {took:.0f} s")
    report.tell("heard instead of an answer", _counts(faults))
    report.show(
        "deadlocks; answers of 500",
        f"{faults[DEADLOCK]}; {faults['500']}",
        "0; 0",
        holds=not faults[DEADLOCK] and not faults["500"],
    )


def _reckon(report: Report, town: Town, entries: list[Entry]) -> None:
    found = reckon(town.url, entries)
    report.tell("given back by the worker's jobs", f"{found.expired_by_the_worker:,} exchanges")
    report.show(
        "sum of all accounts; people below zero",
        f"{found.total}; {found.below_zero}",
        "0; 0",
        holds=found.total == 0 and found.below_zero == 0,
    )
    report.show(
        "accounts that differ from their transfers",
        f"{found.drifted} of {found.accounts}",
        "0, and audit_ledger agrees",
        holds=found.drifted == 0 and found.accounts > PEOPLE and _audit_agrees(town),
    )
    report.show(
        "acknowledged writes lost",
        f"{len(found.lost)} of {found.acknowledged:,} {' '.join(found.lost[:2])}".rstrip(),
        "0",
        holds=not found.lost and found.acknowledged > OPERATIONS // 2,
    )
    report.show(
        "writes that happened twice, or untold",
        f"{len(found.unaccounted)} {' '.join(found.unaccounted[:2])}".rstrip(),
        "0",
        holds=not found.unaccounted,
    )
    report.show(
        "rewards: reserved + handed over = taken",
        f"{found.rewards_that_match} of {found.rewards}",
        "all",
        holds=found.rewards_that_match == found.rewards > 0,
    )


def _audit_agrees(town: Town) -> bool:
    try:
        run_program([PYTHON, ROOT / "manage.py", "audit_ledger"], env=town.environment())
    except StepFailedError:
        return False
    return True


def _doubt(report: Report, town: Town, entries: list[Entry]) -> None:
    """The reckoning's own twin: one acknowledgement forgotten, one invented, must both be found."""
    one, *others = (entry for entry in entries if entry.what == "give" and entry.is_done)
    rest = [entry for entry in entries if entry is not one]
    invented = replace(others[0], made="00000000-0000-7000-8000-000000000000")
    found = reckon(town.url, [*rest, invented])
    report.show(
        "with one forgotten and one invented (the twin)",
        f"{len(found.lost)} lost, {len(found.unaccounted)} untold",
        "1 lost, 1 untold",
        holds=(len(found.lost), len(found.unaccounted)) == (1, 1),
    )


def _counts(counted: Counter[str]) -> str:
    return ", ".join(f"{count:,} {what}" for what, count in counted.most_common()) or "nothing"
