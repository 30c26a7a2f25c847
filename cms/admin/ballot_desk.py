"""One ballot at the desk: its names, its jury, how many have voted, and after the close the result. Never a vote."""

from __future__ import annotations

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

from cms.admin.ballots import find_ballot
from cms.admin.honor_names import person_of
from cms.admin.scoping import actor_of
from cms.admin.screens import frame, say_refusal
from content_models.ballots import actions
from content_models.ballots.models import REASON_MAX, WORDS_MAX, Ballot, BallotCount, Candidate, CandidateCount, Juror
from content_models.ballots.policy import checking_actions, running_actions, state_at
from content_models.ballots.reading import names_of, standing_and_voters
from content_models.ballots.states import GATHERING, BallotState, CandidateState
from content_models.ballots.wording import advisory_words, counting_words, eligible_words
from content_models.common.clock import utc_now
from content_models.common.errors import DomainError
from content_models.common.ids import any_id
from content_models.people.roles import Actor


class WhoForm(forms.Form):
    who = forms.CharField(
        label=gettext_lazy("Who"),
        max_length=30,
        help_text=gettext_lazy("The mobile number, or the name that neighbours see."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class NameForm(WhoForm):
    reason = forms.CharField(
        label=gettext_lazy("Why"),
        max_length=REASON_MAX,
        help_text=gettext_lazy("Shown with the candidate. She is asked whether she wants to stand."),
    )


class ReasonForm(forms.Form):
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=REASON_MAX)


class ResultForm(forms.Form):
    """Whom the office honours, and a word on the result."""

    honored = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    remark = forms.CharField(
        label=gettext_lazy("A word on the result"),
        max_length=WORDS_MAX,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Everybody reads it. Say why, if you decide otherwise than the votes."),
    )

    def __init__(self, *args: Any, candidates: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["honored"]
        field.choices = [(str(one), str(one)) for one in candidates]


DONE: dict[str, Any] = {
    "announce": gettext_lazy("Announced: neighbours see it on their phones."),
    "call_off": gettext_lazy("Called off. Who stood reads your reason."),
    "name": gettext_lazy("Put forward. She has been asked whether she wants to stand."),
    "admit": gettext_lazy("Admitted: she stands for the vote."),
    "refuse": gettext_lazy("Not admitted; she reads your reason."),
    "add_juror": gettext_lazy("Named for the jury."),
    "drop_juror": gettext_lazy("Not in the jury any more."),
    "settle": gettext_lazy("Published. Who stood and who put names forward are told."),
}


def ballot_desk(request: HttpRequest, ballot_id: UUID) -> HttpResponse:
    """Show it, and do what a button of it says."""
    ballot = find_ballot(request, ballot_id)
    with scope(community=[ballot.community_id]):
        # Whoever looks first writes down where the clock is.
        ballot = actions.move_on(ballot_id=ballot.pk, now=utc_now())
        refused: dict[str, forms.Form] = {}
        if request.method == "POST":
            refused = _act(request, ballot, request.POST.get("verb", ""))
            if not refused:
                return redirect("linli_ballot", ballot.pk)
        return render(request, "cms/admin/ballot.html", _context(ballot, actor_of(request), refused))


def _form(verb: str, request: HttpRequest, ballot: Ballot) -> forms.Form | None:
    match verb:
        case "name":
            return NameForm(request.POST)
        case "add_juror":
            return WhoForm(request.POST)
        case "refuse" | "call_off":
            return ReasonForm(request.POST)
        case "settle":
            return ResultForm(request.POST, candidates=_counted(ballot))
    return None


def _counted(ballot: Ballot) -> list[Any]:
    return list(CandidateCount.objects.filter(candidate__ballot=ballot).values_list("candidate_id", flat=True))


def _act(request: HttpRequest, ballot: Ballot, verb: str) -> dict[str, forms.Form]:
    """One domain call. Empty if it was done; else the form with what is wrong about it."""
    form = _form(verb, request, ballot)
    if form is not None and not form.is_valid():
        return {verb: form}
    try:
        _perform(request, ballot, verb, form.cleaned_data if form else {})
    except DomainError as refusal:
        say_refusal(refusal, request, form, {"person": "who", "phone": "who"})
        return {verb: form or forms.Form()}
    if verb in DONE:
        messages.success(request, DONE[verb])
    return {}


def _perform(request: HttpRequest, ballot: Ballot, verb: str, given: dict[str, Any]) -> None:
    actor, now = actor_of(request), utc_now()
    thing = any_id(request.POST.get("thing", ""))
    match verb:
        case "announce":
            actions.announce_ballot(ballot_id=ballot.pk, actor=actor, now=now)
        case "call_off":
            actions.call_off_ballot(ballot_id=ballot.pk, actor=actor, reason=given["reason"], now=now)
        case "name":
            person = person_of(given["who"], ballot.community_id)
            actions.nominate(ballot_id=ballot.pk, actor=actor, person_id=person.pk, reason=given["reason"], now=now)
        case "admit":
            actions.admit_candidate(candidate_id=thing, actor=actor, now=now)
        case "refuse":
            actions.refuse_candidate(candidate_id=thing, actor=actor, reason=given["reason"], now=now)
        case "add_juror":
            person = person_of(given["who"], ballot.community_id)
            actions.add_juror(ballot_id=ballot.pk, person=person, actor=actor, now=now)
        case "drop_juror":
            actions.drop_juror(ballot_id=ballot.pk, juror_id=thing, actor=actor, now=now)
        case "recount":
            _say(request, actions.recount_ballot(ballot_id=ballot.pk, actor=actor, now=now))
        case "settle":
            honored = [any_id(one) for one in given["honored"]]
            actions.settle_ballot(ballot_id=ballot.pk, actor=actor, honored=honored, remark=given["remark"], now=now)


def _say(request: HttpRequest, recount: actions.Recount) -> None:
    words = {"voters": recount.outcome.voters + recount.outcome.jurors, "print": recount.outcome.fingerprint[:12]}
    if recount.is_equal:
        messages.success(
            request, _("Counted again: %(voters)d voters, fingerprint %(print)s, equal to the first count.") % words
        )
    else:
        messages.error(request, _("Counted again: the rows differ from the first count. Please tell your operator."))


def _context(ballot: Ballot, actor: Actor, refused: dict[str, forms.Form]) -> dict[str, Any]:
    now = utc_now()
    state = state_at(ballot, now)
    candidates = list(
        Candidate.objects.filter(ballot=ballot)
        .select_related("person", "photo", "ballot__community__area")
        .prefetch_related("nominations__by")
        .order_by("pk")
    )
    shown = names_of(candidates, community=ballot.community)
    standing, voters = standing_and_voters([ballot])[ballot.pk]
    return {
        "ballot": ballot,
        "state": state,
        "allowed": running_actions(actor, ballot, now=now),
        "eligible": eligible_words(ballot),
        "counting": counting_words(ballot),
        "advisory": advisory_words(),
        "names": [_name(one, shown, actor, refused) for one in candidates],
        "standing": standing,
        "voters": voters,
        "show_voters": state in (BallotState.VOTING, BallotState.CLOSED, BallotState.SETTLED),
        "may_name": state in GATHERING and now < ballot.votes_from,
        "jury": Juror.objects.filter(ballot=ballot).select_related("person"),
        "may_change_jury": state not in (BallotState.VOTING, BallotState.CLOSED, BallotState.SETTLED)
        and state != BallotState.CALLED_OFF
        and now < ballot.votes_from,
        "count": BallotCount.objects.filter(ballot=ballot).first(),
        "lines": _lines(ballot),
        "name_form": refused.get("name", NameForm()),
        "juror_form": refused.get("add_juror", WhoForm()),
        "call_off_form": refused.get("call_off", ReasonForm()),
        "calling_off": "call_off" in refused,
        "result_form": refused.get("settle", ResultForm(candidates=[])),
        "phone_url": f"/c/{ballot.community.slug}/ballots/{ballot.pk}",
        **frame(ballot.title, "linli-ballot", (reverse("linli_ballots"), _("Ballots"))),
    }


def _name(candidate: Candidate, shown: Any, actor: Actor, refused: dict[str, forms.Form]) -> dict[str, Any]:
    """The office sees whom it checks by her full name; beside it, how neighbours see her."""
    name = shown[candidate.person_id or candidate.pk]
    return {
        "candidate": candidate,
        "full": candidate.person.get_full_name() if candidate.person else _("Account erased"),
        "shown": name.text,
        "reasons": [(one.reason, one.by.shown_name if one.by else "") for one in candidate.nominations.all()],
        "allowed": checking_actions(actor, candidate, now=utc_now()),
        "waits": candidate.state == CandidateState.AGREED,
        "refusing": "refuse" in refused and refused["refuse"].data.get("thing") == str(candidate.pk),
    }


def _lines(ballot: Ballot) -> list[dict[str, Any]]:
    counts = CandidateCount.objects.filter(candidate__ballot=ballot).select_related("candidate__person")
    return [
        {
            "count": one,
            "share": f"{one.share / 100:.2f} %",
            "full": one.candidate.person.get_full_name() if one.candidate.person else _("Account erased"),
            "honored": one.candidate.honored_at is not None,
        }
        for one in counts.order_by("place", "pk")
    ]
