"""All figures that rolls look at, compared with the records they count, and put right."""

from __future__ import annotations

from collections.abc import Iterator

from django_scopes import scope

from content_models.areas.models import Community
from content_models.common.kept_figures import Difference, KeptFigure, differences, put_right
from content_models.hours.models import ServedMonth
from content_models.wishes.models import HelpedMonth

KEPT: tuple[type[KeptFigure], ...] = (ServedMonth, HelpedMonth)


def compare_figures() -> Iterator[Difference]:
    """Every row of every community that is not what the records say. Reads only."""
    for community in Community.objects.order_by("pk"):
        with scope(community=community):
            for model in KEPT:
                yield from differences(model, community.pk)


def rebuild_figures() -> int:
    """Count everything anew while people go on working; the number of rows that were not right."""
    written = 0
    for community in Community.objects.order_by("pk"):
        with scope(community=community):
            for model in KEPT:
                # A second look at what somebody wrote during the first.
                for _look in range(2):
                    found = differences(model, community.pk)
                    written += put_right(found)
                    if not found:
                        break
    return written


__all__ = ["KEPT", "compare_figures", "rebuild_figures"]
