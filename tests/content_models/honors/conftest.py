from __future__ import annotations

import pytest

from tests.support.cast import Cast
from tests.support.honor_life import HonorLife


@pytest.fixture
def honors(cast: Cast) -> HonorLife:
    """Rolls of Pine Lane (tests/support/honor_life.py)."""
    return HonorLife(cast)
