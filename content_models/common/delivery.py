"""What a worker does with one delivery: count it, run it, and make its effect happen once."""

import logging
import traceback
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django_q.exceptions import TimeoutException

from content_models.common.clock import utc_now
from content_models.common.heartbeat import beat_worker, this_node
from content_models.common.jobs import Job, deliver, find_job, retry_delay
from content_models.common.models import JobEffect

logger = logging.getLogger("linli.jobs")


def run_job(name: str, effect_key: str, arguments: dict[str, Any]) -> None:
    """Called by django-q2's worker. Never raises: what went wrong is on the JobEffect row and in the log."""
    now = utc_now()
    beat_worker(now=now)
    wanted = find_job(name)
    if wanted is None:
        logger.error("job %s is not known here (%s): given up", name, effect_key)
        JobEffect.objects.open().filter(effect_key=effect_key).update(failed_at=now, last_error="UnknownJob")
    elif _begin_attempt(wanted, effect_key, now):
        _attempt(wanted, effect_key, arguments, now)


def run_scheduled(name: str, *, due_at: str) -> None:
    """A turn of a scheduled job; the turn's time is its effect key, so a redelivered turn is the same turn."""
    effect_key = f"{name}@{due_at}"
    JobEffect.objects.get_or_create(effect_key=effect_key, defaults={"job": name, "queued_at": utc_now()})
    run_job(name, effect_key, {})


def _begin_attempt(wanted: Job, effect_key: str, now: datetime) -> bool:
    """Count the attempt and commit that before it runs: a job that kills its worker still runs out of attempts."""
    effect = JobEffect.objects.open().filter(effect_key=effect_key)
    if effect.filter(attempts__lt=wanted.max_attempts).update(
        attempts=F("attempts") + 1, started_at=now, node=this_node()
    ):
        return True
    if effect.update(failed_at=now, last_error="WorkerLost"):
        logger.error(
            "job %s (%s) took its worker down %d times: given up", wanted.name, effect_key, wanted.max_attempts
        )
    return False


def _attempt(wanted: Job, effect_key: str, arguments: dict[str, Any], now: datetime) -> None:
    try:
        if wanted.atomic:
            _run_once(wanted, effect_key, arguments, now)
        else:
            wanted.function(now=now, **arguments)
            _mark_done(effect_key)
    except (Exception, TimeoutException) as error:  # noqa: BLE001 - whatever the body raised is recorded, then retried
        _record_failure(wanted, effect_key, arguments, error)


def _run_once(wanted: Job, effect_key: str, arguments: dict[str, Any], now: datetime) -> None:
    """Mark first, then work: a second delivery at the same moment waits for this row and then finds it done."""
    with transaction.atomic():
        if _mark_done(effect_key):
            wanted.function(now=now, **arguments)


def _mark_done(effect_key: str) -> bool:
    return JobEffect.objects.open().filter(effect_key=effect_key).update(done_at=utc_now()) == 1


def _record_failure(wanted: Job, effect_key: str, arguments: dict[str, Any], error: BaseException) -> None:
    now = utc_now()
    kind = type(error).__name__
    # The frames without the message: a message quotes the row it failed on.
    frames = "".join(traceback.format_tb(error.__traceback__))
    with transaction.atomic():
        effect = JobEffect.objects.select_for_update().get(effect_key=effect_key)
        gives_up = wanted.is_scheduled or effect.attempts >= wanted.max_attempts
        effect.last_error = kind
        effect.started_at = None
        effect.failed_at = now if gives_up else None
        effect.save(update_fields=["last_error", "started_at", "failed_at"])
        if not gives_up:
            at = now + retry_delay(effect.attempts)
            deliver(wanted, effect_key=effect_key, arguments=arguments, at=at)
    logger.error(
        "job %s (%s) attempt %d: %s%s\n%s",
        wanted.name, effect_key, effect.attempts, kind, ", given up" if gives_up else "", frames,
    )  # fmt: skip
