"""Asking for a job: with its cause or not at all, once per effect, and without personal data."""

from datetime import UTC, date, datetime
from uuid import UUID, uuid4

import pytest
from django.db import transaction
from django_q.models import OrmQ

from content_models.common.jobs import UnsafeArgument, enqueue, job
from content_models.common.models import JobEffect
from tests.common.sample_jobs import count_up

pytestmark = pytest.mark.django_db


def test_a_job_vanishes_when_its_cause_is_rolled_back():
    class CauseFailedError(Exception): ...

    with pytest.raises(CauseFailedError), transaction.atomic():
        enqueue(count_up, effect_key="count:1", name="x")
        raise CauseFailedError

    assert not OrmQ.objects.exists()
    assert not JobEffect.objects.exists()


def test_a_job_is_queued_by_the_same_commit_as_its_cause():
    with transaction.atomic():
        assert enqueue(count_up, effect_key="count:1", name="x")

    assert OrmQ.objects.count() == 1
    assert JobEffect.objects.get().effect_key == "count:1"


def test_the_same_effect_is_not_queued_twice():
    assert enqueue(count_up, effect_key="count:1", name="x")
    assert not enqueue(count_up, effect_key="count:1", name="x")

    assert OrmQ.objects.count() == 1


@pytest.mark.parametrize(
    "value", [uuid4(), 7, -3, True, None, "wish.claimed", "2026-11-21T10:00:00+00:00", str(UUID(int=0))]
)
def test_ids_and_short_codes_may_travel(value):
    assert enqueue(count_up, effect_key="count:1", name=value)


@pytest.mark.parametrize(
    "value",
    [
        "陈秀兰",
        "13800138000",
        "+8613800138000",
        13800138000,
        "a sentence about somebody",
        "x" * 65,
        "",
        3.5,
        ["a"],
        {"phone": "1"},
        date(2026, 11, 21),
        datetime(2026, 11, 21, tzinfo=UTC),
    ],
)
def test_anything_that_could_be_personal_is_refused_and_nothing_is_queued(value):
    with pytest.raises(UnsafeArgument):
        enqueue(count_up, effect_key="count:1", name=value)

    assert not OrmQ.objects.exists()
    assert not JobEffect.objects.exists()


@pytest.mark.parametrize("effect_key", ["text:13800138000", "心愿", "", "x" * 201, "two words"])
def test_an_effect_key_that_could_be_personal_is_refused(effect_key):
    with pytest.raises(UnsafeArgument):
        enqueue(count_up, effect_key=effect_key, name="x")

    assert not JobEffect.objects.exists()


def test_a_function_that_is_no_job_is_refused():
    def stranger(*, now: datetime) -> None: ...

    with pytest.raises(ValueError, match="not a job"):
        enqueue(stranger, effect_key="count:1")


def test_two_jobs_cannot_share_a_name():
    def impostor(*, now: datetime) -> None: ...

    impostor.__module__ = "elsewhere"
    with pytest.raises(ValueError, match=r"Two jobs are called 'test\.count'"):
        job("test.count")(impostor)
