"""The minutes that a page showed travel with the answer to it: nobody agrees to figures that came after her look."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.http import HttpRequest

from content_models.common.ids import any_id
from content_models.hours.models import ServiceRecord


def shown_minutes(records: Iterable[ServiceRecord]) -> list[str]:
    """Values of the page's hidden fields `seen`. The first is empty: it says that the page shows minutes at all."""
    return ["", *(shown_of(record) for record in records)]


def shown_of(record: ServiceRecord) -> str:
    return f"{record.pk}={'' if record.minutes is None else record.minutes}"


def seen_minutes(request: HttpRequest) -> dict[UUID, int | None] | None:
    """By record, what the page had shown; None if it does not say."""
    given = request.POST.getlist("seen")
    pairs = (value.partition("=") for value in given if value)
    return {any_id(pk): int(said) if said.isdecimal() else None for pk, _, said in pairs} if given else None
