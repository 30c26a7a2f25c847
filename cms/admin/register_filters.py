"""Narrowing a register: by state, category, place, role, day. What a filter does not know, it ignores."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from cms.admin.scoping import own_communities
from content_models.areas.models import Area

Choice = tuple[str, Any]


class RegisterFilter:
    """One question above a register. modeladmin makes it per request and asks `queryset` for the rows."""

    parameter: ClassVar[str] = ""
    title: ClassVar[Any] = ""
    kind: ClassVar[str] = "select"

    def __init__(self, request: HttpRequest, params: dict[str, Any], model: Any, model_admin: Any) -> None:
        given = params.pop(self.parameter, [""])
        self.value = str(given[-1] if isinstance(given, list) else given)
        self.request = request
        self.options = list(self.choices())

    def has_output(self) -> bool:
        return self.kind != "select" or len(self.options) > 1

    def choices(self) -> Sequence[Choice]:
        return []

    @property
    def picked(self) -> bool:
        """Does it narrow anything? A value that is none of the choices does not."""
        return self.value in {value for value, _label in self.options}

    def queryset(self, request: HttpRequest, rows: QuerySet[Any]) -> QuerySet[Any]:
        return self.narrow(rows) if self.picked else rows

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        raise NotImplementedError


def choice_filter(name: str, label: Any, field: str, values: Callable[[], Sequence[Choice]]) -> type[RegisterFilter]:
    """A filter of `field` by one of `values()`, asked for as `?name=`."""

    class ByChoice(RegisterFilter):
        parameter = name
        title = label

        def choices(self) -> Sequence[Choice]:
            return values()

        def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
            return rows.filter(**{field: self.value})

    return ByChoice


def area_filter(field: str = "area") -> type[RegisterFilter]:
    """By a place and everything below it; offers the places down to what strangers may see (the estate)."""

    class ByArea(RegisterFilter):
        parameter = "area"
        title = _("place")

        def choices(self) -> Sequence[Choice]:
            places = Area.objects.filter(community__in=own_communities()).select_related("level")
            down_to = max((place.level.rank for place in places if place.level.is_public), default=None)
            shown = [place for place in places if down_to is None or place.level.rank <= down_to]
            top = min((place.depth for place in shown), default=0)
            self.paths = {str(place.pk): place.path for place in shown}
            return [(str(place.pk), "　" * (place.depth - top) + place.name) for place in shown]

        def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
            return rows.filter(**{f"{field}__path__startswith": self.paths[self.value]})

    return ByArea


class _ByDay(RegisterFilter):
    kind = "date"
    field: ClassVar[str] = ""
    lookup: ClassVar[str] = ""

    @property
    def picked(self) -> bool:
        try:
            self.day = date.fromisoformat(self.value)
        except ValueError:
            return False
        return True

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.filter(**{f"{self.field}__date__{self.lookup}": self.day})


def day_filters(field_name: str) -> tuple[type[RegisterFilter], type[RegisterFilter]]:
    """From a day and until a day, both included."""

    class From(_ByDay):
        parameter, title, field, lookup = "from", _("from the day"), field_name, "gte"

    class Until(_ByDay):
        parameter, title, field, lookup = "until", _("until the day"), field_name, "lte"

    return From, Until


def community_choices() -> Sequence[Choice]:
    """Her communities; a single one is nothing to choose."""
    return [(str(one.pk), one.name) for one in own_communities()]


community_filter = choice_filter("community", _("community"), "community", community_choices)
