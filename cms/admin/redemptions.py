"""兑换单 in the admin: what was exchanged, what waits to be fetched, what came back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.contrib.admin import display
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.admin.register_filters import RegisterFilter, choice_filter, community_filter, day_filters
from cms.admin.registers import Fact, Register, Verb, day_and_time, state_tag
from content_models.people.roles import Actor
from content_models.rewards.actions import cancel_redemption
from content_models.rewards.models import Merchant, Redemption
from content_models.rewards.policy import redemption_actions
from content_models.rewards.states import RedemptionState

DESK = "desk"
VERBS = {
    "cancel": Verb(
        gettext_lazy("Cancel it"),
        gettext_lazy("Cancelled; points and stock are back and the person reads your reason."),
        asks_for=gettext_lazy("Why? The person reads this."),
        text_required=True,
        tone="serious",
    ),
}


class ByCounter(RegisterFilter):
    """Where it is fetched: at the community's own desk, or at a merchant's."""

    parameter = "at"
    title = gettext_lazy("where it is fetched")

    def choices(self) -> Sequence[tuple[str, Any]]:
        shops = Merchant.objects.order_by("sort_order", "id").values_list("pk", "name")
        return [(DESK, gettext_lazy("the community's desk")), *((str(pk), name) for pk, name in shops)]

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.filter(merchant=None if self.value == DESK else self.value)


class RedemptionRegister(Register):
    """All exchanges, the newest first. Codes are shown to nobody here."""

    model = Redemption
    base_url_path = "redemptions"
    menu_label = gettext_lazy("Redemptions")
    menu_item_name = "redemptions"
    menu_icon = "linli-redemption"
    menu_order = 170
    verbs = VERBS
    empty_words = gettext_lazy("Nobody has exchanged points yet. Neighbours find the rewards on their phones.")
    list_display = ("what", "who", "state_shown", "points_shown", "shop", "reserved", "closed")
    list_select_related = ("community", "community__area", "person", "merchant", "reward", "handed_over_by")
    list_filter = (
        community_filter,
        choice_filter("state", gettext_lazy("state"), "state", lambda: RedemptionState.choices),
        ByCounter,
        *day_filters("reserved_at"),
    )
    list_export = (
        "reserved",
        "community_name",
        "what",
        "who",
        "points_shown",
        "state_name",
        "shop",
        "closed",
        "hander",
    )
    export_filename = "redemptions"

    @display(description=gettext_lazy("what"), ordering="name")
    def what(self, row: Redemption) -> str:
        return row.name

    @display(description=gettext_lazy("person"))
    def who(self, row: Redemption) -> str:
        return row.person.shown_name if row.person else ""

    @display(description=gettext_lazy("state"), ordering="state")
    def state_shown(self, row: Redemption) -> str:
        return state_tag(row)

    @display(description=gettext_lazy("state"))
    def state_name(self, row: Redemption) -> str:
        return str(row.get_state_display())

    @display(description=gettext_lazy("points"), ordering="price")
    def points_shown(self, row: Redemption) -> str:
        return str(row.price)

    @display(description=gettext_lazy("merchant"))
    def shop(self, row: Redemption) -> str:
        return row.merchant.name if row.merchant else str(_("the community's desk"))

    @display(description=gettext_lazy("exchanged at"), ordering="reserved_at")
    def reserved(self, row: Redemption) -> str:
        return day_and_time(row.reserved_at)

    @display(description=gettext_lazy("closed at"), ordering="closed_at")
    def closed(self, row: Redemption) -> str:
        return day_and_time(row.closed_at)

    @display(description=gettext_lazy("handed over by"))
    def hander(self, row: Redemption) -> str:
        return row.handed_over_by.shown_name if row.handed_over_by else ""

    search_fields = ("name", "person__nickname")

    def get_search_fields(self, request: HttpRequest) -> tuple[str, ...]:
        return self.search_fields

    def facts(self, row: Redemption, actor: Actor) -> list[Fact]:
        facts: list[Fact] = [
            (_("state"), state_tag(row)),
            (_("person"), self.who(row)),
            (_("points"), row.price),
            (_("merchant"), self.shop(row)),
            (_("exchanged at"), self.reserved(row)),
            (_("to be fetched until"), day_and_time(row.expires_at)),
        ]
        facts += [(_("closed at"), self.closed(row))] if row.closed_at else []
        facts += [(_("handed over by"), self.hander(row))] if row.handed_over_by else []
        facts += [(_("reason"), row.reason)] if row.reason else []
        return facts

    def allowed(self, row: Redemption, actor: Actor) -> Sequence[str]:
        return redemption_actions(actor, row)

    def perform(self, verb: str, row: Any, *, actor: Actor, text: str, now: datetime) -> None:
        cancel_redemption(redemption_id=row.pk, actor=actor, reason=text, now=now)
