"""A good local set, put forward as a template: the community's form, and the district's answer."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from django_scopes import scope
from wagtail.admin import messages

from cms.admin.icons import drawn
from cms.admin.post_words import in_words
from cms.admin.scoping import actor_of
from cms.admin.screens import communities_for, frame, say_refusal
from cms.admin.template_following import back_to, posts_list
from content_models.common.clock import utc_now
from content_models.common.errors import DomainError
from content_models.people.roles import Actor, Role
from content_models.posts.actions import accept_proposal, decline_proposal, propose_template, withdraw_proposal
from content_models.posts.models import PostType, ProposalState, TemplateProposal
from content_models.posts.policy import may_keep_posts


class ProposalForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("Name of the template"), max_length=30)
    why = forms.CharField(
        label=gettext_lazy("Why may others want it?"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("What is special about your area, and what has proved itself."),
    )


def propose(request: HttpRequest) -> HttpResponse:
    """Put our set forward, and what became of earlier proposals."""
    community, communities = communities_for(request, may_keep_posts)
    form = ProposalForm(request.POST or None)
    with scope(community=[community.pk]):
        if request.method == "POST" and form.is_valid():
            try:
                propose_template(community=community, actor=actor_of(request), now=utc_now(), **form.cleaned_data)
            except DomainError as refusal:
                say_refusal(refusal, request, form)
            else:
                messages.success(request, _("Sent to the district. You read the answer here."))
                return back_to("linli_propose_template", community)
        earlier = list(TemplateProposal.objects.filter(community=community).select_related("template"))
        context = {
            "community": community,
            "communities": communities,
            "form": form,
            "earlier": earlier,
            "waiting": any(one.state == ProposalState.WAITING for one in earlier),
            "names": [post.name for post in PostType.objects.filter(community=community).on_show()],
            **frame(_("Put our posts forward as a template"), "linli-template", posts_list()),
        }
        return render(request, "cms/admin/template_propose.html", context)


@require_POST
def withdraw(request: HttpRequest, proposal_id: UUID) -> HttpResponse:
    """Take a proposal back."""
    found = TemplateProposal.objects.select_related("community__area").filter(pk=proposal_id).first()
    if found is None or not may_keep_posts(actor_of(request), found.community):
        raise Http404
    with scope(community=[found.community_id]):
        try:
            withdraw_proposal(proposal=found, actor=actor_of(request), now=utc_now())
        except DomainError as refusal:
            say_refusal(refusal, request)
        else:
            messages.success(request, _("Taken back."))
    return back_to("linli_propose_template", found.community)


# --- the district -----------------------------------------------------------------------------------


def waiting_proposals(actor: Actor) -> QuerySet[TemplateProposal]:
    """What communities below the actor's districts have put forward. The open scope holds them all."""
    below = Q(pk__in=[])
    for path in actor.paths_of(Role.DISTRICT_ADMIN):
        below |= Q(community__area__path__startswith=path)
    rows: QuerySet[TemplateProposal] = TemplateProposal.objects.filter(below, state=ProposalState.WAITING)
    return rows.select_related("community__area", "made_by").order_by("made_at")


class AnswerForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("Name of the template"), max_length=30, required=False)
    reason = forms.CharField(
        label=gettext_lazy("If you decline: why?"),
        max_length=200,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("The community reads this."),
    )


def answer_proposal(request: HttpRequest, proposal_id: UUID) -> HttpResponse:
    """Read what was put forward; accept it as a template, or decline with a reason."""
    actor = actor_of(request)
    proposal = waiting_proposals(actor).filter(pk=proposal_id).first()
    if proposal is None:
        raise Http404
    form = AnswerForm(request.POST or None, initial={"name": proposal.name})
    if request.method == "POST" and form.is_valid():
        given, now = form.cleaned_data, utc_now()
        with scope(community=[proposal.community_id]):
            try:
                if "accept" in request.POST:
                    made = accept_proposal(proposal=proposal, actor=actor, now=now, name=given["name"])
                    messages.success(request, _("It is a template now; communities can begin with it."))
                    return redirect("linli_template", made.pk)
                decline_proposal(proposal=proposal, reason=given["reason"], actor=actor, now=now)
                messages.success(request, _("Declined. The community reads your reason."))
                return redirect("linli_templates")
            except DomainError as refusal:
                say_refusal(refusal, request, form)
    context = {
        "proposal": proposal,
        "form": form,
        "posts": [
            {
                "name": post["values"]["name"],
                "drawn": drawn(post["values"]["icon"]),
                "duties": in_words("duties", post["values"]["duties"]).lines,
                "wanted": post["values"]["wanted"],
                "questions": in_words("form", post["values"]["form"]).lines,
            }
            for post in proposal.content["posts"]
        ],
        **frame(proposal.name, "linli-template", (reverse("linli_templates"), _("Templates of posts"))),
    }
    return render(request, "cms/admin/template_answer.html", context)
