"""Verified service, kept per person, month, post and place, so that a roll of a month is one look.

By the day on which the service began. The row changes in the transaction that verifies or corrects; the records are
the truth, and whose account has gone counts for nobody.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, ClassVar, Self
from uuid import UUID

from django.db import models
from django.db.models import Count, Manager, Q, QuerySet, Sum
from django.db.models.functions import TruncMonth
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from content_models.common.kept_figures import KeptFigure, Key, Sums
from content_models.common.months import Month


class ServedMonthQuerySet(QuerySet[Any]):
    def between(self, first_day: date, last_day: date) -> Self:
        """Of the months that begin in this stretch; both days belong to it."""
        return self.filter(month__gte=first_day, month__lte=last_day)

    def below(self, area_path: str) -> Self:
        """At a place and everything below it."""
        return self.filter(area__path__startswith=area_path)

    def by_person(self) -> QuerySet[Any, Any]:
        """Pairs of a person's id and her minutes."""
        return self.order_by().values_list("person_id").annotate(total=Sum("minutes"))


class ServedMonth(KeptFigure):
    """What one person's verified records of one month, post and place come to."""

    post = models.ForeignKey("posts.PostType", models.PROTECT, null=True, related_name="+")
    records = models.PositiveIntegerField(default=0)
    minutes = models.PositiveIntegerField(default=0)

    key: ClassVar[tuple[str, ...]] = ("community_id", "month", "person_id", "post_id", "area_id")
    optional: ClassVar[str] = "post_id"
    sums: ClassVar[tuple[str, ...]] = ("records", "minutes")

    objects = ScopedManager(community="community", _manager_class=Manager.from_queryset(ServedMonthQuerySet))

    class Meta:
        verbose_name = _("verified service of a month")
        verbose_name_plural = _("verified service by month")
        constraints = [
            models.UniqueConstraint(
                fields=["community", "month", "person", "post", "area"],
                condition=Q(post__isnull=False),
                name="one_figure_per_post",
            ),
            models.UniqueConstraint(
                fields=["community", "month", "person", "area"],
                condition=Q(post__isnull=True),
                name="one_figure_without_post",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}: {self.minutes}"

    @classmethod
    def counted_anew(cls, community_id: UUID, key: Key | None = None) -> Iterable[tuple[Key, Sums]]:
        from content_models.hours.models import ServiceRecord

        records = ServiceRecord.objects.verified().filter(community_id=community_id, person__isnull=False)
        if key is not None:
            _community, month, person_id, post_id, area_id = key
            records = records.filter(person_id=person_id, post_id=post_id, area_id=area_id)
            records = records.filter(started_at__gte=Month.of(month).begins_at, started_at__lt=_end_of(month))
        rows = records.order_by().values_list(TruncMonth("started_at"), "person_id", "post_id", "area_id")
        for month, person_id, post_id, area_id, count, minutes in rows.annotate(Count("pk"), Sum("minutes")).iterator():
            yield (community_id, Month.of(month).first_day, person_id, post_id, area_id), (count, minutes)


def _end_of(month: date) -> datetime:
    return Month.of(month).before(-1).begins_at


def count_in(record: Any) -> None:
    """Its minutes count from now on. In the transaction that verifies it."""
    if record.person_id is not None:
        ServedMonth.add(_key_of(record), (1, record.minutes))


def count_out(record: Any) -> None:
    """Its minutes count no more. In the transaction that corrects it."""
    if record.person_id is not None:
        ServedMonth.take(_key_of(record), (1, record.minutes))


def _key_of(record: Any) -> dict[str, Any]:
    return {
        "community_id": record.community_id,
        "month": Month.of(record.started_at).first_day,
        "person_id": record.person_id,
        "post_id": record.post_id,
        "area_id": record.area_id,
    }


__all__ = ["ServedMonth", "count_in", "count_out"]
