"""Who has to agree to a case, and what they have said so far."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from content_models.cases.models import Case, CaseAgreement, CasePhoto, CasePhotoWord, CaseWord
from content_models.cases.states import OVER, AgreementState, Part
from content_models.wishes.models import Claim, Wish


@dataclass(frozen=True, slots=True)
class Concerned:
    """Somebody of a source wish; `person_id` is None where the account has been erased."""

    person_id: UUID | None
    part: Part
    wish_id: UUID


def concerned_by(case: Case) -> list[Concerned]:
    """The residents and helpers of the wishes that the case tells of, in the order of the wishes.

    Where a wish was written down for a neighbour without an account, its writer answers for having asked her.
    In the scope of the case's community.
    """
    wish_ids = case.sources.order_by("id").values_list("wish_id", flat=True)
    return concerned_by_wishes(list(wish_ids))


def concerned_by_wishes(wish_ids: list[UUID]) -> list[Concerned]:
    wishes = {one.pk: one for one in Wish.objects.filter(pk__in=wish_ids).defer("card", "search_text")}
    found: list[Concerned] = []
    helpers: dict[UUID, list[UUID | None]] = {}
    for wish_id, helper_id in Claim.objects.filter(wish__in=wish_ids, state="fulfilled").values_list(
        "wish_id", "helper_id"
    ):
        helpers.setdefault(wish_id, []).append(helper_id)
    for wish_id in wish_ids:
        wish = wishes[wish_id]
        if wish.on_behalf and wish.author_id is None:
            found.append(Concerned(wish.entered_by_id, Part.WRITER, wish_id))
        else:
            found.append(Concerned(wish.author_id, Part.RESIDENT, wish_id))
        found += [Concerned(helper_id, Part.HELPER, wish_id) for helper_id in helpers.get(wish_id, [])]
    return found


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a wording is agreed to."""

    missing: int  # people who have not said yes to it
    gone: int  # people who can't be asked any more
    asked: bool  # somebody has been asked at all

    @property
    def is_agreed(self) -> bool:
        return not self.missing and not self.gone


def standing_of(case: Case, words_print: str, concerned: list[Concerned] | None = None) -> Standing:
    """Three queries, however many people; in the scope of the case's community."""
    concerned = concerned_by(case) if concerned is None else concerned
    wanted = {one.person_id for one in concerned if one.person_id is not None}
    agreements = {one.person_id: one for one in CaseAgreement.objects.filter(case=case)}
    yes = set(
        CaseWord.objects.filter(agreement__case=case, words_print=words_print, says_yes=True).values_list(
            "agreement_id", flat=True
        )
    )
    agreed = {
        person for person, one in agreements.items() if person is not None and one.state not in OVER and one.pk in yes
    }
    gone = sum(one.person_id is None for one in concerned)
    return Standing(missing=len(wanted - agreed), gone=gone, asked=bool(agreements))


def agreed_photos(cases: Iterable[Case]) -> dict[UUID, list[CasePhoto]]:
    """The pictures of each case that everybody of their wish agrees to, in their order.

    Three queries for any number of cases of one community; in its scope.
    """
    ids = [case.pk for case in cases]
    photos = list(
        CasePhoto.objects.filter(source__case__in=ids).select_related("photo", "source").order_by("position", "id")
    )
    if not photos:
        return {}
    concerned: dict[UUID, set[UUID | None]] = {}
    for one in concerned_by_wishes(list({photo.source.wish_id for photo in photos})):
        concerned.setdefault(one.wish_id, set()).add(one.person_id)
    yes = set(
        CasePhotoWord.objects.filter(agreement__case__in=ids, says_yes=True, agreement__person__isnull=False)
        .exclude(agreement__state__in=[*OVER])
        .values_list("photo_id", "agreement__person_id")
    )
    shown: dict[UUID, list[CasePhoto]] = {}
    for photo in photos:
        people = concerned.get(photo.source.wish_id, {None})
        if all(person is not None and (photo.pk, person) in yes for person in people):
            shown.setdefault(photo.source.case_id, []).append(photo)
    return shown


def photos_of_person(case: Case, person_id: UUID, concerned: list[Concerned] | None = None) -> list[CasePhoto]:
    """The pictures that this person is asked about: those of the wishes she had a part in."""
    concerned = concerned_by(case) if concerned is None else concerned
    hers = {one.wish_id for one in concerned if one.person_id == person_id}
    return list(CasePhoto.objects.filter(source__case=case, source__wish__in=hers).select_related("photo", "source"))


def is_waiting(agreement: CaseAgreement) -> bool:
    return agreement.state == AgreementState.ASKED
