"""评选 in the admin: which ballots there are, and setting one up. One ballot's own screen is ballot_desk.py."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_scopes import scope
from wagtail.admin import messages
from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput

from cms.admin.burden import AnswersForBurden, lamp
from cms.admin.scoping import actor_of
from cms.admin.screens import communities_for, frame, say_refusal
from content_models.areas.models import Community
from content_models.ballots.actions import SETTLED_BY_OFFICE, change_ballot, set_up_ballot
from content_models.ballots.models import JURY_SHARE_MAX, TEXT_MAX, TITLE_MAX, VOTES_MAX, Ballot, Candidate
from content_models.ballots.policy import may_run, state_at
from content_models.ballots.reading import standing_and_voters
from content_models.ballots.states import BallotState, CandidateState, Eligible
from content_models.common.burden import Finding
from content_models.common.burden_of_settings import findings_of_ranking
from content_models.common.clock import utc_now
from content_models.common.errors import DomainError
from content_models.honors.models import HonorRoll
from content_models.honors.states import PICKED

SHOWN = 100


class BallotForm(AnswersForBurden):
    """What the office decides. Fixed once it is announced. An order in the result needs a word: it ranks people."""

    title = forms.CharField(
        label=gettext_lazy("Title"), max_length=TITLE_MAX, help_text=gettext_lazy("Such as: 十一月最美楼栋长.")
    )
    explanation = forms.CharField(
        label=gettext_lazy("What it is about"),
        max_length=TEXT_MAX,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("For whom one should vote, and what happens with the result."),
    )
    eligible = forms.ChoiceField(
        label=gettext_lazy("Who can be put forward"),
        choices=Eligible.choices,
        help_text=gettext_lazy("Never the community's own staff: votes may not count towards their assessment."),
    )
    self_nomination = forms.BooleanField(
        label=gettext_lazy("One can put oneself forward"), required=False, initial=True
    )
    votes_per_person = forms.IntegerField(
        label=gettext_lazy("Votes of each neighbour"),
        min_value=1,
        max_value=VOTES_MAX,
        initial=1,
        help_text=gettext_lazy("For so many different candidates at most."),
    )
    nominates_from = forms.DateTimeField(label=gettext_lazy("Names can be put forward from"), widget=AdminDateTimeInput)
    nominates_until = forms.DateTimeField(label=gettext_lazy("until"), widget=AdminDateTimeInput)
    votes_from = forms.DateTimeField(
        label=gettext_lazy("Voting from"),
        widget=AdminDateTimeInput,
        help_text=gettext_lazy("Leave yourself a day or two before, to check the names."),
    )
    votes_until = forms.DateTimeField(label=gettext_lazy("until"), widget=AdminDateTimeInput)
    jury_share = forms.IntegerField(
        label=gettext_lazy("Share of the jury, in percent"),
        min_value=0,
        max_value=JURY_SHARE_MAX,
        initial=0,
        help_text=gettext_lazy("0: no jury. At most half. You name its members on the ballot's own screen."),
    )
    shows_order = forms.BooleanField(
        label=gettext_lazy("The result shows an order and figures"),
        required=False,
        help_text=gettext_lazy("Off: it names who is honoured, in the order of pinyin, without figures."),
    )
    roll: Any = forms.ModelChoiceField(
        queryset=None,
        label=gettext_lazy("For which honor roll"),
        required=False,
        empty_label=gettext_lazy("none"),
        help_text=gettext_lazy("After the result you decide who is put on it. The vote advises."),
    )
    period_start = forms.DateField(
        label=gettext_lazy("Any day in the roll's period"), required=False, widget=AdminDateInput
    )

    def __init__(self, *args: Any, community: Community, ballot: Ballot | None = None, **kwargs: Any) -> None:
        kwargs.setdefault("initial", _initial(ballot))
        super().__init__(*args, **kwargs)
        roll: Any = self.fields["roll"]
        roll.queryset = HonorRoll.objects.on_show().filter(community=community, source__in=PICKED)
        self.answered_for = findings_of_ranking(of="volunteers" if ballot and ballot.shows_order else "nobody")

    def found(self) -> Sequence[Finding]:
        typed = getattr(self, "cleaned_data", {}).get("shows_order")
        return findings_of_ranking(of="volunteers" if typed else "nobody")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        self.ask_for_a_word()
        return cleaned

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in SETTLED_BY_OFFICE}


def _initial(ballot: Ballot | None) -> dict[str, Any]:
    """What was set up; a new one runs for a week of names and a week of votes."""
    if ballot is not None:
        return {name: getattr(ballot, name) for name in SETTLED_BY_OFFICE}
    morning = timezone.localtime(utc_now()).replace(hour=9, minute=0, second=0, microsecond=0)
    days = {"nominates_from": 0, "nominates_until": 7, "votes_from": 9, "votes_until": 16}
    return {name: morning + timedelta(days=day) for name, day in days.items()}


def ballots(request: HttpRequest) -> HttpResponse:
    """All ballots of one community, the newest first."""
    community, communities = communities_for(request, may_run)
    with scope(community=[community.pk]):
        found = list(Ballot.objects.filter(community=community).order_by("-pk")[:SHOWN])
        context = {
            "community": community,
            "communities": communities,
            "lines": _lines(found, utc_now()),
            "new_url": f"{reverse('linli_new_ballot')}?community={community.pk}",
            **frame(_("Ballots"), "linli-ballot"),
        }
        return render(request, "cms/admin/ballots.html", context)


def _lines(found: list[Ballot], now: datetime) -> list[dict[str, Any]]:
    numbers = standing_and_voters(found)
    waiting: dict[UUID, int] = {}
    agreed = Candidate.objects.filter(ballot__in=found, state=CandidateState.AGREED)
    for ballot_id in agreed.values_list("ballot_id", flat=True):
        waiting[ballot_id] = waiting.get(ballot_id, 0) + 1
    return [
        {
            "ballot": one,
            "state": state_at(one, now),
            "standing": numbers[one.pk][0],
            "voters": numbers[one.pk][1],
            "waiting": waiting.get(one.pk, 0),
        }
        for one in found
    ]


def new_ballot(request: HttpRequest) -> HttpResponse:
    """Set one up; nobody but the office sees it until it is announced."""
    community, communities = communities_for(request, may_run)
    with scope(community=[community.pk]):
        form = BallotForm(request.POST or None, community=community)
        if request.method == "POST" and form.is_valid():
            try:
                ballot = set_up_ballot(
                    actor=actor_of(request), community=community, values=form.values(), now=utc_now()
                )
            except DomainError as refusal:
                say_refusal(refusal, request, form)
            else:
                form.write_down(ballot)
                messages.success(request, _("Set up. Look at it once more, then announce it."))
                return redirect("linli_ballot", ballot.pk)
        return _show(request, form, community, communities, _("Set up a ballot"), reverse("linli_ballots"))


def edit_ballot(request: HttpRequest, ballot_id: UUID) -> HttpResponse:
    """Change what was set up, before it is announced."""
    ballot = find_ballot(request, ballot_id)
    if ballot.state != BallotState.DRAFT:
        messages.warning(request, _("It is announced: what it says can't be changed any more."))
        return redirect("linli_ballot", ballot.pk)
    with scope(community=[ballot.community_id]):
        form = BallotForm(request.POST or None, community=ballot.community, ballot=ballot)
        if request.method == "POST" and form.is_valid():
            try:
                change_ballot(ballot_id=ballot.pk, actor=actor_of(request), values=form.values(), now=utc_now())
            except DomainError as refusal:
                say_refusal(refusal, request, form)
            else:
                form.write_down(ballot)
                messages.success(request, _("Saved."))
                return redirect("linli_ballot", ballot.pk)
        back = reverse("linli_ballot", args=(ballot.pk,))
        return _show(request, form, ballot.community, [], _("Change the ballot"), back)


def _show(
    request: HttpRequest, form: BallotForm, community: Community, communities: list[Community], title: str, back: str
) -> HttpResponse:
    context = {
        "form": form,
        "fields": [field for field in form if field.name != "burden_known"],
        "burden": lamp(form.to_answer_for) if form.is_bound and form.to_answer_for else None,
        "community": community,
        "communities": communities,
        "back": back,
        "media": form.media,
        **frame(title, "linli-ballot", (reverse("linli_ballots"), _("Ballots"))),
    }
    return render(request, "cms/admin/ballot_form.html", context)


def find_ballot(request: HttpRequest, ballot_id: UUID) -> Ballot:
    """Raises:
    Http404: none that this person runs.
    """
    found = Ballot.objects.select_related("community__area", "roll").filter(pk=ballot_id).first()
    if found is None or not may_run(actor_of(request), found.community):
        raise Http404
    ballot: Ballot = found
    return ballot
