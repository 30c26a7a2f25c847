"""GET /communities/{slug}/wishes: the board, the most read list of all.

What phones ask all day takes one query for a visitor (cards with the board's version; for a 304 the version alone)
and three for who is signed in (session, person with roles, cards); no totals; ready cards are joined as text
(docs/adr/0005).
"""

from __future__ import annotations

import math
from typing import Annotated, Any, Literal
from uuid import UUID

import orjson
from django.core.cache import caches
from django.db.models import F, FloatField, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from ninja import Query
from pydantic import Field

from cms.api.auth import actor_of
from cms.api.board_rows import (
    FOR_MEMBERS,
    FOR_VISITORS,
    BoardState,
    Question,
    ask,
    facts_in,
    in_states,
    state_of_board,
    with_my_claim,
)
from cms.api.etags import answer, etag_of, has_newest, not_modified
from cms.api.pagination import BadCursor, Paging, cut, list_key, read_cursor, write_cursor
from cms.api.routing import read
from cms.api.scoping import in_community
from cms.api.shapes.wishes import WishList, cards_for
from cms.api.wishes import router
from content_models.areas.models import Area, Community
from content_models.common.compiled import Row
from content_models.common.errors import Invalid, Unknown
from content_models.common.ids import parse_id
from content_models.people.roles import Actor
from content_models.wishes.models import Wish
from content_models.wishes.policy import visible
from content_models.wishes.states import PUBLIC_STATES, WishState

_FAR = 1e9  # places without coordinates come last


class BoardFilters(Paging):
    """`state`: one or more, comma separated (default: open; with `mine`: all). `mine`: posted or claimed.

    `q` finds words anywhere in title and description. `sort=near` puts wishes of the place `from` first, then
    those of the estates nearest to it, newest first within each.
    """

    state: Annotated[str, Field(max_length=120)] | None = None
    category: Annotated[str, Field(max_length=40)] | None = None
    mine: Literal["posted", "claimed", "true", "1"] | None = None
    q: Annotated[str, Field(max_length=100)] | None = None
    sort: Literal["new", "near"] = "new"
    place: str | None = Field(None, max_length=40, alias="from")


class UnknownState(Invalid):
    code = "unknown_state"
    message = _("There is no such state.")


@read(router, "/communities/{slug}/wishes", out=WishList, summary="The board")
def list_wishes(request: HttpRequest, slug: str, filters: Query[BoardFilters]) -> HttpResponse:
    actor, states = actor_of(request), _states(filters)
    if _is_usual(filters, states):
        return _usual_page(request, slug, actor, filters, states)
    with in_community(slug) as community:
        if filters.mine and actor.is_visitor:
            raise Unknown
        etag = etag_of(request, community.board_version.version)
        return answer(request, etag, lambda: _rare_page(community, actor, filters, states))


def _states(filters: BoardFilters) -> tuple[WishState, ...]:
    if not filters.state:
        return tuple(WishState) if filters.mine else (WishState.OPEN,)
    try:
        return tuple(WishState(name.strip()) for name in filters.state.split(",") if name.strip())
    except ValueError as error:
        raise UnknownState(fields={"state": UnknownState.message}) from error


def _is_usual(filters: BoardFilters, states: tuple[WishState, ...]) -> bool:
    """Does `board_rows.py` know this kind of question?"""
    is_rare = filters.mine or filters.q or filters.sort == "near"
    return not is_rare and bool(states) and set(states) <= PUBLIC_STATES


def _usual_page(
    request: HttpRequest, slug: str, actor: Actor, filters: BoardFilters, states: tuple[WishState, ...]
) -> HttpResponse:
    """A copy the reader has, a page that this process keeps, or the rows; whichever costs least."""
    name = _name_of_list(slug, states, filters)
    position = read_cursor(filters.cursor, of=name)
    board = state_of_board(slug) if actor.is_visitor or "If-None-Match" in request.headers else None
    if board is not None:
        etag = etag_of(request, board.version)
        if has_newest(request, etag):
            return not_modified(request, etag)
        kept = caches["board"].get(_key_of_page(board, name, filters)) if actor.is_visitor else None
        if kept is not None:
            return answer(request, etag, lambda: kept)
    found = ask(
        Question(
            states=states,
            in_category=bool(filters.category),
            goes_on=position is not None,
            is_member=not actor.is_visitor,
            limit=filters.limit + 1,
        ),
        slug,
        category_id=parse_id(filters.category or ""),
        last=_id_in(position[0]) if position else None,
        person_id=actor.id,
    )
    page = _as_json(actor, filters, found.rows, name)
    if actor.is_visitor and board is not None:
        # Under the version of the statement that read it: the board may have moved on since `board` was asked.
        caches["board"].set(_key_of_page(board._replace(version=found.version), name, filters), page)
    return answer(request, etag_of(request, found.version), lambda: page)


