"""服务记录 in the admin: who served when, what speaks against it, and the community's answer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.contrib.admin import display
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.admin.register_filters import area_filter, choice_filter, community_filter, day_filters
from cms.admin.registers import Fact, Register, Verb, day_and_time, state_tag
from content_models.common.clock import utc_now
from content_models.hours.actions import correct_record, reject_record, verify_record
from content_models.hours.models import ServiceRecord
from content_models.hours.policy import allowed_actions
from content_models.hours.signs import signs_of
from content_models.hours.states import Grade, Origin, RecordState
from content_models.people.roles import Actor

VERBS = {
    "verify": Verb(gettext_lazy("It is true"), gettext_lazy("Noted. The person is told."), tone="main"),
    "reject": Verb(
        gettext_lazy("Don't accept"),
        gettext_lazy("Not accepted; the person reads your reason."),
        asks_for=gettext_lazy("Why not? The person reads this."),
        text_required=True,
        tone="serious",
    ),
    "correct": Verb(
        gettext_lazy("Void it"),
        gettext_lazy("Voided; its points were taken back. What is right can be entered anew."),
        asks_for=gettext_lazy("What was wrong? The person reads this."),
        text_required=True,
        tone="serious",
    ),
}


class RecordRegister(Register):
    """All service records, the newest first."""

    model = ServiceRecord
    base_url_path = "records"
    menu_label = gettext_lazy("Service hours")
    menu_item_name = "records"
    menu_icon = "linli-hours"
    menu_order = 140
    verbs = VERBS
    empty_words = gettext_lazy(
        "No service hours yet. Announce an activity on the phone under “Service”, and show its code at the door."
    )
    list_display = ("what", "who", "state_shown", "grade_name", "when", "minutes_shown", "points_shown")
    list_select_related = ("community", "area", "person", "post", "activity", "activity__area", "wish", "verified_by",
                           "entered_by")  # fmt: skip
    list_filter = (
        community_filter,
        choice_filter("state", gettext_lazy("state"), "state", lambda: RecordState.choices),
        choice_filter("grade", gettext_lazy("proof"), "grade", lambda: Grade.choices),
        choice_filter("origin", gettext_lazy("from"), "origin", lambda: Origin.choices),
        area_filter("area"),
        *day_filters("started_at"),
    )
    list_export = ("when", "community_name", "what", "who", "place_name", "minutes_shown", "grade_name", "state_name",
                   "points_shown", "verifier", "organised")  # fmt: skip
    export_filename = "service-records"

    @display(description=gettext_lazy("what"), ordering="subject")
    def what(self, record: ServiceRecord) -> str:
        return record.subject

    @display(description=gettext_lazy("person"))
    def who(self, record: ServiceRecord) -> str:
        return record.person.shown_name if record.person else ""

    @display(description=gettext_lazy("state"), ordering="state")
    def state_shown(self, record: ServiceRecord) -> str:
        return state_tag(record)

    @display(description=gettext_lazy("state"))
    def state_name(self, record: ServiceRecord) -> str:
        return str(record.get_state_display())

    @display(description=gettext_lazy("proof"), ordering="grade")
    def grade_name(self, record: ServiceRecord) -> str:
        return str(record.get_grade_display())

    @display(description=gettext_lazy("from"), ordering="started_at")
    def when(self, record: ServiceRecord) -> str:
        return day_and_time(record.started_at)

    @display(description=gettext_lazy("minutes"), ordering="minutes")
    def minutes_shown(self, record: ServiceRecord) -> str:
        return "" if record.minutes is None else str(record.minutes)

    @display(description=gettext_lazy("points"), ordering="points")
    def points_shown(self, record: ServiceRecord) -> str:
        return str(record.points)

    @display(description=gettext_lazy("where"))
    def place_name(self, record: ServiceRecord) -> str:
        return record.place

    @display(description=gettext_lazy("verified by"))
    def verifier(self, record: ServiceRecord) -> str:
        return record.verified_by.shown_name if record.verified_by else ""

    @display(description=gettext_lazy("organised by"))
    def organised(self, record: ServiceRecord) -> str:
        return record.organiser

    def get_search_fields(self, request: HttpRequest) -> tuple[str, ...]:
        return ("subject", "person__nickname")

    search_fields = ("subject", "person__nickname")

    def facts(self, row: ServiceRecord, actor: Actor) -> list[Fact]:
        facts: list[Fact] = [
            (_("state"), state_tag(row)),
            (_("person"), self.who(row)),
            (_("from"), day_and_time(row.started_at)),
            (_("until"), day_and_time(row.ended_at)),
            (_("minutes"), self.minutes_shown(row)),
            (_("where"), row.place),
            (_("proof"), " · ".join(filter(None, [self.grade_name(row), self._proof(row)]))),
            (_("organised by"), row.organiser),
            (_("entered by"), row.entered_by.shown_name if row.entered_by else ""),
        ]
        facts += [(_("why entered later"), row.reason)] if row.reason else []
        facts += [(_("verified by"), self.verifier(row)), (_("points"), row.points)] if row.verified_by else []
        facts += [(_("reason of the answer"), row.answer)] if row.answer else []
        for sign in signs_of([row], actor=actor, now=utc_now())[row.pk]:
            facts.append((_("please note"), sign.text))
        return facts

    @staticmethod
    def _proof(row: ServiceRecord) -> str:
        ways = [
            row.get_proof_in_display() if row.proof_in else "",
            row.get_proof_out_display() if row.proof_out else "",
        ]
        return " · ".join(str(way) for way in ways if way)

    def allowed(self, row: ServiceRecord, actor: Actor) -> Sequence[str]:
        confirmed = row.confirmations.filter(person_id=actor.id).exists()
        return allowed_actions(actor, row, confirmed_by_me=confirmed)

    def perform(self, verb: str, row: Any, *, actor: Actor, text: str, now: datetime) -> None:
        if verb == "verify":
            verify_record(record_id=row.pk, actor=actor, now=now)
        elif verb == "reject":
            reject_record(record_id=row.pk, actor=actor, reason=text, now=now)
        else:
            correct_record(record_id=row.pk, actor=actor, reason=text, now=now)
