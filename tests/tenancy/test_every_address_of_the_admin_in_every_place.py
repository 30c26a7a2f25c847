"""Tenancy matrix of everything outside of the API, Wagtail's own screens included: every role × every address × things
of its own place, next door's and the district's.
"""

from __future__ import annotations

import pytest

from tests.tenancy.admin_matrix import AdminMatrix
from tests.tenancy.asking import Asking, new_tally
from tests.tenancy.test_every_call_of_the_api_in_every_place import ROLES
from tests.tenancy.world import World

# The longest test of all, and about screens and permissions: what databases do differently is in the other tests.
pytestmark = [pytest.mark.django_db, pytest.mark.either_database]


@pytest.fixture(scope="module")
def matrix(world: World, asking: Asking) -> AdminMatrix:
    return AdminMatrix(world, asking, new_tally("Tenancy, admin"))


@pytest.mark.parametrize("role", ROLES)
def test_everybody_gets_her_own_and_nothing_else(matrix: AdminMatrix, world: World, role: str) -> None:
    holes = matrix.holes(world.people[role])
    assert not holes, "\n" + "\n".join(holes)
