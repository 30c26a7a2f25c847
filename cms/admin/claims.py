"""认领 in the admin: who is on which wish. Only to look at: claiming and releasing is the helper's own."""

from __future__ import annotations

from typing import Any

from django.contrib.admin import display
from django.http import HttpRequest
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail_modeladmin.helpers import DjangoORMSearchHandler

from cms.admin.register_filters import area_filter, choice_filter, community_filter, day_filters
from cms.admin.registers import Fact, Register, day_and_time, state_tag
from content_models.people.roles import Actor
from content_models.wishes.models import Claim, Wish
from content_models.wishes.states import ClaimState


class OfWishesSaying(DjangoORMSearchHandler):
    """Claims on wishes whose words contain the text."""

    show_search_form = True

    def search_queryset(self, queryset: Any, search_term: str, **kwargs: Any) -> Any:
        if not search_term.strip():
            return queryset
        return queryset.filter(wish_id__in=Wish.objects.saying(search_term).values("pk"))


class ClaimRegister(Register):
    """All claims, the newest first."""

    model = Claim
    base_url_path = "claims"
    menu_label = gettext_lazy("Claims")
    menu_item_name = "claims"
    menu_icon = "linli-claim"
    menu_order = 110
    empty_words = gettext_lazy("Nobody has taken on a wish yet. Wishes wait on the board once you have approved them.")
    search_handler_class = OfWishesSaying
    list_display = ("wish_title", "state_shown", "helper_name", "claimed", "last_sign")
    list_select_related = ("community", "wish", "wish__estate", "wish__area", "helper")
    list_filter = (
        community_filter,
        choice_filter("state", gettext_lazy("state"), "state", lambda: ClaimState.choices),
        area_filter("wish__area"),
        *day_filters("claimed_at"),
    )
    list_export = ("claimed", "community_name", "wish_title", "state_name", "helper_name", "last_sign", "ended")
    export_filename = "claims"

    @display(description=gettext_lazy("wish"), ordering="wish__title")
    def wish_title(self, claim: Claim) -> str:
        return claim.wish.title

    @display(description=gettext_lazy("state"), ordering="state")
    def state_shown(self, claim: Claim) -> str:
        return state_tag(claim)

    @display(description=gettext_lazy("state"))
    def state_name(self, claim: Claim) -> str:
        return str(claim.get_state_display())

    @display(description=gettext_lazy("helper"))
    def helper_name(self, claim: Claim) -> str:
        return claim.helper.shown_name if claim.helper else ""

    @display(description=gettext_lazy("claimed at"), ordering="claimed_at")
    def claimed(self, claim: Claim) -> str:
        return day_and_time(claim.claimed_at)

    @display(description=gettext_lazy("last sign of life"), ordering="last_sign_at")
    def last_sign(self, claim: Claim) -> str:
        return day_and_time(claim.last_sign_at)

    @display(description=gettext_lazy("ended at"))
    def ended(self, claim: Claim) -> str:
        return day_and_time(claim.ended_at)

    def get_search_fields(self, request: HttpRequest) -> tuple[str, ...]:
        return ("wish__title",)

    def facts(self, row: Claim, actor: Actor) -> list[Fact]:
        wish_url = reverse("wishes_modeladmin_inspect", args=(row.wish_id,))
        facts: list[Fact] = [
            (_("wish"), format_html('<a href="{}">{}</a>', wish_url, row.wish.title)),
            (_("state"), state_tag(row)),
            (_("helper"), self.helper_name(row)),
            (_("claimed at"), day_and_time(row.claimed_at)),
            (_("last sign of life"), day_and_time(row.last_sign_at)),
            (_("last day"), date_format(row.wish.deadline)),
        ]
        if row.ended_at:
            facts.append((_("ended at"), self.ended(row)))
        if row.reason:
            facts.append((_("reason"), row.reason))
        return facts

    def more(self, row: Claim, actor: Actor) -> dict[str, Any]:
        return {"heading": row.wish.title, "body": row.note}
