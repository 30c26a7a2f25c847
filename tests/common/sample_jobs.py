"""Jobs for tests to queue: what they did is written into Heartbeat rows, which vanish with their transaction."""

from datetime import datetime, timedelta
from uuid import UUID

from content_models.common.heartbeat import beat
from content_models.common.jobs import job
from content_models.common.models import Heartbeat

# What a database error quotes: the row it failed on.
A_PERSON = "陈秀兰 13800138000"


class FlatTyreError(Exception): ...


@job("test.count")
def count_up(*, now: datetime, name: str) -> None:
    """Not repeatable by itself: each run moves the beat a minute further."""
    known = Heartbeat.objects.filter(name=name).first()
    beat(name, now=known.beat_at + timedelta(minutes=1) if known else datetime.min.replace(tzinfo=now.tzinfo))


@job("test.puncture", max_attempts=3)
def write_then_fail(*, now: datetime, wish_id: UUID | None = None) -> None:
    beat("half-written", now=now)
    raise FlatTyreError(A_PERSON)


@job("test.sweep", every_minutes=10, atomic=False)
def sweep(*, now: datetime) -> None:
    beat("swept", now=now)


@job("test.broken-sweep", every_minutes=10)
def broken_sweep(*, now: datetime) -> None:
    raise FlatTyreError(A_PERSON)
