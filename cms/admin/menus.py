"""What the menu and the save buttons show: the words of the work, and nothing a worker has no use for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
from wagtail.admin.search import SearchArea
from wagtail.snippets.action_menu import PublishMenuItem

from cms.admin.scoping import actor_of, communities_here
from cms.admin.screens import MayUse
from content_models.areas.models import Community
from content_models.hours.policy import may_rule
from content_models.ledger.policy import may_sign_for
from content_models.pages.models import CommunitySite
from content_models.pages.policy import may_edit_pages, may_rule_pages
from content_models.people.policy import may_work_in
from content_models.people.roles import STAFF_ROLES, Actor, Role
from content_models.sheets.policy import may_import

# Wagtail's own entries that staff who are no superusers have no use for, by name.
NOT_FOR_STAFF = frozenset({"explorer", "reports", "help", "snippets"})


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


class DistrictItem(MenuItem):
    """An entry for who administers a district, even one without communities."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(actor_of(request).paths_of(Role.DISTRICT_ADMIN))


class ScreenItem(MenuItem):
    """An entry for a screen of our own, for who may use it in at least one of her communities."""

    def __init__(self, label: Any, url_name: str, icon: str, order: int, may_use: MayUse) -> None:
        super().__init__(label, reverse(url_name), name=url_name, icon_name=icon, order=order)
        self.may_use = may_use

    def is_shown(self, request: HttpRequest) -> bool:
        actor = actor_of(request)
        return any(self.may_use(actor, one) for one in communities_here(request))


def service_rules() -> MenuItem:
    return ScreenItem(gettext_lazy("Rules for hours"), "linli_service_rules", "linli-rules", 146, may_rule)


def rate_of_points() -> MenuItem:
    return ScreenItem(gettext_lazy("Rate of points"), "linli_points_rate", "linli-points", 147, may_work_in)


def burden() -> MenuItem:
    return ScreenItem(gettext_lazy("What we ask"), "linli_burden_overview", "linli-rules", 395, may_work_in)


def guide() -> MenuItem:
    return ScreenItem(gettext_lazy("Guide"), "linli_guide", "help", 900, may_work_in)


def ballots() -> MenuItem:
    return ScreenItem(gettext_lazy("Ballots"), "linli_ballots", "linli-ballot", 134, may_work_in)


def settlements() -> MenuItem:
    return ScreenItem(gettext_lazy("Merchants' settlements"), "linli_settlements", "linli-settlement", 175, may_work_in)


def recognitions() -> MenuItem:
    return ScreenItem(gettext_lazy("Recognised hours"), "linli_recognitions", "linli-recognition", 190, may_sign_for)


def new_community() -> MenuItem:
    url = reverse("linli_new_community")
    label = gettext_lazy("New community")
    return DistrictItem(label, url, name="linli_new_community", icon_name="linli-founding", order=205)


def templates() -> MenuItem:
    url = reverse("linli_templates")
    label = gettext_lazy("Templates of posts")
    return DistrictItem(label, url, name="linli_templates", icon_name="linli-template", order=210)


def excel_import() -> MenuItem:
    return ScreenItem(gettext_lazy("Excel import"), "linli_sheets", "linli-sheet", 195, may_import)


def pages() -> MenuItem:
    # Not Wagtail's own entry: its tree asks an API that knows no communities.
    return ScreenItem(gettext_lazy("All pages"), "wagtailadmin_explore_root", "doc-empty", 10, _has_pages)


def _has_pages(actor: Actor, community: Community) -> bool:
    """There is something to edit: a community from before there were pages opens them under its look."""
    return (
        may_edit_pages(actor, community)
        and CommunitySite.objects.filter(community=community, root__isnull=False).exists()
    )


def look_of_pages() -> MenuItem:
    return ScreenItem(gettext_lazy("Look of the community"), "linli_page_look", "view", 20, may_rule_pages)


def pages_to_read() -> MenuItem:
    label = gettext_lazy("Pages that wait for a second reader")
    return ScreenItem(label, "linli_page_approvals", "clipboard-list", 30, may_edit_pages)


def cases_of_others() -> MenuItem:
    label = gettext_lazy("Cases of other communities")
    return ScreenItem(label, "linli_cases_of_others", "doc-full", 40, may_edit_pages)


@dataclass(frozen=True, slots=True)
class Submenu:
    """Entries of the menu that stand together under one word."""

    name: str
    label: Any
    icon: str
    order: int
    holds: frozenset[str]


SUBMENUS = (
    Submenu(
        "people",
        gettext_lazy("People and roles"),
        "linli-people",
        140,
        frozenset({"appointments", "memberships", "invitations", "registrations"}),
    ),
    Submenu(
        "pages",
        gettext_lazy("Pages"),
        "doc-full",
        135,
        frozenset(
            {
                "wagtailadmin_explore_root",
                "linli_page_look",
                "linli_page_approvals",
                "linli_cases_of_others",
                "images",
                "documents",
            }
        ),
    ),
    Submenu(
        "honoring",
        gettext_lazy("Honors"),
        "linli-honor",
        134,
        frozenset({"honor-rolls", "linli_ballots"}),
    ),
    Submenu(
        "service",
        gettext_lazy("Service hours"),
        "linli-hours",
        142,
        frozenset({"records", "activities", "certificates", "linli_service_rules", "linli_points_rate"}),
    ),
    Submenu(
        "exchange",
        gettext_lazy("Exchange"),
        "linli-exchange",
        143,
        frozenset({"rewards", "merchants", "redemptions", "linli_settlements", "transfers", "linli_recognitions"}),
    ),
    Submenu(
        "district",
        gettext_lazy("The district"),
        "linli-district",
        205,
        frozenset({"linli_new_community", "linli_templates"}),
    ),
)


def stand_together(request: HttpRequest, items: list[Any]) -> None:
    """People, hours and exchange would make the menu too long to read: each is one entry that opens."""
    for submenu in SUBMENUS:
        inside = [item for item in items if item.name in submenu.holds]
        if inside:
            items[:] = [item for item in items if item not in inside]
            items.append(
                SubmenuMenuItem(
                    submenu.label,
                    Menu(items=inside),
                    name=submenu.name,
                    icon_name=submenu.icon,
                    order=submenu.order,
                )
            )


class SearchWishes(SearchArea):
    """The search of the menu looks through the wishes: the first area is the one it takes."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(actor_of(request).paths_of(*STAFF_ROLES))


def search_wishes() -> SearchWishes:
    url = reverse("wishes_modeladmin_index")
    return SearchWishes(gettext_lazy("Wishes"), url, name="wishes", icon_name="linli-wish", order=1)
