"""Two writers each hold what the other wants next: PostgreSQL sends one back, and she does it again."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import OperationalError, transaction
from django.db.models import F

from content_models.areas.models import Ladder
from content_models.common.overtaken import again_when_overtaken
from tests.concurrency.crowd import all_at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("pg_only")]


def crossing(first: Ladder, second: Ladder) -> list[Callable[[], None]]:
    """Two writes that meet in the middle on their first attempt."""
    meet = threading.Barrier(2, timeout=20)

    def write(one: Ladder, other: Ladder) -> Callable[[], None]:
        attempts: list[int] = []

        def act() -> None:
            attempts.append(1)
            Ladder.objects.filter(pk=one.pk).update(name=F("name"))
            if len(attempts) == 1:
                meet.wait()
            Ladder.objects.filter(pk=other.pk).update(name=F("name"))

        return act

    return [write(first, second), write(second, first)]


def outcomes(wrap: Callable[[Callable[[], None]], Callable[[], Any]]) -> list[str]:
    ladders = [Ladder.objects.create(name=name) for name in ("one", "two")]
    said: list[str] = []

    def tell(act: Callable[[], Any]) -> Callable[[], None]:
        def run() -> None:
            try:
                act()
                said.append("done")
            except OperationalError:
                said.append("sent back")

        return run

    all_at_once([tell(wrap(act)) for act in crossing(*ladders)])
    return sorted(said)


def test_who_is_sent_back_does_it_again() -> None:
    assert outcomes(again_when_overtaken) == ["done", "done"]


def test_twin_without_the_second_attempt_one_is_sent_back() -> None:
    assert outcomes(transaction.atomic) == ["done", "sent back"]
