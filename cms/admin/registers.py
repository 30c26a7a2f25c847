"""Registers: what happened and what waits, to look at, to search, to export, and to answer through domain actions.

Built on wagtail-modeladmin with its forms left out: nothing here is added, edited or deleted by hand. Who has no
staff role sees nothing; a row of another community does not exist.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from django.contrib.admin import display
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.urls import re_path
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django_scopes import scope
from wagtail.admin import messages
from wagtail_modeladmin.helpers import AdminURLHelper, ButtonHelper, PermissionHelper
from wagtail_modeladmin.options import ModelAdmin

from cms.admin.register_views import RegisterDetailView, RegisterIndexView
from cms.admin.scoping import actor_of, own_community_ids
from content_models.common.clock import utc_now
from content_models.common.errors import DomainError
from content_models.common.ids import parse_id
from content_models.people.roles import STAFF_ROLES, Actor

Fact = tuple[Any, Any]


@dataclass(frozen=True, slots=True)
class Verb:
    """One answer that a register offers: the words on its button, and whether words go with it."""

    label: Any
    done: Any
    asks_for: Any = None  # the question above the text field; None: no text
    text_required: bool = False
    tone: str = "secondary"  # main | secondary | serious


class LookOnly(PermissionHelper):
    """Looking needs the right to view *and* a staff role in force; writing by hand is nobody's right."""

    def user_can_list(self, user: Any) -> bool:
        actor = getattr(user, "actor", None)
        works_here = isinstance(actor, Actor) and bool(actor.paths_of(*STAFF_ROLES))
        return works_here and bool(self.user_has_specific_permission(user, self.get_perm_codename("view")))

    def user_can_inspect_obj(self, user: Any, obj: Any) -> bool:
        return self.user_can_list(user) and obj.community_id in own_community_ids()

    def user_can_create(self, user: Any) -> bool:
        return False

    def user_can_edit_obj(self, user: Any, obj: Any) -> bool:
        return False

    def user_can_delete_obj(self, user: Any, obj: Any) -> bool:
        return False


class RegisterAddresses(AdminURLHelper):
    """Four kinds of addresses: the list, one row, an answer to it, an answer to several."""

    @property
    def act_name(self) -> str:
        return str(self.get_action_url_name("act"))

    @property
    def several_name(self) -> str:
        return str(self.get_action_url_name("several"))


class OpenOnly(ButtonHelper):
    """A row has one thing to click: its title, which opens it."""

    def get_buttons_for_obj(self, obj: Any, **kwargs: Any) -> list[Any]:
        return []


