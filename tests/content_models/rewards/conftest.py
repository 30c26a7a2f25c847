"""The exchange of Pine Lane (tests/support/service_life.py)."""

from __future__ import annotations

import pytest
from django.core.cache import caches

from tests.support.cast import Cast
from tests.support.service_life import ServiceLife


@pytest.fixture
def life(cast: Cast) -> ServiceLife:
    caches["tries"].clear()  # wrong codes are counted there
    return ServiceLife(cast)
