"""服务记录 in the admin: who served when, what speaks against it, and the community's answer, for one or for many."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.admin import display
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django_scopes import scopes_disabled

from cms.admin.activities import period
from cms.admin.register_filters import area_filter, choice_filter, community_filter, day_filters
from cms.admin.registers import Fact, Register, Verb, day_and_time, state_tag
from cms.admin.seen_minutes import seen_minutes, shown_minutes, shown_of
from content_models.common.clock import utc_now
from content_models.common.errors import DomainError
from content_models.honors.actions import correct_record
from content_models.hours.actions import reject_many, reject_record, verify_many, verify_record
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
    menu_label = gettext_lazy("Service records")
    menu_item_name = "records"
    menu_icon = "linli-hours"
    menu_order = 140
    verbs = VERBS
    several = ("verify", "reject")
    empty_words = gettext_lazy(
        "No service hours yet. Announce an activity on the phone under “Service”, and show its code at the door."
    )
    list_display = ("what", "who", "when", "minutes_shown", "state_shown", "notes", "grade_name", "points_shown")
    list_select_related = (
        "community",
        "area",
        "person",
        "post",
        "activity",
        "activity__area",
        "wish",
        "verified_by",
        "entered_by",
    )
    search_fields = ("subject", "person__nickname")
    list_filter = (
        community_filter,
        choice_filter("state", gettext_lazy("state"), "state", lambda: RecordState.choices),
        choice_filter("grade", gettext_lazy("proof"), "grade", lambda: Grade.choices),
        choice_filter("origin", gettext_lazy("came about by"), "origin", lambda: Origin.choices),
        area_filter("area"),
        *day_filters("started_at"),
    )
    list_export = (
        "begin",
        "end",
        "community_name",
        "what",
        "who",
        "place_name",
        "minutes_shown",
        "grade_name",
        "state_name",
        "points_shown",
        "verifier",
        "organised",
    )
    export_filename = "service-records"

    def get_search_fields(self, request: HttpRequest) -> tuple[str, ...]:
        return self.search_fields

    def get_queryset(self, request: HttpRequest | None) -> QuerySet[ServiceRecord]:
        return super().get_queryset(request).prefetch_related("confirmations__person")

    def prepare(self, rows: Sequence[Any], actor: Actor) -> None:
        """Signs of the page in three queries; ticks for those that wait for this actor's word."""
        waiting = [row for row in rows if row.state == RecordState.SUBMITTED]
        signs: dict[Any, Any] = signs_of(waiting, actor=actor, now=utc_now()) if waiting else {}
        for row in rows:
            row.signs = signs.get(row.pk, [])
            row.may_tick = "verify" in self.allowed(row, actor)

    # --- columns ------------------------------------------------------------------------------

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

    @display(description=gettext_lazy("please note"))
    def notes(self, record: ServiceRecord) -> str:
        signs = getattr(record, "signs", [])
        lines = format_html_join("", "<li>{}</li>", ((sign.text,) for sign in signs))
        return format_html('<ul class="linli-signs">{}</ul>', lines) if signs else ""

    @display(description=gettext_lazy("proof"), ordering="grade")
    def grade_name(self, record: ServiceRecord) -> str:
        return str(record.get_grade_display())

    @display(description=gettext_lazy("when"), ordering="started_at")
    def when(self, record: ServiceRecord) -> str:
        return period(record.started_at, record.ended_at)

    @display(description=gettext_lazy("from"))
    def begin(self, record: ServiceRecord) -> str:
        return day_and_time(record.started_at)

    @display(description=gettext_lazy("until"))
    def end(self, record: ServiceRecord) -> str:
        return day_and_time(record.ended_at)

    @display(description=gettext_lazy("minutes"), ordering="minutes")
    def minutes_shown(self, record: ServiceRecord) -> str:
        if not getattr(record, "may_tick", False):
            return "" if record.minutes is None else str(record.minutes)
        # What is answered together with others is what stands here.
        shown = '{}<input type="hidden" name="seen" value="{}" form="several">'
        return format_html(shown, record.minutes, shown_of(record))

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

    # --- one record ---------------------------------------------------------------------------

    def facts(self, row: ServiceRecord, actor: Actor) -> list[Fact]:
        """The fields of order no. 67, and how it came about."""
        facts: list[Fact] = [
            (_("state"), state_tag(row)),
            (_("person"), self.who(row)),
            (_("when"), self.when(row)),
            (_("minutes"), self.minutes_shown(row)),
            (_("where"), row.place or row.area.name),
            (_("proof"), " · ".join(filter(None, [self.grade_name(row), self._proof(row)]))),
            (_("organised by"), row.organiser),
            (_("entered by"), row.entered_by.shown_name if row.entered_by else ""),
            (_("entered at"), day_and_time(row.created_at)),
        ]
        facts += [(_("why entered later"), row.reason)] if row.reason else []
        words = [one.person.shown_name for one in row.confirmations.all() if one.person]
        facts += [(_("confirmed by"), "、".join(words))] if words else []
        facts += [(_("verified by"), self.verifier(row)), (_("points"), row.points)] if row.verified_by else []
        facts += [(_("reason of the answer"), row.answer)] if row.answer else []
        stands_for, replaced_by = row.corrects, getattr(row, "corrected_by", None)
        facts += [(_("stands for"), self._link(stands_for))] if stands_for else []
        facts += [(_("replaced by"), self._link(replaced_by))] if replaced_by else []
        return facts

    def _link(self, record: ServiceRecord) -> str:
        return format_html('<a href="{}">{}</a>', self.row_url(record), self.when(record))

    @staticmethod
    def _proof(row: ServiceRecord) -> str:
        ways = [
            row.get_proof_in_display() if row.proof_in else "",
            row.get_proof_out_display() if row.proof_out else "",
        ]
        return " → ".join(str(way) for way in ways if way)

    def more(self, row: ServiceRecord, actor: Actor) -> dict[str, Any]:
        can_correct = "correct" in self.allowed(row, actor)
        url = reverse("linli_correct_record", args=(row.pk,))
        return {
            "seen": shown_minutes([row]),
            "notes": [sign.text for sign in signs_of([row], actor=actor, now=utc_now())[row.pk]],
            "links": [(url, _("Put right what is wrong"), "edit")] if can_correct else [],
        }

    def allowed(self, row: ServiceRecord, actor: Actor) -> Sequence[str]:
        confirmed = any(one.person_id == actor.id for one in row.confirmations.all())
        return allowed_actions(actor, row, confirmed_by_me=confirmed)

    def seen(self, request: HttpRequest) -> dict[str, Any]:
        """A helper may say other minutes until they are verified."""
        return {"minutes": seen_minutes(request)}

    def perform(
        self,
        verb: str,
        row: Any,
        *,
        actor: Actor,
        text: str,
        now: datetime,
        minutes: Mapping[UUID, int | None] | None = None,
    ) -> None:
        if verb == "verify":
            verify_record(record_id=row.pk, actor=actor, seen=(minutes or {}).get(row.pk), now=now)
        elif verb == "reject":
            reject_record(record_id=row.pk, actor=actor, reason=text, now=now)
        else:
            correct_record(record_id=row.pk, actor=actor, reason=text, now=now)

    def done_words(self, verb: str, row: Any) -> str:
        if verb == "verify" and _waiting_for_a_second([row]):
            return _("Your word is noted. One more person has to confirm it before it counts.")
        return super().done_words(verb, row)

    def several_done_words(self, verb: str, rows: Sequence[Any]) -> str:
        """Verified is what counts now; a first word of two is said to be one."""
        first = _waiting_for_a_second(rows) if verb == "verify" else 0
        words = []
        if verb != "verify" or len(rows) > first:
            words.append(super().several_done_words(verb, rows[first:]))
        if first:
            said = ngettext(
                "Your word is noted for %(number)d; one more person has to confirm it.",
                "Your word is noted for %(number)d; one more person has to confirm each of them.",
                first,
            )
            words.append(said % {"number": first})
        return " ".join(words)

    def perform_on_several(
        self, verb: str, rows: Sequence[Any], *, actor: Actor, text: str, now: datetime, **seen: Any
    ) -> list[tuple[Any, DomainError | None]]:
        by_id = {row.pk: row for row in rows}
        if verb == "verify":
            outcomes = verify_many(record_ids=list(by_id), actor=actor, seen=seen.get("minutes"), now=now)
        else:
            outcomes = reject_many(record_ids=list(by_id), actor=actor, reason=text, now=now)
        return [(by_id[outcome.record_id], outcome.refusal) for outcome in outcomes]


def _waiting_for_a_second(rows: Sequence[Any]) -> int:
    """Of what somebody has just agreed to: how many don't count yet."""
    with scopes_disabled():  # rows that she was allowed to answer a moment ago
        return ServiceRecord.objects.filter(pk__in=[row.pk for row in rows], state=RecordState.SUBMITTED).count()
