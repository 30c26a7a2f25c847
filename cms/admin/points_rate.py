"""积分标准: what an hour is worth from a day on. What a change would do is shown before it is made."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_scopes import scope
from wagtail.admin import messages
from wagtail.admin.widgets import AdminDateInput

from cms.admin.scoping import actor_of, own_communities
from content_models.areas.models import Community
from content_models.common.clock import local_day, utc_now
from content_models.common.errors import DomainError
from content_models.hours.actions import set_rate
from content_models.hours.models import PointRate
from content_models.hours.policy import may_rule
from content_models.people.roles import Actor
from content_models.rewards.simulation import simulate

RATE_MAX = 1000


class RateForm(forms.Form):
    """The rate that is tried; with “save”, the one that is set."""

    points_per_hour = forms.IntegerField(
        label=gettext_lazy("points per hour"),
        min_value=0,
        max_value=RATE_MAX,
        help_text=gettext_lazy("0 means that service is counted, but brings no points."),
    )
    starts_on = forms.DateField(
        label=gettext_lazy("from"),
        widget=AdminDateInput,
        help_text=gettext_lazy("Hours of earlier days keep the rate of their day."),
    )


def points_rate(request: HttpRequest) -> HttpResponse:
    """Show what a rate would do (“try”), and set it (“save”)."""
    actor, now = actor_of(request), utc_now()
    communities = [one for one in own_communities().select_related("area") if may_rule(actor, one)]
    if not communities:
        raise PermissionDenied
    chosen = request.GET.get("community", "")
    community = next((one for one in communities if str(one.pk) == chosen), communities[0])
    with scope(community=[community.pk]):
        rates = list(PointRate.objects.filter(community=community).order_by("-starts_on"))
        first = {"points_per_hour": rates[0].points_per_hour if rates else 10, "starts_on": local_day(now)}
        form = RateForm(request.POST or None, initial=first)
        tried = None
        if request.method == "POST" and form.is_valid():
            tried = form.cleaned_data["points_per_hour"]
            if "save" in request.POST and _set(form, actor, community, request):
                return redirect(f"{reverse('linli_points_rate')}?community={community.pk}")
        title = _("Rate of points")
        context = {
            "form": form,
            "community": community,
            "communities": communities,
            "rates": rates,
            "simulation": simulate(community=community, now=now, points_per_hour=tried),
            "tried": tried,
            "header_title": title,
            "breadcrumbs_items": [
                {"url": reverse("wagtailadmin_home"), "label": _("Home")},
                {"url": "", "label": title},
            ],
            "header_icon": "linli-points",
            "media": form.media,
        }
        return render(request, "cms/admin/points_rate.html", context)


def _set(form: RateForm, actor: Actor, community: Community, request: HttpRequest) -> bool:
    """Set it; a refusal is shown beside the field it is about."""
    given: dict[str, Any] = form.cleaned_data
    try:
        set_rate(
            actor=actor,
            community=community,
            starts_on=given["starts_on"],
            points_per_hour=given["points_per_hour"],
            now=utc_now(),
        )
    except DomainError as refusal:
        for name, (code, words) in refusal.fields.items():
            form.add_error(name if name in form.fields else None, forms.ValidationError(str(words), code=code))
        if not refusal.fields:
            messages.error(request, str(refusal))
        return False
    messages.success(request, _("The new rate holds from that day on."))
    return True
