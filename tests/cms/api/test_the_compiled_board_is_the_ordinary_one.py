"""Compiled once, filled with other values each time: the rows are those that the ordinary queryset gives."""

from __future__ import annotations

from itertools import product
from uuid import UUID

import pytest
from django_scopes import scope

from cms.api.board_rows import Question, ask
from content_models.common.errors import Missing
from content_models.wishes import actions
from content_models.wishes.models import Wish
from content_models.wishes.states import WishState
from tests.support.cast import Cast, Neighbourhood, actor
from tests.support.wish_life import WishLife

S = WishState


@pytest.fixture
def boards(cast: Cast) -> dict[str, Neighbourhood]:
    """Five wishes in Pine Lane, in two categories and several states; two next door."""
    life = WishLife(cast)
    for number in range(3):
        life.opened(title=f"第{number}个心愿")
    life.claim(life.opened(category_id=cast.pine.other_category.pk))
    life.new(title="还在等审核")
    for number in range(2):
        next_door = life.new(by=cast.nia, place=cast.oak, title=f"隔壁第{number}个")
        with scope(community=cast.oak.community):
            actions.approve_wish(wish_id=next_door, actor=actor(cast.oskar), now=life.now)
    return {"pine": cast.pine, "oak": cast.oak}


@pytest.mark.parametrize(
    ("states", "in_category", "goes_on", "is_member"),
    list(product([(S.OPEN,), (S.OPEN, S.CLAIMED)], [False, True], [False, True], [False, True])),
)
def test_the_same_rows_in_every_community(
    cast: Cast,
    boards: dict[str, Neighbourhood],
    states: tuple[WishState, ...],
    in_category: bool,
    goes_on: bool,
    is_member: bool,
) -> None:
    question = Question(states, in_category, goes_on, is_member, 21)
    for slug, place in boards.items():
        with scope(community=place.community):
            wishes = Wish.objects.filter(state__in=states).order_by("-id")
            if in_category:
                wishes = wishes.filter(category=place.category)
            everything = list(wishes.values_list("pk", flat=True))
        last: UUID | None = everything[0] if goes_on and everything else None
        expected = [pk for pk in everything if last is None or pk < last]
        found = ask(question, slug, category_id=place.category.pk, last=last or UUID(int=0), person_id=cast.bo.pk)
        assert [row[0] for row in found.rows] == (expected if last or not goes_on else [])


def test_a_closed_or_unknown_community_has_no_board(cast: Cast, boards: dict[str, Neighbourhood]) -> None:
    question = Question((S.OPEN,), False, False, False, 21)
    cast.pine.community.is_active = False
    cast.pine.community.save()
    for slug in ("pine", "nowhere", "pine' OR '1'='1"):
        with pytest.raises(Missing):
            ask(question, slug, category_id=None, last=None, person_id=None)
