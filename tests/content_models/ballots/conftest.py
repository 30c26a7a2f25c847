from __future__ import annotations

import pytest

from tests.support.ballot_life import BallotLife
from tests.support.cast import Cast


@pytest.fixture
def ballots(cast: Cast) -> BallotLife:
    """Ballots of Pine Lane (tests/support/ballot_life.py)."""
    return BallotLife(cast)
