"""The watchdog asks for work and has a group replaced that does none."""

from datetime import timedelta
from unittest import mock

import pytest
from django.db import OperationalError
from django_q.models import OrmQ

from cms.processes.group import ProcessGroup
from cms.processes.watchdog import Watchdog
from content_models.common.clock import utc_now
from content_models.common.heartbeat import SCHEDULER, beat

NODE = "this-node"


class RunningGroup(ProcessGroup):
    is_running = True


@pytest.fixture
def complaints() -> list[str]:
    return []


@pytest.fixture
def watchdog(complaints, monkeypatch) -> Watchdog:
    monkeypatch.setattr("cms.processes.watchdog.time.monotonic", lambda: 10_000.0)
    return Watchdog(RunningGroup("worker", [], started=9_000.0), node=NODE, on_stuck=complaints.append)


@pytest.mark.django_db
def test_it_pings_a_silent_worker(watchdog, complaints):
    beat(f"worker:{NODE}", now=utc_now() - timedelta(seconds=20))
    beat(SCHEDULER, now=utc_now())

    watchdog.look()

    assert OrmQ.objects.count() == 1
    assert complaints == []


@pytest.mark.django_db
def test_it_leaves_a_working_worker_in_peace(watchdog, complaints):
    beat(f"worker:{NODE}", now=utc_now())
    beat(SCHEDULER, now=utc_now())

    watchdog.look()

    assert not OrmQ.objects.exists()
    assert complaints == []


@pytest.mark.django_db
def test_it_complains_of_a_worker_that_does_nothing(watchdog, complaints):
    beat(f"worker:{NODE}", now=utc_now() - timedelta(seconds=90))

    watchdog.look()

    assert complaints == ["no job was executed for 90 s"]


def test_a_database_that_is_away_is_not_the_workers_fault(watchdog, complaints, monkeypatch):
    def away() -> None:
        watchdog.stopping.set()
        raise OperationalError("server closed the connection")

    monkeypatch.setattr(watchdog, "look", away)
    monkeypatch.setattr("cms.processes.watchdog.connection", mock.Mock())

    watchdog.run()

    assert complaints == []
