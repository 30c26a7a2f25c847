"""Writing the letter about an award, from what is known on that day."""

from __future__ import annotations

import json
import secrets
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Sum
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from content_models.common.action_log import write_log
from content_models.common.clock import local_day
from content_models.common.errors import Conflict, DomainError, Missing, Refused
from content_models.common.ids import uuid7
from content_models.common.overtaken import Overtaken, again_when_overtaken
from content_models.honors.actions import NotOutYet
from content_models.honors.models import Award, Edition
from content_models.honors.states import EditionState
from content_models.hours.models import ServedMonth
from content_models.letters.models import Letter
from content_models.letters.policy import may_write, may_write_letters
from content_models.people.actions import CONSENT_VERSIONS, give_consent, signed_in
from content_models.people.models import Consent, Registration, User
from content_models.people.roles import Actor
from content_models.wishes.models import HelpedMonth

PURPOSE = "letter_to_unit"


class LetterNotAgreed(Refused):
    code = "letter_not_agreed"
    message = _("This person has not agreed that her work unit gets a letter. She can on her phone, at her award.")


class NoUnit(Conflict):
    code = "no_unit"
    message = _("No work unit is known here. Who reports to the community (双报到) names one.")


class NameNotGiven(Conflict):
    code = "name_not_given"
    message = _("The full name is missing in the profile; the unit would not know whom the letter is about.")


@again_when_overtaken
def write_letter(*, award: Award, actor: Actor, agrees: bool = False, now: datetime) -> Letter:
    """The letter about an award to the unit that its person named when she reported to the community.

    `agrees`: the person herself says yes to it with this very act. Asked for again, the same letter comes back; if a
    figure, a name or the unit has changed since, a new one takes its place and the old one is revoked. `edition` and
    `community__area` should be loaded.

    Raises:
        Unknown; Missing: not the actor's to write, or the account is gone. NotOutYet
        LetterNotAgreed, NoUnit, NameNotGiven. Nothing was changed.
    """
    user = signed_in(actor)
    person: User | None = award.person
    if person is None or not may_write(actor, award):
        raise Missing
    if award.edition.state != EditionState.FROZEN:
        raise NotOutYet
    registration = _registration(person, award)
    if agrees and user.pk == person.pk:
        give_consent(actor=actor, purpose=PURPOSE, version=CONSENT_VERSIONS[PURPOSE], now=now)
    elif not has_agreed(person):
        raise LetterNotAgreed
    words = _words(award, person, registration)
    living = Letter.objects.valid().filter(award=award).first()
    if living is not None:
        if living.words == words:
            same: Letter = living
            return same
        if not Letter.objects.valid().filter(pk=living.pk).update(revoked_at=now, revoked_because=_replaced()):
            raise Overtaken
    letter = _kept(award, person, words, user, now)
    write_log(letter, "linli.letter.written", user=user, data={"award": str(award.pk)})
    return letter


def write_letters(*, edition: Edition, actor: Actor, now: datetime) -> tuple[list[Letter], list[DomainError]]:
    """For everybody on an edition for whom one may be written; and why none was for each of the others.

    `community__area` should be loaded.

    Raises:
        Missing: not the actor's to write. NotOutYet
    """
    if not may_write_letters(actor, edition.community):
        raise Missing
    if edition.state != EditionState.FROZEN:
        raise NotOutYet
    letters: list[Letter] = []
    refused: list[DomainError] = []
    awards = Award.objects.filter(edition=edition, person__isnull=False).select_related("person")
    for award in awards.order_by("pk"):
        award.edition, award.community = edition, edition.community
        try:
            letters.append(write_letter(award=award, actor=actor, now=now))
        except (LetterNotAgreed, NoUnit, NameNotGiven) as refusal:
            refused.append(refusal)
    return letters, refused


def is_outdated(letter: Letter, award: Award) -> bool:
    """Would the letter say something else if it were written now? False where none could be. As for write_letter."""
    if award.person is None:
        return False
    try:
        registration = _registration(award.person, award)
    except (NoUnit, NameNotGiven):
        return False
    return letter.words != _words(award, award.person, registration)


def has_agreed(person: User) -> bool:
    """Does the person's yes to this purpose, in its present wording, hold?"""
    living = Consent.objects.filter(user=person, purpose=PURPOSE, withdrawn_at=None)
    return living.filter(version=CONSENT_VERSIONS[PURPOSE]).exists()


def _registration(person: User, award: Award) -> Registration:
    """Raises:
    NoUnit, NameNotGiven
    """
    registration = Registration.objects.living().filter(user=person, community_id=award.community_id).first()
    if registration is None or not registration.unit:
        raise NoUnit
    if not person.full_name:
        raise NameNotGiven
    found: Registration = registration
    return found


def _words(award: Award, person: User, registration: Registration) -> dict[str, Any]:
    """What the paper says. That she is a Party member only if she wears the badge: that is hers to tell."""
    edition = award.edition
    first, last = edition.period_start, edition.period_end
    served = ServedMonth.objects.filter(community_id=award.community_id, person=person).between(first, last)
    helped = HelpedMonth.objects.filter(community_id=award.community_id, person=person).between(first, last)
    figures = served.aggregate(minutes=Sum("minutes"), records=Sum("records"))
    return {
        "name": person.full_name,
        "unit": registration.unit,
        "community": award.community.name,
        "title": edition.title,
        "first_day": first.isoformat(),
        "last_day": last.isoformat(),
        "minutes": figures["minutes"] or 0,
        "records": figures["records"] or 0,
        "wishes": helped.aggregate(wishes=Sum("wishes"))["wishes"] or 0,
        "reason": award.reason,
        "party_member": registration.wears_badge,
    }


def _kept(award: Award, person: User, words: dict[str, Any], user: User, now: datetime) -> Letter:
    """Raises:
    Overtaken: somebody wrote one at this moment.
    """
    try:
        with transaction.atomic():
            letter: Letter = Letter.objects.create(
                id=uuid7(),
                community_id=award.community_id,
                award=award,
                person=person,
                number=f"BY{local_day(now):%Y%m%d}-{secrets.randbelow(10**8):08}",
                token=secrets.token_urlsafe(16),
                title=words["title"],
                first_day=award.edition.period_start,
                last_day=award.edition.period_end,
                minutes=words["minutes"],
                wishes=words["wishes"],
                content=json.dumps(words, ensure_ascii=False),
                written_by=user,
                created_at=now,
            )
    except IntegrityError as error:
        raise Overtaken from error
    return letter


def _replaced() -> str:
    return _now("A newer letter has taken its place.")


__all__ = [
    "PURPOSE",
    "LetterNotAgreed",
    "NameNotGiven",
    "NoUnit",
    "has_agreed",
    "is_outdated",
    "write_letter",
    "write_letters",
]
