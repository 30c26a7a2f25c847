"""SIGKILL for web and worker processes and for what serves the database, in an order that the seed decides.

`pg_terminate_backend` ends one session. A backend that is killed takes all others with it: PostgreSQL restarts them,
recovers from its log, and everybody must connect again.
"""

from __future__ import annotations

import contextlib
import os
import random
import signal
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

import psycopg

from tests.benchmarks.stage import Server, Town
from tests.support.process_tree import RunningProcess, descendants

PLAN = {
    "web process": 6,
    "web server": 2,
    "worker process": 3,
    "worker": 2,
    "database session": 7,
    "database process": 5,
}
LEAST = 20
# Most killings hit somebody in the middle of a transaction: the busiest of so many looks.
LOOKS = 20


@dataclass
class Killer:
    server: Server
    town: Town
    chance: random.Random
    killed: Counter[str] = field(default_factory=Counter)

    def plan(self) -> list[str]:
        order = [what for what, times in PLAN.items() for _time in range(times)]
        self.chance.shuffle(order)
        return order

    def kill(self, what: str) -> None:
        """Nothing is killed while there is nothing of the kind: it is just being started again."""
        act: Callable[[], bool]
        match what:
            case "database session":
                act = self._end_session
            case "database process":
                act = self._kill_backend
            case _:
                act = lambda: self._kill_process(what)  # noqa: E731 - one of three acts
        with contextlib.suppress(psycopg.OperationalError, ProcessLookupError):
            self.killed[what] += act()

    def _kill_process(self, what: str) -> bool:
        family = descendants(self.server.pid)
        guards = {process.pid for process in family if "guard.py" in process.command}
        program = "granian" if what.startswith("web") else "qcluster"
        mains = [process for process in family if process.parent in guards and program in process.command]
        below = [process for main in mains for process in _below(main.pid, family)]
        candidates = below if what.endswith(" process") else mains
        if not candidates:
            return False
        os.kill(self.chance.choice(candidates).pid, signal.SIGKILL)
        return True

    def _end_session(self) -> bool:
        with psycopg.connect(self.town.url, autocommit=True) as asking:
            pid = self._somebody_busy(asking)
            found = asking.execute("SELECT pg_terminate_backend(%s)", [pid]).fetchone() if pid else None
        return bool(found and found[0])

    def _kill_backend(self) -> bool:
        """Returns once PostgreSQL is there again; that our own connection broke shows that it went down."""
        with psycopg.connect(self.town.url, autocommit=True) as asking:
            pid = self._somebody_busy(asking)
            if pid is None:
                return False
            os.kill(pid, signal.SIGKILL)
            went_down = _breaks(asking)
        _wait_for(self.town.url)
        return went_down

    def _somebody_busy(self, asking: psycopg.Connection[tuple[int]]) -> int | None:
        """A session that has written and not yet committed, if one shows itself within a few looks."""
        pids: list[int] = []
        for _look in range(LOOKS):
            rows = asking.execute(
                "SELECT pid, backend_xid IS NOT NULL FROM pg_stat_activity WHERE datname = current_database()"
                " AND backend_type = 'client backend' AND pid <> pg_backend_pid()"
            ).fetchall()
            pids = [pid for pid, has_written in rows if has_written]
            if pids:
                return self.chance.choice(pids)
            pids = [pid for pid, _has_written in rows]
        return self.chance.choice(pids) if pids else None


def _below(pid: int, family: list[RunningProcess]) -> list[RunningProcess]:
    found = [process for process in family if process.parent == pid]
    for ancestor in found:  # grows while it is walked
        found += [process for process in family if process.parent == ancestor.pid]
    return found


def _breaks(asking: psycopg.Connection[tuple[int]]) -> bool:
    deadline = time.monotonic() + 5
    while time.monotonic() < deadline:
        try:
            asking.execute("SELECT 1")
        except psycopg.OperationalError:
            return True
        time.sleep(0.02)
    return False


def _wait_for(url: str) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        with contextlib.suppress(psycopg.OperationalError), psycopg.connect(url):
            return
        time.sleep(0.1)
    raise RuntimeError("PostgreSQL did not come back within a minute")
