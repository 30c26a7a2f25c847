"""A case shared from the list of all communities: its page's words, and nothing while it is not on show."""

from __future__ import annotations

from content_models.common.ids import uuid7
from tests.cms.heads.conftest import read
from tests.support.case_life import CaseLife
from tests.support.cast import Cast


def test_a_case_on_show_is_told_as_its_page_is(cast: Cast) -> None:
    life = CaseLife(cast)
    page = life.on_show()
    case = life.case(page)
    told = read(f"/cases/{case.pk}")
    assert told.metas["og:title"] == page.title
    assert told.html == read(f"/c/pine/pages/{life.page(page).path_on_phone}").html


def test_a_draft_is_told_like_one_that_does_not_exist(cast: Cast) -> None:
    life = CaseLife(cast)
    page = life.draft()
    assert read(f"/cases/{life.case(page).pk}").html == read(f"/cases/{uuid7()}").html
    assert page.title not in read(f"/cases/{life.case(page).pk}").html
