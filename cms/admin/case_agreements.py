"""案例的同意: who has to agree to a case, who has, asking them, and taking a wish out."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from django_scopes import scope
from wagtail.admin import messages
from wagtail.models import Page

from cms.admin.scoping import actor_of
from cms.admin.screens import frame
from cms.api.shapes.case_facts import case_photo
from content_models.cases.actions import ask_about_case, ask_again_if_changed, drop_source
from content_models.cases.actions.asking import newest_draft
from content_models.cases.asked import agreed_photos, concerned_by, standing_of
from content_models.cases.models import Case, CaseAgreement, CasePhoto, CaseWord
from content_models.cases.policy import may_ask
from content_models.cases.states import Part
from content_models.cases.words import print_of
from content_models.common.clock import utc_now
from content_models.common.errors import DomainError, Missing
from content_models.pages.models import CasePage, CommunityPage
from content_models.pages.publishing import ask_doorkeepers
from content_models.people.models import User


def agreements_of(page: CasePage) -> dict[str, Any]:
    """How far the newest draft is agreed to, and by whom. In the scope of its community."""
    case = Case.objects.filter(page=page.pk).first()
    concerned = concerned_by(case) if case is not None else []
    words_print = print_of(newest_draft(page))
    asked = {one.person_id: one for one in CaseAgreement.objects.filter(case=case).select_related("person")}
    yes = set(
        CaseWord.objects.filter(agreement__case=case, words_print=words_print, says_yes=True).values_list(
            "agreement_id", flat=True
        )
    )
    people = {one.person_id: one.part for one in reversed(concerned)}
    lines = [_line(asked.get(person_id), part, person_id, yes) for person_id, part in people.items()]
    standing = standing_of(case, words_print, concerned) if case is not None else None
    return {
        "page": page,
        "case": case,
        "lines": lines[::-1],
        "agreed": sum(line["agrees"] for line in lines),
        "all": len(lines),
        "is_agreed": standing is not None and standing.is_agreed and bool(concerned),
        "to_ask": case is not None and case.asked_print != words_print,
        "was_asked": case is not None and bool(case.asked_print),
        "url": reverse("linli_case_agreements", args=(page.pk,)),
    }


def _line(agreement: CaseAgreement | None, part: str, person_id: Any, yes: set[UUID]) -> dict[str, Any]:
    label = str(Part(part).label)
    if person_id is None:
        return {
            "who": _("Somebody who has left"),
            "part": label,
            "state": "ended",
            "says": _("can't be asked"),
            "agrees": False,
        }
    if agreement is None:
        person = User.objects.get(pk=person_id)
        return {"who": person.shown_name, "part": label, "state": "none", "says": _("not asked yet"), "agrees": False}
    agrees = agreement.pk in yes and agreement.state == "agreed"
    says = agreement.get_state_display()
    if agreement.state == "agreed" and not agrees:
        says = _("agreed to earlier words")
    return {
        "who": agreement.person.shown_name if agreement.person else _("Somebody who has left"),
        "part": label,
        "state": agreement.state,
        "says": says,
        "note": agreement.note,
        "agrees": agrees,
    }


def _page_or_404(request: HttpRequest, page_id: int) -> CasePage:
    page = CasePage.objects.select_related("community__area").filter(pk=page_id).first()
    if page is None or not page.from_wishes or not may_ask(actor_of(request), page.community):
        raise Http404
    return page


def case_agreements(request: HttpRequest, page_id: int) -> HttpResponse:
    """Who agrees, what each wrote, which pictures all agree to, and the wishes behind it."""
    page = _page_or_404(request, page_id)
    with scope(community=[page.community_id]):
        known = agreements_of(page)
        case = known["case"]
        agreed = {one.pk for one in agreed_photos([case]).get(case.pk, [])} if case else set()
        photos = CasePhoto.objects.filter(source__case=case).select_related("photo").order_by("position", "id")
        context = {
            **known,
            "photos": [{**case_photo(one), "agreed": one.pk in agreed} for one in photos],
            "sources": list(case.sources.select_related("wish").order_by("id")) if case else [],
            **frame(
                _("Who agrees to it"),
                "group",
                (reverse("wagtailadmin_pages:edit", args=(page.pk,)), page.draft_title or page.title),
            ),
        }
        return render(request, "cms/admin/case_agreements.html", context)


@require_POST
def ask_people(request: HttpRequest, page_id: int) -> HttpResponse:
    page = _page_or_404(request, page_id)
    with scope(community=[page.community_id]):
        try:
            told = ask_about_case(page=page, actor=actor_of(request), now=utc_now())
        except DomainError as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _asked(told))
    return redirect("linli_case_agreements", page.pk)


@require_POST
def drop_wish(request: HttpRequest, page_id: int, source_id: UUID) -> HttpResponse:
    page = _page_or_404(request, page_id)
    with scope(community=[page.community_id]):
        try:
            drop_source(source_id=source_id, actor=actor_of(request), now=utc_now())
        except Missing as none:
            raise Http404 from none
        except DomainError as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("The wish was taken out. Please take out, too, what is said of it."))
    return redirect("linli_case_agreements", page.pk)


def _asked(told: int) -> str:
    if not told:
        return _("Everybody has been asked about these words already.")
    words = ngettext("%(number)d person was asked.", "%(number)d people were asked.", told)
    return words % {"number": told}


# --- hooks of Wagtail's page screens -----------------------------------------------------------


def refuse_in_words(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Before Wagtail publishes, at once or at an hour that was set: what was written stays as a draft."""
    if not isinstance(page, CommunityPage):
        return None
    try:
        ask_doorkeepers(page)
    except DomainError as refusal:
        messages.error(request, f"{refusal} {_('What you wrote is kept as a draft.')}")
        ask_again(request, page)
        return redirect("wagtailadmin_pages:edit", page.pk)
    return None


def ask_again(request: HttpRequest, page: Page) -> None:
    """After an edit: whoever had been asked is asked about the new words."""
    own = page.specific
    if not isinstance(own, CasePage) or not own.from_wishes:
        return
    with scope(community=[own.community_id]):
        told = ask_again_if_changed(page=own, actor=actor_of(request), now=utc_now())
    if told:
        messages.info(request, _("The words have changed. %(asked)s") % {"asked": _asked(told)})
