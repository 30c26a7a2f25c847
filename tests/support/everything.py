"""`make test`: every kind of test, two at a time, and one line that adds them up.

What can't be run on this machine is counted as left out and said in one line. Under CI=true nothing may be left out.
"""

import contextlib
import json
import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

from tests.support.browser import NoChromiumError, find_chromium
from tests.support.postgres import URL_VARIABLE, NoPostgresError, private_postgres
from tools.client import PWA, ensure_modules, ensure_node
from tools.console import ROOT, pad, say
from tools.python_packages import PYTHON


@dataclass(frozen=True)
class Tally:
    """How one kind of test went. `left_out_because` is set when it could not be run."""

    name: str
    passed: int = 0
    failed: int = 0
    skipped: int = 0
    seconds: float = 0.0
    left_out_because: str = ""

    def line(self) -> str:
        if self.left_out_because:
            return f"  {pad(self.name, 36)} {self.skipped} left out: {self.left_out_because}"
        counts = f"{self.passed} passed, {self.failed} failed, {self.skipped} skipped"
        return f"  {pad(self.name, 36)} {counts} in {self.seconds:.0f} s"


def run_pytest(name: str, marker: str, environment: dict[str, str] | None = None) -> Tally:
    """Run pytest and show what it said when it is done: two may be running side by side."""
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        report, words = Path(folder) / "report.xml", Path(folder) / "words.txt"
        command = [str(PYTHON), "-m", "pytest", "-q", "-m", marker, f"--junit-xml={report}"]
        with words.open("wb") as file:
            done = subprocess.run(
                command,
                cwd=ROOT,
                env={**os.environ, **(environment or {})},
                stdin=subprocess.DEVNULL,
                stdout=file,
                stderr=subprocess.STDOUT,
                check=False,
            )
        counts = _read_junit(report)
        say(f"\n=== {name}\n{words.read_text(encoding='utf-8', errors='replace')}")
    # A crash, or no test found at all, is a failure too: a kind of test must not vanish unnoticed.
    failed = counts["failed"] or (1 if done.returncode != 0 else 0)
    return Tally(name, counts["passed"], failed, counts["skipped"], time.monotonic() - began)


def _read_junit(report: Path) -> dict[str, int]:
    counts = {"tests": 0, "failures": 0, "errors": 0, "skipped": 0}
    if report.is_file():
        for suite in ET.parse(report).getroot().iter("testsuite"):
            for key in counts:
                counts[key] += int(suite.get(key, "0"))
    failed = counts["failures"] + counts["errors"]
    return {"passed": counts["tests"] - failed - counts["skipped"], "failed": failed, "skipped": counts["skipped"]}


def run_vitest() -> Tally:
    name, began = "phone app", time.monotonic()
    say(f"\n=== {name}")
    environment = {**os.environ, **ensure_node()}
    ensure_modules(ensure_node())
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        command = ["npm", "test", "--", "--reporter=default", "--reporter=json", f"--outputFile.json={report}"]
        done = subprocess.run(command, cwd=PWA, env=environment, stdin=subprocess.DEVNULL, check=False)
        counts = json.loads(report.read_text(encoding="utf-8")) if report.is_file() else {}
    failed = counts.get("numFailedTests", 0) or (1 if done.returncode != 0 else 0)
    skipped = counts.get("numPendingTests", 0) + counts.get("numTodoTests", 0)
    return Tally(name, counts.get("numPassedTests", 0), failed, skipped, time.monotonic() - began)


def run_on_postgres() -> Tally:
    """The whole suite again, with the races and triggers that SQLite can't show."""
    name = "server on PostgreSQL"
    with contextlib.ExitStack() as stack:
        try:
            url = stack.enter_context(private_postgres())
        except NoPostgresError as reason:
            return _left_out(name, "postgres", str(reason))
        return run_pytest(name, "not live and not journey and not either_database", {URL_VARIABLE: url})


def run_live() -> list[Tally]:
    """Everything that needs the running product: with a browser if there is one."""
    try:
        find_chromium()
    except NoChromiumError as reason:
        return [run_pytest("the running product", "live"), _left_out("journeys in Chromium", "journey", str(reason))]
    return [run_pytest("the running product, in Chromium", "live or journey")]


def _left_out(name: str, marker: str, reason: str) -> Tally:
    asked = subprocess.run(
        [str(PYTHON), "-m", "pytest", "-q", "--collect-only", "-m", marker],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    count = sum("::" in line for line in asked.stdout.splitlines())
    say(f"\n=== {name}: left out, {reason}")
    return Tally(name, skipped=max(count, 1), left_out_because=reason)


def main() -> int:
    # Two at a time, each waits for its own disk and uses one core. PostgreSQL takes about as long as the rest together.
    say("\nserver on PostgreSQL, and beside it server on SQLite, phone app and the running product …")
    with ThreadPoolExecutor(max_workers=1) as pool:
        on_postgres = pool.submit(run_on_postgres)
        tallies = [
            run_pytest("server on SQLite", "not postgres and not live and not journey"),
            run_vitest(),
            *run_live(),
        ]
        tallies.insert(1, on_postgres.result())
    passed, failed, skipped = (
        sum(getattr(tally, what) for tally in tallies) for what in ("passed", "failed", "skipped")
    )
    left_out = sum(tally.skipped for tally in tallies if tally.left_out_because)
    is_ci = os.environ.get("CI", "").lower() in {"1", "true", "yes"}
    say("\n=== Summary")
    for tally in tallies:
        say(tally.line())
    say(f"{left_out} left out" + (": not allowed under CI" if left_out and is_ci else ""))
    say(f"{passed} passed, {failed} failed, {skipped} skipped")
    return 1 if failed or (left_out and is_ci) else 0


if __name__ == "__main__":
    sys.exit(main())
