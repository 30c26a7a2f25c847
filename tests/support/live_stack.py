"""The product as a stranger starts it: a fresh data folder, the demo, the built phone app, `manage.py serve`."""

import contextlib
import http.client
import json
import os
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.support.process_tree import descendants, running
from tools.console import ROOT, run
from tools.python_packages import PYTHON

READY_WITHIN_SECONDS = 90


@dataclass(frozen=True)
class Person:
    role: str
    community: str | None
    name: str
    phone: str
    password: str
    username: str | None  # for the admin; only those who work there have one


@dataclass(frozen=True)
class LiveStack:
    """A running Linli. `url` has no slash at its end; `pid` is the supervisor's."""

    url: str
    people: tuple[Person, ...]
    data_dir: Path
    pid: int

    def person(self, role: str, community: str | None = None) -> Person:
        """The first one with that role (in that community)."""
        return next(
            person
            for person in self.people
            if person.role == role and (community is None or person.community == community)
        )

    def log(self) -> str:
        return (self.data_dir / "serve.log").read_text(encoding="utf-8", errors="replace")

    def ready(self) -> dict[str, Any]:
        return ask_ready(self.url.rsplit(":", 1)[1])[1]


@pytest.fixture(scope="session")
def live_stack() -> Iterator[LiveStack]:
    with tempfile.TemporaryDirectory(prefix="linli-live-") as folder, serve_demo(Path(folder)) as stack:
        yield stack


@contextlib.contextmanager
def serve_demo(data_dir: Path) -> Iterator[LiveStack]:
    """Everything a stranger's `make run` does, in that folder and on a free port, until the block is left."""
    environment = {
        **os.environ,
        "LINLI_DATA_DIR": str(data_dir),
        "LINLI_DEMO": "1",
        "DJANGO_SETTINGS_MODULE": "cms.settings.dev",
        "LINLI_WORKER_LIMIT_SECONDS": "30",  # a stuck worker is noticed while the test watches
    }
    environment.pop("LINLI_DATABASE_URL", None)
    for part in ("client", "data"):
        run([PYTHON, "-m", "tools.bootstrap", part], env=environment)
    people = json.loads(run([PYTHON, ROOT / "manage.py", "demo", "--people"], env=environment))
    port = str(free_port())
    with (data_dir / "serve.log").open("wb") as log:
        serving = subprocess.Popen(
            [str(PYTHON), str(ROOT / "manage.py"), "serve", "--host", "127.0.0.1", "--port", port],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    stack = LiveStack(
        url=f"http://127.0.0.1:{port}",
        people=tuple(Person(**{key: person[key] for key in Person.__dataclass_fields__}) for person in people),
        data_dir=data_dir,
        pid=serving.pid,
    )
    try:
        _wait_until_ready(serving, stack, port)
        yield stack
    finally:
        family = {process.pid for process in descendants(serving.pid)}
        serving.send_signal(signal.SIGTERM)
        serving.wait(timeout=30)
        left = [process for process in running() if process.pid in family]
        assert not left, f"`manage.py serve` left processes behind: {left}"


def _wait_until_ready(serving: "subprocess.Popen[bytes]", stack: LiveStack, port: str) -> None:
    deadline = time.monotonic() + READY_WITHIN_SECONDS
    while time.monotonic() < deadline and serving.poll() is None:
        if ask_ready(port)[0] == http.HTTPStatus.OK:
            return
        time.sleep(0.2)
    raise AssertionError(f"`manage.py serve` was not ready within {READY_WITHIN_SECONDS} s:\n{stack.log()}")


def ask_ready(port: str) -> tuple[int, dict[str, Any]]:
    """Status and body of /readyz; status 0 while nobody listens."""
    try:
        asking = http.client.HTTPConnection("127.0.0.1", int(port), timeout=5)
        asking.request("GET", "/readyz")
        answer = asking.getresponse()
        return answer.status, json.loads(answer.read())
    except (OSError, http.client.HTTPException, ValueError):
        return 0, {}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
