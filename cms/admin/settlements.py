"""商家结算: what each shop handed over in a month, and its sheet for Excel."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Sum
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django_scopes import scope

from cms.admin.scoping import actor_of
from cms.admin.screens import communities_for, frame
from cms.api.documents import xlsx
from cms.documents.settlement import settlement_xlsx
from content_models.common.clock import local_day, utc_now
from content_models.people.policy import may_work_in
from content_models.rewards.models import Merchant, Redemption, Settlement
from content_models.rewards.sheets import month_bounds, month_sheet

MONTHS_OFFERED = 18


@dataclass(frozen=True, slots=True)
class Line:
    """What one shop handed over; without a shop, what the community's own desk did."""

    name: str
    pieces: int
    points: int
    made_at: datetime | None
    sheet_url: str


def settlements(request: HttpRequest) -> HttpResponse:
    """One month of one community, a line per shop."""
    community, communities = communities_for(request, may_work_in)
    this_month = local_day(utc_now()).replace(day=1)
    month = _month(request.GET.get("month", "")) or this_month
    with scope(community=[community.pk]):
        lines = _lines(month)
        context = {
            "community": community,
            "communities": communities,
            "month": month,
            "months": _months_back(this_month),
            "running": month == this_month,
            "lines": lines,
            "pieces": sum(line.pieces for line in lines),
            "points": sum(line.points for line in lines),
            **frame(_("Merchants' settlements"), "linli-settlement"),
        }
        return render(request, "cms/admin/settlements.html", context)


def _lines(month: date) -> list[Line]:
    begin, end = month_bounds(month)
    rows: Any = Redemption.objects.handed_over().filter(closed_at__gte=begin, closed_at__lt=end).order_by()
    sums = {
        row["merchant"]: (row["pieces"], row["total"])
        for row in rows.values("merchant").annotate(pieces=Count("pk"), total=Sum("price"))
    }
    frozen = {one.merchant_id: one for one in Settlement.objects.filter(month=month)}
    lines = []
    for merchant in Merchant.objects.order_by("sort_order", "id"):
        made = frozen.get(merchant.pk)
        pieces, points = (made.pieces, made.points) if made else sums.get(merchant.pk, (0, 0))
        if merchant.retired_at is not None and not pieces:
            continue
        url = reverse("linli_settlement_sheet", args=(merchant.pk, f"{month:%Y-%m}"))
        lines.append(Line(merchant.name, pieces, points, made.made_at if made else None, url if pieces else ""))
    if None in sums:
        pieces, points = sums[None]
        lines.append(Line(_("the community's desk"), pieces, points, None, ""))
    return lines


def settlement_sheet(request: HttpRequest, merchant_id: UUID, month: str) -> HttpResponse:
    """The sheet of one shop and month."""
    merchant = Merchant.objects.select_related("community__area").filter(pk=merchant_id).first()
    first = _month(month)
    if merchant is None or first is None or not may_work_in(actor_of(request), merchant.community):
        raise Http404
    with scope(community=[merchant.community_id]):
        content = settlement_xlsx(month_sheet(merchant, first))
    return xlsx(content, f"settlement-{first:%Y-%m}.xlsx")


def _month(text: str) -> date | None:
    """`2026-11` → its first day; anything else is no month."""
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        return None


def _months_back(month: date) -> list[date]:
    """This month and those before it, the latest first."""
    months = []
    for back in range(MONTHS_OFFERED):
        number = month.year * 12 + month.month - 1 - back
        months.append(date(number // 12, number % 12 + 1, 1))
    return months