def _key_of_page(board: BoardState, name: str, filters: BoardFilters) -> str:
    """What a visitor's page depends on. It can't go stale: whatever changes a card moves the version on."""
    return list_key(*board, get_language(), name, filters.cursor, filters.limit)


def _rare_page(community: Community, actor: Actor, filters: BoardFilters, states: tuple[WishState, ...]) -> bytes:
    name = _name_of_list(community.slug, states, filters)
    position = read_cursor(filters.cursor, of=name)
    return _as_json(actor, filters, _rows_of_any(community, actor, filters, states, position), name)


def _name_of_list(slug: str, states: tuple[WishState, ...], filters: BoardFilters) -> str:
    return list_key("wishes", slug, states, filters.category, filters.mine, filters.q, filters.sort, filters.place)


def _as_json(actor: Actor, filters: BoardFilters, rows: list[Row], name: str) -> bytes:
    page, more = cut(rows, filters.limit)
    cards = cards_for(actor, page, facts_in)
    following = None
    if more:
        last = page[-1]
        following = write_cursor([last[-1], last[0]] if filters.sort == "near" else [last[0]], of=name)
    return b'{"items":[' + b",".join(cards) + b'],"next":' + orjson.dumps(following) + b"}"


def _rows_of_any(
    community: Community,
    actor: Actor,
    filters: BoardFilters,
    states: tuple[WishState, ...],
    position: list[Any] | None,
) -> list[Row]:
    """The rarer questions, each written when it is asked."""
    wishes = in_states(_rows_for(community, actor, filters, states), states)
    if filters.category:
        wishes = wishes.filter(category_id=parse_id(filters.category))
    if filters.q:
        wishes = wishes.saying(filters.q)
    columns = list(FOR_VISITORS if actor.id is None else FOR_MEMBERS)
    if actor.id is not None:
        wishes = with_my_claim(wishes, actor.id)
        columns.append("my_claim")
    if filters.sort == "near":
        wishes = _near(wishes, community, filters.place, position)
        columns.append("distance")
    else:
        wishes = wishes.order_by("-id")
        if position:
            wishes = wishes.filter(id__lt=_id_in(position[0]))
    return list(wishes.values_list(*columns)[: filters.limit + 1])


def _rows_for(community: Community, actor: Actor, filters: BoardFilters, states: tuple[WishState, ...]) -> Any:
    if filters.mine and actor.id is not None:
        return Wish.objects.helped_by(actor.id) if filters.mine == "claimed" else Wish.objects.posted_by(actor.id)
    if set(states) <= PUBLIC_STATES:
        return Wish.objects.all()  # everybody sees all of these; no need to ask row by row
    return visible(actor, community)


def _id_in(value: Any) -> UUID:
    found = parse_id(str(value))
    if found is None:
        raise BadCursor
    return found


def _near(wishes: Any, community: Community, place: str | None, position: list[Any] | None) -> Any:
    """Order by the squared distance (in degrees, longitude shortened by latitude) from `place`, newest first within.

    The distance of estates of one neighbourhood needs no sphere; what matters is who comes first.
    """
    home = Area.objects.of_community(community).filter(pk=parse_id(place or "") or community.area_id)
    shrink = math.cos(math.radians(community.area.latitude or 0.0))

    def apart(axis: str) -> Any:
        here = Subquery(home.values(axis)[:1], output_field=FloatField())
        return F(f"estate__{axis}") - here

    east, north = apart("longitude"), apart("latitude")
    distance = Coalesce(east * east * Value(shrink * shrink) + north * north, Value(_FAR), output_field=FloatField())
    wishes = wishes.annotate(distance=distance).order_by("distance", "-id")
    if position:
        far, last = position
        if not isinstance(far, int | float):
            raise BadCursor
        wishes = wishes.filter(Q(distance__gt=far) | Q(distance=far, id__lt=_id_in(last)))
    return wishes
