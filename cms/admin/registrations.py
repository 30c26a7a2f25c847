"""双报到 in the admin: who reported to the community, from which unit, and what she answered."""

from __future__ import annotations

from typing import Any

from django.contrib.admin import display
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets.button import HeaderButton

from cms.admin.register_answers import AnswersRegister, answer_facts
from cms.admin.register_filters import community_filter, day_filters
from cms.admin.registers import Fact, day_and_time
from cms.admin.scoping import own_community_ids
from content_models.common.ids import parse_id
from content_models.common.own_forms import Answer, FormField
from content_models.people.actions import registration_questions
from content_models.people.models import Registration, RegistrationForm
from content_models.people.roles import Actor


class RegistrationRegister(AnswersRegister):
    """That somebody is a Party member is sensitive: nothing is searched by it, and who took it back is not shown."""

    model = Registration
    base_url_path = "registrations"
    menu_label = gettext_lazy("Double registration")
    menu_item_name = "registrations"
    menu_icon = "linli-appointment"
    menu_order = 141
    empty_words = gettext_lazy("Nobody has reported yet. Party members do it on the phone under “Me”.")
    list_display = ("who", "unit_text", "since")
    list_select_related = ("community", "user")
    search_fields = ("user__nickname",)
    list_filter = (community_filter, *day_filters("created_at"))
    list_export = ("since", "community_name", "who", "name_text", "unit_text")
    export_filename = "registrations"

    def get_queryset(self, request: HttpRequest | None) -> QuerySet[Registration]:
        return super().get_queryset(request).filter(ended_at=None)

    def questions(self, request: HttpRequest) -> list[FormField]:
        own = own_community_ids()
        wanted = parse_id(request.GET.get("community", "")) if len(own) > 1 else next(iter(own), None)
        return registration_questions(wanted) if wanted in own and wanted is not None else []

    def answers_of(self, row: Registration) -> list[Answer]:
        return row.answers

    def with_answers(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.select_related(None).only("pk", "answers_json")

    def header_buttons(self, request: HttpRequest) -> list[Any]:
        views = RegistrationForm.snippet_viewset
        forms = list(RegistrationForm.objects.values_list("pk", flat=True)[:2])
        if len(own_community_ids()) > 1:
            url = reverse(views.get_url_name("list"))
        elif forms:
            url = reverse(views.get_url_name("edit"), args=(forms[0],))
        else:
            url = reverse(views.get_url_name("add"))
        return [HeaderButton(_("Questions for who reports"), url=url, icon_name="edit")]

    @display(description=gettext_lazy("person"))
    def who(self, row: Registration) -> str:
        return row.user.shown_name

    @display(description=gettext_lazy("name"))
    def name_text(self, row: Registration) -> str:
        return str(row.user.full_name)

    @display(description=gettext_lazy("work unit"))
    def unit_text(self, row: Registration) -> str:
        return str(row.unit)

    @display(description=gettext_lazy("since"), ordering="created_at")
    def since(self, row: Registration) -> str:
        return day_and_time(row.created_at)

    def facts(self, row: Registration, actor: Actor) -> list[Fact]:
        return [
            (_("person"), row.user.shown_name),
            (_("name"), row.user.full_name or _("not given")),
            (_("work unit"), row.unit),
            (_("wears the badge"), _("yes") if row.wears_badge else _("no")),
            (_("since"), self.since(row)),
        ]

    def more(self, row: Registration, actor: Actor) -> dict[str, Any]:
        return {"heading": row.user.shown_name, "answers": answer_facts(row.answers)}
