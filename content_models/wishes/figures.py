"""Wishes that their residents confirmed, kept per helper, month and place. By the day of the confirmation."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, ClassVar, Self
from uuid import UUID

from django.db import models
from django.db.models import Count, Manager, QuerySet, Sum
from django.db.models.functions import TruncMonth
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from content_models.common.kept_figures import KeptFigure, Key, Sums
from content_models.common.months import Month
from content_models.wishes.states import SEATED, WishState


class HelpedMonthQuerySet(QuerySet[Any]):
    def between(self, first_day: date, last_day: date) -> Self:
        """Of the months that begin in this stretch; both days belong to it."""
        return self.filter(month__gte=first_day, month__lte=last_day)

    def below(self, area_path: str) -> Self:
        """At a place and everything below it."""
        return self.filter(area__path__startswith=area_path)

    def by_person(self) -> QuerySet[Any, Any]:
        """Pairs of a person's id and on how many confirmed wishes she helped."""
        return self.order_by().values_list("person_id").annotate(total=Sum("wishes"))


class HelpedMonth(KeptFigure):
    """On how many wishes of one place one person helped that were confirmed in one month."""

    wishes = models.PositiveIntegerField(default=0)

    sums: ClassVar[tuple[str, ...]] = ("wishes",)

    objects = ScopedManager(community="community", _manager_class=Manager.from_queryset(HelpedMonthQuerySet))

    class Meta:
        verbose_name = _("confirmed wishes of a month")
        verbose_name_plural = _("confirmed wishes by month")
        constraints = [
            models.UniqueConstraint(
                fields=["community", "month", "person", "area"], name="one_figure_of_helping_per_place"
            )
        ]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}: {self.wishes}"

    @classmethod
    def counted_anew(cls, community_id: UUID, key: Key | None = None) -> Iterable[tuple[Key, Sums]]:
        from content_models.wishes.models import Claim

        claims = Claim.objects.filter(
            community_id=community_id,
            helper__isnull=False,
            state__in=sorted(SEATED),
            wish__state=WishState.CONFIRMED,
            wish__closed_at__isnull=False,
        )
        if key is not None:
            _community, month, person_id, area_id = key
            ends = Month.of(month).before(-1).begins_at
            claims = claims.filter(helper_id=person_id, wish__area_id=area_id)
            claims = claims.filter(wish__closed_at__gte=Month.of(month).begins_at, wish__closed_at__lt=ends)
        rows = claims.order_by().values_list(TruncMonth("wish__closed_at"), "helper_id", "wish__area_id")
        for month, person_id, area_id, count in rows.annotate(Count("pk")).iterator():
            yield (community_id, Month.of(month).first_day, person_id, area_id), (count,)


def count_helpers(wish: Any, claims: Iterable[Any]) -> None:
    """Everybody with a place on it has helped. In the transaction that confirms the wish; person by person."""
    for person_id in sorted({claim.helper_id for claim in claims if claim.helper_id is not None}, key=str):
        key = {
            "community_id": wish.community_id,
            "month": Month.of(wish.closed_at).first_day,
            "person_id": person_id,
            "area_id": wish.area_id,
        }
        HelpedMonth.add(key, (1,))


__all__ = ["HelpedMonth", "count_helpers"]
