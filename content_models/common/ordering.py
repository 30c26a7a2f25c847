"""Sets whose order people choose by dragging."""

from __future__ import annotations

from typing import Any

from django.db.models import Max, QuerySet


def free_place(rows: QuerySet[Any], *, wanted: int) -> int:
    """The wanted `sort_order`, if none of these rows has it; otherwise the one after the last."""
    if not rows.filter(sort_order=wanted).exists():
        return wanted
    last: int = rows.aggregate(last=Max("sort_order"))["last"]
    return last + 1
