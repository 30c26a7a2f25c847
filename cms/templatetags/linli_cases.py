"""What the edit screen of a case shows of who has agreed."""

from __future__ import annotations

from typing import Any

from django import template
from django_scopes import scope

from cms.admin.case_agreements import agreements_of

register = template.Library()


@register.simple_tag
def case_agreements(page: Any) -> dict[str, Any] | None:
    """None for a page that was not drafted from wishes, or is not kept yet."""
    if not page.pk or not page.from_wishes:
        return None
    with scope(community=page.community_id):
        return agreements_of(page)
