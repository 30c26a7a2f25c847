"""A command with a child, for guards to guard; and a look at which of them still live."""

import os
import sys
import time
from pathlib import Path

# Writes its own and its child's process id. Both can be told to be deaf to SIGTERM.
PARENT = """
import os, signal, subprocess, sys, time
folder, deaf = sys.argv[1], sys.argv[2] == "deaf"
child = subprocess.Popen([sys.executable, "-c", '''
import signal, sys, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
time.sleep(60)
'''])
if deaf:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
with open(folder + "/pids.part", "w") as file:
    file.write(f"{os.getpid()} {child.pid}")
os.rename(folder + "/pids.part", folder + "/pids")
time.sleep(60)
"""


def command(folder: Path, *, deaf: bool = False) -> list[str]:
    return [sys.executable, "-c", PARENT, str(folder), "deaf" if deaf else "hears"]


def started(folder: Path) -> list[int]:
    """The process ids, once both run."""
    wait_until((folder / "pids").is_file)
    return [int(pid) for pid in (folder / "pids").read_text().split()]


def is_alive(pid: int) -> bool:
    """Running, and not only waiting to be reaped."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    status = Path(f"/proc/{pid}/stat")
    return not status.exists() or status.read_text().rsplit(")", 1)[1].split()[0] != "Z"


def wait_until(holds, *, seconds: float = 15.0, tell=lambda: "") -> None:
    """Fails after that long, with what `tell` says of how things stand then."""
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, f"not within {seconds} s\n{tell()}"
        time.sleep(0.02)
