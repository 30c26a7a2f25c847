"""积分标准: what an hour is worth from a day on. What a change would do is shown before it is made.

Prices can be tried, too; they are changed with the reward itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_scopes import scope
from wagtail.admin import messages
from wagtail.admin.widgets import AdminDateInput

from cms.admin.scoping import actor_of
from cms.admin.screens import communities_for, frame, say_refusal
from content_models.areas.models import Community
from content_models.common.clock import local_day, utc_now
from content_models.common.errors import DomainError
from content_models.hours.actions import set_rate
from content_models.hours.models import PointRate
from content_models.hours.policy import may_rule
from content_models.people.policy import may_work_in
from content_models.people.roles import Actor
from content_models.rewards.models import PRICE_MAX, Reward
from content_models.rewards.simulation import Simulation, simulate

RATE_MAX, FIRST_RATE = 1000, 10


class RateForm(forms.Form):
    """The rate and the prices that are tried; with “save”, the rate that is set."""

    points_per_hour = forms.IntegerField(
        label=gettext_lazy("Points per hour"),
        min_value=0,
        max_value=RATE_MAX,
        help_text=gettext_lazy("0 means that service is counted, but brings no points."),
    )
    starts_on = forms.DateField(
        label=gettext_lazy("Holds from"),
        widget=AdminDateInput,
        help_text=gettext_lazy("Hours of earlier days keep the rate of their day."),
    )
    # What was looked at before: nothing is saved that nobody has looked at.
    looked_at = forms.IntegerField(widget=forms.HiddenInput, required=False)
    data: Any

    def __init__(self, *args: Any, rewards: Sequence[Reward], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for reward in rewards:
            self.fields[_name(reward.pk)] = forms.IntegerField(
                label=reward.name,
                min_value=1,
                max_value=PRICE_MAX,
                required=False,
                initial=reward.price,
                widget=forms.NumberInput(attrs={"aria-label": _("price of %(name)s to try") % {"name": reward.name}}),
            )

    def looked_at_now(self, points: int) -> None:
        """The page that is shown remembers what was looked at."""
        self.data = {**self.data.dict(), "looked_at": str(points)}

    def prices(self) -> dict[UUID, int]:
        """The prices that were typed."""
        return {
            UUID(name.removeprefix("price-")): price
            for name, price in self.cleaned_data.items()
            if name.startswith("price-") and price
        }


def _name(reward_id: UUID) -> str:
    return f"price-{reward_id}"


@dataclass(frozen=True, slots=True)
class Line:
    """One figure as it is today, and as it would be."""

    label: Any
    today: Any
    tried: Any

    @property
    def changes(self) -> bool:
        return bool(self.today != self.tried)


def points_rate(request: HttpRequest) -> HttpResponse:
    """Show what a rate or prices would do (“try”); set the rate (“save”) once that was looked at."""
    actor, now = actor_of(request), utc_now()
    community, communities = communities_for(request, may_work_in)
    with scope(community=[community.pk]):
        rates = list(PointRate.objects.filter(community=community).order_by("-starts_on").select_related("set_by"))
        first = {"points_per_hour": rates[0].points_per_hour if rates else FIRST_RATE, "starts_on": local_day(now)}
        rewards = list(Reward.objects.on_show())
        form = RateForm(request.POST or None, initial=first, rewards=rewards)
        today = tried = simulate(community=community, now=now)
        looked = False
        if request.method == "POST" and form.is_valid():
            points, looked = form.cleaned_data["points_per_hour"], True
            tried = simulate(community=community, now=now, points_per_hour=points, prices=form.prices())
            if "save" in request.POST and _set(form, actor, community, request):
                return redirect(f"{reverse('linli_points_rate')}?community={community.pk}")
            form.looked_at_now(points)
        context = {
            "form": form,
            "community": community,
            "communities": communities,
            "may_rule": may_rule(actor, community),
            "rates": rates,
            "today": local_day(now),
            "looked": looked,
            "tried": tried,
            "lines": _lines(today, tried),
            "shelves": [(shelf, form[_name(shelf.reward.pk)]) for shelf in tried.shelves],
            **frame(_("Rate of points"), "linli-points"),
            "media": form.media,
        }
        return render(request, "cms/admin/points_rate.html", context)


def _lines(today: Simulation, tried: Simulation) -> list[Line]:
    def months(simulation: Simulation) -> Any:
        return "–" if simulation.months_of_stock is None else simulation.months_of_stock

    return [
        Line(_("points per hour"), today.rate, tried.rate),
        Line(_("points people hold"), today.outstanding, tried.outstanding),
        Line(_("what everything on the shelves costs"), today.stock_points, tried.stock_points),
        Line(_("points for which nothing is on the shelves"), today.uncovered, tried.uncovered),
        Line(_("hours of service a month"), today.minutes_a_month // 60, tried.minutes_a_month // 60),
        Line(_("points they bring a month"), today.issued_a_month, tried.issued_a_month),
        Line(_("points exchanged a month"), today.spent_a_month, tried.spent_a_month),
        Line(_("months until the shelves are empty"), months(today), months(tried)),
    ]


def _set(form: RateForm, actor: Actor, community: Community, request: HttpRequest) -> bool:
    """Set it; a refusal is shown beside the field it is about."""
    given: dict[str, Any] = form.cleaned_data
    if given["looked_at"] != given["points_per_hour"]:
        messages.warning(request, _("Please look at what it would do first. Nothing is saved yet."))
        return False
    try:
        set_rate(
            actor=actor,
            community=community,
            starts_on=given["starts_on"],
            points_per_hour=given["points_per_hour"],
            now=utc_now(),
        )
    except DomainError as refusal:
        say_refusal(refusal, request, form)
        return False
    messages.success(request, _("The new rate holds from that day on."))
    return True
