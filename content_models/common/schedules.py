"""The declared schedules, brought into django-q2's table."""

from datetime import datetime, timedelta
from typing import Any, Final

from django.db import transaction
from django_q.models import Schedule

from content_models.common.jobs import job, scheduled_jobs
from content_models.common.models import Heartbeat, JobEffect

OURS: Final = "linli:"
BEAT: Final = "linli:beat"
LOCK: Final = "schedules"


@job("common.purge", every_minutes=24 * 60)
def purge_old_traces(*, now: datetime) -> None:
    """Done jobs go after two weeks, given up ones after a quarter, silent nodes after a week."""
    JobEffect.objects.outlived(now).delete()
    Heartbeat.objects.filter(beat_at__lt=now - timedelta(days=7)).exclude(name=LOCK).delete()


def sync_schedules(*, now: datetime) -> None:
    """Make the table say what the code says. Several nodes may start at once: one row is the lock."""
    with transaction.atomic():
        Heartbeat.objects.get_or_create(name=LOCK, defaults={"beat_at": now})
        Heartbeat.objects.select_for_update().get(name=LOCK)
        wanted = _wanted()
        Schedule.objects.filter(name__startswith=OURS).exclude(name__in=wanted).delete()
        for name, fields in wanted.items():
            known = Schedule.objects.filter(name=name).order_by("pk").first()
            if known is None:
                Schedule.objects.create(name=name, next_run=now, **fields)
            elif any(getattr(known, field) != value for field, value in fields.items()):
                Schedule.objects.filter(pk=known.pk).update(next_run=now, **fields)


def _wanted() -> dict[str, dict[str, Any]]:
    every = {"schedule_type": Schedule.MINUTES, "repeats": -1, "kwargs": repr({"q_options": {"save": False}})}
    wanted: dict[str, dict[str, Any]] = {
        BEAT: every | {"func": "content_models.common.heartbeat.beat_scheduler", "minutes": 1},
    }
    for scheduled in scheduled_jobs():
        wanted[OURS + scheduled.name] = every | {
            "func": "content_models.common.delivery.run_scheduled",
            "args": repr((scheduled.name,)),
            "minutes": scheduled.every_minutes,
            "intended_date_kwarg": "due_at",
        }
    return wanted
