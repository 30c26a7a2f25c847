"""兑换品 and 爱心商家 in the admin: what points buy and who hands it over, each in its own order."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Count, Q, QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.admin.ui.tables import Column

from cms.admin.community_forms import CommunityForm, CommunityPanel
from cms.admin.ordered_editing import RetireView
from cms.admin.ordered_listing import OnPhonesColumn, OrderedIndexView
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


class RewardIndexView(OrderedIndexView):
    page_intro = gettext_lazy("Neighbours see these on their phones under “Exchange”, in this order.")
    name_label = gettext_lazy("Name of the reward")
    removed_label = gettext_lazy("Removed rewards")

    @cached_property
    def list_display(self) -> list[Any]:
        return [
            "name",
            Column("price", label=_("points"), width="90px"),
            StockColumn("stock", label=_("left / in all"), width="130px"),
            Column("merchant", label=_("merchant")),
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
            FieldPanel("name", heading=gettext_lazy("Name of the reward")),
            FieldPanel("kind"),
            FieldPanel("description"),
            FieldPanel("picture"),
            FieldRowPanel([FieldPanel("price"), FieldPanel("stock"), FieldPanel("limit_per_person")]),
            FieldRowPanel([FieldPanel("opens_on"), FieldPanel("closes_on"), FieldPanel("pick_up_days")]),
            FieldPanel("merchant"),
            FieldPanel("pick_up"),
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


class MerchantIndexView(OrderedIndexView):
    page_intro = gettext_lazy("Shops that hand rewards over. Their staff scan the codes on their own phones.")
    name_label = gettext_lazy("Name of the merchant")
    removed_label = gettext_lazy("Removed merchants")

    @cached_property
    def list_display(self) -> list[Any]:
        return [
            "name",
            Column("place", label=_("where it is")),
            Column("people", label=_("staff"), width="90px"),
            OnPhonesColumn("live", label=_("on phones")),
        ]

    def get_base_queryset(self) -> QuerySet[Any]:
        return super().get_base_queryset().annotate(people=Count("staff", filter=Q(staff__ended_at__isnull=True)))


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
    icon = "linli-people"
    menu_label = gettext_lazy("Caring merchants")
    menu_name = "merchants"
    menu_order = 160
    index_view_class = MerchantIndexView
    delete_view_class = RetireMerchantView
    edit_handler = ObjectList(
        [
            CommunityPanel(),
            FieldPanel("name", heading=gettext_lazy("Name of the merchant")),
            FieldPanel("place"),
            FieldPanel("opening_hours"),
        ],
        base_form_class=MerchantForm,
    )

    def after_change(self, item: Merchant) -> None:
        """Nothing is kept of merchants that would have to be told."""

    def retire(self, item: Merchant, by: User, now: datetime) -> None:
        retire_merchant(merchant=item, by=by, now=now)

    def bring_back(self, item: Merchant, by: User) -> None:
        bring_merchant_back(merchant=item, by=by)
