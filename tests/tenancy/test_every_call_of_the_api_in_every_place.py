"""Tenancy matrix of the API: every role × every call × things of its own, the sibling's, the parent's and the child's
place, with each id in path, query and body swapped.
"""

from __future__ import annotations

import pytest

from tests.tenancy.api_matrix import ApiMatrix
from tests.tenancy.asking import Asking, new_tally
from tests.tenancy.world import World

pytestmark = pytest.mark.django_db

ROLES = (
    "visitor", "newcomer", "resident", "volunteer", "chief", "merchant", "unit_liaison", "grid_worker", "worker",
    "community_admin", "street_worker", "district_admin", "other_district_admin",
)  # fmt: skip


@pytest.fixture(scope="module")
def matrix(world: World, asking: Asking) -> ApiMatrix:
    return ApiMatrix(world, asking, new_tally("Tenancy, API"))


def test_everybody_is_tried(world: World) -> None:
    assert set(world.people) == set(ROLES)


@pytest.mark.parametrize("role", ROLES)
def test_everybody_gets_her_own_and_nothing_else(matrix: ApiMatrix, world: World, role: str) -> None:
    holes = matrix.holes(world.people[role])
    assert not holes, "\n" + "\n".join(holes)
