"""The admin as the cast sees it: Wu works for Pine Lane, Oskar next door; Ada administers it, Dai the district."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django_scopes import scopes_disabled

from content_models.people.models import User


@pytest.fixture(autouse=True)
def _fresh_cache():
    """Counters of sign-in live in the cache."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def wu(cast) -> Client:
    return cast.client(cast.wu)


@pytest.fixture
def oskar(cast) -> Client:
    return cast.client(cast.oskar)


@pytest.fixture
def ada(cast) -> Client:
    return cast.client(cast.ada)


@pytest.fixture
def dai(cast) -> Client:
    return cast.client(cast.dai)


@pytest.fixture
def owner(cast) -> Client:
    """The installation's owner: a superuser."""
    return cast.client(User.objects.create_superuser("owner", password="owner's own words"))


@pytest.fixture
def count_queries():
    """How many queries a page costs once everything that is remembered is remembered."""

    def count(client: Client, url: str) -> int:
        client.get(url)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url).status_code == 200
        return len(queries)

    return count


@pytest.fixture
def everywhere():
    """Looking behind the scenes: assertions see every community."""
    with scopes_disabled():
        yield
