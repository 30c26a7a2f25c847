"""Two workers with the same delivery: the database lets one of them have the effect."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from content_models.common import delivery
from content_models.common.delivery import run_job
from content_models.common.jobs import enqueue
from content_models.common.models import Heartbeat, JobEffect
from tests.common.sample_jobs import count_up

pytestmark = pytest.mark.django_db(transaction=True)

WORKERS = 8


def deliver_to_all_at_once() -> None:
    start_line = threading.Barrier(WORKERS)

    def work(_: int) -> None:
        start_line.wait()
        try:
            run_job("test.count", "count:1", {"name": "x"})
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=WORKERS) as pool:
        list(pool.map(work, range(WORKERS)))


def ran_times() -> int:
    row = Heartbeat.objects.filter(name="x").first()
    return 0 if row is None else 1 + row.beat_at.minute


@pytest.fixture
def _many_attempts_allowed(monkeypatch):
    monkeypatch.setattr(delivery, "_begin_attempt", lambda *_: True)


@pytest.mark.usefixtures("pg_only", "_many_attempts_allowed")
def test_one_of_eight_simultaneous_deliveries_has_the_effect():
    enqueue(count_up, effect_key="count:1", name="x")

    deliver_to_all_at_once()

    assert ran_times() == 1
    assert JobEffect.objects.get().done_at is not None


@pytest.mark.usefixtures("pg_only", "_many_attempts_allowed")
def test_without_the_mark_the_same_deliveries_have_it_more_than_once(monkeypatch):
    """The twin that shows the race: the same eight, with the guard off."""
    monkeypatch.setattr(delivery, "_mark_done", lambda _: True)
    ran: list[int] = []
    monkeypatch.setattr("tests.common.sample_jobs.beat", lambda *_, **__: ran.append(1))
    enqueue(count_up, effect_key="count:1", name="x")

    deliver_to_all_at_once()

    assert len(ran) > 1
