"""积分流水 in the admin: every transfer of points. Only to look at: it can't be changed by anybody."""

from __future__ import annotations

from typing import Any

from django.contrib.admin import display
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.admin.register_filters import choice_filter, community_filter, day_filters
from cms.admin.registers import Fact, Register, day_and_time
from content_models.ledger.kinds import TransferKind
from content_models.ledger.models import Account, Transfer
from content_models.people.roles import Actor


def _owner(account: Account) -> str:
    return account.owner.shown_name if account.owner else str(account.get_kind_display())


class TransferRegister(Register):
    """All transfers, the newest first."""

    model = Transfer
    base_url_path = "transfers"
    menu_label = gettext_lazy("Transfers of points")
    menu_item_name = "transfers"
    menu_icon = "linli-points"
    menu_order = 180
    empty_words = gettext_lazy("No points yet. They come with the first verified service hours.")
    list_display = ("kind_name", "subject_shown", "giver", "receiver", "amount_shown", "when")
    list_select_related = ("community", "debit", "debit__owner", "credit", "credit__owner")
    list_filter = (
        community_filter,
        choice_filter("kind", gettext_lazy("kind"), "kind", lambda: TransferKind.choices),
        *day_filters("created_at"),
    )
    list_export = ("when", "community_name", "kind_name", "subject_shown", "giver", "receiver", "amount_shown")
    export_filename = "transfers"

    @display(description=gettext_lazy("kind"), ordering="kind")
    def kind_name(self, row: Transfer) -> str:
        return str(row.get_kind_display())

    @display(description=gettext_lazy("what for"), ordering="subject")
    def subject_shown(self, row: Transfer) -> str:
        return row.subject

    @display(description=gettext_lazy("from whom"))
    def giver(self, row: Transfer) -> str:
        return _owner(row.debit)

    @display(description=gettext_lazy("to whom"))
    def receiver(self, row: Transfer) -> str:
        return _owner(row.credit)

    @display(description=gettext_lazy("points"), ordering="amount")
    def amount_shown(self, row: Transfer) -> str:
        return str(row.amount)

    @display(description=gettext_lazy("when"), ordering="created_at")
    def when(self, row: Transfer) -> str:
        return day_and_time(row.created_at)

    search_fields = ("subject",)

    def get_search_fields(self, request: HttpRequest) -> tuple[str, ...]:
        return self.search_fields

    def facts(self, row: Transfer, actor: Actor) -> list[Fact]:
        facts: list[Fact] = [
            (_("kind"), self.kind_name(row)),
            (_("what for"), row.subject),
            (_("from whom"), self.giver(row)),
            (_("to whom"), self.receiver(row)),
            (_("points"), row.amount),
            (_("when"), self.when(row)),
        ]
        return [*facts, (_("can be used until"), row.expires_on)] if row.expires_on else facts

    def more(self, row: Transfer, actor: Actor) -> dict[str, Any]:
        return {"heading": f"{self.kind_name(row)} {row.amount}"}
