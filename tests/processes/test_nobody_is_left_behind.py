"""However a group of processes ends, the whole of it ends."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from cms.processes.group import GUARD
from tests.processes import family


def guard(folder: Path, *, grace: float = 5.0, deaf: bool = False) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, str(GUARD), str(grace), *family.command(folder, deaf=deaf)], stdin=subprocess.PIPE
    )


def all_gone(pids: list[int]) -> bool:
    return not any(family.is_alive(pid) for pid in pids)


def test_closing_the_lifeline_ends_command_and_child(tmp_path):
    guarding = guard(tmp_path)
    pids = family.started(tmp_path)

    guarding.communicate(timeout=15)

    family.wait_until(lambda: all_gone(pids))


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_to_the_guard_ends_command_and_child(tmp_path, number):
    guarding = guard(tmp_path)
    pids = family.started(tmp_path)

    guarding.send_signal(number)

    guarding.wait(timeout=15)
    family.wait_until(lambda: all_gone(pids))


def test_a_command_that_does_not_listen_is_killed_after_the_grace(tmp_path):
    guarding = guard(tmp_path, grace=0.3, deaf=True)
    pids = family.started(tmp_path)

    guarding.communicate(timeout=15)

    family.wait_until(lambda: all_gone(pids))


def test_a_child_does_not_outlive_a_command_that_was_killed(tmp_path):
    """django-q2's workers would go on working without their main process."""
    guarding = guard(tmp_path)
    command, child = family.started(tmp_path)

    os.kill(command, signal.SIGKILL)

    assert guarding.wait(timeout=15) == 128 + signal.SIGKILL
    family.wait_until(lambda: not family.is_alive(child))


def test_a_killed_supervisor_leaves_nobody(tmp_path):
    """It could not say good-bye; its end of the pipe closed all the same."""
    script = """
import subprocess, sys, time
subprocess.Popen(sys.argv[1:], stdin=subprocess.PIPE, start_new_session=True)
time.sleep(60)
"""
    guarded = [sys.executable, str(GUARD), "5", *family.command(tmp_path)]
    supervisor = subprocess.Popen([sys.executable, "-c", script, *guarded])
    pids = family.started(tmp_path)

    supervisor.kill()
    supervisor.wait()

    family.wait_until(lambda: all_gone(pids))


@pytest.mark.skipif(sys.platform != "linux", reason="PR_SET_PDEATHSIG is Linux's")
def test_even_a_killed_guard_takes_its_command_along(tmp_path):
    guarding = guard(tmp_path)
    command, child = family.started(tmp_path)

    guarding.kill()
    guarding.wait()

    family.wait_until(lambda: not family.is_alive(command))
    os.kill(child, signal.SIGKILL)
