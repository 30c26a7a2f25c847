"""The cast: Alice has lived here for years, Nan has just moved in, Dan's account was switched off."""

from __future__ import annotations

import pytest
from django.core.cache import cache

from content_models.common.clock import utc_now
from content_models.people.accounts import welcome
from content_models.people.models import User
from tests.accounts.phones import Phone

ALICE, NAN, DAN = "+8613800138000", "+8613911112222", "+8613722223333"


@pytest.fixture(autouse=True)
def _fresh_cache():
    """Limits and shown messages live in the cache."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def alice(db) -> User:
    user = welcome(phone=ALICE, now=utc_now())
    user.nickname = "Alice"
    user.set_password("a long walk by the river")
    user.save()
    return user


@pytest.fixture
def dan(db) -> User:
    user = welcome(phone=DAN, now=utc_now())
    user.set_password("a long walk by the river")
    user.is_active = False
    user.save()
    return user


@pytest.fixture
def alices_phone(alice) -> Phone:
    return Phone(ALICE)


@pytest.fixture
def nans_phone(db) -> Phone:
    return Phone(NAN)


@pytest.fixture
def dans_phone(dan) -> Phone:
    return Phone(DAN)


@pytest.fixture(params=["browser", "app"])
def a_phone(request: pytest.FixtureRequest, db) -> Phone:
    """Nan's phone, once with a browser and once with an app."""
    return Phone(NAN, app=request.param == "app")
