"""The merchant's side: looking at a code, handing over, the month's list and sheet."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Annotated, Any

from django.db.models import Sum
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from ninja import Query, Router
from pydantic import Field

from cms.api.auth import actor_of, signed_in
from cms.api.documents import xlsx
from cms.api.etags import answer_by_content
from cms.api.pagination import Paging, cut, list_key, read_cursor, write_cursor
from cms.api.routing import read, write
from cms.api.scoping import in_community
from cms.api.shapes.rewards import (
    CodeIn,
    HandOverList,
    MerchantList,
    RedemptionOut,
    SettlementList,
    merchant_answer,
    redemption_answer,
)
from content_models.areas.models import Community
from content_models.common.clock import utc_now
from content_models.common.errors import Invalid, Missing
from content_models.common.ids import any_id
from content_models.people.roles import Actor
from content_models.rewards import actions
from content_models.rewards.models import Merchant, Settlement
from content_models.rewards.policy import hands_over_anything, merchants_of, staff_of
from content_models.rewards.sheets import handed_over, month_sheet

router = Router(tags=["exchange"])


@read(router, "/communities/{slug}/merchants", out=MerchantList, summary="The caring merchants (爱心商家)")
def list_merchants(request: HttpRequest, slug: str, paging: Query[Paging]) -> HttpResponse:
    actor = actor_of(request)
    with in_community(slug) as community:
        name = list_key("merchants", community.pk)
        merchants = Merchant.objects.on_show()
        position = read_cursor(paging.cursor, of=name)
        if position:
            order, last = position
            merchants = merchants.filter(sort_order__gte=order).exclude(sort_order=order, id__lte=last)
        page, more = cut(list(merchants[: paging.limit + 1]), paging.limit)
        mine = staff_of(actor)
        payload = {
            "items": [merchant_answer(one, mine=one.pk in mine) for one in page],
            "next": write_cursor([page[-1].sort_order, page[-1].pk], of=name) if more else None,
        }
    return answer_by_content(request, payload, keep=actor.is_visitor)


# Not a GET: a code in an address would lie in logs and histories.
@write(
    router.post, "/communities/{slug}/redemptions/look-up", out=RedemptionOut, summary="What a code is for (merchant)"
)
def look_up(request: HttpRequest, slug: str, payload: CodeIn) -> dict[str, Any]:
    actor = actor_of(request)
    with in_community(slug) as community:
        found = actions.look_up(code=payload.code, actor=actor, community=community, now=utc_now())
        return redemption_answer(found, actor, to_staff=True)


@write(router.post, "/communities/{slug}/redemptions/hand-over", out=RedemptionOut, summary="Hand it over (merchant)")
def hand_over(request: HttpRequest, slug: str, payload: CodeIn) -> dict[str, Any]:
    actor = actor_of(request)
    with in_community(slug) as community:
        done = actions.hand_over(code=payload.code, actor=actor, community=community, now=utc_now())
        return redemption_answer(done, actor, to_staff=True)


DESK = "desk"


class HandOverFilters(Paging):
    """`month` is YYYY-MM; without it, this month. Without `merchant`, the first whose books one may read.

    `merchant=desk`: what the community's own people handed over at their desk (workers).
    """

    merchant: Annotated[str, Field(max_length=60)] = ""
    month: Annotated[str, Field(max_length=7)] = ""


def _merchant(actor: Actor, community: Community, merchant_id: str) -> Merchant:
    """One whose books the actor may read; any other does not exist."""
    readable = merchants_of(actor, community).select_related("community")
    if merchant_id:
        readable = readable.filter(pk=any_id(merchant_id))
    found: Merchant | None = readable.order_by("sort_order", "id").first()
    if found is None:
        raise Missing
    return found


def _counter(actor: Actor, community: Community, wanted: str) -> Merchant | None:
    """Whose hand-overs are meant; None is the community's desk, which is where its people hand over without shops.

    Raises:
        Missing: not the actor's to read.
    """
    if wanted != DESK:
        try:
            return _merchant(actor, community, wanted)
        except Missing:
            if wanted:
                raise
    if not hands_over_anything(actor, community):
        raise Missing
    return None


def _month(text: str) -> date:
    if not text:
        return timezone.localdate(utc_now()).replace(day=1)
    if not re.fullmatch(r"20\d\d-(0[1-9]|1[0-2])", text):
        raise Invalid(fields={"month": _("This is not a month.")})
    return date.fromisoformat(f"{text}-01")


@read(
    router,
    "/communities/{slug}/hand-overs",
    out=HandOverList,
    auth=signed_in,
    summary="What was handed over in a month (merchant, worker)",
)
def list_hand_overs(request: HttpRequest, slug: str, filters: Query[HandOverFilters]) -> HttpResponse:
    actor = actor_of(request)
    with in_community(slug) as community:
        month = _month(filters.month)
        merchant = _counter(actor, community, filters.merchant)
        name = list_key("hand-overs", merchant.pk if merchant else f"{DESK} {community.pk}", month)
        whole = handed_over(merchant, month)
        rows = whole.order_by("-closed_at", "-pk")
        position = read_cursor(filters.cursor, of=name)
        if position:
            moment, last = datetime.fromisoformat(position[0]), any_id(position[1])
            rows = rows.filter(closed_at__lte=moment).exclude(closed_at=moment, pk__gte=last)
        page, more = cut(list(rows[: filters.limit + 1]), filters.limit)
        payload = {
            "month": f"{month:%Y-%m}",
            "pieces": whole.count(),
            "points": int(whole.order_by().aggregate(total=Sum("price"))["total"] or 0),
            "items": [
                {
                    "id": str(row.pk),
                    "at": row.closed_at.isoformat(),
                    "what": row.name,
                    "points": row.price,
                    "number": row.number[-4:],
                    "by": row.handed_over_by.shown_name if row.handed_over_by else "",
                }
                for row in page
            ],
            "next": write_cursor([page[-1].closed_at.isoformat(), page[-1].pk], of=name) if more else None,
        }
    return answer_by_content(request, payload, keep=False)


class SettlementFilters(Paging):
    merchant: Annotated[str, Field(max_length=60)] | None = None


@read(
    router,
    "/communities/{slug}/settlements",
    out=SettlementList,
    auth=signed_in,
    summary="Monthly settlements, newest first (merchant, worker)",
)
def list_settlements(request: HttpRequest, slug: str, filters: Query[SettlementFilters]) -> HttpResponse:
    actor = actor_of(request)
    with in_community(slug) as community:
        shops = merchants_of(actor, community)
        if filters.merchant is not None:
            shops = shops.filter(pk=any_id(filters.merchant))
        name = list_key("settlements", community.pk, filters.merchant, actor.id)
        rows = Settlement.objects.filter(merchant__in=shops).select_related("merchant").order_by("-pk")
        position = read_cursor(filters.cursor, of=name)
        if position:
            rows = rows.filter(pk__lt=any_id(position[0]))
        page, more = cut(list(rows[: filters.limit + 1]), filters.limit)
        payload = {
            "items": [
                {
                    "id": str(row.pk),
                    "merchant": merchant_answer(row.merchant),
                    "month": f"{row.month:%Y-%m}",
                    "pieces": row.pieces,
                    "points": row.points,
                    "sheet_path": f"/api/v1/communities/{slug}/settlements/{row.merchant_id}/{row.month:%Y-%m}.xlsx",
                }
                for row in page
            ],
            "next": write_cursor([page[-1].pk], of=name) if more else None,
        }
    return answer_by_content(request, payload, keep=False)


@router.get(
    "/communities/{slug}/settlements/{merchant_id}/{month}.xlsx",
    auth=signed_in,
    operation_id="get_settlement_sheet",
    summary="The sheet of a month (merchant, worker)",
    response={200: bytes},
)
def get_settlement_sheet(request: HttpRequest, slug: str, merchant_id: str, month: str) -> HttpResponse:
    from cms.documents.settlement import settlement_xlsx

    with in_community(slug) as community:
        first = _month(month)
        merchant = _merchant(actor_of(request), community, merchant_id)
        content = settlement_xlsx(month_sheet(merchant, first))
    return xlsx(content, f"settlement-{first:%Y-%m}.xlsx")
