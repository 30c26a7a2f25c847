"""Background jobs: how to declare one and how to ask for one.

    @job("wishes.expire", every_minutes=10)
    def expire_wishes(*, now: datetime) -> None: ...


    @job("notices.text", max_attempts=3)
    def send_text(*, now: datetime, notice_id: UUID) -> None: ...


    enqueue(send_text, effect_key=f"notices.text:{notice.id}", notice_id=notice.id)

A job lives in `<app>/jobs.py`, takes keywords only, and is given `now`. `enqueue` writes to the queue's table in
the caller's transaction: the job exists if and only if its cause was committed, so nothing has to wait for
`on_commit`. The queue delivers at least once; `effect_key` names the effect, which happens once (delivery.py).

The body runs in one transaction together with its "done" mark. A sweep over many rows says `atomic=False`, opens
a short transaction per row, and must be repeatable. A job that fails is tried again after 30 seconds, 2, 8 and 32
minutes; a scheduled one waits for its next turn. django-q2's own count of attempts misses killed workers, therefore
each attempt is counted in `JobEffect` before it begins, and after `max_attempts` the job is given up in plain sight.

Arguments are ids and short codes. The queue is a table that people look at and copy: no name, phone or text in it.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final, TypeVar
from uuid import UUID

from django.db import transaction
from django_q.brokers.orm import ORM
from django_q.models import OrmQ
from django_q.tasks import async_task

from content_models.common.clock import utc_now
from content_models.common.models import JobEffect

Argument = UUID | int | bool | str | None
JobFunction = TypeVar("JobFunction", bound=Callable[..., None])

RUN_JOB: Final = "content_models.common.delivery.run_job"
LARGEST_ID: Final = 10**10  # a Chinese mobile number has eleven digits
CODE: Final = re.compile(r"[A-Za-z0-9_.:@+-]{1,64}")
EFFECT_KEY: Final = re.compile(r"[A-Za-z0-9_.:@+-]{1,200}")
LONG_NUMBER: Final = re.compile(r"\d{10}")
UUID_TEXT: Final = re.compile(r"[0-9a-fA-F]{8}-?(?:[0-9a-fA-F]{4}-?){3}[0-9a-fA-F]{12}")


class UnsafeArgument(ValueError):
    """An argument or effect key that could carry personal data into the queue."""


@dataclass(frozen=True)
class Job:
    name: str
    function: Callable[..., None]
    max_attempts: int
    every_minutes: int | None
    atomic: bool

    @property
    def is_scheduled(self) -> bool:
        return self.every_minutes is not None


_jobs: dict[str, Job] = {}


def job(
    name: str, *, max_attempts: int = 5, every_minutes: int | None = None, atomic: bool = True
) -> Callable[[JobFunction], JobFunction]:
    """Declare a job under a name that never changes: rows of the queue and of `JobEffect` refer to it."""

    def register(function: JobFunction) -> JobFunction:
        known = _jobs.get(name)
        if known is not None and known.function.__module__ != function.__module__:
            raise ValueError(f"Two jobs are called {name!r}: in {known.function.__module__} and {function.__module__}.")
        _jobs[name] = Job(name, function, max_attempts, every_minutes, atomic)
        return function

    return register


def find_job(name: str) -> Job | None:
    return _jobs.get(name)


def scheduled_jobs() -> list[Job]:
    return [job for job in _jobs.values() if job.is_scheduled]


def enqueue(function: Callable[..., None], *, effect_key: str, **arguments: Argument) -> bool:
    """Ask for a job, in the transaction of its cause. False: this effect was asked for before, nothing was added.

    Raises UnsafeArgument for anything that is not an id or a short code.
    """
    wanted = next((known for known in _jobs.values() if known.function is function), None)
    if wanted is None:
        raise ValueError(f"{function!r} is not a job: decorate it with @job.")
    _refuse_unsafe(effect_key, arguments)
    return add_to_queue(wanted, effect_key=effect_key, arguments=arguments)


def add_to_queue(wanted: Job, *, effect_key: str, arguments: Mapping[str, Any]) -> bool:
    """The door behind `enqueue`; only tasks.py passes Wagtail's own arguments through it unchecked."""
    with transaction.atomic():
        _, is_new = JobEffect.objects.get_or_create(
            effect_key=effect_key, defaults={"job": wanted.name, "queued_at": utc_now()}
        )
        if is_new:
            deliver(wanted, effect_key=effect_key, arguments=arguments, at=utc_now())
    return is_new


def deliver(wanted: Job, *, effect_key: str, arguments: Mapping[str, Any], at: datetime) -> None:
    """Put one delivery into the queue, not before `at`."""
    # save=False: JobEffect is the record; django-q2's own would keep every argument and result as well.
    options = {"broker": NotBefore(at), "save": False}
    with transaction.atomic():
        async_task(RUN_JOB, wanted.name, effect_key, dict(arguments), task_name=wanted.name[:100], q_options=options)


def retry_delay(attempts: int) -> timedelta:
    """30 seconds, then four times as long each time."""
    return timedelta(seconds=30 * 4 ** (attempts - 1))


class NotBefore(ORM):
    """django-q2's database broker, writing a task that stays locked until its time has come."""

    def __init__(self, at: datetime) -> None:
        self.at = at
        super().__init__()

    def enqueue(self, task: str) -> int:
        queue: str = self.list_key
        return OrmQ.objects.create(key=queue, payload=task, lock=self.at).pk


def _refuse_unsafe(effect_key: str, arguments: Mapping[str, object]) -> None:
    if not EFFECT_KEY.fullmatch(effect_key) or _has_long_number(effect_key):
        raise UnsafeArgument("An effect key is made of ids and short codes.")
    for name, value in arguments.items():
        if not _is_safe(value):
            raise UnsafeArgument(f"{name} is neither an id nor a short code: it does not belong into the queue.")


def _is_safe(value: object) -> bool:
    if value is None or isinstance(value, (bool, UUID)):
        return True
    if isinstance(value, int):
        return abs(value) < LARGEST_ID
    if isinstance(value, str):
        return CODE.fullmatch(value) is not None and not _has_long_number(value)
    return False


def _has_long_number(text: str) -> bool:
    """Ten digits in a row, outside of a UUID, are a phone or an identity card."""
    return LONG_NUMBER.search(UUID_TEXT.sub("", text)) is not None
