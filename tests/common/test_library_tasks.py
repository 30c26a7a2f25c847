"""What Wagtail enqueues with django-tasks is worked by our queue."""

import pytest
from django.db import transaction
from django_q.models import OrmQ
from django_tasks import task

from content_models.common.models import JobEffect

pytestmark = pytest.mark.django_db

seen: list[tuple[str, int]] = []


@task()
def note(word: str, number: int = 0) -> None:
    seen.append((word, number))


@pytest.fixture(autouse=True)
def _on_our_queue(settings):
    seen.clear()
    settings.TASKS = {"default": {"BACKEND": "content_models.common.tasks.JobTaskBackend"}}


def test_a_task_waits_in_the_queue_and_runs_once(run_jobs):
    result = note.enqueue("心愿", number=3)
    assert seen == []
    assert result.id in JobEffect.objects.get().effect_key

    run_jobs()

    assert seen == [("心愿", 3)]


def test_a_task_vanishes_with_a_rolled_back_cause():
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        note.enqueue("心愿")
        _ = 1 / 0

    assert not OrmQ.objects.exists()
