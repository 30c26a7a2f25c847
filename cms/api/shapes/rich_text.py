"""An editor's text as paragraphs: no markup travels to the phone, so none can do harm there."""

from __future__ import annotations

from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any

# Finds where a link leads, from the attributes of its tag; None: nowhere any more.
FindLink = Callable[[dict[str, str]], dict[str, str] | None]

_STYLES = {"p": "p", "h2": "h3", "h3": "h3", "h4": "h4", "h5": "h4", "h6": "h4"}
_BOLD, _ITALIC = {"b", "strong"}, {"i", "em"}


def paragraphs_of(html: str, find_link: FindLink) -> list[dict[str, Any]]:
    """`{style, spans}` each; empty ones are left out, unknown tags lose their marks and keep their words."""
    reader = _Reader(find_link)
    reader.feed(html)
    reader.close()
    reader.end_paragraph()
    return reader.paragraphs


class _Reader(HTMLParser):
    def __init__(self, find_link: FindLink) -> None:
        super().__init__(convert_charrefs=True)
        self.paragraphs: list[dict[str, Any]] = []
        self._find_link = find_link
        self._lists: list[str] = []
        self._style, self._spans = "p", list[dict[str, Any]]()
        self._bold = self._italic = 0
        self._link: dict[str, str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _STYLES:
            self._begin(_STYLES[tag])
        elif tag in {"ul", "ol"}:
            self._lists.append("bullet" if tag == "ul" else "number")
        elif tag == "li":
            self._begin(self._lists[-1] if self._lists else "bullet")
        elif tag in _BOLD:
            self._bold += 1
        elif tag in _ITALIC:
            self._italic += 1
        elif tag == "a":
            self._link = self._find_link({name: value or "" for name, value in attrs})
        elif tag == "br":
            self._say("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _STYLES or tag == "li":
            self.end_paragraph()
        elif tag in {"ul", "ol"}:
            self.end_paragraph()
            self._lists[-1:] = []
        elif tag in _BOLD:
            self._bold = max(self._bold - 1, 0)
        elif tag in _ITALIC:
            self._italic = max(self._italic - 1, 0)
        elif tag == "a":
            self._link = None

    def handle_data(self, data: str) -> None:
        if data.strip() or self._spans:
            self._say(data)

    def _begin(self, style: str) -> None:
        self.end_paragraph()
        self._style = style

    def end_paragraph(self) -> None:
        if any(span["text"].strip() for span in self._spans):
            self.paragraphs.append({"style": self._style, "spans": self._spans})
        self._style, self._spans = "p", []

    def _say(self, text: str) -> None:
        look = {"bold": self._bold > 0, "italic": self._italic > 0, "link": self._link}
        if self._spans and all(self._spans[-1][name] == value for name, value in look.items()):
            self._spans[-1]["text"] += text
        else:
            self._spans.append({"text": text, **look})
