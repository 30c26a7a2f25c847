"""The schedule table says what the code says."""

from datetime import timedelta

import pytest
from django_q.models import OrmQ, Schedule
from django_q.scheduler import scheduler

from content_models.common.clock import utc_now
from content_models.common.models import Heartbeat, JobEffect
from content_models.common.schedules import purge_old_traces, sync_schedules
from tests.common import sample_jobs  # noqa: F401 - its jobs are in the schedule

pytestmark = pytest.mark.django_db


def test_every_scheduled_job_gets_one_row_however_often_it_is_synced():
    sync_schedules(now=utc_now())
    first = set(Schedule.objects.values_list("pk", "name"))

    sync_schedules(now=utc_now())

    assert set(Schedule.objects.values_list("pk", "name")) == first
    assert {"linli:test.sweep", "linli:common.purge", "linli:beat"} <= {name for _, name in first}


def test_syncing_again_does_not_move_the_next_turn():
    sync_schedules(now=utc_now())
    later = utc_now() + timedelta(minutes=7)
    Schedule.objects.update(next_run=later)

    sync_schedules(now=utc_now())

    assert set(Schedule.objects.values_list("next_run", flat=True)) == {later}


def test_a_job_that_is_gone_from_the_code_goes_from_the_table_and_others_stay():
    Schedule.objects.create(name="linli:removed", func="nowhere.nothing")
    Schedule.objects.create(name="somebody else's", func="nowhere.nothing")

    sync_schedules(now=utc_now())

    names = set(Schedule.objects.values_list("name", flat=True))
    assert "linli:removed" not in names
    assert "somebody else's" in names


def test_a_changed_interval_is_taken_over():
    sync_schedules(now=utc_now())
    Schedule.objects.filter(name="linli:test.sweep").update(minutes=99)

    sync_schedules(now=utc_now())

    assert Schedule.objects.get(name="linli:test.sweep").minutes == 10


@pytest.mark.django_db(transaction=True)  # django-q2 closes old connections before it looks
def test_django_q_turns_the_rows_into_work(run_jobs):
    sync_schedules(now=utc_now() - timedelta(seconds=1))

    scheduler()
    assert OrmQ.objects.count() == Schedule.objects.count()
    run_jobs()

    assert Heartbeat.objects.filter(name="scheduler").exists()
    assert Heartbeat.objects.filter(name="swept").exists()
    assert JobEffect.objects.get(job="test.sweep").done_at is not None


def test_old_traces_are_forgotten_and_young_ones_kept():
    now = utc_now()
    for key, fields in {
        "done-old": {"done_at": now - timedelta(days=15)},
        "done-young": {"done_at": now - timedelta(days=13)},
        "failed-old": {"failed_at": now - timedelta(days=91)},
        "failed-young": {"failed_at": now - timedelta(days=89)},
        "open": {},
    }.items():
        JobEffect.objects.create(effect_key=key, job="test.count", queued_at=now - timedelta(days=100), **fields)

    purge_old_traces(now=now)

    assert set(JobEffect.objects.values_list("effect_key", flat=True)) == {"done-young", "failed-young", "open"}
