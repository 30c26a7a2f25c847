"""社区设置 in the admin: how a community of one's own works. Setting one up is the district's (founding.py)."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from cms.admin.burden import SettingsBurdenPanel, SettingsForm
from cms.admin.scoping import actor_of
from content_models.areas.actions import touch_board
from content_models.areas.models import Community
from content_models.common.burden_of_settings import findings_of_community
from content_models.people.roles import Actor, Role


def settled_by(actor: Actor) -> QuerySet[Community]:
    """The communities whose settings the person may change: she administers them, or the district above."""
    return Community.objects.under(actor.paths_of(Role.COMMUNITY_ADMIN, Role.DISTRICT_ADMIN))


class CommunitySettingsForm(SettingsForm):
    weighed = staticmethod(findings_of_community)
    weighs = ("contact_erase_days", "claim_reminder_days")


class CommunityIndexView(generic.IndexView):
    def get_base_queryset(self) -> QuerySet[Any]:
        return settled_by(actor_of(self.request)).select_related("area")

    @cached_property
    def list_display(self) -> list[Any]:
        return ["name", Column("get_kind_display", label=_("kind")), BooleanColumn("is_active", label=_("open"))]

    @cached_property
    def columns(self) -> list[Any]:
        columns: list[Any] = super().columns
        columns[0].label = _("Name")
        return columns


class CommunityEditView(generic.EditView):
    can_delete = False

    def get_queryset(self) -> QuerySet[Any]:
        return settled_by(actor_of(self.request))

    def save_instance(self) -> Any:
        with transaction.atomic():
            community = super().save_instance()
            touch_board(community.pk)
        return community


class CommunityHistoryView(generic.HistoryView):
    def get_base_object_queryset(self) -> QuerySet[Any]:
        return settled_by(actor_of(self.request))


class CommunityViewSet(ModelViewSet):
    model = Community
    name = "linli_community"
    url_prefix = "communities"
    icon = "cog"
    menu_label = gettext_lazy("Community settings")
    menu_order = 400
    add_to_settings_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    index_view_class = CommunityIndexView
    edit_view_class = CommunityEditView
    history_view_class = CommunityHistoryView
    ordering = ["name"]
    edit_handler = ObjectList(
        [
            FieldPanel("intro", help_text=gettext_lazy("Two or three sentences for newcomers.")),
            FieldPanel("kind"),
            FieldPanel("is_active"),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("wish_days"), FieldPanel("wishes_per_person")]),
                    FieldRowPanel([FieldPanel("contact_erase_days")]),
                ],
                heading=gettext_lazy("Wishes"),
            ),
            MultiFieldPanel(
                [
                    FieldPanel("claim_limit"),
                    FieldRowPanel([FieldPanel("claim_reminder_days"), FieldPanel("claim_timeout_days")]),
                ],
                heading=gettext_lazy("Helpers"),
            ),
            SettingsBurdenPanel(heading=gettext_lazy("What this asks of people")),
        ],
        base_form_class=CommunitySettingsForm,
    )

    def get_urlpatterns(self) -> list[Any]:
        kept = {"index", "index_results", "edit", "history", "history_results"}
        return [pattern for pattern in super().get_urlpatterns() if pattern.name in kept]

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_common_view_kwargs(
            **{"add_url_name": None, "delete_url_name": None, "usage_url_name": None, "copy_url_name": None, **kwargs}
        )
