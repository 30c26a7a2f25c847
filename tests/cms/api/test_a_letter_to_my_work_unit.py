"""表扬信 from the phone: what stands in the way is said, one yes writes it, the paper says what she may read first."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from django.test import Client

from cms.documents.commendation_letter import letter_page
from content_models.letters.actions import revoke_letter
from content_models.people.actions import withdraw_consent
from tests.cms.api.calls import SOMEBODY_UNKNOWN, Calls
from tests.support.cast import Cast, actor
from tests.support.letter_life import MAY, UNIT, LetterLife
from tests.support.unchanged import assert_problem, assert_refused, nothing_changes


@pytest.fixture
def letters(cast: Cast) -> LetterLife:
    return LetterLife(cast)


def address(letters: LetterLife, ending: str = "letter") -> str:
    return f"/api/v1/me/honors/{letters.award().pk}/{ending}"


def page_of(letters: LetterLife, letter: Any) -> str:
    return str(letter_page(letter, letters.open(letter, by=letters.cast.bo), address="x"))


def test_what_stands_in_the_way_is_said_before_anything_is_written(api: Calls, letters: LetterLife) -> None:
    bo = letters.cast.bo
    state = api.get(bo, address(letters)).json()
    assert (state["unit"], state["missing"], state["agreed"], state["letter"]) == ("", ["unit"], False, None)
    assert_refused(lambda headers: api.post(bo, address(letters), {"agrees": True}, headers=headers), 409, "no_unit")
    letters.report(bo)
    assert api.get(bo, address(letters)).json()["unit"] == UNIT
    assert_refused(lambda headers: api.post(bo, address(letters), {}, headers=headers), 403, "letter_not_agreed")


def test_one_yes_writes_it_and_the_paper_is_a_pdf(api: Calls, letters: LetterLife) -> None:
    bo = letters.cast.bo
    letters.report(bo)
    made = api.post(bo, address(letters), {"agrees": True})
    assert made.status_code == 201
    assert (made.json()["minutes"], made.json()["wishes"], made.json()["title"]) == (90, 2, "最美邻居")
    state = api.get(bo, address(letters))
    assert (state.json()["letter"]["number"], state.json()["agreed"]) == (made.json()["number"], True)
    assert state["Cache-Control"] == "no-store"
    assert state.json()["outdated"] is False
    letters.honors.served(bo, 30, on=MAY)
    assert api.get(bo, address(letters)).json()["outdated"] is True
    paper = api.get(bo, address(letters, "letter.pdf"))
    assert (paper["Content-Type"], paper["Cache-Control"]) == ("application/pdf", "no-store")
    assert paper.content.startswith(b"%PDF")
    assert BytesIO(paper.content).getbuffer().nbytes > 5_000


def test_it_is_nobody_elses(api: Calls, letters: LetterLife) -> None:
    letters.report(letters.cast.bo)
    letters.write(agrees=True)
    for person in (letters.cast.bea, letters.cast.wu, letters.cast.oskar):
        for ending in ("letter", "letter.pdf"):
            unknown = api.get(person, f"/api/v1/me/honors/{SOMEBODY_UNKNOWN}/{ending}")
            assert api.get(person, address(letters, ending)).content == unknown.content
        with nothing_changes():
            assert api.post(person, address(letters), {"agrees": True}).status_code == 404
    assert api.get(None, address(letters)).status_code == 401


def test_a_consent_taken_back_closes_the_paper(api: Calls, letters: LetterLife) -> None:
    bo = letters.cast.bo
    letters.report(bo)
    letters.write(agrees=True)
    withdraw_consent(actor=actor(bo), purpose="letter_to_unit", now=letters.now)
    assert_problem(api.get(bo, address(letters, "letter.pdf")), 403, "letter_not_agreed")


def test_the_paper_says_what_and_how_much_and_the_party_only_of_who_wears_the_badge(letters: LetterLife) -> None:
    letters.report(letters.cast.bo)
    text = page_of(letters, letters.write(agrees=True))
    for said in (UNIT, "赵Bo同志", "2026年5月", "1小时30分钟", "微心愿 2 个", "最美邻居", "松林"):
        assert said in text, said
    assert "党员" not in text
    with letters.scope():
        letters.cast.bo.registrations.update(wears_badge=True)
    assert "中共党员赵Bo同志" in page_of(letters, letters.write())


def test_anybody_can_check_it_and_reads_no_full_name_and_no_unit(letters: LetterLife) -> None:
    letters.report(letters.cast.bo)
    letter = letters.write(agrees=True)
    for ending in ("", "/"):
        page = Client().get(f"/letters/{letter.token}{ending}")
        html = page.content.decode()
        assert (page.status_code, page["Cache-Control"], page["X-Robots-Tag"]) == (200, "no-store", "noindex")
        for said in ("属实", letter.number, "赵*", "1小时30分钟", "最美邻居"):
            assert said in html, said
        assert UNIT not in html
        assert "赵Bo" not in html
    with letters.scope():
        revoke_letter(letter=letters.read(letter), actor=actor(letters.cast.bo), now=letters.now)
    assert "已失效" in Client().get(f"/letters/{letter.token}").content.decode()
    for unknown in ("nothing", "", f"{letter.token}x", "\0"):
        assert Client().get(f"/letters/{unknown}").status_code == 404, unknown
