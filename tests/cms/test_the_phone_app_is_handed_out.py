"""The first page, the manifest and the worker of the phone app."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from cms import shell


@pytest.fixture
def built_app(settings: Settings, tmp_path: Path) -> Path:
    """A built client of two files."""
    (tmp_path / "index.html").write_text("<title>邻里</title>", encoding="utf-8")
    (tmp_path / "service-worker.js").write_text("self.skipWaiting()", encoding="utf-8")
    settings.PWA_DIST_DIR = tmp_path
    shell._built_page.cache_clear()
    return tmp_path


@pytest.mark.django_db
def test_every_address_that_is_no_communitys_gives_the_same_page_with_a_csrf_cookie(built_app: Path) -> None:
    client = Client()
    for address in ("/", "/c/nowhere/wishes", "/me", "/sign-in?next=/me"):
        page = client.get(address)
        assert (page.status_code, page.content.decode()) == (200, "<title>邻里</title>"), address
        assert page["Cache-Control"] == "no-cache"
        assert "script-src 'self'" in page["Content-Security-Policy"]
    assert client.cookies["csrftoken"].value


def test_an_app_that_is_not_built_says_what_to_do(settings: Settings, tmp_path: Path) -> None:
    settings.PWA_DIST_DIR = tmp_path / "nothing"
    shell._built_page.cache_clear()
    page = Client().get("/")
    assert page.status_code == 503
    assert "make run" in page.content.decode()


def test_unknown_addresses_of_the_api_are_problems_and_not_pages(built_app: Path) -> None:
    for address in ("/api/v1/nothing", "/api/", "/_allauth/nothing", "/static/nothing.js", "/media/nothing.jpg"):
        answer = Client().get(address)
        assert answer.status_code == 404, address
        assert "邻里" not in answer.content.decode()


def test_the_app_can_be_installed() -> None:
    answer = Client().get("/manifest.json")
    manifest = json.loads(answer.content)
    assert manifest["id"] == manifest["start_url"] == manifest["scope"] == "/"
    assert manifest["display"] == "standalone"
    sizes = {(icon["sizes"], icon["purpose"]) for icon in manifest["icons"]}
    assert sizes == {("192x192", "any"), ("512x512", "any"), ("512x512", "maskable")}
    assert "max-age" in answer["Cache-Control"]


def test_no_cache_holds_on_to_the_worker(monkeypatch: pytest.MonkeyPatch, built_app: Path) -> None:
    from pwa import app_settings

    monkeypatch.setattr(app_settings, "PWA_SERVICE_WORKER_PATH", str(built_app / "service-worker.js"))
    worker = Client().get("/serviceworker.js")
    assert worker["Content-Type"] == "application/javascript"
    assert worker["Cache-Control"] == "no-cache"


def test_pages_cannot_be_posted_to(built_app: Path) -> None:
    assert Client().post("/c/pine/wishes").status_code == 405
