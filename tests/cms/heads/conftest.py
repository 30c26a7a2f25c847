"""A built client, and what an address says of itself without JavaScript."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from cms import shell
from tests.support.cast import Cast
from tests.support.page_life import PageLife
from tests.support.service_life import ServiceLife
from tests.support.wish_life import WishLife

BUILT = """<!doctype html>
<html lang="zh-Hans">
  <head>
    <meta charset="utf-8" />
    <meta name="description" content="邻里：社区里的微心愿和岗位，邻居帮邻居。" />
    <title>邻里</title>
    <script type="module" src="/static/pwa/assets/index.js"></script>
  </head>
  <body>
    <div id="app"></div>
    <noscript>Linli needs JavaScript.</noscript>
  </body>
</html>
"""


class Told(HTMLParser):
    """Reads a page the way a chat's server does: no script runs, the first title and pictures count."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.html = html
        self.metas: dict[str, str] = {}
        self.titles: list[str] = []
        self.pictures: list[str] = []
        self.links: list[str] = []
        self.words: list[str] = []
        self._in = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self._in = tag
        if tag == "meta" and "content" in given:
            name = given.get("name") or given.get("property") or f"item:{given.get('itemprop')}"
            assert name not in self.metas, f"{name} twice"
            self.metas[name] = given["content"]
        elif tag == "img":
            self.pictures.append(given["src"])
        elif tag == "a":
            self.links.append(given["href"])

    def handle_endtag(self, tag: str) -> None:
        self._in = ""

    def handle_data(self, data: str) -> None:
        if self._in == "title":
            self.titles.append(data)
        elif data.strip() and self._in in {"p", "h1", "a"}:
            self.words.append(data.strip())

    @property
    def data(self) -> str:
        found = re.search(r'<script type="application/ld\+json">(.*?)</script>', self.html, re.DOTALL)
        return found.group(1) if found else ""


@pytest.fixture(autouse=True)
def built_app(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(BUILT, encoding="utf-8")
    settings.PWA_DIST_DIR = tmp_path
    shell._built_page.cache_clear()


def read(address: str, **headers: str) -> Told:
    """As a stranger's chat reads it."""
    answer = Client().get(address, headers=headers)
    assert answer.status_code == 200, address
    return Told(answer.content.decode())


@pytest.fixture
def pages(cast: Cast) -> PageLife:
    return PageLife(cast)


@pytest.fixture
def wishes(cast: Cast) -> WishLife:
    return WishLife(cast)


@pytest.fixture
def service(cast: Cast) -> ServiceLife:
    return ServiceLife(cast)
