"""A door that was not given is taken from the home, and only for a wish at home."""

from __future__ import annotations

import pytest
from django_scopes import scope

from content_models.areas.models import Area
from content_models.people.models import Membership
from tests.support.cast import Cast, wish_input


def _door_of_new_wish(cast: Cast, area: Area) -> str:
    answer = cast.client(cast.anna).post(
        "/api/v1/communities/pine/wishes", wish_input(cast.pine, area=str(area.pk)), content_type="application/json"
    )
    assert answer.status_code == 201, answer.content
    return str(answer.json()["contact"]["door"])


@pytest.fixture(autouse=True)
def annas_door(cast: Cast) -> None:
    with scope(community=cast.pine.community):
        home = Membership.objects.get(user=cast.anna)
        home.door = "301"
        home.save()


def test_at_home_the_door_is_known(cast: Cast) -> None:
    assert _door_of_new_wish(cast, cast.pine.building_1) == "301"


def test_elsewhere_nobody_knocks_at_the_wrong_door(cast: Cast) -> None:
    assert _door_of_new_wish(cast, cast.pine.building_2) == ""
