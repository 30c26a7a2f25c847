import pytest
from django.core.cache import caches

from tests.support.cast import Cast
from tests.support.service_life import ServiceLife


@pytest.fixture
def life(cast: Cast) -> ServiceLife:
    caches["tries"].clear()
    made = ServiceLife(cast)
    made.rate(10)
    return made
