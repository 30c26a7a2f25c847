"""/screen/<slug>: 大屏, the community on the screen in its hall. Numbers and public titles, nobody's name.

Everything on it anybody may read on the phone app too, so it asks nobody to sign in: a television on which a worker's
session stayed open would be an open door.
"""

from __future__ import annotations

import hashlib
from typing import Any

import segno
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from cms.admin.charts import in_hours
from cms.api.scoping import in_community
from content_models.areas.models import Community
from content_models.common.clock import utc_now
from content_models.common.errors import Missing
from content_models.hours.models import Activity
from content_models.hours.monthly import ServiceOfMonth, service_by_month
from content_models.posts.models import PostType
from content_models.wishes.models import Wish
from content_models.wishes.pace import wishes_by_month
from content_models.wishes.states import WishState

REFRESH_SECONDS = 30
SHOWN = 5
ANNOUNCED = 4


@require_safe
def big_screen(request: HttpRequest, slug: str) -> HttpResponse:
    """The whole page. Its script asks again every half minute and puts the new `main` in the old one's place."""
    try:
        with in_community(slug) as community:
            response = render(request, "cms/big_screen.html", _context(request, community))
    except Missing:
        raise Http404 from None
    response["Cache-Control"] = f"public, max-age={REFRESH_SECONDS // 2}"
    response["ETag"] = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    return response


def _context(request: HttpRequest, community: Community) -> dict[str, Any]:
    now = utc_now()
    months = service_by_month(now)
    wishes = Wish.objects.select_related("category", "estate")
    phone_app = request.build_absolute_uri(f"/c/{community.slug}")
    return {
        "community": community,
        "refresh": REFRESH_SECONDS,
        "numbers": Wish.objects.aggregate(
            open=Count("pk", filter=Q(state=WishState.OPEN)),
            in_hand=Count("pk", filter=Q(state__in=[WishState.CLAIMED, WishState.FULFILLED])),
            done=Count("pk", filter=Q(state=WishState.CONFIRMED)),
        ),
        "done_this_month": wishes_by_month(now, months=1)[0].done,
        "served_this_month": in_hours(months[-1].minutes),
        "people_this_month": months[-1].people,
        "months": _columns(months),
        "wishes": list(wishes.filter(state=WishState.OPEN).order_by("-id")[:SHOWN]),
        "fulfilled": list(wishes.filter(state=WishState.CONFIRMED).order_by("-closed_at", "-id")[:SHOWN]),
        "posts": [
            {
                "name": post.name,
                "filled": post.filled,
                "wanted": post.wanted,
                "percent": _percent(post.filled, post.wanted),
            }
            for post in PostType.objects.on_show().with_filled()
        ],
        "activities": list(Activity.objects.coming(now).order_by("starts_at", "id")[:ANNOUNCED]),
        "phone_app": phone_app,
        "qr": mark_safe(segno.make(phone_app, error="m").svg_inline(omitsize=True, border=0)),  # noqa: S308
    }


def _columns(months: list[ServiceOfMonth]) -> list[dict[str, int]]:
    highest = max((one.minutes for one in months), default=0)
    return [
        {"label": one.month.number, "hours": round(one.minutes / 60), "percent": _percent(one.minutes, highest)}
        for one in months
    ]


def _percent(part: int, whole: int) -> int:
    return min(100, round(100 * part / whole)) if whole else 0
