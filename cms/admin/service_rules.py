"""时长规则: what a community has decided about hours and points."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_scopes import scope
from wagtail.admin import messages

from cms.admin.burden import SettingsAnswers, lamp
from cms.admin.scoping import actor_of
from cms.admin.screens import communities_for, frame, say_refusal
from content_models.common.burden_of_settings import findings_of_service
from content_models.common.errors import DomainError
from content_models.hours.actions import change_settings
from content_models.hours.models import ServiceSettings
from content_models.hours.policy import may_rule
from content_models.hours.rules import settings_of

HELP: dict[str, Any] = {
    "back_entry_days": gettext_lazy("Older hours can't be entered any more. Sixty days suit most communities."),
    "grade_a_earns": gettext_lazy("By a code that changes, or by the chief who was there: the best proof."),
    "grade_b_earns": gettext_lazy("By the neighbour whose wish it was."),
    "grade_c_earns": gettext_lazy(
        "Entered later, confirmed by two people. It counts as service either way; most communities give no points."
    ),
    "offline_hours": gettext_lazy("Where there is no signal, the phone keeps the scan and sends it later."),
}


class RulesForm(SettingsAnswers, forms.ModelForm):  # type: ignore[type-arg]  # Django itself takes no type argument
    """The community's rules, each with what it does."""

    weighed = staticmethod(findings_of_service)
    weighs = ("grade_c_earns", "day_limit_minutes")

    class Meta:
        model = ServiceSettings
        fields = (
            "day_limit_minutes",
            "back_entry_days",
            "offline_hours",
            "grade_a_earns",
            "grade_b_earns",
            "grade_c_earns",
            "points_expire_months",
        )
        help_texts = HELP


def service_rules(request: HttpRequest) -> HttpResponse:
    """Show and change the rules of one community."""
    actor = actor_of(request)
    community, communities = communities_for(request, may_rule)
    with scope(community=[community.pk]):
        form = RulesForm(request.POST or None, instance=settings_of(community.pk))
        if request.method == "POST" and form.is_valid():
            try:
                with transaction.atomic():
                    rules = {name: form.cleaned_data[name] for name in RulesForm.Meta.fields}
                    form.write_down(change_settings(actor=actor, community=community, **rules))
            except DomainError as refusal:
                say_refusal(refusal, request, form)
            else:
                messages.success(request, _("The rules hold from now on. Nothing that was verified changes."))
                return redirect(f"{reverse('linli_service_rules')}?community={community.pk}")
        context = {
            "form": form,
            "community": community,
            "communities": communities,
            "intro": _("What holds for everybody's service hours here. A change holds from now on."),
            "submit": _("Save"),
            "back": reverse("wagtailadmin_home"),
            "to_answer_for": form.to_answer_for,
            "field": form["burden_known"],
            **lamp(form.found()),
            **frame(_("Rules for hours"), "linli-rules"),
        }
        return render(request, "cms/admin/service_rules.html", context)
