"""What the menu and the save buttons show: the words of the work, and nothing a worker has no use for."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy
from wagtail.admin.menu import MenuItem
from wagtail.admin.search import SearchArea
from wagtail.snippets.action_menu import PublishMenuItem

from cms.admin.scoping import actor_of
from content_models.hours.policy import RULING_ROLES
from content_models.people.roles import STAFF_ROLES

# Wagtail's own entries that staff who are no superusers have no use for, by name.
NOT_FOR_STAFF = frozenset({"explorer", "documents", "reports", "help", "snippets"})


class ShowOnPhones(PublishMenuItem):
    """“Publish”, said for somebody who does not think in drafts."""

    template_name = "cms/admin/show_on_phones.html"
    label = gettext_lazy("Save and show on phones")
    icon_name = "mobile-alt"


def hide_what_is_not_for_staff(request: HttpRequest, items: list[Any]) -> None:
    """Keep pages, documents, reports and help of Wagtail out of the menu of who can't open them."""
    items[:] = [item for item in items if item.name != "snippets"]
    if not request.user.is_superuser:
        items[:] = [item for item in items if item.name not in NOT_FOR_STAFF]


def publish_first(items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    """Saving shows it on the phones at once; a draft is the exception."""
    for place, item in enumerate(items):
        if item.name == PublishMenuItem.name:
            items.insert(0, items.pop(place) and ShowOnPhones())
            return


def only_work(request: HttpRequest, panels: list[Any]) -> None:
    """The first screen is the work; Wagtail's panels about pages go."""
    from cms.admin.dashboard import WorkPanel

    panels[:] = [WorkPanel()]


def no_page_numbers(request: HttpRequest, items: list[Any]) -> None:
    """No count of pages and pictures above the work."""
    items.clear()


class RulingItem(MenuItem):
    """For who may set the rate somewhere."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(actor_of(request).paths_of(*RULING_ROLES))


def rate_of_points() -> MenuItem:
    url = reverse("linli_points_rate")
    return RulingItem(gettext_lazy("Rate of points"), url, name="points-rate", icon_name="linli-points", order=185)


class SearchWishes(SearchArea):
    """The search of the menu looks through the wishes: the first area is the one it takes."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(actor_of(request).paths_of(*STAFF_ROLES))


def search_wishes() -> SearchWishes:
    url = reverse("wishes_modeladmin_index")
    return SearchWishes(gettext_lazy("Wishes"), url, name="wishes", icon_name="linli-wish", order=1)
