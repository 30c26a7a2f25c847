"""Who, what, where, when, how long, organiser, who certified it; free, numbered, checkable."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from typing import Any

import pytest
import typst

from cms.documents.certificate import certificate_page, certificate_pdf, hours_in_words
from cms.documents.typesetting import TEMPLATES, font_folders, qr_svg

ORIGIN = "https://linli.example"


def test_every_field_is_on_the_page(certificate, cast, record):
    page = certificate_page(certificate, address="https://linli.example/certificates/x")
    (line,) = page["lines"]
    assert (page["name"], page["community"], page["organiser"]) == ("赵Bo", "松林", "松林")
    assert (line["subject"], line["place"], line["minutes"], line["grade"]) == ("周六清洁日", "中心花园", 80, "A")
    assert line["verified_by"] == "Ada"
    assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", line["day"])
    assert (page["records"], page["hours"]) == (1, "1小时20分钟")
    assert page["number"] == certificate.number


@pytest.mark.parametrize(
    ("minutes", "words"), [(0, "0分钟"), (59, "59分钟"), (60, "1小时"), (80, "1小时20分钟"), (6000, "100小时")]
)
def test_minutes_in_words(minutes, words):
    assert hours_in_words(minutes) == words


def test_the_template_reads_every_field_and_nothing_else(certificate):
    """A field that the page does not have would stop the paper; one that nobody reads would be missing on it."""
    page = certificate_page(certificate, address="")
    source = (TEMPLATES / "certificate.typ").read_text(encoding="utf-8")
    assert set(re.findall(r"\bdata\.(?!json)([a-z_]+)", source)) == set(page)
    assert set(re.findall(r"line\.([a-z_]+)", source)) == set(page["lines"][0])


def test_the_pdf_opens_with_its_fonts_inside(certificate):
    content = certificate_pdf(certificate, origin=ORIGIN)
    assert content.startswith(b"%PDF-")
    assert content.rstrip().endswith(b"%%EOF")
    assert b"/FontFile" in content


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler-utils is not installed")
def test_the_pdf_says_it_in_letters_that_can_be_copied(certificate, tmp_path):
    paper = tmp_path / "certificate.pdf"
    paper.write_bytes(certificate_pdf(certificate, origin=ORIGIN))
    text = subprocess.run(["pdftotext", "-layout", paper, "-"], capture_output=True, check=True, text=True).stdout
    for words in ("志愿服务记录证明", "赵Bo", "松林", "周六清洁日", "中心花园", "80", "Ada", certificate.number):
        assert words in text.replace(" ", "") or words in text
    assert f"/certificates/{certificate.token}" in text.replace("\n", "")


def test_a_field_that_an_older_certificate_lacks_stays_empty(certificate):
    certificate.content = json.dumps({"lines": [{"day": "2026-01-01"}]})
    page = certificate_page(certificate, address="")
    assert (page["name"], page["lines"][0]["subject"], page["organiser"]) == ("", "", "松林")
    assert certificate_pdf(certificate, origin=ORIGIN).startswith(b"%PDF-")


@pytest.mark.parametrize("words", ["#panic()", '"] #read("/etc/passwd")', "*粗* _斜_ $x^2$ @引", "<b>&amp;"])
def test_nobodys_words_are_read_as_a_program(certificate, words):
    content = json.loads(certificate.content)
    content["name"] = content["lines"][0]["subject"] = words
    certificate.content = json.dumps(content)
    assert certificate_pdf(certificate, origin=ORIGIN).startswith(b"%PDF-")


def test_a_long_list_goes_on_on_the_next_page(certificate, tmp_path):
    content = json.loads(certificate.content)
    content["lines"] *= 120
    page = certificate_page(certificate, address="https://linli.example/certificates/x")
    page["lines"] = [{**page["lines"][0]} for _each in range(120)]
    (tmp_path / "page.typ").write_bytes((TEMPLATES / "certificate.typ").read_bytes())
    (tmp_path / "data.json").write_text(json.dumps(page, ensure_ascii=False), encoding="utf-8")
    (tmp_path / "qr.svg").write_bytes(qr_svg("x"))
    pages: Any = typst.compile(str(tmp_path / "page.typ"), root=str(tmp_path), font_paths=font_folders(), format="svg")
    assert isinstance(pages, list)
    assert len(pages) > 2


def test_the_person_downloads_it_and_nobody_else(cast, certificate):
    url = f"/api/v1/me/certificates/{certificate.pk}/pdf"
    mine = cast.client(cast.bo).get(url)
    assert (mine.status_code, mine["Content-Type"]) == (200, "application/pdf")
    assert "no-store" in mine["Cache-Control"]
    for person in (cast.bea, cast.wu):
        assert cast.client(person).get(url).status_code == 404
    assert cast.client(None).get(url).status_code == 401
