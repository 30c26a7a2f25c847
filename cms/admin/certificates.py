"""服务证明 in the admin: which were issued, whether one holds, and revoking one that is wrong."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.contrib.admin import display
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.admin.register_filters import Choice, RegisterFilter, community_filter, day_filters
from cms.admin.registers import Fact, Register, Verb, day_and_time
from cms.documents.certificate import hours_in_words
from content_models.hours.actions import revoke_certificate
from content_models.hours.models import Certificate
from content_models.hours.policy import may_revoke
from content_models.people.roles import Actor

VALID, REVOKED = "valid", "revoked"
VERBS = {
    "revoke": Verb(
        gettext_lazy("Revoke it"),
        gettext_lazy("Revoked. Its public page says so, and the person reads your reason."),
        asks_for=gettext_lazy("Why? The person reads this; strangers only see that it is revoked."),
        text_required=True,
        tone="serious",
    ),
}


class ByValidity(RegisterFilter):
    parameter = "state"
    title = gettext_lazy("state")

    def choices(self) -> Sequence[Choice]:
        return [(VALID, gettext_lazy("holds")), (REVOKED, gettext_lazy("revoked"))]

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.filter(revoked_at__isnull=self.value == VALID)


class CertificateRegister(Register):
    """All certificates, the newest first. What is written in one stays sealed: the paper is its person's."""

    model = Certificate
    base_url_path = "certificates"
    menu_label = gettext_lazy("Certificates")
    menu_item_name = "certificates"
    menu_icon = "doc-full"
    menu_order = 146
    verbs = VERBS
    empty_words = gettext_lazy(
        "Nobody has asked for a certificate yet. Volunteers issue theirs on the phone under “Service”, free."
    )
    list_display = ("number_shown", "who", "state_shown", "period", "hours", "issued")
    list_select_related = ("community", "community__area", "person")
    search_fields = ("number", "person__nickname")
    list_filter = (community_filter, ByValidity, *day_filters("created_at"))
    list_export = ("issued", "community_name", "number_shown", "who", "state_name", "period", "hours", "revoked", "why")
    export_filename = "certificates"

    def get_search_fields(self, request: HttpRequest) -> tuple[str, ...]:
        return self.search_fields

    def get_queryset(self, request: HttpRequest | None) -> QuerySet[Certificate]:
        return super().get_queryset(request).defer("content")

    # --- columns ------------------------------------------------------------------------------

    @display(description=gettext_lazy("number"), ordering="number")
    def number_shown(self, row: Certificate) -> str:
        return row.number

    @display(description=gettext_lazy("person"))
    def who(self, row: Certificate) -> str:
        return row.person.shown_name if row.person else ""

    @display(description=gettext_lazy("state"), ordering="revoked_at")
    def state_shown(self, row: Certificate) -> SafeString:
        colour = "verified" if row.revoked_at is None else "rejected"
        return format_html('<span class="linli-state linli-state--{}">{}</span>', colour, self.state_name(row))

    @display(description=gettext_lazy("state"))
    def state_name(self, row: Certificate) -> str:
        return _("holds") if row.revoked_at is None else _("revoked")

    @display(description=gettext_lazy("period"), ordering="first_day")
    def period(self, row: Certificate) -> str:
        return " – ".join(date_format(day, "SHORT_DATE_FORMAT") for day in (row.first_day, row.last_day))

    @display(description=gettext_lazy("verified service"), ordering="minutes")
    def hours(self, row: Certificate) -> str:
        return hours_in_words(row.minutes)

    @display(description=gettext_lazy("issued at"), ordering="created_at")
    def issued(self, row: Certificate) -> str:
        return day_and_time(row.created_at)

    @display(description=gettext_lazy("revoked at"), ordering="revoked_at")
    def revoked(self, row: Certificate) -> str:
        return day_and_time(row.revoked_at)

    @display(description=gettext_lazy("why it was revoked"))
    def why(self, row: Certificate) -> str:
        return row.revoked_because

    # --- one certificate ----------------------------------------------------------------------

    def facts(self, row: Certificate, actor: Actor) -> list[Fact]:
        facts: list[Fact] = [
            (_("state"), self.state_shown(row)),
            (_("person"), self.who(row)),
            (_("period"), self.period(row)),
            (_("verified service"), self.hours(row)),
            (_("records"), row.records),
            (_("issued at"), self.issued(row)),
        ]
        facts += [(_("revoked at"), self.revoked(row))] if row.revoked_at else []
        facts += [(_("why it was revoked"), row.revoked_because)] if row.revoked_because else []
        return facts

    def more(self, row: Certificate, actor: Actor) -> dict[str, Any]:
        url = reverse("certificate_check", args=(row.token,))
        return {"links": [(url, _("What strangers see"), "view")]}

    def allowed(self, row: Certificate, actor: Actor) -> Sequence[str]:
        return ["revoke"] if row.revoked_at is None and may_revoke(actor, row) else []

    def perform(self, verb: str, row: Any, *, actor: Actor, text: str, now: datetime) -> None:
        revoke_certificate(certificate=row, actor=actor, reason=text, now=now)
