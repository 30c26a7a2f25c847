"""Runs one command in a process group of its own and leaves nobody of that group behind.

`python guard.py GRACE_SECONDS COMMAND …`. Standard library only, run by path: it must start at once and outlive
everything it guards. It stops the group when it is told to (SIGTERM), when its standard input closes (the supervisor
is gone, however it went), and when the command itself ends: django-q2's workers go on working without their main
process, and nobody would know.
"""

import contextlib
import ctypes
import os
import select
import signal
import subprocess
import sys
import time

PR_SET_PDEATHSIG = 1


def _die_with_guard() -> None:
    """In the child, on Linux: if even the guard is killed, the kernel sends the command a SIGTERM."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def _has_ended(pid: int) -> bool:
    """Whether the command is over, without reaping it: its process id must keep naming the group."""
    return os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None


def _wait_for_reason(pid: int, wake: int) -> None:
    """Until the command ends, a signal says stop, or the supervisor's end of the pipe is closed."""
    while not _has_ended(pid):
        readable, _, _ = select.select([sys.stdin.fileno(), wake], [], [])
        if sys.stdin.fileno() in readable and not os.read(sys.stdin.fileno(), 1024):
            return
        if wake in readable and set(os.read(wake, 1024)) & {signal.SIGTERM, signal.SIGINT, signal.SIGHUP}:
            return


def _stop_group(command: "subprocess.Popen[bytes]", grace: float) -> None:
    """Ask the command to stop its own children; whoever is left after the grace is killed."""
    if not _has_ended(command.pid):
        os.kill(command.pid, signal.SIGTERM)
        deadline = time.monotonic() + grace
        while time.monotonic() < deadline and not _has_ended(command.pid):
            time.sleep(0.05)
    with contextlib.suppress(ProcessLookupError, PermissionError):  # macOS refuses when only zombies are left
        os.killpg(command.pid, signal.SIGKILL)


def main(arguments: list[str]) -> int:
    grace = float(arguments[0])
    wake, wake_end = os.pipe()
    os.set_blocking(wake_end, False)
    signal.set_wakeup_fd(wake_end)
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGCHLD):
        signal.signal(number, lambda *_: None)
    command = subprocess.Popen(  # noqa: S603 - the supervisor's own command line
        arguments[1:],
        stdin=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=_die_with_guard if sys.platform == "linux" else None,  # noqa: PLW1509 - no threads here
    )
    _wait_for_reason(command.pid, wake)
    _stop_group(command, grace)
    status = command.wait()
    return status if status >= 0 else 128 - status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
