"""试算: on the form of a reward, what another price would do, answered in place before anything is saved."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe
from django_scopes import scope
from wagtail.admin.panels import Panel

from cms.admin.scoping import actor_of, own_communities
from content_models.common.ids import any_id
from content_models.people.policy import may_work_in
from content_models.rewards.models import PRICE_MAX, STOCK_MAX, Reward
from content_models.rewards.price_trial import try_price


class PriceTrialPanel(Panel):
    """A button that tries the price on the form, and the place for the answer (try_price.js)."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "cms/admin/price_trial_panel.html"

        @property
        def media(self) -> forms.Media:
            return forms.Media(js=["cms/try_price.js"])

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            context["url"] = reverse("linli_try_price")
            context["reward"] = self.instance if not self.instance._state.adding else None
            context["trial"] = self.form.trial
            return context


class TrialForm(forms.Form):
    """What is on the form of the reward right now."""

    reward = forms.UUIDField(required=False)
    community = forms.UUIDField(required=False)
    price = forms.IntegerField(min_value=1, max_value=PRICE_MAX)
    stock = forms.IntegerField(min_value=0, max_value=STOCK_MAX)


@require_safe
def price_trial(request: HttpRequest) -> HttpResponse:
    """A piece of the page: what the price would do. Changes nothing."""
    form = TrialForm(request.GET)
    reward, community = _meant(request)
    if community is None or not may_work_in(actor_of(request), community):
        raise Http404
    if not form.is_valid():
        return render(request, "cms/admin/price_trial.html", {"errors": form.errors}, status=422)
    with scope(community=[community.pk]):
        given = form.cleaned_data
        trial = try_price(community=community, reward=reward, price=given["price"], stock=given["stock"])
    return render(request, "cms/admin/price_trial.html", {"trial": trial})


def _meant(request: HttpRequest) -> tuple[Reward | None, Any]:
    """The reward and its community; of a new one the community that is chosen, or the only one there is."""
    wanted = request.GET.get("reward", "")
    if wanted:
        reward = Reward.objects.select_related("community__area").filter(pk=any_id(wanted)).first()
        return reward, reward.community if reward else None
    communities = own_communities().select_related("area")
    chosen = request.GET.get("community", "")
    return None, communities.filter(pk=any_id(chosen)).first() if chosen else communities.first()
