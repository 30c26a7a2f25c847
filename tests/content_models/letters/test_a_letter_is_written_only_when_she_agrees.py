"""Whose unit gets a letter, who may write it, and what is refused."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from wagtail.models import ModelLogEntry

from content_models.common.errors import DomainError, Missing
from content_models.common.ids import uuid7
from content_models.honors.actions import NotOutYet
from content_models.honors.models import Award, Edition
from content_models.honors.states import EditionState
from content_models.letters import actions
from content_models.letters.models import Letter
from content_models.letters.reading import lines_of
from content_models.people.actions import withdraw_consent
from content_models.people.models import Consent
from tests.support.cast import actor
from tests.support.letter_life import UNIT, LetterLife
from tests.support.unchanged import nothing_changes


def refused(letters: LetterLife, error: type[DomainError], **asked: object) -> None:
    letters.award()
    with nothing_changes(), pytest.raises(error):
        letters.write(**asked)


def test_her_own_yes_writes_it_and_is_kept_with_its_wording(letters: LetterLife) -> None:
    bo = letters.cast.bo
    letters.report(bo)
    letter = letters.write(agrees=True)
    assert (letter.minutes, letter.wishes, letter.title) == (90, 2, "最美邻居")
    assert (letter.words["name"], letter.words["unit"], letter.words["community"]) == ("赵Bo", UNIT, "松林")
    assert Consent.objects.filter(user=bo, purpose="letter_to_unit", withdrawn_at=None).count() == 1


def test_staff_writes_only_for_who_has_agreed(letters: LetterLife) -> None:
    letters.report(letters.cast.bo)
    refused(letters, actions.LetterNotAgreed, by=letters.cast.wu)
    # An office can't say yes in her place.
    refused(letters, actions.LetterNotAgreed, by=letters.cast.wu, agrees=True)
    letters.agree(letters.cast.bo)
    assert letters.write(by=letters.cast.wu).written_by == letters.cast.wu


def test_without_a_unit_or_a_name_there_is_nobody_to_write_to_or_about(letters: LetterLife) -> None:
    bo = letters.cast.bo
    refused(letters, actions.NoUnit, agrees=True)
    letters.report(bo)
    bo.full_name = ""
    bo.save()
    refused(letters, actions.NameNotGiven, agrees=True)


def test_a_neighbour_and_the_staff_of_next_door_may_not(letters: LetterLife) -> None:
    letters.report(letters.cast.bo)
    letters.agree(letters.cast.bo)
    for person in (letters.cast.anna, letters.cast.chen, letters.cast.oskar):
        refused(letters, Missing, by=person)


def test_an_edition_that_has_not_come_out_has_no_letters(letters: LetterLife) -> None:
    letters.report(letters.cast.bo)
    letters.award()
    with letters.scope():
        Edition.objects.filter(awards__person=letters.cast.bo).update(state=EditionState.OPEN, frozen_at=None)
    refused(letters, NotOutYet, agrees=True)


def test_party_membership_is_written_only_of_who_wears_the_badge(letters: LetterLife) -> None:
    letters.report(letters.cast.bo)
    assert letters.write(agrees=True).words["party_member"] is False
    letters.report(letters.cast.bea, wears_badge=True)
    letters.agree(letters.cast.bea)
    letters.honors.served(letters.cast.bea, 60)
    with letters.scope():
        award = letters.award()
        hers = Award.objects.create(
            id=uuid7(), community=letters.community, edition=award.edition, person=letters.cast.bea, place=9,
            created_at=letters.now,
        )  # fmt: skip
    assert letters.write(by=letters.cast.bea, person=letters.cast.bea).words["party_member"] is True
    assert hers.person == letters.cast.bea


def test_asked_for_twice_it_is_one_letter_and_a_changed_unit_makes_a_new_one(letters: LetterLife) -> None:
    letters.report(letters.cast.bo)
    first = letters.write(agrees=True)
    with nothing_changes():
        assert letters.write().pk == first.pk
    letters.honors.served(letters.cast.bo, 30, on=first.first_day)
    newer = letters.write()
    assert (newer.minutes, letters.read(first).revoked_at) == (120, letters.now)
    with letters.scope():
        assert Letter.objects.valid().get() == newer
        with pytest.raises(IntegrityError), transaction.atomic():
            Letter.objects.filter(pk=first.pk).update(revoked_at=None)


def test_who_takes_the_consent_back_has_no_letter_any_more(letters: LetterLife) -> None:
    letters.report(letters.cast.bo)
    letter = letters.write(agrees=True)
    withdraw_consent(actor=actor(letters.cast.bo), purpose="letter_to_unit", now=letters.now)
    for person in (letters.cast.bo, letters.cast.wu):
        with nothing_changes(), pytest.raises(actions.LetterNotAgreed):
            letters.open(letter, by=person)
    refused(letters, actions.LetterNotAgreed, by=letters.cast.wu)


def test_a_look_by_the_staff_is_logged_and_her_own_is_not(letters: LetterLife) -> None:
    letters.report(letters.cast.bo)
    letter = letters.write(agrees=True)
    opened = ModelLogEntry.objects.filter(action="linli.letter.opened")
    letters.open(letter, by=letters.cast.bo)
    assert not opened.exists()
    assert letters.open(letter, by=letters.cast.wu)["unit"] == UNIT
    (entry,) = opened
    assert (entry.user, entry.object_id) == (letters.cast.wu, str(letter.pk))
    assert UNIT not in str(entry.data)
    with nothing_changes(), pytest.raises(Missing):
        letters.open(letter, by=letters.cast.oskar)


def test_all_of_an_edition_at_once_leaves_out_who_has_not_agreed(letters: LetterLife) -> None:
    bo, bea = letters.cast.bo, letters.cast.bea
    edition = letters.edition(bo, bea)
    for person in (bo, bea):
        letters.report(person)
    letters.agree(bo)
    with letters.scope():
        written, problems = actions.write_letters(edition=edition, actor=actor(letters.cast.wu), now=letters.now)
        lines = {line.person.nickname: line for line in lines_of(edition)}
    assert [letter.person for letter in written] == [bo]
    assert [type(problem) for problem in problems] == [actions.LetterNotAgreed]
    assert lines["Bo"].letter == written[0]
    assert (lines["Bea"].letter, lines["Bea"].missing) == (None, actions.LetterNotAgreed)


def test_revoking_needs_a_reason_of_the_staff_and_holds_once(letters: LetterLife) -> None:
    letters.report(letters.cast.bo)
    letter = letters.write(agrees=True)
    with letters.scope():
        for by, reason in ((letters.cast.wu, " "), (letters.cast.anna, "不对")):
            with nothing_changes(), pytest.raises(DomainError):
                actions.revoke_letter(letter=letters.read(letter), actor=actor(by), reason=reason, now=letters.now)
        actions.revoke_letter(letter=letters.read(letter), actor=actor(letters.cast.bo), now=letters.now)
        with nothing_changes(), pytest.raises(actions.AlreadyRevoked):
            actions.revoke_letter(letter=letters.read(letter), actor=actor(letters.cast.bo), now=letters.now)
    with pytest.raises(actions.AlreadyRevoked):
        letters.open(letter, by=letters.cast.bo)


def test_when_an_account_goes_its_letters_say_nothing_any_more(letters: LetterLife) -> None:
    letters.report(letters.cast.bo)
    letter = letters.write(agrees=True)
    with letters.scope():
        letters.cast.bo.registrations.all().delete()
        letters.cast.bo.delete()
        kept = Letter.objects.get(pk=letter.pk)
    assert (kept.person, kept.content, kept.words) == (None, "", {})
