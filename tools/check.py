"""`make check`: everything that can be said about the code without running the product. Two checks at a time."""

import os
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from tools.client import ensure_modules, ensure_node, npm
from tools.console import ROOT, StepFailedError, pad, run, say
from tools.python_packages import BIN, PYTHON

TEST_SETTINGS = {"DJANGO_SETTINGS_MODULE": "cms.settings.test"}


@dataclass(frozen=True)
class Outcome:
    name: str
    seconds: float
    complaint: str | None


def _build(node: dict[str, str]) -> None:
    run([PYTHON, "-m", "tools.bootstrap", "client"])
    npm("run", "size", environment=node)


def _checks(node: dict[str, str]) -> dict[str, Callable[[], object]]:
    """The slow ones first, so that they run beside the many quick ones."""
    return {
        "types (mypy, strict)": lambda: run([BIN / "mypy"]),
        "client types (vue-tsc)": lambda: npm("run", "types", environment=node),
        "client style and borders (ESLint)": lambda: npm("run", "lint", environment=node),
        "style (ruff check)": lambda: run([BIN / "ruff", "check", "."]),
        "layout (ruff format)": lambda: run([BIN / "ruff", "format", "--check", "."]),
        "imports go down the ladder": lambda: run([BIN / "lint-imports"]),
        "no migration is missing": lambda: run(
            [PYTHON, "manage.py", "makemigrations", "--check", "--dry-run"], env=TEST_SETTINGS
        ),
        "Django's own checks": lambda: run(
            [PYTHON, "manage.py", "check", "--fail-level", "WARNING"], env=TEST_SETTINGS
        ),
        "the API and its document agree": lambda: run([PYTHON, "-m", "tools.contract", "check"]),
        "the Chinese catalogue is complete": lambda: run([PYTHON, "-m", "tools.translations", "check"]),
        "lock files name no host": lambda: run([PYTHON, "-m", "tools.locks", "check"]),
    }


def _try(name: str, check: Callable[[], object]) -> Outcome:
    began = time.monotonic()
    try:
        check()
    except StepFailedError as failure:
        return Outcome(name, time.monotonic() - began, str(failure))
    return Outcome(name, time.monotonic() - began, None)


def _told(outcome: Outcome) -> Outcome:
    verdict = "ok" if outcome.complaint is None else "FAILED"
    say(f"  {pad(outcome.name, 44)} {outcome.seconds:5.1f} s  {verdict}")
    return outcome


def main() -> int:
    os.chdir(ROOT)
    say("Checks")
    node = ensure_node()
    ensure_modules(node)
    # Alone and first: Django's own checks look for the folder that the build writes, which a fresh clone lacks.
    outcomes = [_told(_try("the phone app builds and is small", lambda: _build(node)))]
    with ThreadPoolExecutor(max_workers=2) as pool:
        waiting = [pool.submit(_try, name, check) for name, check in _checks(node).items()]
        outcomes += [_told(outcome.result()) for outcome in waiting]
    failed = [outcome for outcome in outcomes if outcome.complaint is not None]
    for outcome in failed:
        say(f"\n--- {outcome.name}\n{outcome.complaint}")
    say(f"\nchecks: {len(outcomes) - len(failed)} passed, {len(failed)} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
