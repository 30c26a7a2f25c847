"""表扬信 at the desk: who of an edition may get one and why not, all at once, papers one by one and in a ZIP."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest
from wagtail.models import ModelLogEntry

from content_models.common.ids import uuid7
from content_models.honors.models import Award, Edition
from content_models.letters.models import Letter
from content_models.people.actions import withdraw_consent
from tests.cms.admin.acting import messages_of
from tests.support.cast import Cast, actor, make_person
from tests.support.letter_life import UNIT, LetterLife
from tests.support.unchanged import nothing_changes


@pytest.fixture(autouse=True)
def _behind_the_scenes(everywhere):
    """Assertions look past the scope."""


@pytest.fixture
def letters(cast: Cast) -> LetterLife:
    return LetterLife(cast)


@pytest.fixture
def edition(letters: LetterLife) -> Edition:
    """Bo has agreed, Bea has not, Chen has no unit."""
    cast = letters.cast
    edition = letters.edition(cast.bo, cast.bea, cast.chen)
    for person in (cast.bo, cast.bea):
        letters.report(person)
    letters.agree(cast.bo)
    return edition


def screen(edition: Edition) -> str:
    return f"/admin/honors/editions/{edition.pk}/letters/"


def test_the_screen_says_of_everybody_where_it_stands(wu, edition):
    html = wu.get(screen(edition)).content.decode()
    for said in ("本人已同意", "本人还没有同意", "还不知道工作单位", UNIT, "开具 1 封表扬信"):
        assert said in html, said
    assert "下载全部" not in html
    assert screen(edition) in wu.get(f"/admin/honors/{edition.roll_id}/names/").content.decode()


def test_one_press_writes_for_all_who_agreed(wu, letters, edition):
    answer = wu.post(screen(edition), {"verb": "write"}, follow=True)
    assert "已开具 1 封表扬信" in messages_of(answer)[0]
    letter = Letter.objects.get()
    assert (letter.person, letter.written_by) == (letters.cast.bo, letters.cast.wu)
    assert letter.number in answer.content.decode()


def test_the_papers_come_one_by_one_or_together_and_each_look_is_logged(wu, letters, edition):
    letters.write(by=letters.cast.wu)
    letter = Letter.objects.get()
    paper = wu.get(f"/admin/honors/letters/{letter.pk}.pdf")
    assert paper["Content-Type"] == "application/pdf"
    assert "no-store" in paper["Cache-Control"]
    answer = wu.get(f"/admin/honors/editions/{edition.pk}/letters.zip")
    together = zipfile.ZipFile(BytesIO(b"".join(answer.streaming_content)))
    assert together.testzip() is None
    assert together.namelist() == [f"{letter.number}.pdf"]
    assert together.read(f"{letter.number}.pdf").startswith(b"%PDF")
    assert ModelLogEntry.objects.filter(action="linli.letter.opened", user=letters.cast.wu).count() == 2


def test_a_consent_taken_back_closes_the_papers_in_words(wu, letters, edition):
    letters.write(by=letters.cast.wu)
    letter = Letter.objects.get()
    withdraw_consent(actor=actor(letters.cast.bo), purpose="letter_to_unit", now=letters.now)
    with nothing_changes():
        answer = wu.get(f"/admin/honors/letters/{letter.pk}.pdf", follow=True)
        assert "本人还没有同意" in messages_of(answer)[0]
        assert wu.get(f"/admin/honors/editions/{edition.pk}/letters.zip").status_code == 404


def test_revoking_needs_a_reason(wu, letters, edition):
    letter = letters.write(by=letters.cast.wu)
    with nothing_changes():
        wu.post(screen(edition), {"verb": "revoke", "letter": str(letter.pk), "reason": " "})
    wu.post(screen(edition), {"verb": "revoke", "letter": str(letter.pk), "reason": "单位写错了"})
    assert letters.read(letter).revoked_because == "单位写错了"


def test_next_door_it_does_not_exist(oskar, letters, edition):
    letter = letters.write(by=letters.cast.wu)
    zipped = f"/admin/honors/editions/{edition.pk}/letters.zip"
    for address in (screen(edition), zipped, f"/admin/honors/letters/{letter.pk}.pdf"):
        assert oskar.get(address).status_code == 404, address
    with nothing_changes():
        assert oskar.post(screen(edition), {"verb": "write"}).status_code == 404


def test_twenty_people_cost_as_many_queries_as_three(wu, cast, edition, count_queries):
    before = count_queries(wu, screen(edition))
    for number in range(17):
        person = make_person(f"P{number}", 700 + number)
        Award.objects.create(
            id=uuid7(), community=edition.community, edition=edition, person=person, place=50 + number,
            created_at=edition.frozen_at,
        )  # fmt: skip
    assert count_queries(wu, screen(edition)) == before
