"""What a community's pages can count and draw. Sums only: nobody is named, and nobody is compared."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q, Sum
from django.db.models.functions import TruncMonth

from content_models.hours.models import ServiceRecord
from content_models.people.models import Membership, MembershipState
from content_models.people.roles import Role
from content_models.posts.models import PostType
from content_models.wishes.models import Wish

MONTHS = 12


@dataclass(frozen=True, slots=True)
class Month:
    """A month of the calendar (its first day), with what was done in it."""

    begins: date
    minutes: int
    wishes_confirmed: int


@dataclass(frozen=True, slots=True)
class Figures:
    """`numbers` by the names of blocks/live.py; months oldest first, this one last; categories with most first;
    posts in the community's own order, as (name, filled, wanted)."""

    numbers: dict[str, int]
    months: list[Month]
    categories: list[tuple[str, int]]
    posts: list[tuple[str, int, int]]


def figures_of(*, today: date) -> Figures:
    """Seven queries, whatever the size. In the scope of one community."""
    wishes = Wish.objects.order_by().aggregate(
        wishes_open=Count("pk", filter=Q(state="open")),
        wishes_claimed=Count("pk", filter=Q(state__in=["claimed", "fulfilled"])),
        wishes_confirmed=Count("pk", filter=Q(state="confirmed")),
    )
    posts = list(PostType.objects.on_show().with_filled().values_list("name", "filled", "wanted"))
    volunteers = Membership.objects.filter(role=Role.VOLUNTEER, state=MembershipState.ACTIVE)
    verified = ServiceRecord.objects.verified().order_by()
    minutes = verified.aggregate(minutes=Sum("minutes"))["minutes"] or 0
    numbers = {
        **wishes,
        "posts": len(posts),
        "posts_filled": sum(filled for _name, filled, _wanted in posts),
        "volunteers": volunteers.order_by().values("user_id").distinct().count(),
        "service_hours": minutes // 60,
    }
    first = _months_before(today, MONTHS - 1)
    served = _by_month(verified.filter(started_at__date__gte=first), "started_at", Sum("minutes"))
    confirmed = Wish.objects.filter(state="confirmed", closed_at__date__gte=first).order_by()
    done = _by_month(confirmed, "closed_at", Count("pk"))
    months = [_months_before(today, back) for back in range(MONTHS - 1, -1, -1)]
    by_category = (
        Wish.objects.filter(state="confirmed")
        .order_by()
        .values(name=F("category__name"))
        .annotate(number=Count("pk"))
        .order_by("-number", "name")
    )
    return Figures(
        numbers=numbers,
        months=[Month(month, served.get(month, 0), done.get(month, 0)) for month in months],
        categories=[(row["name"], row["number"]) for row in by_category],
        posts=posts,
    )


def _months_before(day: date, months: int) -> date:
    """The first day of the month so many months before that of `day`."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, 1)


def _by_month(rows: object, when: str, what: object) -> dict[date, int]:
    found = rows.annotate(month=TruncMonth(when)).values("month").annotate(number=what)  # type: ignore[attr-defined]
    return {row["month"].date(): row["number"] or 0 for row in found}
