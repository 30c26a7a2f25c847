"""One demo serves all tests of a run that only look at it; it is made in the evening of a fixed day."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.db import transaction
from django.utils import translation
from pytest_django.plugin import DjangoDbBlocker

from cms.demo.making import make_demo

EVENING = datetime(2026, 11, 21, 12, 30, tzinfo=UTC)  # half past eight in the evening in Shanghai


@pytest.fixture(scope="package")
def demo(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[datetime]:
    """The demo, rolled back after the last module; returns the moment it was made at."""
    with django_db_blocker.unblock(), transaction.atomic():
        with translation.override("zh-hans"):
            assert make_demo(now=EVENING)
        yield EVENING
        transaction.set_rollback(True)


@pytest.fixture
def looking(demo: datetime, db: None) -> datetime:
    """Look at the demo; what a test changes is rolled back.

    The tables are full from the first look on: a module that makes a demo of its own has a name that comes before.
    """
    return demo
