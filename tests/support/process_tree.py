"""Which processes run, and who started them."""

import subprocess
from dataclasses import dataclass


@dataclass(frozen=True)
class RunningProcess:
    pid: int
    parent: int
    command: str


def running() -> list[RunningProcess]:
    """Everything that runs; what only waits to be reaped does not."""
    listed = subprocess.run(
        ["ps", "-ww", "-eo", "pid=,ppid=,stat=,args="], capture_output=True, text=True, errors="replace", check=True
    ).stdout
    found = []
    for line in listed.splitlines():
        pid, parent, state, command = [*line.split(None, 3), ""][:4]
        if not state.startswith("Z"):
            found.append(RunningProcess(int(pid), int(parent), command))
    return found


def descendants(pid: int) -> list[RunningProcess]:
    """Children, their children and so on; a parent comes before its children."""
    everything = running()
    found = [process for process in everything if process.parent == pid]
    for ancestor in found:  # grows while it is walked
        found += [process for process in everything if process.parent == ancestor.pid]
    return found
