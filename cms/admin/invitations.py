"""邀请 in the admin: who was invited to what, and whether she has come."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.contrib.admin import display
from django.http import HttpRequest
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets.button import HeaderButton

from cms.admin.register_filters import choice_filter, community_filter, day_filters
from cms.admin.registers import Fact, Register, Verb, day_and_time, state_tag
from content_models.people.actions import withdraw_invitation
from content_models.people.models import Invitation, InvitationState
from content_models.people.policy import may_grant
from content_models.people.roles import Actor, Role


class InvitationRegister(Register):
    """The newest first."""

    model = Invitation
    base_url_path = "invitations"
    menu_label = gettext_lazy("Invitations")
    menu_item_name = "invitations"
    menu_icon = "linli-people"
    menu_order = 141
    verbs = {
        "withdraw": Verb(
            gettext_lazy("Take it back"),
            gettext_lazy("Taken back: signing in with this number brings no role any more."),
            tone="serious",
        ),
    }
    ordering = ("-created_at",)
    empty_words = gettext_lazy("Nobody has been invited yet. Invite chiefs, workers and shops by their phone number.")
    list_display = ("whom", "as_what", "state_shown", "place", "since", "open_until")
    list_select_related = ("community", "area", "person", "invited_by")
    search_fields = ("phone_shown", "target_name", "area__name")
    list_filter = (
        community_filter,
        choice_filter("state", gettext_lazy("state"), "state", lambda: InvitationState.choices),
        choice_filter("role", gettext_lazy("role"), "role", lambda: Role.choices),
        *day_filters("created_at"),
    )
    list_export = ("since", "community_name", "whom", "as_what", "state_name", "place", "until")
    export_filename = "invitations"

    def header_buttons(self, request: HttpRequest) -> list[Any]:
        return [HeaderButton(_("Invite somebody"), url=reverse("linli_invite"), icon_name="plus", priority=10)]

    @display(description=gettext_lazy("phone"))
    def whom(self, row: Invitation) -> str:
        return row.person.shown_name if row.person else f"{row.name} {row.phone_shown}".strip()

    @display(description=gettext_lazy("role"), ordering="role")
    def as_what(self, row: Invitation) -> str:
        return row.target_name or str(row.get_role_display())

    @display(description=gettext_lazy("state"), ordering="state")
    def state_shown(self, row: Invitation) -> str:
        return state_tag(row)

    @display(description=gettext_lazy("state"))
    def state_name(self, row: Invitation) -> str:
        return str(row.get_state_display())

    @display(description=gettext_lazy("place"))
    def place(self, row: Invitation) -> str:
        return str(row.area.name)

    @display(description=gettext_lazy("invited at"), ordering="created_at")
    def since(self, row: Invitation) -> str:
        return day_and_time(row.created_at)

    @display(description=gettext_lazy("open until"))
    def open_until(self, row: Invitation) -> str:
        return date_format(row.expires_at) if row.state == InvitationState.OPEN else "–"

    @display(description=gettext_lazy("until (last day)"))
    def until(self, row: Invitation) -> str:
        return row.ends_on.isoformat() if row.ends_on else ""

    def facts(self, row: Invitation, actor: Actor) -> list[Fact]:
        facts: list[Fact] = [
            (_("state"), state_tag(row)),
            (_("role"), self.as_what(row)),
            (_("phone"), row.phone_shown),
            (_("place"), self.place(row)),
            (_("invited by"), row.invited_by.shown_name if row.invited_by else "–"),
            (_("invited at"), self.since(row)),
            (_("open until"), self.open_until(row)),
        ]
        if row.person:
            facts.append((_("person"), row.person.shown_name))
        if row.ends_on:
            facts.append((_("until (last day)"), date_format(row.ends_on)))
        return facts

    def allowed(self, row: Invitation, actor: Actor) -> Sequence[str]:
        is_hers = may_grant(actor, Role(row.role), at=row.area.path)
        return ["withdraw"] if row.state == InvitationState.OPEN and is_hers else []

    def perform(self, verb: str, row: Any, *, actor: Actor, text: str, now: datetime) -> None:
        withdraw_invitation(invitation=row, actor=actor, now=now)

    def more(self, row: Invitation, actor: Actor) -> dict[str, Any]:
        return {"heading": f"{self.whom(row)} · {self.as_what(row)}"}
