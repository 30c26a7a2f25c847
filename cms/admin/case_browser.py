"""别处的案例: cases of other communities to learn from, for workers; rated and adopted here."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django_scopes import scopes_disabled
from wagtail.admin import messages

from cms.admin.scoping import actor_of
from cms.admin.screens import communities_for, frame
from cms.api.shapes.cases import covers_of
from content_models.areas.models import CommunityKind
from content_models.cases.actions import adopt_case, drop_adoption, rate_case, take_rating_back
from content_models.cases.models import Case, CaseAdoption, CaseRating
from content_models.cases.policy import may_rate
from content_models.common.clock import utc_now
from content_models.common.errors import DomainError, Missing
from content_models.common.ids import parse_id
from content_models.pages.policy import may_edit_pages

PER_PAGE = 20


def cases_of_others(request: HttpRequest) -> HttpResponse:
    """Newest first; found by words, kind of matter and kind of area."""
    actor = actor_of(request)
    community, communities = communities_for(request, may_edit_pages)
    words, category = request.GET.get("q", "").strip(), request.GET.get("category", "")
    kind = request.GET.get("area_kind", "")
    before = request.GET.get("before", "")
    place = int(before) if before.isascii() and before.isdigit() and len(before) < 19 else None
    with scopes_disabled():  # on show: everybody's
        cases = Case.objects.on_show().exclude(community=community)
        categories = sorted(set(cases.exclude(category="").order_by().values_list("category", flat=True).distinct()))
        if category:
            cases = cases.filter(category=category)
        if kind in CommunityKind.values:
            cases = cases.filter(area_kind=kind)
        if words:
            cases = cases.saying(words, before=place)
        else:
            cases = (cases if place is None else cases.before(place)).newest_first()
        rows = list(cases.select_related("page", "community__area").defer("search_text")[: PER_PAGE + 1])
        covers = covers_of(rows)
        rated = dict(CaseRating.objects.filter(case__in=rows, person=actor.user).values_list("case_id", "useful"))
        adopted = {
            one.case_id: one for one in CaseAdoption.objects.filter(case__in=rows, community=community).select_related()
        }
        own_cases = [
            {"id": one.pk, "title": one.page.title}
            for one in Case.objects.filter(community=community).select_related("page").order_by("-id")[:50]
        ]
    shown = rows[:PER_PAGE]
    query = request.GET.copy()
    if len(rows) > PER_PAGE:
        query["before"] = str(shown[-1].shown_order)
    context = {
        "community": community,
        "communities": communities,
        "words": words,
        "category": category,
        "area_kind": kind,
        "categories": categories,
        "area_kinds": CommunityKind.choices,
        "own_cases": own_cases,
        "rows": [
            {
                "case": one,
                "cover": covers[one.pk],
                "kind": CommunityKind(one.area_kind).label,
                "may_rate": may_rate(actor, one.community),
                "useful": rated.get(one.pk),
                "adoption": adopted.get(one.pk),
                "url": f"/cases/{one.pk}",
            }
            for one in shown
        ],
        "more": f"?{query.urlencode()}" if len(rows) > PER_PAGE else "",
        **frame(_("Cases of other communities"), "doc-full"),
    }
    return render(request, "cms/admin/cases_of_others.html", context)


@require_POST
def rate_others_case(request: HttpRequest, case_id: UUID) -> HttpResponse:
    said = request.POST.get("useful", "")

    def say() -> None:
        if said in ("yes", "no"):
            rate_case(case_id=case_id, useful=said == "yes", actor=actor_of(request), now=utc_now())
        else:
            take_rating_back(case_id=case_id, actor=actor_of(request))

    return _done(request, say, _("Thank you. They see how many found it of use."))


@require_POST
def adopt_others_case(request: HttpRequest, case_id: UUID) -> HttpResponse:
    community, _all = communities_for(request, may_edit_pages)
    if request.POST.get("adopted") == "no":
        return _done(
            request,
            lambda: drop_adoption(case_id=case_id, community=community, actor=actor_of(request)),
            _("Taken back."),
        )
    return _done(
        request,
        lambda: adopt_case(
            case_id=case_id,
            community=community,
            own_case_id=parse_id(request.POST.get("own_case", "")),
            note=str(request.POST.get("note", "")),
            actor=actor_of(request),
            now=utc_now(),
        ),
        _("It says on their case now that you did it, too."),
    )


def _done(request: HttpRequest, act: Any, words: str) -> HttpResponse:
    try:
        act()
    except Missing as none:  # no such case, or not on show: one cannot tell
        raise Http404 from none
    except DomainError as refusal:
        said = [str(one) for _code, one in refusal.fields.values()] or [str(refusal)]
        for one in said:
            messages.error(request, one)
    else:
        messages.success(request, words)
    query = request.GET.urlencode()
    return redirect(reverse("linli_cases_of_others") + (f"?{query}" if query else ""))
