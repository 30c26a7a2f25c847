"""Delivered at least once, effective once; a job that can't succeed stops and is seen."""

import logging
from datetime import timedelta

import pytest
from django_q.models import OrmQ
from django_q.signing import SignedPackage

from content_models.common.clock import utc_now
from content_models.common.delivery import run_job, run_scheduled
from content_models.common.jobs import enqueue
from content_models.common.models import Heartbeat, JobEffect
from tests.common.sample_jobs import count_up, write_then_fail

pytestmark = pytest.mark.django_db


def ran_times(name: str) -> int:
    row = Heartbeat.objects.filter(name=name).first()
    return 0 if row is None else 1 + row.beat_at.minute


def test_a_queued_job_runs_and_is_marked_done(run_jobs):
    enqueue(count_up, effect_key="count:1", name="x")

    assert run_jobs() == 1

    assert ran_times("x") == 1
    effect = JobEffect.objects.get()
    assert effect.done_at is not None
    assert effect.attempts == 1


def test_a_second_delivery_of_the_same_effect_does_nothing(run_jobs):
    enqueue(count_up, effect_key="count:1", name="x")
    again = SignedPackage.loads(OrmQ.objects.get().payload)
    run_jobs()

    run_job(*again["args"])

    assert ran_times("x") == 1


def test_a_failed_attempt_leaves_nothing_half_written_and_comes_back_later(run_jobs):
    enqueue(write_then_fail, effect_key="puncture:1")

    run_jobs()

    assert not Heartbeat.objects.filter(name="half-written").exists()
    effect = JobEffect.objects.get()
    assert (effect.attempts, effect.done_at, effect.failed_at) == (1, None, None)
    assert OrmQ.objects.get().lock > utc_now() + timedelta(seconds=25)


def test_a_job_is_given_up_after_its_last_attempt(run_jobs):
    enqueue(write_then_fail, effect_key="puncture:1")

    assert run_jobs(now=utc_now() + timedelta(days=1)) == 3

    effect = JobEffect.objects.get()
    assert effect.attempts == 3
    assert effect.failed_at is not None
    assert not OrmQ.objects.exists()


def test_a_job_that_kills_its_worker_runs_out_of_attempts_too():
    """A killed worker comes back as a plain redelivery: the attempt was counted before the body began."""
    enqueue(write_then_fail, effect_key="puncture:1")
    JobEffect.objects.update(attempts=3, started_at=utc_now())

    run_job("test.puncture", "puncture:1", {})

    effect = JobEffect.objects.get()
    assert effect.last_error == "WorkerLost"
    assert effect.failed_at is not None


def test_neither_the_row_nor_the_log_keeps_what_the_error_said(run_jobs, caplog):
    enqueue(write_then_fail, effect_key="puncture:1")

    with caplog.at_level(logging.ERROR, logger="linli.jobs"):
        run_jobs()

    assert JobEffect.objects.get().last_error == "FlatTyreError"
    assert "FlatTyreError" in caplog.text
    assert "sample_jobs.py" in caplog.text
    assert "陈秀兰" not in caplog.text
    assert "13800138000" not in caplog.text


def test_a_job_nobody_knows_any_more_is_given_up_not_repeated():
    JobEffect.objects.create(effect_key="gone:1", job="test.gone", queued_at=utc_now())

    run_job("test.gone", "gone:1", {})

    assert JobEffect.objects.get().last_error == "UnknownJob"


def test_a_turn_of_a_schedule_that_is_delivered_twice_runs_once():
    run_scheduled("test.sweep", due_at="2026-11-21T10:00:00+00:00")
    Heartbeat.objects.all().delete()

    run_scheduled("test.sweep", due_at="2026-11-21T10:00:00+00:00")

    assert not Heartbeat.objects.exists()
    assert JobEffect.objects.get().attempts == 1


def test_a_failed_turn_is_not_retried_because_the_next_one_comes():
    run_scheduled("test.broken-sweep", due_at="2026-11-21T10:00:00+00:00")

    assert JobEffect.objects.get().failed_at is not None
    assert not OrmQ.objects.exists()
