"""爱心商家 in the admin: who hands rewards over, and who works there."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.menus import MenuItem
from wagtail.admin.ui.tables import Column

from cms.admin.community_forms import CommunityForm, CommunityPanel
from cms.admin.ordered_listing import OnPhonesColumn, OrderedIndexView, on_phones
from cms.admin.ordered_set import OrderedViewSet
from cms.admin.rewards import RetirePromisedView
from content_models.people.models import User
from content_models.rewards.actions import bring_merchant_back, retire_merchant
from content_models.rewards.models import Merchant


class MerchantForm(CommunityForm):
    name_taken = gettext_lazy("There is already a merchant of this name.")


class StaffColumn(Column):
    """How many work there; leads to who."""

    def get_value(self, instance: Any) -> Any:
        url = reverse("linli_merchant_staff", args=(instance.pk,))
        words = ngettext("%(number)d person", "%(number)d people", instance.people) % {"number": instance.people}
        return format_html('<a href="{}">{}</a>', url, words if instance.people else _("nobody yet"))


class MerchantIndexView(OrderedIndexView):
    page_intro = gettext_lazy("Shops that hand rewards over. Their staff scan the codes on their own phones.")
    name_label = gettext_lazy("Name of the merchant")
    removed_label = gettext_lazy("Removed merchants")
    export_filename = "merchants"
    exported = (
        ("name", gettext_lazy("Name of the merchant"), lambda shop: shop.name),
        ("place", gettext_lazy("where it is"), lambda shop: shop.place),
        ("opening_hours", gettext_lazy("opening hours"), lambda shop: shop.opening_hours),
        ("people", gettext_lazy("staff"), lambda shop: shop.people),
        ("on_phones", gettext_lazy("on phones"), on_phones),
    )

    @cached_property
    def list_display(self) -> list[Any]:
        return [
            "name",
            Column("place", label=_("where it is")),
            StaffColumn("people", label=_("staff"), width="140px"),
            OnPhonesColumn("live", label=_("on phones")),
        ]

    def get_base_queryset(self) -> QuerySet[Any]:
        return super().get_base_queryset().annotate(people=Count("staff", filter=Q(staff__ended_at__isnull=True)))

    def get_list_more_buttons(self, instance: Any) -> list[Any]:
        url = reverse("linli_merchant_staff", args=(instance.pk,))
        staff = MenuItem(_("Staff"), url=url, icon_name="linli-people", priority=20)
        return [*super().get_list_more_buttons(instance), staff]


class MerchantViewSet(OrderedViewSet):
    """Who hands rewards over."""

    model = Merchant
    icon = "linli-merchant"
    menu_label = gettext_lazy("Caring merchants")
    menu_name = "merchants"
    menu_order = 160
    index_view_class = MerchantIndexView
    delete_view_class = RetirePromisedView
    edit_handler = ObjectList(
        [
            CommunityPanel(),
            FieldPanel(
                "name",
                heading=gettext_lazy("Name of the merchant"),
                help_text=gettext_lazy("As neighbours call the shop."),
            ),
            FieldPanel("place", help_text=gettext_lazy("So that an old neighbour finds it: “beside the east gate”.")),
            FieldPanel("opening_hours", help_text=gettext_lazy("“every day 8:00–21:00”")),
        ],
        base_form_class=MerchantForm,
    )

    def after_change(self, item: Merchant, by: User) -> None:
        """Nothing is kept of merchants that would have to be told."""

    def retire(self, item: Merchant, by: User, now: datetime) -> None:
        retire_merchant(merchant=item, by=by, now=now)

    def bring_back(self, item: Merchant, by: User, now: datetime) -> None:
        bring_merchant_back(merchant=item, by=by)
