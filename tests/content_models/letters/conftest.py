from __future__ import annotations

import pytest

from tests.support.cast import Cast
from tests.support.letter_life import LetterLife


@pytest.fixture
def letters(cast: Cast) -> LetterLife:
    """Awards about which letters are written (tests/support/letter_life.py)."""
    return LetterLife(cast)
