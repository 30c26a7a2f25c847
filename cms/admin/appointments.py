"""任职 in the admin: who applied for which post, who holds it, and the community's answer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.contrib.admin import display
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.admin.register_answers import AnswersRegister, answer_facts
from cms.admin.register_filters import area_filter, choice_filter, community_filter, day_filters
from cms.admin.registers import Fact, Verb, day_and_time, state_tag
from cms.admin.scoping import own_community_ids
from content_models.areas.models import localized
from content_models.common.ids import parse_id
from content_models.common.own_forms import Answer, FormField, read_form
from content_models.people.roles import Actor
from content_models.posts.actions import approve_appointment, decline_appointment, end_appointment
from content_models.posts.models import Appointment, PostType
from content_models.posts.policy import allowed_actions
from content_models.posts.states import AppointmentState

VERBS = {
    "approve": Verb(gettext_lazy("Appoint"), gettext_lazy("Appointed. The person is told."), tone="main"),
    "decline": Verb(
        gettext_lazy("Decline"),
        gettext_lazy("Declined; the person reads your reason."),
        asks_for=gettext_lazy("Why not? The person reads this."),
        text_required=True,
        tone="serious",
    ),
    "end": Verb(
        gettext_lazy("End the term"),
        gettext_lazy("The term has ended; the person is told."),
        asks_for=gettext_lazy("Why? The person reads this."),
        text_required=True,
        tone="serious",
    ),
}


def _posts() -> Sequence[tuple[str, Any]]:
    several = len(own_community_ids()) > 1
    rows = PostType.objects.select_related("community").order_by("community__name", "sort_order", "id")
    return [(str(row.pk), f"{row.name}（{row.community.name}）" if several else row.name) for row in rows]


class AppointmentRegister(AnswersRegister):
    """All applications and terms, the newest first."""

    model = Appointment
    base_url_path = "appointments"
    menu_label = gettext_lazy("Appointments")
    menu_item_name = "appointments"
    menu_icon = "linli-appointment"
    menu_order = 130
    verbs = VERBS
    empty_words = gettext_lazy("Nobody has applied yet. Neighbours find the posts on their phones under “Posts”.")
    list_display = ("what", "who", "state_shown", "place", "applied", "decided")
    list_select_related = ("community", "post", "chief_role", "area", "area__level", "person", "decided_by")
    search_fields = ("post__name", "chief_role__name", "person__nickname", "area__name")
    list_filter = (
        community_filter,
        choice_filter("state", gettext_lazy("state"), "state", lambda: AppointmentState.choices),
        choice_filter("post", gettext_lazy("post"), "post", _posts),
        area_filter(),
        *day_filters("created_at"),
    )
    list_export = (
        "applied",
        "community_name",
        "what",
        "who",
        "state_name",
        "place",
        "decided",
        "until",
        "ended",
        "reason_text",
    )
    export_filename = "appointments"

    @display(description=gettext_lazy("post or chief role"))
    def what(self, row: Appointment) -> str:
        return localized(row.chief_role) if row.chief_role else str(row.post)

    @display(description=gettext_lazy("person"))
    def who(self, row: Appointment) -> str:
        return row.person.shown_name

    @display(description=gettext_lazy("state"), ordering="state")
    def state_shown(self, row: Appointment) -> str:
        return state_tag(row)

    @display(description=gettext_lazy("state"))
    def state_name(self, row: Appointment) -> str:
        return str(row.get_state_display())

    @display(description=gettext_lazy("place"))
    def place(self, row: Appointment) -> str:
        return str(row.area.name)

    @display(description=gettext_lazy("applied at"), ordering="created_at")
    def applied(self, row: Appointment) -> str:
        return day_and_time(row.created_at)

    @display(description=gettext_lazy("decided at"), ordering="decided_at")
    def decided(self, row: Appointment) -> str:
        return day_and_time(row.decided_at)

    @display(description=gettext_lazy("until (last day)"))
    def until(self, row: Appointment) -> str:
        return row.ends_on.isoformat() if row.ends_on else ""

    @display(description=gettext_lazy("ended at"))
    def ended(self, row: Appointment) -> str:
        return day_and_time(row.ended_at)

    @display(description=gettext_lazy("reason"))
    def reason_text(self, row: Appointment) -> str:
        return row.reason

    def facts(self, row: Appointment, actor: Actor) -> list[Fact]:
        facts: list[Fact] = [
            (_("state"), state_tag(row)),
            (_("person"), row.person.shown_name),
            (_("name"), row.person.full_name or _("not given")),
            (_("phone"), row.person.phone or _("not given")),
            (_("place"), self.place(row)),
            (_("applied at"), self.applied(row)),
        ]
        if row.decided_at:
            facts.append((_("decided at"), self.decided(row)))
        if row.ends_on:
            facts.append((_("until (last day)"), date_format(row.ends_on)))
        if row.ended_at:
            facts.append((_("ended at"), self.ended(row)))
        if row.reason:
            facts.append((_("reason"), row.reason))
        return facts

    def allowed(self, row: Appointment, actor: Actor) -> Sequence[str]:
        return allowed_actions(actor, row)

    def perform(self, verb: str, row: Any, *, actor: Actor, text: str, now: datetime) -> None:
        if verb == "approve":
            approve_appointment(appointment=row, actor=actor, now=now)
        elif verb == "decline":
            decline_appointment(appointment=row, actor=actor, reason=text, now=now)
        else:
            end_appointment(appointment=row, actor=actor, reason=text, now=now)

    def more(self, row: Appointment, actor: Actor) -> dict[str, Any]:
        return {"heading": self.what(row), "body": row.note, "answers": answer_facts(row.answers)}

    def questions(self, request: HttpRequest) -> list[FormField]:
        wanted = parse_id(request.GET.get("post", ""))
        post = PostType.objects.filter(pk=wanted).first() if wanted else None
        return read_form(post.form) if post is not None else []

    def answers_of(self, row: Appointment) -> list[Answer]:
        return row.answers

    def with_answers(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.select_related(None).only("pk", "answers_json")

    def get_search_fields(self, request: HttpRequest) -> tuple[str, ...]:
        return self.search_fields
