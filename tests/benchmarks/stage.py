"""Where the figures are taken: databases on a private PostgreSQL, and Linli served from them as it is to people."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

from tests.benchmarks.population import SETTINGS, Population
from tests.support.live_stack import free_port
from tests.support.postgres import private_postgres
from tools.console import ROOT, run
from tools.python_packages import PYTHON

URL_VARIABLE = "LINLI_BENCHMARK_DATABASE_URL"
UNGUARDED_VARIABLE = "LINLI_BENCHMARK_UNGUARDED"
NO_PAGES_VARIABLE = "LINLI_BENCHMARK_NO_PAGES"
BODY_VARIABLE = "LINLI_BENCHMARK_BODY"
READY_WITHIN_SECONDS = 90
TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Town:
    """One database and who and what is in it."""

    url: str
    population: Population

    def environment(self) -> dict[str, str]:
        return {"DJANGO_SETTINGS_MODULE": SETTINGS, URL_VARIABLE: self.url}

    def database_processes(self) -> list[int]:
        """The processes of PostgreSQL that serve this database now."""
        with psycopg.connect(self.url, autocommit=True) as asking:
            rows = asking.execute(
                "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
            ).fetchall()
        return [row[0] for row in rows]


@dataclass
class Stage:
    """A cluster with one migrated and empty database, copied for each town."""

    url: str
    taken: dict[str, int] = field(default_factory=dict)

    def build_town(self, name: str, *, wishes: int, people: int) -> Town:
        url = self.new_database(name)
        made = run([PYTHON, "-m", "tests.benchmarks.population", str(wishes), str(people)], env={URL_VARIABLE: url})
        return Town(url, Population(**json.loads(made)))

    def new_database(self, name: str) -> str:
        """The URL of a migrated and empty one."""
        with psycopg.connect(self.url, autocommit=True) as asking:
            asking.execute(f'CREATE DATABASE "{name}" TEMPLATE migrated')
        return _beside(self.url, name)

    def take_wishes(self, town: Town, count: int) -> list[str]:
        """Open wishes of the town that nobody has been given before, the oldest first: the board's page stays."""
        begin = self.taken.get(town.url, 0)
        self.taken[town.url] = begin + count
        given = town.population.wish_ids[begin : begin + count]
        if len(given) < count:
            raise RuntimeError("the town has too few wishes for this benchmark")
        return given


@contextlib.contextmanager
def open_stage(*, durable: bool = False) -> Iterator[Stage]:
    """A private PostgreSQL with Linli's tables; gone afterwards. `durable`: what it has confirmed survives a crash."""
    with private_postgres(durable=durable) as url:
        with psycopg.connect(url, autocommit=True) as asking:
            asking.execute("CREATE DATABASE migrated")
        run(
            [PYTHON, ROOT / "manage.py", "migrate", "--verbosity", "0"],
            env={"DJANGO_SETTINGS_MODULE": SETTINGS, URL_VARIABLE: _beside(url, "migrated")},
        )
        yield Stage(url)


def _beside(url: str, database: str) -> str:
    return f"{url.rpartition('/')[0]}/{database}"


@dataclass(frozen=True)
class Server:
    """Linli in its own processes, as `manage.py serve` starts it: granian, two workers."""

    port: int
    pid: int

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def get(self, path: str, headers: dict[str, str] | None = None) -> http.client.HTTPResponse:
        """One request on a connection of its own; its body is for `read()`."""
        asking = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        asking.request("GET", path, headers=headers or {})
        return asking.getresponse()

    def cpu_seconds(self) -> float:
        """Processor time of all its processes so far."""
        return cpu_seconds_of([self.pid, *_descendants(self.pid)])


@contextlib.contextmanager
def serving(
    town: Town,
    folder: Path,
    *,
    body: Path | None = None,
    guarded: bool = True,
    pages: bool = True,
    worker: bool = False,
    environment: Mapping[str, str] | None = None,
) -> Iterator[Server]:
    """`manage.py serve` on this town until the block ends; without `pages` no process keeps visitors' pages."""
    port = free_port()
    (folder / "static").mkdir(exist_ok=True)
    environment = {**os.environ, **town.environment(), "LINLI_DATA_DIR": str(folder), **(environment or {})}
    if body is not None:
        environment[BODY_VARIABLE] = str(body)
    if not guarded:
        environment[UNGUARDED_VARIABLE] = "1"
    if not pages:
        environment[NO_PAGES_VARIABLE] = "1"
    log = folder / f"serve-{port}.log"
    groups = [] if worker else ["--web-only"]
    with log.open("wb") as output:
        process = subprocess.Popen(
            [PYTHON, ROOT / "manage.py", "serve", *groups, "--host", "127.0.0.1", "--port", str(port)],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    server = Server(port, process.pid)
    try:
        _wait_until_it_answers(server, process, log)
        yield server
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=30)


def _wait_until_it_answers(server: Server, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + READY_WITHIN_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        with contextlib.suppress(OSError):
            if server.get("/healthz").status == http.HTTPStatus.OK:
                return
        time.sleep(0.1)
    raise RuntimeError(f"Linli did not answer within {READY_WITHIN_SECONDS} s:\n{log.read_text(errors='replace')}")


def cpu_seconds_of(pids: list[int]) -> float:
    """User and system time of these processes; one that has ended counts nothing."""
    total = 0
    for pid in pids:
        with contextlib.suppress(OSError):
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            total += int(fields[11]) + int(fields[12])
    return total / TICKS_PER_SECOND


def _descendants(pid: int) -> list[int]:
    found: list[int] = []
    with contextlib.suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                found += [int(child), *_descendants(int(child))]
    return found
