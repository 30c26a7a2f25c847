"""What the tests of the API share."""

from __future__ import annotations

import pytest

from tests.cms.api.calls import Calls
from tests.support.cast import Cast
from tests.support.service_life import ServiceLife
from tests.support.wish_life import WishLife


@pytest.fixture
def api(cast: Cast) -> Calls:
    return Calls(cast)


@pytest.fixture
def life(cast: Cast) -> WishLife:
    """Brings wishes of Pine Lane into any state (tests/support/wish_life.py)."""
    return WishLife(cast)


@pytest.fixture
def service(cast: Cast) -> ServiceLife:
    """Brings hours, points and rewards of Pine Lane about (tests/support/service_life.py)."""
    return ServiceLife(cast)
