"""Excel 导入: a card per kind of sheet, what a check found in words, and the progress of what is under way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django_scopes import scope
from openpyxl.utils import get_column_letter
from wagtail.admin import messages

from cms.admin.scoping import actor_of
from cms.admin.screens import communities_for, frame, say_refusal
from cms.api.documents import XLSX, xlsx
from cms.documents.sheet_template import filled_sheet, sheet_template
from content_models.areas.models import Community
from content_models.common.clock import utc_now
from content_models.common.errors import DomainError, Missing
from content_models.people.roles import Actor
from content_models.sheets.actions import drop_sheet, seen_sheet, start_import, upload_sheet
from content_models.sheets.kinds import KINDS, kind_of
from content_models.sheets.models import SheetImport
from content_models.sheets.policy import allowed_actions, may_import
from content_models.sheets.problems import KEPT
from content_models.sheets.states import UNDER_WAY, SheetKind, SheetState

LATEST = 20
ICON = "linli-sheet"

ABOUT: dict[SheetKind, tuple[str, Any]] = {
    SheetKind.AREAS: ("site", gettext_lazy("Estates, grids, buildings: tens of thousands of rows at once.")),
    SheetKind.ROSTER: (
        "linli-appointment",
        gettext_lazy("Who holds which post, who is chief of which building, and until when."),
    ),
    SheetKind.REWARDS: ("linli-exchange", gettext_lazy("What points can be exchanged for: name, price, how many.")),
    SheetKind.HOURS: (
        "linli-hours",
        gettext_lazy("From the paper list. They count when two others have confirmed them."),
    ),
}


@dataclass(frozen=True, slots=True)
class Card:
    kind: SheetKind
    icon: str
    about: Any
    template_url: str
    here_url: str
    rows_max: str


def sheets(request: HttpRequest) -> HttpResponse:
    """The cards, and what was uploaded lately. Posting hands a sheet in."""
    actor = actor_of(request)
    community, communities = communities_for(request, may_import)
    if request.method == "POST":
        return _hand_in(request, actor, community)
    with scope(community=[community.pk]):
        latest = SheetImport.objects.select_related("uploaded_by").order_by("-id")[:LATEST]
        context = {
            "community": community,
            "communities": communities,
            "cards": [_card(kind, community) for kind in KINDS],
            "latest": [(one, one.uploaded_by_id == actor.id) for one in latest],
            **frame(_("Excel import"), ICON),
        }
        return render(request, "cms/admin/sheets.html", context)


def _card(kind: SheetKind, community: Community) -> Card:
    icon, about = ABOUT[kind]
    asked = f"?community={community.pk}"
    template_url = reverse("linli_sheet_template", args=(kind.value,)) + asked
    holds_people = kind_of(kind).here(community) is None
    here_url = "" if holds_people else reverse("linli_sheet_here", args=(kind.value,)) + asked
    return Card(kind, icon, about, template_url, here_url, f"{kind_of(kind).rows_max:,}")


def _hand_in(request: HttpRequest, actor: Actor, community: Community) -> HttpResponse:
    """A refusal is told on the page with the cards; nothing was kept then."""
    kind, file = request.POST.get("kind", ""), request.FILES.get("file")
    here = f"{reverse('linli_sheets')}?community={community.pk}"
    if kind not in KINDS:
        raise Http404
    if file is None:
        messages.warning(request, _("Please choose a file first."))
        return redirect(here)
    try:
        with scope(community=[community.pk]):
            sheet = upload_sheet(
                actor=actor,
                community=community,
                kind=SheetKind(kind),
                content=file.file,  # type: ignore[arg-type]  # Django types an upload's file as optional
                name=str(file.name),
                now=utc_now(),
            )
    except DomainError as refusal:
        say_refusal(refusal, request)
        return redirect(here)
    return redirect("linli_sheet", sheet.pk)


def template(request: HttpRequest, kind: str) -> HttpResponse:
    """The empty sheet of a kind, for the chosen community."""
    community, _communities = communities_for(request, may_import)
    if kind not in KINDS:
        raise Http404
    community = Community.objects.select_related("area__level").get(pk=community.pk)
    with scope(community=[community.pk]):
        columns = kind_of(kind).columns(community)
        content = sheet_template(str(SheetKind(kind).label), columns, rows_max=kind_of(kind).rows_max)
    return xlsx(content, f"{kind}.xlsx")


def here_already(request: HttpRequest, kind: str) -> HttpResponse:
    """What is here already, to be changed in Excel; no kind that holds people."""
    community, _communities = communities_for(request, may_import)
    community = Community.objects.select_related("area__level").get(pk=community.pk)
    with scope(community=[community.pk]):
        rows = kind_of(kind).here(community) if kind in KINDS else None
        if rows is None:
            raise Http404
        content = filled_sheet(str(SheetKind(kind).label), kind_of(kind).columns(community), rows)
    return xlsx(content, f"{kind}-here.xlsx")


def sheet(request: HttpRequest, sheet_id: UUID) -> HttpResponse:
    """One sheet: its progress, what was found, what can be done now."""
    one, actor = _own(request, sheet_id), actor_of(request)
    above = (f"{reverse('linli_sheets')}?community={one.community_id}", _("Excel import"))
    context = {
        "sheet": one,
        "verbs": allowed_actions(actor, one),
        "under_way": one.state in UNDER_WAY,
        "is_checked": one.state == SheetState.CHECKED,
        "problems": _problems(one),
        "notes": [note[_language()] for note in one.notes],
        "hidden_problems": max(one.problem_count - KEPT, 0),
        "back_url": above[0],
        **frame(str(one.get_kind_display()), ICON, above),
    }
    return render(request, "cms/admin/sheet.html", context)


def _problems(one: SheetImport) -> list[dict[str, Any]]:
    """Row, column and words in the reader's language."""
    language = _language()
    return [
        {
            "row": problem["row"] or "",
            "column": get_column_letter(problem["column"]) if problem["column"] else "",
            "words": problem["words"][language],
        }
        for problem in one.problems
    ]


