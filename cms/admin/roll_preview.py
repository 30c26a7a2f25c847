"""预览: on the form of a roll, who would be on it now and why, before anything is saved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django_scopes import scope
from wagtail.admin.panels import Panel

from cms.admin.scoping import actor_of, own_communities
from content_models.areas.models import Community
from content_models.common.clock import local_day, utc_now
from content_models.common.ids import any_id
from content_models.honors.checking import leave_out_what_does_not_fit, problems_of
from content_models.honors.models import DisplayConsent, HonorRoll
from content_models.honors.periods import Period
from content_models.honors.policy import may_keep_rolls
from content_models.honors.standing import Standing, standing, words_for
from content_models.honors.states import PICKED
from content_models.people.models import User

RULE = (*("source", "scope", "area", "post", "team", "chief_role", "fed_by", "period", "size", "least", "shows_ranks"),)


@dataclass(frozen=True, slots=True)
class WhoAndWhy:
    """One person as staff see her, what was counted, and whether she may be named."""

    name: str
    why: str
    consent: str


class RollPreviewPanel(Panel):
    """A button that asks with what is on the form, and the place for the answer (honor-roll.js)."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "cms/admin/roll_preview_panel.html"

        @property
        def media(self) -> forms.Media:
            return forms.Media(js=["cms/honor-roll.js"])

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            context["url"] = reverse("linli_preview_roll")
            return context


class RuleForm(forms.ModelForm):  # type: ignore[type-arg]  # Django itself takes no type argument here
    """What is on the form of the roll right now, as far as it decides who is on it."""

    class Meta:
        model = HonorRoll
        fields = RULE

    def __init__(self, data: Any, *, community: Community) -> None:
        super().__init__(data, instance=HonorRoll(community=community))
        for name in ("area", "post", "chief_role", "fed_by"):
            field: Any = self.fields[name]
            field.queryset = field.queryset.model._default_manager.all()  # within the open scope
        # Places and ladders lie above every scope: those of others look like none.
        area: Any = self.fields["area"]
        area.queryset = area.queryset.filter(community=community)
        chief_role: Any = self.fields["chief_role"]
        chief_role.queryset = chief_role.queryset.filter(level__ladder=community.area.level.ladder_id)

    def _post_clean(self) -> None:
        """The rule alone: no title, no constraint of a saved roll."""
        for name in RULE:
            if name in self.cleaned_data:
                setattr(self.instance, name, self.cleaned_data[name])
        if not self.errors:
            leave_out_what_does_not_fit(self.instance)
            for name, words in problems_of(self.instance).items():
                self.add_error(name, ValidationError(words))


@require_POST
def preview_roll(request: HttpRequest) -> HttpResponse:
    """A piece of the page: the names of the running period. Changes nothing."""
    community = _meant(request)
    if community is None or not may_keep_rolls(actor_of(request), community):
        raise Http404
    with scope(community=[community.pk]):
        form = RuleForm(request.POST, community=community)
        if not form.is_valid():
            problems = [str(words) for errors in form.errors.values() for words in errors]
            return render(request, "cms/admin/roll_preview.html", {"problems": problems}, status=422)
        roll = form.instance
        period = Period.around(local_day(utc_now()), roll.period)
        context = {
            "period": period.label,
            "picked": roll.source in PICKED,
            "lines": who_and_why(standing(roll, period), roll.source),
            "roll": roll,
        }
    return render(request, "cms/admin/roll_preview.html", context)


def who_and_why(rows: list[Standing], source: str) -> list[WhoAndWhy]:
    """Two queries, however many rows."""
    people = {one.pk: one for one in User.objects.filter(pk__in=[row.person_id for row in rows])}
    consents = consents_of(people)
    return [
        WhoAndWhy(people[row.person_id].get_full_name(), words_for(source, row.figure), consents[row.person_id])
        for row in rows
        if row.person_id in people
    ]


def consents_of(people_ids: Any) -> dict[UUID, str]:
    """Of each person in words how she agreed to be shown."""
    choices = {one.person_id: one.get_choice_display() for one in DisplayConsent.objects.living(people_ids)}
    return {one: str(choices.get(one, _("not asked yet: no name is shown"))) for one in people_ids}


def _meant(request: HttpRequest) -> Community | None:
    """The community that is chosen on the form, or the only one there is."""
    communities = own_communities().select_related("area")
    chosen = request.POST.get("community", "")
    found: Community | None = communities.filter(pk=any_id(chosen)).first() if chosen else communities.first()
    return found
