"""兑换品 and 爱心商家 in the admin: what points buy and who hands it over, each in its own order."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.admin.ui.menus import MenuItem
from wagtail.admin.ui.tables import Column

from cms.admin.community_forms import CommunityForm, CommunityPanel
from cms.admin.ordered_editing import RetireView
from cms.admin.ordered_listing import OnPhonesColumn, OrderedIndexView, on_phones
from cms.admin.ordered_set import OrderedViewSet
from content_models.people.models import User
from content_models.rewards.actions import bring_merchant_back, bring_reward_back, retire_merchant, retire_reward
from content_models.rewards.models import Merchant, Reward
from content_models.rewards.states import RedemptionState


class RewardForm(CommunityForm):
    name_taken = gettext_lazy("There is already a reward of this name.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.community_id:
            self.fields["merchant"].queryset = Merchant.objects.on_show().filter(
                community_id=self.instance.community_id
            )
        else:
            self.fields["merchant"].queryset = Merchant.objects.on_show()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self._check_stock(cleaned)
        first, last = cleaned.get("opens_on"), cleaned.get("closes_on")
        if first and last and last < first:
            self.add_error("closes_on", ValidationError(_("The last day lies before the first."), code="bad_window"))
        merchant, community = cleaned.get("merchant"), cleaned.get("community")
        if merchant and community and merchant.community_id != community.pk:
            self.add_error(
                "merchant", ValidationError(_("Please choose a merchant of this community."), code="elsewhere")
            )
        return cleaned

    def _check_stock(self, cleaned: dict[str, Any]) -> None:
        """What is promised stays promised. `taken` is read now: it moves while the form is open."""
        if self.instance.pk is None or cleaned.get("stock") is None:
            return
        taken = Reward.objects.filter(pk=self.instance.pk).values_list("taken", flat=True).first() or 0
        if cleaned["stock"] < taken:
            message = _("%(taken)d are reserved or handed over already; it can't be fewer.") % {"taken": taken}
            self.add_error("stock", ValidationError(message, code="below_taken"))


class StockColumn(Column):
    """How many are left, of how many."""

    def get_value(self, instance: Any) -> str:
        return f"{instance.stock_left} / {instance.stock}"


class DeskColumn(Column):
    """Which shop hands it over, or the community itself."""

    def get_value(self, instance: Any) -> str:
        return instance.merchant.name if instance.merchant else _("the community's desk")


class RewardIndexView(OrderedIndexView):
    page_intro = gettext_lazy("Neighbours see these on their phones under “Exchange”, in this order.")
    name_label = gettext_lazy("Name of the reward")
    removed_label = gettext_lazy("Removed rewards")
    export_filename = "rewards"
    exported = (
        ("name", gettext_lazy("Name of the reward"), lambda reward: reward.name),
        ("kind", gettext_lazy("kind"), lambda reward: reward.get_kind_display()),
        ("price", gettext_lazy("points"), lambda reward: reward.price),
        ("left", gettext_lazy("left"), lambda reward: reward.stock_left),
        ("stock", gettext_lazy("how many in all"), lambda reward: reward.stock),
        ("merchant", gettext_lazy("merchant"), lambda reward: reward.merchant.name if reward.merchant else ""),
        ("on_phones", gettext_lazy("on phones"), on_phones),
    )

    @cached_property
    def list_display(self) -> list[Any]:
        return [
            "name",
            Column("price", label=_("points"), width="90px"),
            StockColumn("stock", label=_("left / in all"), width="130px"),
            DeskColumn("merchant", label=_("merchant")),
            OnPhonesColumn("live", label=_("on phones")),
        ]

    def get_base_queryset(self) -> QuerySet[Any]:
        return super().get_base_queryset().select_related("merchant")


class RetireRewardView(RetireView):
    def stays(self) -> list[str]:
        number = self.object.redemptions.filter(state=RedemptionState.RESERVED).count()
        if not number:
            return []
        return [
            ngettext("%(number)d can still be fetched.", "%(number)d can still be fetched.", number)
            % {"number": number}
        ]


class RewardViewSet(OrderedViewSet):
    """What points buy."""

    model = Reward
    icon = "linli-exchange"
    menu_label = gettext_lazy("Rewards")
    menu_name = "rewards"
    menu_order = 150
    index_view_class = RewardIndexView
    delete_view_class = RetireRewardView
    edit_handler = ObjectList(
        [
            CommunityPanel(),
            FieldPanel(
                "name",
                heading=gettext_lazy("Name of the reward"),
                help_text=gettext_lazy("As it stands on the phone: “Rice, 5 kg”."),
            ),
            FieldPanel("kind", help_text=gettext_lazy("Goods to take home, a service, or a privilege (礼遇).")),
            FieldPanel("description", help_text=gettext_lazy("Brand, size, what to bring, what it does not include.")),
            FieldPanel("picture", help_text=gettext_lazy("A photo of the thing itself works best.")),
            FieldRowPanel(
                [
                    FieldPanel(
                        "price",
                        help_text=gettext_lazy("Try it under “Rate of points” first. Exchanged ones keep theirs."),
                    ),
                    FieldPanel("stock"),
                    FieldPanel(
                        "limit_per_person",
                        help_text=gettext_lazy("So that it reaches many. Returned ones don't count."),
                    ),
                ]
            ),
            FieldRowPanel(
                [
                    FieldPanel("opens_on", help_text=gettext_lazy("Empty: at once.")),
                    FieldPanel("closes_on", help_text=gettext_lazy("Empty: as long as there are some.")),
                    FieldPanel(
                        "pick_up_days",
                        help_text=gettext_lazy("Not fetched by then: points and stock return by themselves."),
                    ),
                ]
            ),
            FieldPanel("merchant"),
            FieldPanel("pick_up", help_text=gettext_lazy("Empty: at the merchant's, or the community's desk.")),
        ],
        base_form_class=RewardForm,
    )

    def after_change(self, item: Reward) -> None:
        """Phones ask for rewards anew each time: nothing is kept that would have to be told."""

    def retire(self, item: Reward, by: User, now: datetime) -> None:
        retire_reward(reward=item, by=by, now=now)

    def bring_back(self, item: Reward, by: User) -> None:
        bring_reward_back(reward=item, by=by)


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


class RetireMerchantView(RetireView):
    def stays(self) -> list[str]:
        number = self.object.redemptions.filter(state=RedemptionState.RESERVED).count()
        if not number:
            return []
        return [
            ngettext("%(number)d can still be fetched.", "%(number)d can still be fetched.", number)
            % {"number": number}
        ]


class MerchantViewSet(OrderedViewSet):
    """Who hands rewards over."""

    model = Merchant
    icon = "linli-merchant"
    menu_label = gettext_lazy("Caring merchants")
    menu_name = "merchants"
    menu_order = 160
    index_view_class = MerchantIndexView
    delete_view_class = RetireMerchantView
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

    def after_change(self, item: Merchant) -> None:
        """Nothing is kept of merchants that would have to be told."""

    def retire(self, item: Merchant, by: User, now: datetime) -> None:
        retire_merchant(merchant=item, by=by, now=now)

    def bring_back(self, item: Merchant, by: User) -> None:
        bring_merchant_back(merchant=item, by=by)
