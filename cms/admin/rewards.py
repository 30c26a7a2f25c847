"""兑换品 in the admin: what points buy, in the community's own order; a price is looked at before it is changed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.admin.ui.tables import Column

from cms.admin.community_forms import CommunityForm, CommunityPanel
from cms.admin.ordered_editing import RetireView
from cms.admin.ordered_listing import OnPhonesColumn, OrderedIndexView, on_phones
from cms.admin.ordered_set import OrderedViewSet
from cms.admin.price_trial import PriceTrialPanel
from content_models.people.models import User
from content_models.rewards.actions import bring_reward_back, retire_reward
from content_models.rewards.models import Merchant, Reward
from content_models.rewards.price_trial import PriceTrial, try_price
from content_models.rewards.states import RedemptionState


class RewardForm(CommunityForm):
    name_taken = gettext_lazy("There is already a reward of this name.")
    # The price whose effect was looked at: a changed one is not saved before.
    looked_at = forms.IntegerField(widget=forms.HiddenInput, required=False)
    trial: PriceTrial | None = None
    data: Any

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
        self._look_at_price(cleaned)
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
        if self.instance._state.adding or cleaned.get("stock") is None:
            return
        taken = Reward.objects.filter(pk=self.instance.pk).values_list("taken", flat=True).first() or 0
        if cleaned["stock"] < taken:
            message = _("%(taken)d are reserved or handed over already; it can't be fewer.") % {"taken": taken}
            self.add_error("stock", ValidationError(message, code="below_taken"))

    def _look_at_price(self, cleaned: dict[str, Any]) -> None:
        """People have saved for the price of today: what another one does to them is seen before it is saved."""
        price, stock = cleaned.get("price"), cleaned.get("stock")
        if self.instance._state.adding or price is None or stock is None or cleaned.get("looked_at") == price:
            return
        trial = try_price(community=self.instance.community, reward=self.instance, price=price, stock=stock)
        if not trial.changes:
            return
        self.trial = trial
        self.data = self.data.copy()  # what was posted can't be changed
        self.data["looked_at"] = str(price)
        message = _("Another price: please look below at what it would do, then save once more. Nothing is saved yet.")
        self.add_error("price", ValidationError(message, code="look_first"))


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


class RetirePromisedView(RetireView):
    """Of a reward or a merchant: what is reserved can still be fetched."""

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
    delete_view_class = RetirePromisedView
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
                        help_text=gettext_lazy("What was exchanged keeps the price it had."),
                    ),
                    FieldPanel("stock"),
                    FieldPanel(
                        "limit_per_person",
                        help_text=gettext_lazy("So that it reaches many. Returned ones don't count."),
                    ),
                ]
            ),
            PriceTrialPanel(),
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

    def after_change(self, item: Reward, by: User) -> None:
        """Phones ask for rewards anew each time: nothing is kept that would have to be told."""

    def retire(self, item: Reward, by: User, now: datetime) -> None:
        retire_reward(reward=item, by=by, now=now)

    def bring_back(self, item: Reward, by: User, now: datetime) -> None:
        bring_reward_back(reward=item, by=by)
