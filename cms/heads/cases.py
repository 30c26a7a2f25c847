"""Cases are read across communities, at an address of no community; what is told of them is their page."""

from __future__ import annotations

from django.urls.resolvers import RoutePattern
from django_scopes import scopes_disabled

from content_models.cases.models import Case

_CASE = RoutePattern("cases/<uuid:case_id>", is_endpoint=True)


def place_of_case(address: str) -> tuple[str, str] | None:
    """Where a case on show stands: its community's slug, and the path below. None: no case that anybody may read."""
    found = _CASE.match(address.strip("/"))
    if found is None:
        return None
    with scopes_disabled():  # on show: everybody's, in whichever community
        case = Case.objects.on_show().select_related("page", "community").filter(pk=found[2]["case_id"]).first()
    return (case.community.slug, f"pages/{case.page.path_on_phone}") if case is not None else None
