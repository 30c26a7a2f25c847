from __future__ import annotations

import pytest

from tests.support.case_life import CaseLife
from tests.support.cast import Cast


@pytest.fixture
def cases(cast: Cast) -> CaseLife:
    """Brings cases of Pine Lane about (tests/support/case_life.py)."""
    return CaseLife(cast)
