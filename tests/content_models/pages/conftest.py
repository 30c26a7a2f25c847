"""Pine Lane and Oak Court with their home pages."""

from __future__ import annotations

import pytest

from content_models.common.clock import utc_now
from content_models.pages.actions import open_home_page
from content_models.pages.models import HomePage
from tests.support.cast import Cast, actor


@pytest.fixture
def home(cast: Cast) -> HomePage:
    return open_home_page(community=cast.pine.community, actor=actor(cast.ada), now=utc_now())
