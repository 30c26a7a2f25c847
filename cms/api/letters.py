"""Letters of commendation (表扬信): the one about my own award, to my work unit."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django_scopes import scope, scopes_disabled
from ninja import Router, Schema

from cms.api.auth import actor_of, signed_in
from cms.api.documents import pdf
from cms.api.etags import answer_by_content
from cms.api.routing import read, write
from content_models.common.clock import utc_now
from content_models.common.errors import Missing
from content_models.common.ids import any_id
from content_models.honors.models import Award
from content_models.letters import actions
from content_models.letters.actions.writing import has_agreed, is_outdated
from content_models.letters.models import Letter
from content_models.people.actions import CONSENT_VERSIONS
from content_models.people.actions import signed_in as somebody
from content_models.people.models import Registration, User

router = Router(tags=["honors"])


class LetterIn(Schema):
    """`agrees`: yes, my work unit may get a letter. Kept with its wording; can be taken back like every consent."""

    agrees: bool = False


class LetterOut(Schema):
    """`public_path`: where anybody can check the paper."""

    id: UUID
    number: str
    title: str
    minutes: int
    wishes: int
    written_at: datetime
    public_path: str


class LetterStateOut(Schema):
    """`unit`: whom it would go to, empty without a registration; `missing`: what stands in the way (`unit`, `name`).

    `agreed`: my consent holds; `version` is its wording. `letter`: the one that holds, if there is any;
    `outdated`: written now, it would say something else.
    """

    unit: str
    shows_membership: bool
    missing: list[str]
    agreed: bool
    version: str
    letter: LetterOut | None
    outdated: bool


def _own(request: HttpRequest, award_id: str) -> tuple[User, Award]:
    """Raises:
    Missing: not one's own, or its edition is still open.
    """
    user = somebody(actor_of(request))
    with scopes_disabled():  # one's own, by person
        mine = Award.objects.of(user.pk).given().select_related("community__area", "edition", "person")
        award = mine.filter(pk=any_id(award_id)).first()
    if award is None:
        raise Missing
    return user, award


def _letter(letter: Letter) -> dict[str, Any]:
    return {
        "id": str(letter.pk),
        "number": letter.number,
        "title": letter.title,
        "minutes": letter.minutes,
        "wishes": letter.wishes,
        "written_at": letter.created_at.isoformat(),
        "public_path": f"/letters/{letter.token}",
    }


@read(router, "/me/honors/{award_id}/letter", out=LetterStateOut, auth=signed_in, summary="Can my unit get a letter?")
def get_letter(request: HttpRequest, award_id: str) -> HttpResponse:
    user, award = _own(request, award_id)
    with scope(community=award.community):
        registration = Registration.objects.living().filter(user=user, community=award.community).first()
        letter = Letter.objects.valid().filter(award=award).first()
        outdated = letter is not None and is_outdated(letter, award)
    unit = registration.unit if registration is not None else ""
    missing = [name for name, there in (("unit", unit), ("name", user.full_name)) if not there]
    payload = {
        "unit": unit,
        "shows_membership": bool(registration is not None and registration.wears_badge),
        "missing": missing,
        "agreed": has_agreed(user),
        "version": CONSENT_VERSIONS[actions.PURPOSE],
        "letter": _letter(letter) if letter is not None else None,
        "outdated": outdated,
    }
    return answer_by_content(request, payload, keep=False)


@write(router.post, "/me/honors/{award_id}/letter", out=LetterOut, status=201, summary="Write it (the newest one)")
def write_letter(request: HttpRequest, award_id: str, payload: LetterIn) -> dict[str, Any]:
    _user, award = _own(request, award_id)
    with scope(community=award.community):
        letter = actions.write_letter(award=award, actor=actor_of(request), agrees=payload.agrees, now=utc_now())
    return _letter(letter)


@router.get(
    "/me/honors/{award_id}/letter.pdf",
    auth=signed_in,
    operation_id="get_letter_pdf",
    summary="The paper",
    response={200: bytes},
)
def get_letter_pdf(request: HttpRequest, award_id: str) -> HttpResponse:
    from cms.documents.commendation_letter import letter_pdf

    _user, award = _own(request, award_id)
    with scope(community=award.community):
        letters = Letter.objects.valid().select_related("community__area", "person")
        letter = letters.filter(award=award).first()
        if letter is None:
            raise Missing
        words = actions.open_letter(letter=letter, actor=actor_of(request), now=utc_now())
    return pdf(letter_pdf(letter, words, origin=f"{request.scheme}://{request.get_host()}"), f"{letter.number}.pdf")
