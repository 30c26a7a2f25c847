"""What every test may ask for. The machinery lives in tests/support, one concern per file."""

from collections.abc import Callable

import pytest
from django.core.cache import caches
from django.db import connection
from pytest_django.plugin import DjangoDbBlocker

from tests.support import database
from tests.support.cast import Cast, make_cast
from tests.support.queue import run_queue
from tests.support.snapshot import Snapshot

pytest_plugins = ["tests.support.live_stack", "tests.support.browser"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Asking for `pg_only` marks a test `postgres`, which SQLite skips; asking for `live_stack` marks it `live`."""
    for item in items:
        if "live_stack" in getattr(item, "fixturenames", ()) and not item.get_closest_marker("journey"):
            item.add_marker(pytest.mark.live)
        if "pg_only" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.postgres)
        if item.get_closest_marker("postgres") and connection.vendor != "postgresql":
            item.add_marker(pytest.mark.skip(reason="needs PostgreSQL: python -m tests.support.postgres pytest …"))


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_modify_db_settings: None) -> bool:
    """pytest-django's question whether to begin with the database that is there."""
    return database.take_copy()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    with django_db_blocker.unblock():
        database.keep_copy()
        database.flush_behind_the_walls(connection)


@pytest.fixture
def pg_only() -> None:
    """This test means PostgreSQL: real row locks, real concurrent connections."""


@pytest.fixture
def run_jobs() -> Callable[..., int]:
    """Drain the background queue: `run_jobs()`, or `run_jobs(now=…)` to reach retries that are due later."""
    return run_queue


@pytest.fixture(autouse=True)
def _nothing_kept() -> None:
    """The cast keeps its ids from test to test: what one test cached would be read by the next."""
    for cache in caches.all():
        cache.clear()


@pytest.fixture(autouse=True)
def _no_beat_remembered() -> None:
    """A worker remembers its last beat; a test begins without one."""
    from content_models.common import heartbeat

    heartbeat._last_beat_at = None


@pytest.fixture(scope="session")
def kept_casts() -> list[Snapshot[Cast]]:
    """The cast as the first test of this run made it: at most one."""
    return []


@pytest.fixture
def cast(db: None, kept_casts: list[Snapshot[Cast]]) -> Cast:
    """Two communities and the people in them (tests/support/cast.py)."""
    if not connection.in_atomic_block:  # this test commits: its tables are empty of what migrations brought
        return make_cast()
    if kept_casts:
        return kept_casts[0].bring_back()
    snapshot, made = Snapshot.of(make_cast)
    kept_casts.append(snapshot)
    return made
