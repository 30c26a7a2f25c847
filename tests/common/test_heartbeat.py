"""A beat is proof of executed work; silence is noticed, and being busy is not silence."""

from datetime import datetime, timedelta

import pytest
from django_q.models import OrmQ

from content_models.common.clock import utc_now
from content_models.common.heartbeat import SCHEDULER, beat, send_ping, stuck_because, work_health
from content_models.common.jobs import enqueue
from content_models.common.models import Heartbeat, JobEffect
from tests.common.sample_jobs import count_up

pytestmark = pytest.mark.django_db

HERE = "this-node"


@pytest.fixture(autouse=True)
def _on_this_node(monkeypatch):
    monkeypatch.setenv("LINLI_NODE", HERE)


def ago(**parts: float) -> datetime:
    return utc_now() - timedelta(**parts)


def stuck(*, started: datetime) -> str | None:
    return stuck_because(HERE, started_at=started, now=utc_now())


def test_a_ping_is_answered_by_the_worker_it_was_meant_for(run_jobs):
    send_ping(HERE, now=utc_now())
    assert not Heartbeat.objects.exists()

    run_jobs()

    assert Heartbeat.objects.get().name == "worker:this-node"


def test_a_ping_for_another_node_goes_back_into_the_queue(run_jobs):
    send_ping("other-node", now=utc_now())

    run_jobs()

    assert not Heartbeat.objects.exists()
    assert OrmQ.objects.get().lock > utc_now()


def test_a_ping_for_a_dead_node_is_dropped_in_the_end(run_jobs):
    send_ping("other-node", now=ago(minutes=2))

    run_jobs()

    assert not OrmQ.objects.exists()


def test_any_job_that_runs_is_a_beat(run_jobs):
    enqueue(count_up, effect_key="count:1", name="x")

    run_jobs()

    assert Heartbeat.objects.filter(name="worker:this-node").exists()


def test_a_fresh_group_has_time_to_give_its_first_sign():
    assert stuck(started=ago(seconds=30)) is None


def test_a_group_that_never_works_is_stuck():
    assert "no job was executed" in (stuck(started=ago(seconds=70)) or "")


def test_a_group_that_stopped_working_is_stuck():
    beat("worker:this-node", now=ago(seconds=90))

    assert "no job was executed for 90 s" in (stuck(started=ago(hours=1)) or "")


def test_the_beat_of_another_node_does_not_cover_a_stuck_one():
    beat("worker:other-node", now=utc_now())
    beat(SCHEDULER, now=utc_now())

    assert stuck(started=ago(hours=1)) is not None


def test_a_beat_from_before_the_restart_is_not_held_against_the_new_group():
    beat("worker:this-node", now=ago(hours=5))
    beat(SCHEDULER, now=ago(hours=5))

    assert stuck(started=ago(seconds=10)) is None


def test_a_long_job_is_busy_not_stuck():
    beat("worker:this-node", now=ago(seconds=120))
    beat(SCHEDULER, now=ago(seconds=120))
    JobEffect.objects.create(
        effect_key="long:1", job="x", queued_at=ago(minutes=3), started_at=ago(seconds=120), node=HERE
    )

    assert stuck(started=ago(hours=1)) is None


def test_a_job_longer_than_any_may_take_is_no_excuse():
    beat("worker:this-node", now=ago(minutes=10))
    JobEffect.objects.create(
        effect_key="long:1", job="x", queued_at=ago(hours=1), started_at=ago(minutes=10), node=HERE
    )

    assert stuck(started=ago(hours=1)) is not None


def test_a_silent_scheduler_is_noticed():
    beat("worker:this-node", now=utc_now())
    beat(SCHEDULER, now=ago(minutes=5))

    assert "scheduler was silent" in (stuck(started=ago(hours=1)) or "")


def test_health_counts_the_youngest_worker_and_recent_failures():
    now = utc_now()
    beat("worker:a", now=now - timedelta(hours=2))
    beat("worker:b", now=now - timedelta(seconds=5))
    JobEffect.objects.create(effect_key="f:1", job="x", queued_at=now, failed_at=now - timedelta(hours=1))
    JobEffect.objects.create(effect_key="f:2", job="x", queued_at=now, failed_at=now - timedelta(days=3))

    health = work_health(now=now)

    assert health.worker_alive
    assert health.worker_age_seconds == 5
    assert not health.scheduler_alive
    assert health.scheduler_age_seconds is None
    assert health.failed_jobs == 1
