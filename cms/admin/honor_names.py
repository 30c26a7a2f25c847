"""Names and editions of one roll: who would be on it now, whom a committee chose, and remarks on what came out."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_scopes import scope
from wagtail.admin import messages

from cms.admin.roll_preview import consents_of, who_and_why
from cms.admin.scoping import actor_of
from cms.admin.screens import frame, say_refusal
from content_models.common.clock import local_day, utc_now
from content_models.common.errors import DomainError, Invalid
from content_models.common.ids import any_id
from content_models.honors.actions import drop_by_committee, open_due_editions, pick_by_committee, remark_on
from content_models.honors.models import REASON_MAX, Award, Edition, EditionNote, HonorRoll
from content_models.honors.periods import Period
from content_models.honors.policy import may_keep_rolls
from content_models.honors.reading import words_of_note
from content_models.honors.standing import standing, words_for
from content_models.honors.states import PICKED
from content_models.people.models import Membership, User
from content_models.people.phones import NotAPhoneNumber, normalise_phone

SHOWN_EDITIONS = 24


class NobodyOfThisName(Invalid):
    code = "unknown_person"
    message = gettext_lazy("Nobody of this community is called so or has this number.")


class SeveralOfThisName(Invalid):
    code = "several_people"
    message = gettext_lazy("Several people are called so. Please enter the mobile number.")


class PickForm(forms.Form):
    who = forms.CharField(
        label=gettext_lazy("Who"),
        max_length=30,
        help_text=gettext_lazy("The mobile number, or the name that neighbours see."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    reason = forms.CharField(
        label=gettext_lazy("Thanked for"),
        max_length=REASON_MAX,
        help_text=gettext_lazy("Everybody reads this beside the name. No addresses, no names of others."),
    )


class RemarkForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("Remark"),
        max_length=REASON_MAX,
        help_text=gettext_lazy("Stands below the edition for everybody. The names and figures stay as they came out."),
    )


def honor_names(request: HttpRequest, roll_id: UUID) -> HttpResponse:
    """One screen per roll: the running edition, and those that came out."""
    roll = _roll(request, roll_id)
    with scope(community=[roll.community_id]):
        if roll.live and roll.retired_at is None:
            open_due_editions(roll=roll, now=utc_now())
        pick, remark = PickForm(), RemarkForm()
        if request.method == "POST":
            done, pick, remark = _act(request, roll)
            if done:
                return redirect("linli_honor_names", roll.pk)
        return render(request, "cms/admin/honor_names.html", _context(roll, pick, remark))


def _roll(request: HttpRequest, roll_id: UUID) -> HonorRoll:
    found = HonorRoll.objects.select_related("community__area", "area", "post", "chief_role", "fed_by")
    roll: HonorRoll | None = found.filter(pk=roll_id).first()
    if roll is None or not may_keep_rolls(actor_of(request), roll.community):
        raise Http404
    return roll


def _act(request: HttpRequest, roll: HonorRoll) -> tuple[bool, PickForm, RemarkForm]:
    """One domain call; a refusal stands beside its field."""
    verb, actor, now = request.POST.get("verb"), actor_of(request), utc_now()
    pick = PickForm(request.POST if verb == "pick" else None)
    remark = RemarkForm(request.POST if verb == "remark" else None)
    form: forms.Form | None = {"pick": pick, "remark": remark}.get(verb or "")
    if form is not None and not form.is_valid():
        return False, pick, remark
    try:
        if verb == "pick":
            given = pick.cleaned_data
            start = Period.around(local_day(now), roll.period).first_day
            running = Edition.objects.open().filter(roll=roll).order_by("period_start").first()
            pick_by_committee(
                roll=roll,
                period_start=running.period_start if running else start,
                person_id=person_of(given["who"], roll.community_id).pk,
                reason=given["reason"],
                actor=actor,
                now=now,
            )
        elif verb == "drop":
            drop_by_committee(award=_award(request, roll), actor=actor)
        elif verb == "remark":
            remark_on(edition=_edition(request, roll), text=remark.cleaned_data["text"], actor=actor, now=now)
    except DomainError as refusal:
        say_refusal(refusal, request, form, {"person": "who"})
        return False, pick, remark
    messages.success(request, _("Done."))
    return True, pick, remark


def person_of(who: str, community_id: UUID) -> User:
    """Of the community, by number or by the name that neighbours see.

    Raises:
        NobodyOfThisName, SeveralOfThisName
    """
    members = Membership.objects.living().filter(community_id=community_id).order_by().values("user_id")
    people = User.objects.filter(pk__in=members, is_active=True)
    try:
        by_phone = User.objects.by_phone(normalise_phone(who))
        found = list(people.filter(pk=by_phone.pk)) if by_phone else []
    except NotAPhoneNumber:
        found = list(people.filter(nickname=who.strip())[:2])
    if not found:
        raise NobodyOfThisName(fields={"who": NobodyOfThisName.message})
    if len(found) > 1:
        raise SeveralOfThisName(fields={"who": SeveralOfThisName.message})
    return found[0]


def _award(request: HttpRequest, roll: HonorRoll) -> Award:
    awards = Award.objects.select_related("edition__roll__community__area").filter(edition__roll=roll)
    award: Award | None = awards.filter(pk=any_id(request.POST.get("award", ""))).first()
    if award is None:
        raise Http404
    return award


def _edition(request: HttpRequest, roll: HonorRoll) -> Edition:
    editions = Edition.objects.select_related("roll__community__area").filter(roll=roll)
    edition: Edition | None = editions.filter(pk=any_id(request.POST.get("edition", ""))).first()
    if edition is None:
        raise Http404
    return edition


def _context(roll: HonorRoll, pick: PickForm, remark: RemarkForm) -> dict[str, Any]:
    running = Edition.objects.open().filter(roll=roll).order_by("period_start").first()
    out = list(Edition.objects.frozen().filter(roll=roll).order_by("-period_start")[:SHOWN_EDITIONS])
    index = reverse("wagtailsnippets_honors_honorroll:list")
    return {
        "roll": roll,
        "edit_url": reverse("wagtailsnippets_honors_honorroll:edit", args=(roll.pk,)),
        "picked": roll.source in PICKED,
        "running": _shown(running, _running_lines(roll, running)) if running else None,
        "out": [_shown(edition, _lines(edition)) for edition in out],
        "pick": pick,
        "remark": remark,
        **frame(_("Names of “%(title)s”") % {"title": roll.title}, "linli-honor", (index, _("Honor rolls"))),
    }


def _shown(edition: Edition, lines: list[Any]) -> dict[str, Any]:
    notes = EditionNote.objects.filter(edition=edition).order_by("pk")
    return {
        "edition": edition,
        "label": Period(edition.period_start, edition.period_end).label,
        "lines": lines,
        "notes": [words_of_note(note, edition) for note in notes],
    }


def _running_lines(roll: HonorRoll, running: Edition) -> list[Any]:
    if roll.source in PICKED:
        return _lines(running)
    rows = standing(roll, Period(running.period_start, running.period_end))
    return [
        {"name": one.name, "why": one.why, "consent": one.consent, "award": None}
        for one in who_and_why(rows, roll.source)
    ]


def _lines(edition: Edition) -> list[Any]:
    awards = list(Award.objects.filter(edition=edition).select_related("person").order_by("place"))
    consents = consents_of([award.person_id for award in awards if award.person_id])
    source = edition.source or edition.roll.source
    return [
        {
            "name": award.person.get_full_name() if award.person else _("Account erased"),
            "why": " · ".join(filter(None, [words_for(source, award.figure), award.reason])),
            "consent": consents.get(award.person_id, "") if award.person_id else "",
            "award": award,
        }
        for award in awards
    ]
