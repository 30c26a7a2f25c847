"""One world for all the cells; each cell is rolled back by itself (asking.py)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from tests.tenancy.asking import TALLIES, Asking
from tests.tenancy.world import World, make_world


@pytest.fixture(scope="package")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_world()
        transaction.set_rollback(True)


@pytest.fixture(scope="package")
def asking(world: World) -> Asking:
    return Asking(world)


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """The figures of the matrix, under every run that made it: `make test` shows them."""
    for tally in TALLIES:
        if tally.calls:
            terminalreporter.write_line(tally.line())
