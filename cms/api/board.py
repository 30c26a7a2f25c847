"""GET /communities/{slug}/wishes: the board, the most read list of all.

At most four queries for who is signed in (session, person with roles, community with version, cards), two for
a visitor; no totals; ready cards are joined as text (docs/adr/0005).
"""

from __future__ import annotations

import math
from typing import Annotated, Any, Literal
from uuid import UUID

import orjson
from django.db.models import F, FloatField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from ninja import Query
from pydantic import Field

from cms.api.auth import actor_of
from cms.api.etags import answer, etag_of
from cms.api.pagination import BadCursor, Paging, cut, list_key, read_cursor, write_cursor
from cms.api.routing import read
from cms.api.scoping import in_community
from cms.api.shapes.wishes import WishList, card_for
from cms.api.wishes import router
from content_models.areas.models import Area, Community
from content_models.common.errors import Invalid, Unknown
from content_models.common.ids import parse_id
from content_models.people.roles import Actor
from content_models.wishes.models import Claim, Wish
from content_models.wishes.policy import WishFacts, visible
from content_models.wishes.states import PUBLIC_STATES, SEATED, ClaimState, WishState

_COLUMNS = ("pk", "card", "state", "author_id", "entered_by_id", "on_behalf", "area__path", "helpers_active")
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
    with in_community(slug) as community:
        actor = actor_of(request)
        if filters.mine and actor.is_visitor:
            raise Unknown
        etag = etag_of(request, community.board_version.version)
        return answer(request, etag, lambda: _page(community, actor, filters))


def _states(filters: BoardFilters) -> list[WishState]:
    if not filters.state:
        return list(WishState) if filters.mine else [WishState.OPEN]
    try:
        return [WishState(name.strip()) for name in filters.state.split(",") if name.strip()]
    except ValueError as error:
        raise UnknownState(fields={"state": UnknownState.message}) from error


def _page(community: Community, actor: Actor, filters: BoardFilters) -> bytes:
    states = _states(filters)
    wishes: Any = _rows_for(community, actor, filters, states)
    if len(states) < len(WishState):
        wishes = wishes.filter(state=states[0]) if len(states) == 1 else wishes.filter(state__in=states)
    if filters.category:
        wishes = wishes.filter(category_id=parse_id(filters.category))
    if filters.q:
        wishes = wishes.saying(filters.q)
    name = list_key(
        "wishes", community.pk, states, filters.category, filters.mine, filters.q, filters.sort, filters.place
    )
    position = read_cursor(filters.cursor, of=name)
    columns = list(_COLUMNS)
    if filters.sort == "near":
        wishes = _near(wishes, community, filters.place, position)
        columns.append("distance")
    else:
        wishes = wishes.order_by("-id")
        if position:
            wishes = wishes.filter(id__lt=_id_in(position[0]))
    if actor.id is not None:
        columns.append("my_claim")
        wishes = wishes.annotate(my_claim=_my_claim(actor.id))
    page, more = cut(list(wishes.values_list(*columns)[: filters.limit + 1]), filters.limit)
    cards = [card_for(actor, row[1], _facts(row, signed_in=actor.id is not None)) for row in page]
    following = None
    if more:
        last = page[-1]
        following = write_cursor([last[8], last[0]] if filters.sort == "near" else [last[0]], of=name)
    return b'{"items":[' + b",".join(cards) + b'],"next":' + orjson.dumps(following) + b"}"


def _rows_for(community: Community, actor: Actor, filters: BoardFilters, states: list[WishState]) -> QuerySet[Wish]:
    if filters.mine and actor.id is not None:
        mine: QuerySet[Wish] = (
            Wish.objects.helped_by(actor.id) if filters.mine == "claimed" else Wish.objects.posted_by(actor.id)
        )
        return mine
    if set(states) <= PUBLIC_STATES:
        public: QuerySet[Wish] = Wish.objects.all()  # everybody sees all of these; no need to ask row by row
        return public
    return visible(actor, community)


def _my_claim(person_id: UUID) -> Subquery:
    mine = Claim.objects.filter(wish=OuterRef("pk"), helper_id=person_id, state__in=sorted(SEATED))
    return Subquery(mine.values("state")[:1])


def _facts(row: Any, *, signed_in: bool) -> WishFacts:
    claim = row[-1] if signed_in else None
    return WishFacts(
        state=WishState(row[2]),
        author_id=row[3],
        entered_by_id=row[4],
        on_behalf=row[5],
        area_path=row[6],
        helpers_active=row[7],
        my_claim=ClaimState(claim) if claim else None,
    )


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
