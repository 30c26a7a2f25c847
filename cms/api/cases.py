"""Cases: those of all communities to learn from, and what workers elsewhere say of them."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django_scopes import scope, scopes_disabled
from ninja import Query, Router
from pydantic import Field

from cms.api.auth import actor_of
from cms.api.etags import answer_by_content
from cms.api.page_rendering import Renderer
from cms.api.pagination import BadCursor, Paging, cut, list_key, read_cursor, write_cursor
from cms.api.routing import read, write
from cms.api.scoping import in_community
from cms.api.shapes.case_facts import AreaKind, area_kind_answer, case_facts
from cms.api.shapes.cases import (
    AdoptionIn,
    CaseFiltersOut,
    CaseList,
    CaseOut,
    RatingIn,
    adoption_answer,
    case_card,
    case_ref,
    community_ref,
    covers_of,
)
from content_models.areas.models import Community
from content_models.cases import actions
from content_models.cases.models import Case, CaseAdoption, CaseRating
from content_models.cases.policy import may_adopt_for, may_rate, works_for
from content_models.cases.querysets import CaseQuerySet
from content_models.common.clock import local_day, utc_now
from content_models.common.errors import Missing
from content_models.common.ids import any_id
from content_models.pages.models import CasePage, CommunitySite
from content_models.pages.references import Found, Wanted, look_up
from content_models.people.roles import Actor

router = Router(tags=["cases"])
# What a line of the list does not show.
_LONG = tuple(f"page__{name}" for name in ("body", "figures", "moments", "problem", "way", "outcome", "steps"))


class CaseFilters(Paging):
    """`q` finds words anywhere in title, summary and text. `category` as it is written, `area_kind` by its code."""

    q: Annotated[str, Field(max_length=100)] | None = None
    category: Annotated[str, Field(max_length=20)] | None = None
    area_kind: AreaKind | None = None


@read(router, "/cases", out=CaseList, summary="Cases of all communities, newest first")
def list_cases(request: HttpRequest, filters: Query[CaseFilters]) -> HttpResponse:
    with scopes_disabled():  # on show: everybody's
        payload = _list(
            Case.objects.on_show(), filters, list_key("cases", filters.q, filters.category, filters.area_kind)
        )
    return answer_by_content(request, payload)


@read(router, "/communities/{slug}/cases", out=CaseList, summary="The community's own cases, newest first")
def list_own_cases(request: HttpRequest, slug: str, filters: Query[CaseFilters]) -> HttpResponse:
    with in_community(slug) as community:
        name = list_key("cases", slug, filters.q, filters.category, filters.area_kind)
        payload = _list(Case.objects.on_show().filter(community=community), filters, name)
    return answer_by_content(request, payload)


@read(router, "/cases/filters", out=CaseFiltersOut, summary="The kinds of matter and of area there are cases of")
def get_case_filters(request: HttpRequest) -> HttpResponse:
    with scopes_disabled():
        cases = Case.objects.on_show().order_by()
        categories = cases.exclude(category="").values_list("category").annotate(count=Count("pk"))
        kinds = cases.values_list("area_kind").annotate(count=Count("pk"))
        payload = {
            "categories": [
                {"name": name, "count": count} for name, count in categories.order_by("-count", "category")[:30]
            ],
            "area_kinds": [{**area_kind_answer(kind), "count": count} for kind, count in kinds.order_by("-count")],
        }
    return answer_by_content(request, payload)


@read(router, "/cases/{case_id}", out=CaseOut, summary="One case, whichever community's it is")
def get_case(request: HttpRequest, case_id: str) -> HttpResponse:
    return answer_by_content(request, _answer(any_id(case_id), actor_of(request)))


@write(router.post, "/cases/{case_id}/rate", out=CaseOut, summary="Of use or not (workers of other communities)")
def rate_case(request: HttpRequest, case_id: str, payload: RatingIn) -> dict[str, Any]:
    actor, wanted = actor_of(request), any_id(case_id)
    if payload.useful is None:
        actions.take_rating_back(case_id=wanted, actor=actor)
    else:
        actions.rate_case(case_id=wanted, useful=payload.useful, actor=actor, now=utc_now())
    return _answer(wanted, actor)


@write(router.post, "/cases/{case_id}/adopt", out=CaseOut, summary="我们也这样做了: we did it, too")
def adopt_case(request: HttpRequest, case_id: str, payload: AdoptionIn) -> dict[str, Any]:
    actor, wanted = actor_of(request), any_id(case_id)
    with in_community(payload.community) as community:
        if payload.adopted:
            actions.adopt_case(
                case_id=wanted,
                community=community,
                own_case_id=payload.own_case,
                note=payload.note,
                actor=actor,
                now=utc_now(),
            )
        else:
            actions.drop_adoption(case_id=wanted, community=community, actor=actor)
    return _answer(wanted, actor)


def _list(cases: CaseQuerySet, filters: CaseFilters, name: str) -> dict[str, Any]:
    position = read_cursor(filters.cursor, of=name)
    before = _place_in(position)
    if filters.category:
        cases = cases.filter(category=filters.category)
    if filters.area_kind:
        cases = cases.filter(area_kind=filters.area_kind)
    if filters.q and filters.q.strip():
        cases = cases.saying(filters.q, before=before)
    else:
        cases = (cases if before is None else cases.before(before)).newest_first()
    rows = list(cases.select_related("page", "community").defer("search_text", *_LONG)[: filters.limit + 1])
    page, more = cut(rows, filters.limit)
    covers = covers_of(page)
    return {
        "items": [case_card(case, covers[case.pk]) for case in page],
        "next": write_cursor([page[-1].shown_order], of=name) if more else None,
    }


def _place_in(position: list[Any] | None) -> int | None:
    if position is None:
        return None
    if not isinstance(position[0], int):
        raise BadCursor
    return position[0]


def _answer(case_id: UUID, actor: Actor) -> dict[str, Any]:
    with scopes_disabled():  # on show: everybody's
        case = Case.objects.on_show().select_related("page", "community__area").filter(pk=case_id).first()
        if case is None:
            raise Missing
        adoptions = list(
            CaseAdoption.objects.filter(case=case, community__is_active=True)
            .select_related("community", "own_case__page", "own_case__community")
            .order_by("-at", "-id")
        )
        followed = Case.objects.on_show().filter(adoptions__own_case=case).select_related("page", "community")
        learned_from = [case_ref(one) for one in followed.newest_first()]
        mine = _mine(case, actor)
        cover = covers_of([case])[case.pk]
    picture, blocks = case_contents(case.page, case.community)
    return {
        **case_card(case, cover),
        "picture": picture,
        "facts": case_facts(case.page),
        "blocks": blocks,
        "adoptions": [adoption_answer(one) for one in adoptions],
        "learned_from": learned_from,
        "mine": mine,
    }


def case_contents(page: CasePage, community: Community) -> tuple[dict[str, Any] | None, list[dict[str, Any]]]:
    """The page's own picture and its blocks, as in GET C/pages/{path}."""
    with scope(community=community):
        site = CommunitySite.objects.filter(community=community).first()
        wanted = Wanted(pictures={page.cover_id} if page.cover_id else set())
        wanted.add(page.body.raw_data)
        found = look_up(wanted, site) if site is not None else Found()
        at = Renderer(community, found, local_day(utc_now()))
        return at.picture(page.cover_id), at.blocks(page.body.raw_data)


def _mine(case: Case, actor: Actor) -> dict[str, Any] | None:
    """Communities one works for are asked for by id; with no such community nobody is asked anything."""
    ids = works_for(actor)
    if not ids:
        return None
    communities = Community.objects.public().select_related("area").filter(pk__in=ids).order_by("name")
    rating = CaseRating.objects.filter(case=case, person_id=actor.id).first()
    return {
        "may_rate": may_rate(actor, case.community),
        "useful": rating.useful if rating is not None else None,
        "adopt_for": [community_ref(one) for one in communities if may_adopt_for(actor, one, case.community)],
    }
