"""The sheet at the door: what, when, where, the code on paper and who has to say that one was there."""

from __future__ import annotations

import re

import pytest

from cms.documents.activity_sheet import activity_sheet_pdf
from cms.documents.typesetting import TEMPLATES
from content_models.hours import codes
from content_models.hours.models import TITLE_MAX


def test_it_carries_the_code_on_paper_and_not_one_that_changes(activity, monkeypatch):
    seen = {}

    def keep(template, data, *, qr):
        seen.update(data, qr=qr, template=template)
        return b"%PDF-"

    monkeypatch.setattr("cms.documents.activity_sheet.typeset", keep)
    activity_sheet_pdf(activity)
    assert seen["code"].replace(" ", "") == codes.paper_code(activity)
    assert seen["qr"] == f"LINLI:A:{activity.pk}:P:{codes.paper_code(activity)}"
    assert (seen["title"], seen["place"], seen["community"], seen["in_charge"]) == (
        "周六清洁日",
        "中心花园",
        "松林",
        "Wu",
    )
    source = (TEMPLATES / seen["template"]).read_text(encoding="utf-8")
    assert set(re.findall(r"\bdata\.(?!json)([a-z_]+)", source)) == set(seen) - {"qr", "template"}


@pytest.mark.parametrize(
    "title",
    ["清洁日", "重阳节请全社区的老人一起包饺子吃饺子聊聊天顺便量量血压剪剪头发照张相片带回家留念吧"[:TITLE_MAX]],
)
def test_it_is_one_page_however_long_the_title(activity, title):
    activity.title, activity.place = title, title
    content = activity_sheet_pdf(activity)
    assert content.startswith(b"%PDF-")
    assert re.findall(rb"/Type/Pages/Count (\d+)", content) == [b"1"]


def test_who_runs_it_prints_it_and_nobody_else(cast, activity):
    url = f"/api/v1/communities/pine/activities/{activity.pk}/sheet.pdf"
    sheet = cast.client(cast.wu).get(url)
    assert (sheet.status_code, sheet["Content-Type"]) == (200, "application/pdf")
    assert "no-store" in sheet["Cache-Control"]
    for person in (cast.bo, cast.anna, cast.oskar):
        assert cast.client(person).get(url).status_code in (403, 404)
    assert cast.client(None).get(url).status_code == 401
