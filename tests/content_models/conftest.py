"""What the tests of the domain share."""

from __future__ import annotations

import pytest

from tests.support.cast import Cast
from tests.support.wish_life import WishLife


@pytest.fixture
def life(cast: Cast) -> WishLife:
    """Brings wishes of Pine Lane into any state (tests/support/wish_life.py)."""
    return WishLife(cast)
