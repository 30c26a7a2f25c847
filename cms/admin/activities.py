"""活动与值岗 in the admin: what is announced, who comes, who came; its printed code; ending it and calling it off."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.contrib.admin import display
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets.button import HeaderButton

from cms.admin.register_filters import area_filter, choice_filter, community_filter, day_filters
from cms.admin.registers import Fact, Register, Verb, day_and_time, state_tag
from cms.admin.scoping import actor_of, own_communities
from content_models.common.clock import utc_now
from content_models.hours.actions import cancel_activity, end_activity
from content_models.hours.models import Activity
from content_models.hours.policy import activity_actions, may_open_activity, runs
from content_models.hours.states import OCCUPYING, ActivityState
from content_models.people.roles import Actor

VERBS = {
    "end": Verb(
        gettext_lazy("End it"),
        gettext_lazy("Ended. Who had not checked out is checked out."),
        tone="main",
    ),
    "cancel": Verb(
        gettext_lazy("Call it off"),
        gettext_lazy("Called off; everybody who wanted to come is told."),
        asks_for=gettext_lazy("Why? Everybody who wanted to come reads this."),
        text_required=True,
        tone="serious",
    ),
}


class ActivityRegister(Register):
    """All activities and duty turns, the latest first."""

    model = Activity
    base_url_path = "activities"
    menu_label = gettext_lazy("Activities")
    menu_item_name = "activities"
    menu_icon = "linli-activity"
    menu_order = 145
    verbs = VERBS
    ordering = ("-starts_at", "-id")
    empty_words = gettext_lazy(
        "No activity yet. Announce the first one with the button above: neighbours see it on their phones at once."
    )
    list_display = ("what", "state_shown", "when", "where", "coming", "came", "in_charge")
    list_select_related = ("community", "area", "area__level", "post", "opened_by")
    search_fields = ("title", "place")
    list_filter = (
        community_filter,
        choice_filter("state", gettext_lazy("state"), "state", lambda: ActivityState.choices),
        area_filter(),
        *day_filters("starts_at"),
    )
    list_export = (
        "begin",
        "end",
        "community_name",
        "what",
        "post_name",
        "state_name",
        "where",
        "coming",
        "came",
        "in_charge",
    )
    export_filename = "activities"

    def get_search_fields(self, request: HttpRequest) -> tuple[str, ...]:
        return self.search_fields

    def get_queryset(self, request: HttpRequest | None) -> QuerySet[Activity]:
        came = Count("records", filter=Q(records__state__in=sorted(OCCUPYING)), distinct=True)
        return super().get_queryset(request).defer("secret").annotate(came=came)

    def header_buttons(self, request: HttpRequest) -> list[Any]:
        actor = actor_of(request)
        paths = own_communities().values_list("area__path", flat=True)
        if not any(may_open_activity(actor, path) for path in paths):
            return []
        return [HeaderButton(_("Announce an activity"), url=reverse("linli_announce"), icon_name="plus")]

    # --- columns ------------------------------------------------------------------------------

    @display(description=gettext_lazy("what"), ordering="title")
    def what(self, row: Activity) -> str:
        return row.title

    @display(description=gettext_lazy("post"))
    def post_name(self, row: Activity) -> str:
        return row.post.name if row.post else ""

    @display(description=gettext_lazy("state"), ordering="state")
    def state_shown(self, row: Activity) -> str:
        return state_tag(row)

    @display(description=gettext_lazy("state"))
    def state_name(self, row: Activity) -> str:
        return str(row.get_state_display())

    @display(description=gettext_lazy("when"), ordering="starts_at")
    def when(self, row: Activity) -> str:
        return period(row.starts_at, row.ends_at)

    @display(description=gettext_lazy("begins"))
    def begin(self, row: Activity) -> str:
        return day_and_time(row.starts_at)

    @display(description=gettext_lazy("ends"))
    def end(self, row: Activity) -> str:
        return day_and_time(row.ends_at)

    @display(description=gettext_lazy("place"))
    def where(self, row: Activity) -> str:
        return row.place or row.area.name

    @display(description=gettext_lazy("coming / wanted"), ordering="seats_taken")
    def coming(self, row: Activity) -> str:
        return f"{row.seats_taken} / {row.wanted}"

    @display(description=gettext_lazy("came"))
    def came(self, row: Activity) -> str:
        return str(getattr(row, "came", ""))

    @display(description=gettext_lazy("in charge"))
    def in_charge(self, row: Activity) -> str:
        return row.opened_by.shown_name if row.opened_by else ""

    # --- one activity -------------------------------------------------------------------------

    def facts(self, row: Activity, actor: Actor) -> list[Fact]:
        facts: list[Fact] = [
            (_("state"), state_tag(row)),
            (_("when"), self.when(row)),
            (_("where exactly"), self.where(row)),
            (_("place"), row.area.name),
            (_("minutes expected"), row.minutes_expected),
            (_("coming / wanted"), self.coming(row)),
            (_("in charge"), self.in_charge(row)),
        ]
        facts += [(_("post"), row.post.name)] if row.post else []
        facts += [(_("reason"), row.reason)] if row.reason else []
        return facts

    def allowed(self, row: Activity, actor: Actor) -> Sequence[str]:
        return activity_actions(actor, row, has_seat=False, my_record=None, now=utc_now())

    def perform(self, verb: str, row: Any, *, actor: Actor, text: str, now: datetime) -> None:
        if verb == "end":
            end_activity(activity_id=row.pk, actor=actor, now=now)
        else:
            cancel_activity(activity_id=row.pk, actor=actor, reason=text, now=now)

    def more(self, row: Activity, actor: Actor) -> dict[str, Any]:
        seats = row.seats.select_related("person")
        records = row.records.select_related("person").order_by("started_at")
        sheet = f"/api/v1/communities/{row.community.slug}/activities/{row.pk}/sheet.pdf"
        can_print = row.state == ActivityState.OPEN and runs(actor, row)
        return {
            "body": row.note,
            "links": [(sheet, _("Print the code for the door"), "download")] if can_print else [],
            "sections": [
                {
                    "title": _("Who came"),
                    "empty": _("Nobody has checked in yet. The code is shown on the phone of who is in charge."),
                    "rows": [
                        {
                            "title": one.person.shown_name if one.person else _("somebody"),
                            "url": reverse("records_modeladmin_inspect", args=(one.pk,)),
                            "tag": state_tag(one),
                            "text": " · ".join(
                                filter(None, [period(one.started_at, one.ended_at), _minutes(one.minutes)])
                            ),
                        }
                        for one in records
                    ],
                },
                {
                    "title": _("Who wants to come"),
                    "empty": _("Nobody yet. Coming without a word before is welcome, too."),
                    "rows": [{"title": one.person.shown_name, "text": day_and_time(one.created_at)} for one in seats],
                },
            ],
        }


def period(begin: datetime | None, end: datetime | None) -> str:
    """One day once, and the year only where it is another one: 11月30日 09:00 – 11:00."""
    if begin is None:
        return ""
    since = _short(begin)
    if end is None:
        return f"{since} –"
    same = localtime(begin).date() == localtime(end).date()
    return f"{since} – {date_format(localtime(end), 'H:i') if same else _short(end)}"


def _short(moment: datetime) -> str:
    local = localtime(moment)
    this_year = local.year == localtime(utc_now()).year
    day = date_format(local, "MONTH_DAY_FORMAT" if this_year else "SHORT_DATE_FORMAT")
    return f"{day} {date_format(local, 'H:i')}"


def _minutes(minutes: int | None) -> str:
    return "" if minutes is None else _("%(number)d minutes") % {"number": minutes}