def _language() -> str:
    """Of the languages in which a sheet's sentences are kept."""
    return "en" if (get_language() or "").startswith("en") else "zh-hans"


def sheet_progress(request: HttpRequest, sheet_id: UUID) -> HttpResponse:
    """What the page asks for every second while something is under way."""
    one = _own(request, sheet_id)
    answer = JsonResponse(
        {
            "state": one.state,
            "label": str(one.get_state_display()),
            "progress": one.progress,
            "under_way": one.state in UNDER_WAY,
        }
    )
    answer["Cache-Control"] = "no-store"
    return answer


def start_sheet(request: HttpRequest, sheet_id: UUID) -> HttpResponse:
    return _move(request, sheet_id, start_import)


def put_sheet_away(request: HttpRequest, sheet_id: UUID) -> HttpResponse:
    return _move(request, sheet_id, drop_sheet)


def _move(request: HttpRequest, sheet_id: UUID, action: Any) -> HttpResponse:
    one = _own(request, sheet_id)
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    try:
        with scope(community=[one.community_id]):
            action(sheet_id=sheet_id, actor=actor_of(request), now=utc_now())
    except DomainError as refusal:
        say_refusal(refusal, request)
    return redirect("linli_sheet", sheet_id)


def marked_sheet(request: HttpRequest, sheet_id: UUID) -> FileResponse:
    """What was uploaded, with everything that is wrong marked in it. Never kept on the way."""
    one = _own(request, sheet_id)
    if not one.marked:
        raise Http404
    try:
        content = one.marked.storage.open(str(one.marked.name), "rb")
    except FileNotFoundError as lost:
        raise Http404 from lost
    answer = FileResponse(content, as_attachment=True, filename=f"{one.kind}-marked.xlsx", content_type=XLSX)
    answer["Cache-Control"] = "no-store"
    return answer


def _own(request: HttpRequest, sheet_id: UUID) -> SheetImport:
    """Somebody else's does not exist."""
    try:
        return seen_sheet(sheet_id, actor_of(request))
    except Missing as missing:
        raise Http404 from missing
