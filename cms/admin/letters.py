"""表扬信 of one edition: for whom there can be one, what stands in the way of others, writing and fetching them."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django_scopes import scope
from wagtail.admin import messages

from cms.admin.scoping import actor_of
from cms.admin.screens import frame, say_refusal
from cms.api.documents import pdf
from cms.documents.commendation_letter import letter_pdf
from content_models.common.clock import utc_now
from content_models.common.errors import DomainError
from content_models.common.ids import any_id
from content_models.honors.models import Edition
from content_models.honors.periods import Period
from content_models.letters.actions import open_letter, revoke_letter, write_letters
from content_models.letters.models import Letter
from content_models.letters.policy import may_write_letters
from content_models.letters.reading import LetterLine, lines_of
from content_models.people.roles import Actor


@dataclass(frozen=True, slots=True)
class Shown:
    """One person of the edition on the screen."""

    line: LetterLine
    words: str

    @property
    def letter(self) -> Letter | None:
        return self.line.letter


def letters(request: HttpRequest, edition_id: UUID) -> HttpResponse:
    """The people of one edition that came out; a button writes for all who have agreed."""
    edition = _edition(request, edition_id)
    actor = actor_of(request)
    with scope(community=[edition.community_id]):
        if request.method == "POST":
            _act(request, edition, actor)
            return redirect("linli_letters", edition.pk)
        # First those for whom there is one, or can be.
        ordered = sorted(lines_of(edition), key=lambda line: line.missing is not None)
        lines = [Shown(line, _words(line)) for line in ordered]
        back = reverse("linli_honor_names", args=(edition.roll_id,))
        context = {
            "edition": edition,
            "lines": lines,
            "ready": sum(not one.line.missing and one.letter is None for one in lines),
            "written": sum(one.letter is not None for one in lines),
            **frame(
                _("Letters to work units: %(title)s, %(period)s")
                % {"title": edition.title, "period": Period(edition.period_start, edition.period_end).label},
                "mail",
                (back, edition.title),
            ),
        }
        return render(request, "cms/admin/letters.html", context)


def letter_paper(request: HttpRequest, letter_id: UUID) -> HttpResponse:
    """One letter as a PDF. That somebody of the staff looked at it is logged."""
    letter = _letter(request, letter_id)
    with scope(community=[letter.community_id]):
        try:
            words = open_letter(letter=letter, actor=actor_of(request), now=utc_now())
        except DomainError as refusal:
            say_refusal(refusal, request)
            return redirect("linli_letters", Edition.objects.get(awards__letters=letter).pk)
    return pdf(letter_pdf(letter, words, origin=_origin(request)), f"{letter.number}.pdf")


def all_papers(request: HttpRequest, edition_id: UUID) -> HttpResponse | StreamingHttpResponse:
    """All letters of an edition in one ZIP, a PDF for each. It begins at once and is written while it is sent."""
    edition = _edition(request, edition_id)
    actor, now = actor_of(request), utc_now()
    with scope(community=[edition.community_id]):
        written = [line.letter for line in lines_of(edition) if line.letter is not None and not line.missing]
        papers = [(letter, open_letter(letter=letter, actor=actor, now=now)) for letter in written]
    if not papers:
        raise Http404
    response = StreamingHttpResponse(_zip(papers, _origin(request)), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="letters-{edition.period_start:%Y-%m}.zip"'
    response["Cache-Control"] = "no-store"
    return response


class _Outgoing:
    """What zipfile writes to; each piece is handed on and forgotten."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def write(self, piece: bytes, /) -> int:
        self._pieces.append(bytes(piece))
        return len(piece)

    def flush(self) -> None:
        """Nothing is held back."""

    def close(self) -> None:
        """Nothing is open."""

    def taken(self) -> bytes:
        pieces, self._pieces = self._pieces, []
        return b"".join(pieces)


def _zip(papers: list[tuple[Letter, dict[str, Any]]], origin: str) -> Iterator[bytes]:
    outgoing = _Outgoing()
    with zipfile.ZipFile(outgoing, "w") as together:
        for letter, words in papers:
            # By number alone: names and units are sealed in the papers, not written on the folder.
            together.writestr(f"{letter.number}.pdf", letter_pdf(letter, words, origin=origin))
            yield outgoing.taken()
    yield outgoing.taken()


def _act(request: HttpRequest, edition: Edition, actor: Actor) -> None:
    try:
        if request.POST.get("verb") == "revoke":
            letter = _letter(request, any_id(request.POST.get("letter", "")))
            revoke_letter(letter=letter, actor=actor, reason=request.POST.get("reason", ""), now=utc_now())
            messages.success(request, _("Revoked. Whoever checks the paper reads that it holds no more."))
            return
        now = utc_now()
        letters_now, _refused = write_letters(edition=edition, actor=actor, now=now)
    except DomainError as refusal:
        say_refusal(refusal, request)
        return
    count = sum(letter.created_at == now for letter in letters_now)  # the others were there
    messages.success(
        request,
        ngettext("%(count)d letter is written.", "%(count)d letters are written.", count) % {"count": count},
    )


def _words(line: LetterLine) -> str:
    """Where it stands with this person's letter."""
    if line.missing:
        return str(line.missing.message)
    return line.letter.number if line.letter is not None else _("Has agreed; not written yet.")


def _edition(request: HttpRequest, edition_id: UUID) -> Edition:
    editions = Edition.objects.frozen().select_related("community__area", "roll")
    edition: Edition | None = editions.filter(pk=edition_id).first()
    if edition is None or not may_write_letters(actor_of(request), edition.community):
        raise Http404
    return edition


def _letter(request: HttpRequest, letter_id: UUID) -> Letter:
    found = Letter.objects.select_related("community__area", "person")
    letter: Letter | None = found.filter(pk=letter_id, award__isnull=False).first()
    if letter is None or not may_write_letters(actor_of(request), letter.community):
        raise Http404
    return letter


def _origin(request: HttpRequest) -> str:
    return f"{request.scheme}://{request.get_host()}"
