"""The people of an edition, and where it stands with a letter about each."""

from __future__ import annotations

from dataclasses import dataclass

from content_models.common.errors import DomainError
from content_models.honors.models import Award, Edition
from content_models.letters.actions.writing import PURPOSE, LetterNotAgreed, NameNotGiven, NoUnit
from content_models.letters.models import Letter
from content_models.people.actions import CONSENT_VERSIONS
from content_models.people.models import Consent, Registration, User


@dataclass(frozen=True, slots=True)
class LetterLine:
    """`unit` is empty where none is known. `missing`: why none can be written now. `letter`: the one that holds."""

    person: User
    unit: str
    missing: type[DomainError] | None
    letter: Letter | None


def lines_of(edition: Edition) -> list[LetterLine]:
    """Everybody on it with an account; four queries, however many. In the scope of its community."""
    awards = list(Award.objects.filter(edition=edition, person__isnull=False).select_related("person").order_by("pk"))
    people = {award.pk: award.person for award in awards if award.person is not None}
    living = Registration.objects.living().filter(user__in=people.values(), community_id=edition.community_id)
    units = {one.user_id: one.unit for one in living}
    yes = Consent.objects.filter(user__in=people.values(), purpose=PURPOSE, withdrawn_at=None)
    agreed = set(yes.filter(version=CONSENT_VERSIONS[PURPOSE]).values_list("user_id", flat=True))
    written = Letter.objects.valid().filter(award__in=awards).select_related("community__area", "person")
    letters = {letter.award_id: letter for letter in written}
    return [
        LetterLine(
            person,
            units.get(person.pk, ""),
            _missing(person, units.get(person.pk, ""), agreed=person.pk in agreed),
            letters.get(award_id),
        )
        for award_id, person in people.items()
    ]


def _missing(person: User, unit: str, *, agreed: bool) -> type[DomainError] | None:
    """The same order in which writing would refuse."""
    if not unit:
        return NoUnit
    if not person.full_name:
        return NameNotGiven
    return None if agreed else LetterNotAgreed


__all__ = ["LetterLine", "lines_of"]
