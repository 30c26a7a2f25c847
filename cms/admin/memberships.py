"""身份 in the admin: who has asked for which role, who holds it, and the community's answer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.contrib.admin import display
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.admin.register_filters import area_filter, choice_filter, community_filter, day_filters
from cms.admin.registers import Fact, Register, Verb, day_and_time, state_tag
from content_models.people.actions import decide_membership, end_membership
from content_models.people.models import Membership, MembershipState
from content_models.people.policy import membership_actions
from content_models.people.roles import Actor, Role

VERBS = {
    "approve": Verb(gettext_lazy("Say yes"), gettext_lazy("The role is in force. The person is told."), tone="main"),
    "decline": Verb(
        gettext_lazy("Decline"),
        gettext_lazy("Declined; the person reads your reason."),
        asks_for=gettext_lazy("Why not? The person reads this."),
        text_required=True,
        tone="serious",
    ),
    "end": Verb(
        gettext_lazy("End the role"),
        gettext_lazy("The role has ended; the person is told."),
        asks_for=gettext_lazy("Why? The person reads this."),
        text_required=True,
        tone="serious",
    ),
}


class MembershipRegister(Register):
    """All roles in the community, the newest first."""

    model = Membership
    base_url_path = "memberships"
    menu_label = gettext_lazy("Roles of people")
    menu_item_name = "memberships"
    menu_icon = "linli-people"
    menu_order = 140
    verbs = VERBS
    ordering = ("-created_at",)
    empty_words = gettext_lazy("Nobody has joined yet. Residents choose their home on the phone under “Me”.")
    list_display = ("who", "role_name", "state_shown", "place", "since")
    list_select_related = ("community", "user", "area", "area__level", "decided_by")
    search_fields = ("user__nickname", "area__name")
    list_filter = (
        community_filter,
        choice_filter("state", gettext_lazy("state"), "state", lambda: MembershipState.choices),
        choice_filter("role", gettext_lazy("role"), "role", lambda: Role.choices),
        area_filter(),
        *day_filters("created_at"),
    )
    list_export = ("since", "community_name", "who", "role_name", "state_name", "place", "until", "reason_text")
    export_filename = "roles"

    @display(description=gettext_lazy("person"))
    def who(self, row: Membership) -> str:
        return row.user.shown_name

    @display(description=gettext_lazy("role"), ordering="role")
    def role_name(self, row: Membership) -> str:
        return str(row.get_role_display())

    @display(description=gettext_lazy("state"), ordering="state")
    def state_shown(self, row: Membership) -> str:
        return state_tag(row)

    @display(description=gettext_lazy("state"))
    def state_name(self, row: Membership) -> str:
        return str(row.get_state_display())

    @display(description=gettext_lazy("place"))
    def place(self, row: Membership) -> str:
        return str(row.area.name)

    @display(description=gettext_lazy("since"), ordering="created_at")
    def since(self, row: Membership) -> str:
        return day_and_time(row.created_at)

    @display(description=gettext_lazy("until (last day)"))
    def until(self, row: Membership) -> str:
        return row.ends_on.isoformat() if row.ends_on else ""

    @display(description=gettext_lazy("reason"))
    def reason_text(self, row: Membership) -> str:
        return row.reason

    def facts(self, row: Membership, actor: Actor) -> list[Fact]:
        facts: list[Fact] = [
            (_("state"), state_tag(row)),
            (_("role"), self.role_name(row)),
            (_("person"), row.user.shown_name),
            (_("name"), row.user.full_name or _("not given")),
            (_("phone"), row.user.masked_phone or _("not given")),
            (_("place"), self.place(row)),
            (_("since"), self.since(row)),
        ]
        if row.ends_on:
            facts.append((_("until (last day)"), date_format(row.ends_on)))
        if row.reason:
            facts.append((_("reason"), row.reason))
        return facts

    def allowed(self, row: Membership, actor: Actor) -> Sequence[str]:
        return membership_actions(actor, row)

    def perform(self, verb: str, row: Any, *, actor: Actor, text: str, now: datetime) -> None:
        if verb == "end":
            end_membership(membership=row, actor=actor, reason=text, now=now)
        else:
            decide_membership(membership=row, actor=actor, accept=verb == "approve", reason=text, now=now)

    def more(self, row: Membership, actor: Actor) -> dict[str, Any]:
        return {"heading": f"{row.user.shown_name} · {self.role_name(row)}"}
