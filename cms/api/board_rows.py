"""The rows of a board, by queries that are compiled once for each kind of question.

Here are the questions that phones ask all day: public states, perhaps one category, newest first, page by page.
The others (search, nearest first, one's own) are asked by `board.py` as ordinary querysets.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery
from django_scopes import scope

from content_models.areas.models import Community
from content_models.common.compiled import CompiledQuery, Row
from content_models.common.errors import Missing
from content_models.wishes.models import Claim, Wish
from content_models.wishes.policy import WishFacts
from content_models.wishes.states import SEATED, ClaimState, WishState

# A visitor's card needs no facts: nobody may do anything unknown.
FOR_VISITORS = ("pk", "card", "state")
FOR_MEMBERS = (*FOR_VISITORS, "author_id", "entered_by_id", "on_behalf", "area__path", "helpers_active")

_SLUG = "\0slug"
_CATEGORY, _LAST, _PERSON = (UUID(int=number) for number in range(1, 4))


@dataclass(frozen=True, slots=True)
class Question:
    """The shape of a question; its values come with each asking."""

    states: tuple[WishState, ...]
    in_category: bool
    goes_on: bool
    is_member: bool
    limit: int


@dataclass(frozen=True, slots=True)
class Answer:
    """Rows of FOR_VISITORS, or of FOR_MEMBERS and `my_claim`; and the version of the board they were read from."""

    rows: list[Row]
    version: int


class BoardState(NamedTuple):
    """Which board, and how often it has changed. Ids are never used again, versions only grow."""

    community_id: UUID
    version: int


def ask(
    question: Question, slug: str, *, category_id: UUID | None, last: UUID | None, person_id: UUID | None
) -> Answer:
    """Up to `limit` rows, newest first, and the board's version, in one statement: they fit each other.

    Raises:
        Missing: no such community, or not open to the public.
    """
    values: dict[str, Any] = {"slug": _spelled(slug)}
    if question.in_category:
        values["category"] = category_id
    if question.goes_on:
        values["last"] = last
    if question.is_member:
        values["person"] = person_id
    rows = _compiled(question).rows(**values)
    # An empty board and no community look alike here.
    return Answer(rows, rows[0][-1] if rows else state_of_board(slug).version)


def state_of_board(slug: str) -> BoardState:
    """What the board's ETag goes by: one look-up by key.

    Raises:
        Missing: no such community, or not open to the public.
    """
    found = _state().rows(slug=_spelled(slug))
    if not found:
        raise Missing
    return BoardState(*found[0])


def _spelled(slug: str) -> str:
    # A NUL names nothing, and PostgreSQL would not even take the question.
    if "\0" in slug:
        raise Missing
    return slug


@lru_cache(maxsize=1)
def _state() -> CompiledQuery:
    return CompiledQuery(_open_community().values_list("pk", "board_version__version"), slug=_SLUG)


def _open_community() -> Any:
    return Community.objects.public().filter(slug=_SLUG).order_by()


@lru_cache(maxsize=512)
def _compiled(question: Question) -> CompiledQuery:
    slots: dict[str, Any] = {"slug": _SLUG}
    with scope(community=Subquery(_open_community().values("pk"))):
        wishes: QuerySet[Any] = in_states(Wish.objects.all(), question.states).order_by("-id")
        columns: tuple[str, ...] = FOR_VISITORS
        if question.in_category:
            slots["category"] = _CATEGORY
            wishes = wishes.filter(category_id=_CATEGORY)
        if question.goes_on:
            slots["last"] = _LAST
            wishes = wishes.filter(id__lt=_LAST)
        if question.is_member:
            slots["person"] = _PERSON
            wishes = with_my_claim(wishes, _PERSON)
            columns = (*FOR_MEMBERS, "my_claim")
        version = Subquery(_open_community().values("board_version__version"))
        rows = wishes.annotate(version=version).values_list(*columns, "version")
        return CompiledQuery(rows[: question.limit], **slots)


def in_states(wishes: Any, states: tuple[WishState, ...]) -> Any:
    if len(states) == len(WishState):
        return wishes
    return wishes.filter(state=states[0]) if len(states) == 1 else wishes.filter(state__in=states)


def with_my_claim(wishes: Any, person_id: UUID) -> Any:
    """Add `my_claim`: the state of this person's seated claim, or None."""
    mine = Claim.objects.filter(wish=OuterRef("pk"), helper_id=person_id, state__in=sorted(SEATED))
    return wishes.annotate(my_claim=Subquery(mine.values("state")[:1]))


def facts_in(row: Row) -> WishFacts:
    """Facts of a row of FOR_MEMBERS with `my_claim` behind it."""
    return WishFacts(
        state=WishState(row[2]),
        author_id=row[3],
        entered_by_id=row[4],
        on_behalf=row[5],
        area_path=row[6],
        helpers_active=row[7],
        my_claim=ClaimState(row[8]) if row[8] else None,
    )
