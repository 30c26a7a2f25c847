"""Proof of life. A beat is written only by executed work: a process that exists but does nothing goes silent.

The supervisor's watchdog sends a ping through the queue; the worker of that node answers by doing it. Every job that
runs is a beat as well, so a long queue is not taken for a dead worker. The scheduler proves itself by its schedule.
"""

import os
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.db import transaction
from django_q.tasks import async_task

from content_models.common.clock import utc_now
from content_models.common.models import Heartbeat, JobEffect

SCHEDULER: Final = "scheduler"
WORKER_PREFIX: Final = "worker:"
SCHEDULER_LIMIT: Final = timedelta(minutes=4)  # it beats every minute and looks every 30 seconds
BEAT_AT_MOST_EVERY: Final = timedelta(seconds=5)
SHOW_FAILURES_FOR: Final = timedelta(days=1)


def this_node() -> str:
    """Which worker group this process belongs to; set by the supervisor."""
    return os.environ.get("LINLI_NODE", "")


def worker_limit() -> timedelta:
    """How long a worker may execute nothing before it counts as stuck."""
    return timedelta(seconds=settings.LINLI_WORKER_LIMIT_SECONDS)


def beat(name: str, *, now: datetime) -> None:
    Heartbeat.objects.bulk_create(
        [Heartbeat(name=name, beat_at=now)],
        update_conflicts=True,
        unique_fields=["name"],
        update_fields=["beat_at"],
    )


_last_beat_at: datetime | None = None


def beat_worker(*, now: datetime) -> None:
    """This worker is at work. Written at most every five seconds."""
    global _last_beat_at  # noqa: PLW0603 - one worker process, one memory of its last beat
    if this_node() and (_last_beat_at is None or now - _last_beat_at >= BEAT_AT_MOST_EVERY):
        beat(WORKER_PREFIX + this_node(), now=now)
        _last_beat_at = now


def send_ping(node: str, *, now: datetime) -> None:
    """Ask the worker of one node for a sign of life, through the queue all nodes share."""
    expires_at = (now + worker_limit()).isoformat()
    with transaction.atomic():
        async_task("content_models.common.heartbeat.answer_ping", node, expires_at, q_options={"save": False})


def answer_ping(node: str, expires_at: str) -> None:
    """Executed by a worker. A ping that reached another node goes back into the queue until it is out of date."""
    from content_models.common.jobs import NotBefore

    now = utc_now()
    if node == this_node():
        beat_worker(now=now)
    elif now < datetime.fromisoformat(expires_at):
        options = {"broker": NotBefore(now + timedelta(seconds=1)), "save": False}
        with transaction.atomic():
            async_task("content_models.common.heartbeat.answer_ping", node, expires_at, q_options=options)


def beat_scheduler(**_: object) -> None:
    """Executed by the schedule: scheduler and worker are both alive."""
    beat(SCHEDULER, now=utc_now())


def age(name: str, *, now: datetime) -> timedelta | None:
    beat_at = Heartbeat.objects.filter(name=name).values_list("beat_at", flat=True).first()
    return None if beat_at is None else now - beat_at


def longest_job() -> timedelta:
    """How long one job may take before django-q2 stops it."""
    return timedelta(seconds=settings.Q_CLUSTER["timeout"] + 30)


def stuck_because(node: str, *, started_at: datetime, now: datetime) -> str | None:
    """Why the worker group of this node must be replaced, or None. `started_at` is when the group was started."""
    running_for = now - started_at
    worker_age = min(age(WORKER_PREFIX + node, now=now) or running_for, running_for)
    is_busy = JobEffect.objects.running_since(now - longest_job(), node=node).exists()
    if worker_age > worker_limit() and not is_busy:
        return f"no job was executed for {worker_age.seconds} s"
    scheduler_age = min(age(SCHEDULER, now=now) or running_for, running_for)
    if scheduler_age > SCHEDULER_LIMIT and not is_busy:
        return f"the scheduler was silent for {scheduler_age.seconds} s"
    return None


@dataclass(frozen=True)
class WorkHealth:
    """Ages in whole seconds; None: never seen."""

    worker_age_seconds: int | None
    scheduler_age_seconds: int | None
    failed_jobs: int
    worker_alive: bool
    scheduler_alive: bool


def work_health(*, now: datetime) -> WorkHealth:
    """How background work is doing, over all nodes."""
    latest = Heartbeat.objects.filter(name__startswith=WORKER_PREFIX).order_by("-beat_at").first()
    worker_age = None if latest is None else now - latest.beat_at
    scheduler_age = age(SCHEDULER, now=now)
    is_busy = latest is not None and (
        JobEffect.objects.running_since(now - longest_job(), node=latest.name.removeprefix(WORKER_PREFIX)).exists()
    )
    return WorkHealth(
        worker_age_seconds=None if worker_age is None else int(worker_age.total_seconds()),
        scheduler_age_seconds=None if scheduler_age is None else int(scheduler_age.total_seconds()),
        failed_jobs=JobEffect.objects.failed_since(now - SHOW_FAILURES_FOR).count(),
        worker_alive=worker_age is not None and (worker_age <= worker_limit() or is_busy),
        scheduler_alive=scheduler_age is not None and scheduler_age <= SCHEDULER_LIMIT,
    )
