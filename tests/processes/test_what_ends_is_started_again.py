"""The supervisor keeps its groups running, with patience for one that can't."""

import os
import signal
import sys
import threading

import pytest

from cms.processes.group import ProcessGroup
from cms.processes.supervisor import Supervisor
from tests.processes import family


def group(folder, *, name: str = "worker") -> ProcessGroup:
    return ProcessGroup(name, family.command(folder), grace_seconds=2.0)


@pytest.fixture
def run_supervisor(monkeypatch):
    """Runs a supervisor beside the test and stops it in the end; signals stay with pytest."""
    monkeypatch.setattr("cms.processes.supervisor.signal.signal", lambda *_: None)
    running = []

    def run(supervisor: Supervisor) -> threading.Thread:
        thread = threading.Thread(target=supervisor.run)
        thread.start()
        running.append((supervisor, thread))
        return thread

    yield run
    for supervisor, thread in running:
        supervisor.stopping.set()
        thread.join(timeout=20)
        assert not thread.is_alive()


def test_a_killed_group_is_started_again(tmp_path, run_supervisor):
    run_supervisor(Supervisor([group(tmp_path)]))
    first, _ = family.started(tmp_path)
    (tmp_path / "pids").unlink()

    os.kill(first, signal.SIGKILL)

    second, _ = family.started(tmp_path)
    assert second != first


def test_a_stuck_group_is_replaced_as_a_whole_and_only_once(tmp_path, run_supervisor):
    stuck = group(tmp_path)
    supervisor = Supervisor([stuck])
    run_supervisor(supervisor)
    old = family.started(tmp_path)
    (tmp_path / "pids").unlink()

    supervisor.replace(stuck, because="no job was executed for 61 s")

    new = family.started(tmp_path)
    assert not any(family.is_alive(pid) for pid in old)
    assert all(family.is_alive(pid) for pid in new)
    assert stuck.failures == 0


def test_stopping_ends_every_group(tmp_path, run_supervisor):
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    supervisor = Supervisor([group(tmp_path / "a", name="web"), group(tmp_path / "b")])
    thread = run_supervisor(supervisor)
    pids = family.started(tmp_path / "a") + family.started(tmp_path / "b")

    supervisor.stopping.set()
    thread.join(timeout=20)

    assert not any(family.is_alive(pid) for pid in pids)


def test_the_pause_doubles_while_a_group_keeps_ending_early_and_has_a_limit():
    failing = ProcessGroup("web", [sys.executable, "-c", "raise SystemExit(3)"])

    pauses = [failing.plan_restart(now=float(second)) for second in range(10)]

    assert pauses[:4] == [0.5, 1.0, 2.0, 4.0]
    assert pauses[-1] == 30.0


def test_a_group_that_ran_steadily_is_started_again_at_once():
    steady = ProcessGroup("web", [], failures=7, started=0.0)

    assert steady.plan_restart(now=61.0) == 0.5
