"""An award of Pine Lane about which a letter may be written: Bo, with a work unit, on May's edition."""

from __future__ import annotations

from datetime import date
from typing import Any

from django_scopes import scope

from content_models.common.clock import utc_now
from content_models.honors.models import Award, Edition
from content_models.letters import actions
from content_models.letters.models import Letter
from content_models.people.actions import CONSENT_VERSIONS, give_consent, register_member
from content_models.people.models import User
from tests.support.cast import Cast, actor
from tests.support.honor_life import HonorLife

MAY = date(2026, 5, 1)
UNIT = "市第三中学"


class LetterLife:
    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.honors = HonorLife(cast)
        self.community = cast.pine.community
        self.now = utc_now()

    def scope(self) -> Any:
        return scope(community=self.community)

    def report(self, person: User, *, wears_badge: bool = False) -> None:
        """双报到 with a unit."""
        with self.scope():
            register_member(
                actor=actor(person), community=self.community, unit=UNIT, wears_badge=wears_badge, now=self.now
            )

    def agree(self, person: User) -> None:
        give_consent(
            actor=actor(person), purpose=actions.PURPOSE, version=CONSENT_VERSIONS[actions.PURPOSE], now=self.now
        )

    def edition(self, *people: User) -> Edition:
        """May's edition with these people, each with ninety verified minutes; Bo helped on two wishes besides."""
        roll = self.honors.roll(title="最美邻居", starts_on=MAY)
        for person in people:
            self.honors.served(person, 90, on=MAY)
        self.honors.helped(self.cast.bo, 2, on=MAY)
        self.honors.turn(date(2026, 6, 6))
        with self.scope():
            editions = Edition.objects.select_related("community__area", "roll")
            edition: Edition = editions.get(roll=roll, period_start=MAY)
            return edition

    def award(self, person: User | None = None) -> Award:
        """Read anew."""
        person = person or self.cast.bo
        with self.scope():
            awards = Award.objects.select_related("edition", "person", "community__area")
            found = awards.filter(person=person, edition__period_start=MAY).first()
        if found is None:
            self.edition(person)
            return self.award(person)
        award: Award = found
        return award

    def write(self, *, by: User | None = None, agrees: bool = False, person: User | None = None) -> Letter:
        with self.scope():
            return actions.write_letter(
                award=self.award(person), actor=actor(by or self.cast.bo), agrees=agrees, now=self.now
            )

    def read(self, letter: Letter) -> Letter:
        with self.scope():
            found: Letter = Letter.objects.select_related("community__area", "person").get(pk=letter.pk)
            return found

    def open(self, letter: Letter, *, by: User) -> dict[str, Any]:
        with self.scope():
            return actions.open_letter(letter=self.read(letter), actor=actor(by), now=self.now)
