"""Wagtail's own background tasks (django-tasks) take the same road as our jobs."""

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.module_loading import import_string
from django_scopes import scopes_disabled
from django_tasks.backends.base import BaseTaskBackend
from django_tasks.base import Task, TaskResult, TaskResultStatus

from content_models.common.ids import uuid7
from content_models.common.jobs import add_to_queue, find_job, job

NAME = "common.library_task"


@job(NAME, max_attempts=3)
def run_library_task(*, now: datetime, path: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> None:  # noqa: ARG001 - every job is given `now`
    task: Task[..., object] = import_string(path)
    with scopes_disabled():  # it looks at the one thing it is named, to index it; it shows nobody anything
        task.call(*args, **kwargs)


class JobTaskBackend(BaseTaskBackend):
    """`enqueue` writes to our queue in the caller's transaction, so the task exists if its cause was committed."""

    def enqueue(self, task: Task[..., Any], args: Any, kwargs: Any) -> TaskResult[Any]:
        self.validate_task(task)
        wanted = find_job(NAME)
        if wanted is None:
            raise LookupError(f"{NAME} is not registered.")
        task_id = str(uuid7())
        add_to_queue(
            wanted,
            effect_key=f"{NAME}:{task_id}",
            arguments={"path": task.module_path, "args": tuple(args), "kwargs": dict(kwargs)},
        )
        return TaskResult(
            task=task,
            id=task_id,
            status=TaskResultStatus.READY,
            enqueued_at=timezone.now(),
            started_at=None,
            last_attempted_at=None,
            finished_at=None,
            args=list(args),
            kwargs=dict(kwargs),
            backend=self.alias,
            errors=[],
            worker_ids=[],
        )
