"""The screens of a register: the searchable list with its export, one row with its history, and its answers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.urls import reverse_lazy
from django.utils.encoding import force_str
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets.button import HeaderButton
from wagtail.log_actions import registry as log_registry
from wagtail_modeladmin.views import IndexView, InspectView

from cms.admin.exports import HarmlessExport
from cms.admin.scoping import actor_of
from cms.documents.plain import harmless
from content_models.common.ids import parse_id

HISTORY_SHOWN = 50


class RegisterIndexView(HarmlessExport, IndexView):
    """The list. Only the register's own questions narrow it: modeladmin would take any field of any related table
    from the address, and whether a row is found tells what is in it."""

    def get_filters_params(self, params: Any = None) -> dict[str, list[str]]:
        own = {one.parameter for one in self.list_filter}
        given: dict[str, list[str]] = super().get_filters_params(params)
        return {name: values for name, values in given.items() if name in own}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        title = self.get_page_title()
        context: dict[str, Any] = super().get_context_data(
            breadcrumbs_items=[_home(), {"url": "", "label": title}],
            header_title=title,
            header_icon=self.header_icon,
            header_buttons=self._buttons(),
            narrowed=bool(self.query) or any(one.picked for one in self.filter_specs),
            empty_words=self.model_admin.empty_words,
            **kwargs,
        )
        rows = context["object_list"]
        self.model_admin.prepare(list(rows), actor_of(self.request))
        ticked = [(verb, self.model_admin.verbs[verb]) for verb in self.model_admin.several]
        context["several"] = ticked if any(getattr(row, "may_tick", False) for row in rows) else []
        return context

    def get_page_title(self) -> str:
        return str(self.model_admin.get_menu_label())

    def _buttons(self) -> list[HeaderButton]:
        return [
            *self.model_admin.header_buttons(self.request),
            *self.download_buttons(),
        ]

    def as_spreadsheet(self, queryset: QuerySet[Any], spreadsheet_format: str) -> Any:
        more = self.model_admin.more_export_columns(self.request, queryset)
        self.list_export: Sequence[Any] = (*self.list_export, *more)
        return super().as_spreadsheet(queryset, spreadsheet_format)

    def get_heading(self, queryset: QuerySet[Any], field: Any) -> str:
        # A question of a form of one's own is a heading, too: an editor's words.
        return harmless(capfirst(force_str(self._column(field).short_description)))

    def raw_row(self, item: Any) -> dict[Any, Any]:
        return {field: self._column(field)(item) for field in self.list_export}

    def _column(self, field: Any) -> Any:
        """A column is a method of the register by its name, or something to call."""
        return field if callable(field) else getattr(self.model_admin, field)


class RegisterDetailView(InspectView):
    """One row: what is known, what can be done now, what happened."""

    def __init__(self, model_admin: Any, instance_pk: str) -> None:
        if parse_id(instance_pk) is None:
            raise Http404  # a malformed id is answered like an unknown one
        super().__init__(model_admin, instance_pk)

    def check_action_permitted(self, user: Any) -> bool:
        return bool(self.permission_helper.user_can_inspect_obj(user, self.instance))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        register = self.model_admin
        actor = actor_of(self.request)
        title = str(self.instance)
        history = log_registry.get_logs_for_instance(self.instance).select_related("user")[:HISTORY_SHOWN]
        return super().get_context_data(
            breadcrumbs_items=[
                _home(),
                {"url": self.index_url, "label": str(register.get_menu_label())},
                {"url": "", "label": title},
            ],
            header_title=title,
            header_icon=self.header_icon,
            facts=register.facts(self.instance, actor),
            offers=register.offers(self.instance, actor),
            history=[{"when": entry.timestamp, "who": _who(entry.user), "what": entry.message} for entry in history],
            **register.more(self.instance, actor),
            **kwargs,
        )

    def get_fields_dict(self) -> list[Any]:
        return []  # the register says what is shown, not the model


def _home() -> dict[str, Any]:
    return {"url": reverse_lazy("wagtailadmin_home"), "label": gettext_lazy("Home")}


def _who(user: Any) -> str:
    return user.shown_name if user else _("Automatic")
