"""Lists that a community keeps in an order of its own: the list itself, dragging, and what was taken off the show."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.ui.menus import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.widgets.button import HeaderButton
from wagtail.log_actions import log
from wagtail.snippets.views.snippets import IndexView

from cms.admin.exports import HarmlessExport
from cms.admin.icons import drawn
from cms.admin.scoping import own_communities
from content_models.areas.models import Community
from content_models.common.clock import utc_now
from content_models.common.errors import DomainError
from content_models.common.ids import parse_id


class OnPhonesColumn(Column):
    """Whether phones show it, in the words of somebody who does not think in drafts."""

    def get_value(self, instance: Any) -> SafeString:
        if not instance.live:
            return _tag("draft", _("Draft, not shown"))
        if instance.has_unpublished_changes:
            return _tag("pending", _("On phones; a newer draft waits"))
        return _tag("active", _("On phones"))


def on_phones(instance: Any) -> str:
    """The same for a sheet."""
    return _("yes") if instance.live else _("no")


def _tag(tone: str, words: str) -> SafeString:
    return format_html('<span class="linli-state linli-state--{}">{}</span>', tone, words)


class IconColumn(Column):
    """The drawn icon of a row."""

    def get_value(self, instance: Any) -> Any:
        return drawn(instance.icon)


class OrderedIndexView(HarmlessExport, IndexView):
    """The list of one community's things in their order; who works for several chooses one."""

    default_ordering = "sort_order"
    template_name = "cms/admin/ordered_index.html"
    removed_url_name = ""
    name_label: Any = ""
    removed_label: Any = gettext_lazy("Removed ones")
    page_intro: Any = ""

    @cached_property
    def communities(self) -> list[Community]:
        return list(own_communities())

    @cached_property
    def community(self) -> Community | None:
        """Whose order is shown: the one chosen, or the first."""
        chosen = parse_id(self.request.GET.get("community", ""))
        return next((one for one in self.communities if one.pk == chosen), next(iter(self.communities), None))

    @cached_property
    def show_ordering_column(self) -> bool:
        return not self.is_searching and self.community is not None and self.get_reorder_url() is not None

    def get_reorder_url(self) -> str | None:
        if not self.user_has_permission("change") or not self.user_has_permission("publish"):
            return None
        # Wagtail's script puts the row's id in the place of this number.
        return str(reverse(self.reorder_url_name, args=("999999",)))

    @cached_property
    def header_more_buttons(self) -> list[Any]:
        return []

    @cached_property
    def header_buttons(self) -> list[Any]:
        buttons = list(super().header_buttons)
        buttons.append(HeaderButton(self.removed_label, url=reverse(self.removed_url_name), icon_name="history"))
        return [*buttons, *self.download_buttons()] if self.exported else buttons

    def get_base_queryset(self) -> QuerySet[Any]:
        shown: QuerySet[Any] = self.model._default_manager.filter(retired_at__isnull=True)
        return shown.filter(community=self.community) if self.community else shown.none()

    def get_list_more_buttons(self, instance: Any) -> list[Any]:
        """Edit, history, remove: nothing else makes sense for what is never copied or deleted."""
        buttons = []
        if edit_url := self.get_edit_url(instance):
            remove_url = reverse(self.delete_url_name, args=(instance.pk,))
            buttons = [
                MenuItem(_("Edit"), url=edit_url, icon_name="edit", priority=10),
                MenuItem(_("Remove"), url=remove_url, icon_name="cross", priority=30),
            ]
        return buttons

    @cached_property
    def columns(self) -> list[Any]:
        # Without the tick boxes of bulk deletion.
        columns: list[Any] = generic.IndexView.columns.func(self)
        columns[0].label = self.name_label
        return columns

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        context["communities"] = self.communities
        context["community"] = self.community
        context["page_intro"] = self.page_intro
        return context


class OrderedReorderView(generic.ReorderView):
    """Puts one thing at a place in its own community's order, and numbers the rest anew."""

    after_change: Any = None

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> JsonResponse:
        pk = parse_id(str(kwargs["pk"]))
        if pk is None:
            raise Http404
        moved = get_object_or_404(self.model._default_manager.filter(retired_at__isnull=True), pk=pk)
        with transaction.atomic():
            in_order = list(
                self.model._default_manager.select_for_update()
                .filter(community_id=moved.community_id, retired_at__isnull=True)
                .order_by("sort_order", "id")
            )
            others = [item for item in in_order if item.pk != moved.pk]
            others.insert(_position(request, last=len(others)), moved)
            for place, item in enumerate(others, start=1):
                self.model._default_manager.filter(pk=item.pk).update(sort_order=place)
            log(moved, "linli.order.changed", user=request.user)
            self.after_change(moved, request.user)
        return JsonResponse({"success": True})


def _position(request: HttpRequest, *, last: int) -> int:
    """The asked-for place, counted from 0; anything that is no place means the end."""
    asked = request.GET.get("position", "")
    return min(int(asked), last) if asked.isdecimal() else last


class RemovedView(generic.IndexView):
    """What was taken off the show, with a button to bring it back."""

    template_name = "cms/admin/removed.html"
    page_title = gettext_lazy("Removed ones")
    any_permission_required = ["change"]
    bring_back_url_name = ""
    edit_url_name = None
    paginate_by = 50

    @cached_property
    def columns(self) -> list[Any]:
        return [Column("name", label=_("name"))]

    def get_base_queryset(self) -> QuerySet[Any]:
        return (
            self.model._default_manager.filter(retired_at__isnull=False)
            .select_related("community")
            .order_by("-retired_at")
        )

    def order_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse(self.index_url_name), "label": self.model._meta.verbose_name_plural},
            {"url": "", "label": self.page_title},
        ]


class BringBackView(PermissionCheckedMixin, View):
    """Puts a removed one back on show; a refusal is shown in its own words."""

    http_method_names = ["post"]
    model: Any = None
    permission_required = "change"
    bring_back: Any = None
    index_url_name = ""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        removed = self.model._default_manager.filter(retired_at__isnull=False)
        item = get_object_or_404(removed, pk=kwargs["pk"])
        try:
            self.bring_back(item, request.user, utc_now())
        except DomainError as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("“%(name)s” is back in the list.") % {"name": item})
        return redirect(self.index_url_name)
