"""Blocks as they are stored, made into what the API says of them (shapes/page_blocks.py).

A block that refers to something that has gone is None here and left out by whoever asked: the rest of the page stands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial
from mimetypes import guess_type
from typing import Any
from uuid import UUID

from django.urls import reverse

from cms.api.shapes.forms import form_answer
from cms.api.shapes.pictures import page_image
from cms.api.shapes.rich_text import paragraphs_of
from content_models.areas.models import Community
from content_models.common.ids import any_id, parse_id
from content_models.common.own_forms import read_form
from content_models.pages.models import CommunityPage
from content_models.pages.references import Found

Shape = dict[str, Any]
# HTML of the library's `link` feature carries these of an address; anything else in a stored text is no link.
SAFE_SCHEMES = ("https://", "http://", "tel:", "mailto:")


@dataclass(slots=True)
class Renderer:
    """Makes the blocks of one community on one day from what was found."""

    community: Community
    found: Found
    today: date

    def blocks(self, raw: Iterable[Any]) -> list[Shape]:
        """The blocks that can be shown, in their order."""
        shown = (self._block(one) for one in raw)
        return [one for one in shown if one is not None]

    def _block(self, one: Any) -> Shape | None:
        make = _MAKERS.get(one.get("type"))
        value = one.get("value")
        if make is None or not isinstance(value, dict):
            return None
        made = make(self, value)
        return None if made is None else {"type": one["type"], "id": str(one.get("id") or ""), **made}

    # --- parts --------------------------------------------------------------------------------
    def picture(self, value: Any) -> Shape | None:
        return page_image(self.found.pictures.get(value)) if isinstance(value, int) else None

    def card(self, page: CommunityPage) -> Shape:
        published = page.first_published_at
        return {
            "type": kind_of(page),
            "path": page.path_on_phone,
            "title": page.title,
            "summary": page.summary,
            "cover": self.picture(page.cover_id),
            "published_at": published.isoformat() if published else None,
        }

    def link(self, value: Any) -> Shape | None:
        """The one thing that is filled in; None where it has gone, or nothing is."""
        if not isinstance(value, dict):
            return None
        if value.get("page"):
            return self._page_link(value["page"])
        for kind in ("room", "url", "phone"):
            if value.get(kind):
                return {"kind": kind, "target": value[kind]}
        return None

    def _page_link(self, page_id: Any) -> Shape | None:
        page = self.found.pages.get(page_id)
        return {"kind": "page", "target": page.path_on_phone} if page else None

    def text(self, html: Any) -> list[Shape]:
        return paragraphs_of(html or "", self._link_in_text)

    def _link_in_text(self, attributes: dict[str, str]) -> Shape | None:
        if attributes.get("linktype") == "page":
            number = attributes.get("id", "")
            return self._page_link(int(number)) if number.isdigit() else None
        href = attributes.get("href", "")
        if href.startswith("tel:"):
            return {"kind": "phone", "target": href.removeprefix("tel:")}
        return {"kind": "url", "target": href} if href.lower().startswith(SAFE_SCHEMES) else None

    def names(self, raw: Iterable[Any]) -> list[Shape]:
        """The people of an honor roll, in its own order."""
        return [
            {**_words(one["value"], "name", "reason"), "picture": self.picture(one["value"].get("picture"))}
            for one in raw
        ]

    def contact(self, value: Shape) -> Shape:
        words = _words(value, "name", "role", "phone", "hours", "place")
        return {**words, "picture": self.picture(value.get("picture"))}


def _words(value: Shape, *names: str) -> Shape:
    """The texts of these names; a draft may lack what a published page must have."""
    return {name: value.get(name) or "" for name in names}


def kind_of(page: CommunityPage) -> str:
    model = page.cached_content_type.model_class()
    return getattr(model, "kind", "")


def _heading(value: Shape) -> Shape:
    return _words(value, "heading")


def _hero(at: Renderer, value: Shape) -> Shape:
    link = at.link(value.get("link"))
    return {
        **_words(value, "title", "text"),
        "picture": at.picture(value.get("picture")),
        "button": (value.get("button") or "") if link else "",
        "link": link,
    }


def _text(at: Renderer, value: Shape) -> Shape:
    return {**_heading(value), "text": at.text(value.get("text"))}


def _picture(at: Renderer, value: Shape) -> Shape | None:
    picture = at.picture(value.get("picture"))
    return None if picture is None else {"picture": picture, **_words(value, "caption")}


def _items(value: Any) -> list[Any]:
    """The parts of a list inside a block."""
    return [one["value"] for one in value or [] if isinstance(one, dict) and "value" in one]


def _gallery(at: Renderer, value: Shape) -> Shape | None:
    pictures = [made for one in _items(value.get("pictures")) if (made := _picture(at, one))]
    return {**_heading(value), "pictures": pictures} if pictures else None


def _video(at: Renderer, value: Shape) -> Shape | None:
    file = at.found.files.get(value.get("file", 0))
    if file is None:
        return None
    return {
        **_heading(value),
        "url": reverse("api:get_page_file", kwargs={"slug": at.community.slug, "file_id": file.pk}),
        "media_type": guess_type(file.filename)[0] or "application/octet-stream",
        "poster": at.picture(value.get("poster")),
    }


def _button(at: Renderer, value: Shape) -> Shape | None:
    link = at.link(value.get("link"))
    return (
        None
        if link is None
        else {"label": value.get("label") or "", "link": link, "style": value.get("style") or "main"}
    )


def _notice_strip(at: Renderer, value: Shape) -> Shape | None:
    until = date.fromisoformat(value["until"]) if value.get("until") else None
    if until is not None and until < at.today:
        return None
    return {
        **_words(value, "text"),
        "tone": value.get("tone") or "info",
        "until": until.isoformat() if until else None,
        "link": at.link(value.get("link")),
    }


def _contact_card(at: Renderer, value: Shape) -> Shape:
    return at.contact(value)


def _accordion(at: Renderer, value: Shape) -> Shape:
    items = [{**_words(one, "title"), "text": at.text(one.get("text"))} for one in _items(value.get("items"))]
    return {**_heading(value), "items": items}


def _columns(at: Renderer, value: Shape) -> Shape | None:
    columns = [made for one in _items(value.get("columns")) if (made := at.blocks(one))]
    return {"columns": columns} if columns else None


def _heading_only(at: Renderer, value: Shape) -> Shape:
    return _heading(value)


def _wishes(at: Renderer, value: Shape) -> Shape | None:
    category: UUID | None = parse_id(value["category"]) if value.get("category") else None
    if category is not None and category not in at.found.categories:
        return None
    return {
        **_heading(value),
        "state": value.get("state") or "open",
        "category": str(category) if category else None,
        "limit": value.get("limit") or 3,
    }


def _rewards(at: Renderer, value: Shape) -> Shape:
    return {**_heading(value), "kind": value.get("kind") or None, "limit": value.get("limit") or 4}


def _honor_roll(at: Renderer, value: Shape) -> Shape | None:
    page = at.found.pages.get(value.get("page", 0))
    roll = getattr(page, "honorrollpage", None)
    if page is None or roll is None:
        return None
    return {
        **_heading(value),
        "page": page.path_on_phone,
        "roll": str(roll.roll_id) if roll.roll_id else None,
        "limit": value.get("limit") or 6,
        "period": roll.period,
        "names": at.names(roll.names.raw_data)[: value.get("limit") or 6],
    }


def _cases(at: Renderer, value: Shape) -> Shape | None:
    cases = [at.card(page) for page in at.found.cases[: value.get("limit") or 3]]
    return {**_heading(value), "pages": cases} if cases else None


def _chosen(name: str, at: Renderer, value: Shape) -> Shape | None:
    return {**_heading(value), name: value[name]} if value.get(name) else None


def _form(at: Renderer, value: Shape) -> Shape | None:
    post = at.found.posts.get(any_id(str(value.get("post") or "")))
    if post is None:
        return None
    return {**_heading(value), "post": str(post.pk), "post_name": post.name, "form": form_answer(read_form(post.form))}


_MAKERS: dict[str, Callable[[Renderer, Shape], Shape | None]] = {
    "hero": _hero,
    "text": _text,
    "picture": _picture,
    "gallery": _gallery,
    "video": _video,
    "button": _button,
    "notice_strip": _notice_strip,
    "contact_card": _contact_card,
    "accordion": _accordion,
    "columns": _columns,
    "post_set": _heading_only,
    "wishes": _wishes,
    "rewards": _rewards,
    "honor_roll": _honor_roll,
    "cases": _cases,
    "numbers": partial(_chosen, "numbers"),
    "chart": partial(_chosen, "chart"),
    "area_map": _heading_only,
    "form": _form,
}
