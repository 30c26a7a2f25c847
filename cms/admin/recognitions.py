"""时长互认: proposing, signing and ending agreements with other communities, and who owes whom."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.widgets import AdminDateInput

from cms.admin.scoping import actor_of, own_community_ids
from cms.admin.screens import communities_for, frame, say_refusal
from content_models.areas.models import Community
from content_models.common.clock import local_day, utc_now
from content_models.common.errors import DomainError
from content_models.ledger.actions import end_recognition, propose_recognition, sign_recognition
from content_models.ledger.models import Recognition
from content_models.ledger.policy import may_sign_for
from content_models.ledger.recognition import of_community, settlement

LIMIT_MAX = 100_000


class ProposalForm(forms.Form):
    """Which community, and how much one neighbour may bring along."""

    partner = forms.ModelChoiceField(
        queryset=Community.objects.none(),
        label=gettext_lazy("With which community"),
        empty_label=gettext_lazy("please choose"),
        help_text=gettext_lazy("It holds once an administrator there has signed."),
    )
    points_a_month = forms.IntegerField(
        label=gettext_lazy("Points one person may bring along in a month"),
        min_value=0,
        max_value=LIMIT_MAX,
        initial=200,
        help_text=gettext_lazy("0 means as many as they have."),
    )

    def __init__(self, *args: Any, community: Community, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        partner: Any = self.fields["partner"]
        partner.queryset = Community.objects.filter(is_active=True).exclude(pk=community.pk).order_by("name")


class PeriodForm(forms.Form):
    """Both days are in it."""

    first_day = forms.DateField(label=gettext_lazy("From"), widget=AdminDateInput)
    last_day = forms.DateField(label=gettext_lazy("Until (last day)"), widget=AdminDateInput)


def recognitions(request: HttpRequest) -> HttpResponse:
    """Agreements of one community, a form to propose one, and who owes whom in a period."""
    actor = actor_of(request)
    community, communities = communities_for(request, may_sign_for)
    form = ProposalForm(request.POST or None, community=community)
    if request.method == "POST" and form.is_valid():
        try:
            propose_recognition(
                actor=actor,
                community=community,
                partner=form.cleaned_data["partner"],
                points_a_month=form.cleaned_data["points_a_month"],
                now=utc_now(),
            )
        except DomainError as refusal:
            say_refusal(refusal, request, form)
        else:
            messages.success(request, _("Proposed. It holds once the other community has signed."))
            return _back(community)
    first_day, last_day = _period(request)
    context = {
        "community": community,
        "communities": communities,
        "form": form,
        "period": PeriodForm(initial={"first_day": first_day, "last_day": last_day}),
        "agreements": [_in_words(one, community) for one in of_community(community.pk)],
        "balances": [
            {"balance": one, "we_owe": max(one.owes, 0), "they_owe": max(-one.owes, 0)}
            for one in settlement(community.pk, first_day=first_day, last_day=last_day)
        ],
        **frame(_("Recognised hours"), "linli-recognition"),
    }
    context["media"] = form.media + context["period"].media
    return render(request, "cms/admin/recognitions.html", context)


def _in_words(one: Recognition, community: Community) -> dict[str, Any]:
    ours = one.proposer_id == community.pk
    return {
        "agreement": one,
        "partner": one.partner if ours else one.proposer,
        "in_force": one.signed_at is not None,
        "to_sign": not ours and one.signed_at is None,
    }


def _period(request: HttpRequest) -> tuple[date, date]:
    """The period asked for; what is none means this year so far."""
    today = local_day(utc_now())
    asked = PeriodForm(request.GET)
    if not asked.is_valid():
        return today.replace(month=1, day=1), today
    first_day, last_day = asked.cleaned_data["first_day"], asked.cleaned_data["last_day"]
    return (first_day, last_day) if first_day <= last_day else (last_day, first_day)


@require_POST
def sign_agreement(request: HttpRequest, agreement_id: UUID) -> HttpResponse:
    """Say yes to what another community has proposed."""
    agreement = _agreement(request, agreement_id)
    try:
        sign_recognition(agreement=agreement, actor=actor_of(request), now=utc_now())
    except DomainError as refusal:
        say_refusal(refusal, request)
    else:
        messages.success(request, _("Signed. Neighbours can bring their points along from now on."))
    return _back(agreement.partner)


@require_POST
def end_agreement(request: HttpRequest, agreement_id: UUID) -> HttpResponse:
    """End it, decline it or take the proposal back: what was brought along stays."""
    agreement = _agreement(request, agreement_id)
    try:
        end_recognition(agreement=agreement, actor=actor_of(request), now=utc_now())
    except DomainError as refusal:
        say_refusal(refusal, request)
    else:
        messages.success(request, _("Ended. What was brought along stays."))
    ours = agreement.proposer if agreement.proposer_id in own_community_ids() else agreement.partner
    return _back(ours)


def _agreement(request: HttpRequest, agreement_id: UUID) -> Recognition:
    """One of the communities that the person signs for; any other does not exist."""
    actor = actor_of(request)
    ours = own_community_ids()
    found = (
        Recognition.objects.filter(Q(proposer_id__in=ours) | Q(partner_id__in=ours), pk=agreement_id)
        .select_related("proposer__area", "partner__area")
        .first()
    )
    if found is None or not (may_sign_for(actor, found.proposer) or may_sign_for(actor, found.partner)):
        raise Http404
    return found


def _back(community: Community) -> HttpResponse:
    return redirect(f"{reverse('linli_recognitions')}?community={community.pk}")


def to_sign() -> Any:
    """What other communities have proposed to those of the open scope."""
    ours = own_community_ids()
    waiting = Recognition.objects.filter(partner_id__in=ours, signed_at__isnull=True, ended_at__isnull=True)
    return waiting.select_related("proposer", "partner")