class Register(ModelAdmin):
    """What every register shares. A subclass says what is shown, searched, exported and answered."""

    model: ClassVar[type[Model]]
    verbs: ClassVar[dict[str, Verb]] = {}
    several: ClassVar[tuple[str, ...]] = ()  # the verbs that can answer many rows of the list at once
    empty_words: ClassVar[Any] = ""
    community_column: ClassVar[bool] = True

    inspect_view_enabled = True
    history_view_enabled = False  # the row's own page has it
    list_per_page = 50
    index_view_class = RegisterIndexView
    inspect_view_class = RegisterDetailView
    index_template_name = "cms/admin/register.html"
    inspect_template_name = "cms/admin/register_row.html"
    permission_helper_class = LookOnly
    url_helper_class = RegisterAddresses
    button_helper_class = OpenOnly

    # --- what a subclass says -----------------------------------------------------------------

    def facts(self, row: Any, actor: Actor) -> list[Fact]:
        """What is known of a row, as label and value."""
        raise NotImplementedError

    def allowed(self, row: Any, actor: Actor) -> Sequence[str]:
        """The verbs open to the actor now; the domain's policy says."""
        return []

    def seen(self, request: HttpRequest) -> dict[str, Any]:
        """What else `perform` is given: what the page showed of what others may have changed since."""
        return {}

    def perform(self, verb: str, row: Any, *, actor: Actor, text: str, now: datetime) -> None:
        """Call the domain action of a verb."""
        raise NotImplementedError

    def perform_on_several(
        self, verb: str, rows: Sequence[Any], *, actor: Actor, text: str, now: datetime, **seen: Any
    ) -> list[tuple[Any, DomainError | None]]:
        """Call the domain action of a verb for several rows of one community; each with its refusal, if any."""
        raise NotImplementedError

    def leads_to(self, verb: str, rows: Sequence[Any]) -> str | None:
        """Where one goes on after an answer; None: back to the row, or to the list."""
        return None

    def prepare(self, rows: Sequence[Any], actor: Actor) -> None:
        """Look things up for all rows of a page at once; `row.may_tick` says whether it can be answered with others."""

    def more(self, row: Any, actor: Actor) -> dict[str, Any]:
        """What else the row's page shows."""
        return {}

    def more_export_columns(self, request: HttpRequest, rows: QuerySet[Any]) -> Sequence[Any]:
        """Columns of a download that depend on the rows."""
        return ()

    def header_buttons(self, request: HttpRequest) -> list[Any]:
        return []

    # --- what they share ------------------------------------------------------------------------

    def get_list_display(self, request: HttpRequest) -> tuple[str, ...]:
        names: tuple[str, ...] = tuple(self.list_display)
        names = ("tick", *names) if self.several else names
        several = self.community_column and len(own_community_ids()) > 1
        return (*names, "community_name") if several else names

    def get_list_display_add_buttons(self, request: HttpRequest) -> str:
        return str(self.list_display[0])  # the title opens the row, not the box before it

    def offers(self, row: Any, actor: Actor) -> list[tuple[str, Verb]]:
        return [(verb, self.verbs[verb]) for verb in self.allowed(row, actor) if verb in self.verbs]

    def get_admin_urls_for_registration(self) -> tuple[Any, ...]:
        """Only looking and answering; the addresses of adding, editing and deleting do not exist."""
        helper = self.url_helper
        act = rf"^{helper.base_url_path}/(?P<instance_pk>[-\w]+)/(?P<verb>[a-z]+)/$"
        return (
            re_path(helper.get_action_url_pattern("index"), self.index_view, name=helper.get_action_url_name("index")),
            re_path(
                helper.get_action_url_pattern("inspect"),
                self.inspect_view,
                name=helper.get_action_url_name("inspect"),
            ),
            re_path(
                rf"^{helper.base_url_path}/several/$",
                self.several_view,
                name=helper.get_action_url_name("several"),
            ),
            re_path(act, self.act_view, name=helper.act_name),
        )

    def get_permissions_for_registration(self) -> Any:
        return self.permission_helper.get_all_model_permissions()

    def register_admin_url_finders(self) -> None:
        """No edit addresses to find."""

    def register_indexing(self) -> None:
        """Not in Wagtail's index of references: every claim would queue a task, and no page refers to a wish."""

    def act_view(self, request: HttpRequest, instance_pk: str, verb: str) -> HttpResponse:
        """Answer a row: one domain call; a refusal is shown in its own words."""
        row = self._row(instance_pk)
        if verb not in self.verbs or not self.permission_helper.user_can_inspect_obj(request.user, row):
            raise Http404
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        text = str(request.POST.get("text", ""))
        try:
            # The domain's actions count and look up inside one community.
            with scope(community=[row.community_id]):
                self.perform(verb, row, actor=actor_of(request), text=text, now=utc_now(), **self.seen(request))
                done = self.done_words(verb, row)
        except DomainError as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, done)
            return redirect(self.leads_to(verb, [row]) or self.row_url(row))
        return redirect(self.row_url(row))

    def several_view(self, request: HttpRequest) -> HttpResponse:
        """Answer the ticked rows; those that are refused are named with the reason, the others are answered."""
        verb = str(request.POST.get("verb", ""))
        if not self.several or not self.permission_helper.user_can_list(request.user):
            raise Http404
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        if verb not in self.several:
            raise Http404
        ids = [pk for pk in map(parse_id, request.POST.getlist("row")) if pk][: self.list_per_page]
        rows = list(self.get_queryset(None).filter(pk__in=ids))
        if rows:
            onward = self._answer(request, verb, rows)
            if onward is not None:
                return redirect(onward)
        else:
            messages.warning(request, _("Please tick the ones that you mean."))
        query = str(request.POST.get("query", ""))
        return redirect(f"{self.url_helper.index_url}?{query}" if query else self.url_helper.index_url)

    def _answer(self, request: HttpRequest, verb: str, rows: Sequence[Any]) -> str | None:
        """Says what became of it; where one goes on, if not back to the list."""
        actor, now = actor_of(request), utc_now()
        text = str(request.POST.get("text", ""))
        refused: list[tuple[Any, DomainError]] = []
        for community_id in {row.community_id for row in rows}:
            group = [row for row in rows if row.community_id == community_id]
            try:
                with scope(community=[community_id]):
                    answered = self.perform_on_several(
                        verb, group, actor=actor, text=text, now=now, **self.seen(request)
                    )
            except DomainError as refusal:
                messages.error(request, str(refusal))
                return None
            refused += [(row, refusal) for row, refusal in answered if refusal is not None]
        unanswered = {row.pk for row, _why in refused}
        done = [row for row in rows if row.pk not in unanswered]
        if done:
            messages.success(request, self.several_done_words(verb, done))
        for row, why in refused:
            messages.error(request, f"{row}：{why}")
        return self.leads_to(verb, rows) if done else None

    def done_words(self, verb: str, row: Any) -> str:
        """What is said after an answer."""
        return str(self.verbs[verb].done)

    def several_done_words(self, verb: str, rows: Sequence[Any]) -> str:
        return ngettext("%(number)d answered.", "%(number)d answered.", len(rows)) % {"number": len(rows)}

    def _row(self, instance_pk: str) -> Any:
        pk = parse_id(instance_pk)
        row = self.get_queryset(None).filter(pk=pk).first() if pk else None
        if row is None:
            raise Http404
        return row

    def get_queryset(self, request: HttpRequest | None) -> QuerySet[Any]:
        rows: QuerySet[Any] = self.model._default_manager.select_related(*(self.list_select_related or ()))
        return rows

    def row_url(self, row: Any) -> str:
        return str(self.url_helper.get_action_url("inspect", row.pk))

    @display(description=gettext_lazy("tick"))
    def tick(self, row: Any) -> str:
        if not getattr(row, "may_tick", False):
            return ""
        return format_html(
            '<label class="linli-tick"><input type="checkbox" name="row" value="{}" form="several" aria-label="{}"'
            ' data-w-bulk-target="item" data-action="w-bulk#toggle"></label>',
            row.pk,
            row,
        )

    @display(description=gettext_lazy("community"))
    def community_name(self, row: Any) -> str:
        return str(row.community.name) if row.community_id else ""


def state_tag(row: Any) -> SafeString:
    """The state in words, in the colour it has on every face."""
    return format_html('<span class="linli-state linli-state--{}">{}</span>', row.state, row.get_state_display())


def day_and_time(moment: datetime | None) -> str:
    return date_format(timezone.localtime(moment), "SHORT_DATETIME_FORMAT") if moment else ""
