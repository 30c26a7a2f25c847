"""`manage.py serve` as a stranger runs it: what is killed comes back, what is stuck is replaced."""

import os
import signal
import subprocess
import urllib.request

from tests.processes.family import wait_until
from tests.support.live_stack import LiveStack
from tests.support.process_tree import RunningProcess, descendants
from tools.console import ROOT
from tools.python_packages import PYTHON


def cluster_of(stack: LiveStack) -> list[RunningProcess]:
    """django-q2's processes: main first, then its sentinel, then those that work."""
    return [
        process
        for process in descendants(stack.pid)
        if "guard.py" not in process.command and "qcluster" in process.command
    ]


def workers_of(stack: LiveStack) -> list[RunningProcess]:
    main, sentinel, *others = cluster_of(stack)
    assert sentinel.parent == main.pid
    return others


def how_it_stands(stack: LiveStack) -> str:
    """For whoever reads a failure on a machine that is gone by then."""
    return "\n".join([*(str(process) for process in descendants(stack.pid)), str(stack.ready()), stack.log()[-4000:]])


def wait_for(stack: LiveStack, holds, *, seconds: float = 60.0) -> None:
    wait_until(holds, seconds=seconds, tell=lambda: how_it_stands(stack))


def is_complete(stack: LiveStack) -> bool:
    return len(cluster_of(stack)) == 5  # main, sentinel, worker, monitor, pusher


def is_working(stack: LiveStack) -> bool:
    """A beat within the last moments; each is the trace of executed work."""
    age = stack.ready().get("worker_age_seconds")
    return age is not None and age <= 3


def test_a_cluster_whose_main_process_is_killed_comes_back_without_orphans(live_stack):
    wait_for(live_stack, lambda: is_complete(live_stack))
    before = {process.pid for process in cluster_of(live_stack)}

    os.kill(cluster_of(live_stack)[0].pid, signal.SIGKILL)

    wait_for(live_stack, lambda: is_complete(live_stack) and not before & {p.pid for p in cluster_of(live_stack)})
    wait_for(live_stack, lambda: is_working(live_stack))


def test_a_cluster_that_is_complete_but_does_nothing_is_replaced(live_stack):
    """All of its processes live, none of them moves: exactly what killing an idle worker can lead to."""
    wait_for(live_stack, lambda: is_complete(live_stack))
    stuck = workers_of(live_stack)
    for process in stuck:
        os.kill(process.pid, signal.SIGSTOP)

    wait_for(live_stack, lambda: "no job was executed for" in live_stack.log(), seconds=90)

    wait_for(live_stack, lambda: is_complete(live_stack) and not set(stuck) & set(cluster_of(live_stack)))
    wait_for(live_stack, lambda: is_working(live_stack))


def test_a_killed_web_server_comes_back(live_stack):
    web = next(p for p in descendants(live_stack.pid) if "granian" in p.command and "guard.py" not in p.command)

    os.kill(web.pid, signal.SIGKILL)

    wait_for(live_stack, lambda: "web ended with status" in live_stack.log())
    wait_for(live_stack, lambda: live_stack.ready() != {})


def test_the_sign_of_life_needs_no_session(live_stack):
    with urllib.request.urlopen(f"{live_stack.url}/healthz", timeout=10) as answer:
        assert answer.status == 200


def test_a_taken_port_is_said_in_one_clear_line(live_stack):
    port = live_stack.url.rsplit(":", 1)[1]
    environment = {
        **os.environ,
        "LINLI_DATA_DIR": str(live_stack.data_dir),
        "DJANGO_SETTINGS_MODULE": "cms.settings.dev",
    }

    refused = subprocess.run(
        [str(PYTHON), "manage.py", "serve", "--host", "127.0.0.1", "--port", port],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert refused.returncode != 0
    assert refused.stderr.startswith(f"CommandError: Port {port} is not free")
    assert "Traceback" not in refused.stderr
