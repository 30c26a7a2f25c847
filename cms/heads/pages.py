"""What a community's editors have put on show: the words of a page, as the API gives them to the phone.

Names and portraits in the fields for honoured people and for contacts stay out (see Head).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from cms.api.pages import page_on_show
from cms.heads.communities import home
from cms.heads.head import Head
from cms.heads.pictures import of_answer
from content_models.areas.models import Community
from content_models.pages.models import HOME_PATH, CommunityPage, CommunitySite

LISTED = 50
WORDS_MAX = 60
# Where an answer about a page keeps words for readers, in the order in which they are read.
_SPOKEN = (
    *("heading", "title", "question", "role", "period", "text", "answer", "caption", "problem", "way", "steps"),
    *("outcome", "place", "hours", "offered_by", "for_whom", "how"),
)
_INSIDE = ("items", "columns", "pictures", "contacts", "services", "questions")
_NAMES_PEOPLE = "honor_roll"
_SHOWS_PEOPLE = frozenset({_NAMES_PEOPLE, "contact_card"})


def all_pages(community: Community) -> Head:
    base = f"/c/{community.slug}/pages"
    # Sorted by their place in the tree; the home page is the community's own address.
    pages = [page for page in CommunityPage.objects.on_show()[: LISTED + 1] if page.path_on_phone != HOME_PATH]
    return Head(
        path=base,
        title=_("What is new here"),
        description="、".join(page.title for page in pages)
        or _("News of %(community)s.") % {"community": community.name},
        kind="website",
        links=tuple((f"{base}/{page.path_on_phone}", page.title) for page in pages[:LISTED]),
    )


def one_page(community: Community, page_path: str) -> Head | None:
    path = page_path.strip("/")
    if path == HOME_PATH:
        return home(community)
    site = CommunitySite.objects.filter(community=community, root__isnull=False).first()
    page = page_on_show(community, site, path) if site is not None else None
    if page is None:
        return None
    base = f"/c/{community.slug}/pages"
    words = list(_words_of(page))[:WORDS_MAX]
    return Head(
        path=f"{base}/{page['path']}",
        title=page["title"],
        description=page["summary"] or " ".join(words) or page["title"],
        picture=of_answer(page["cover"]) or _first_picture(page["blocks"]),
        words=((page["summary"],) if page["summary"] else ()) + tuple(words),
        links=tuple((f"{base}/{one['path']}", one["title"]) for one in page["pages"]),
        facts=_facts(page, community),
    )


def _words_of(page: dict[str, Any]) -> Iterator[str]:
    facts, blocks = page["facts"], page["blocks"]
    if facts["type"] != _NAMES_PEOPLE:
        yield from _spoken(facts)
    elif facts["period"]:
        yield facts["period"]
    yield from _spoken_in(blocks)


def _spoken_in(parts: list[Any]) -> Iterator[str]:
    for part in parts:
        if isinstance(part, str):
            yield part
        elif isinstance(part, list):
            yield from _spoken_in(part)
        elif "spans" in part:
            line = "".join(span["text"] for span in part["spans"]).strip()
            if line:
                yield line
        elif part.get("type") != _NAMES_PEOPLE:
            yield from _spoken(part)
        elif part["heading"]:
            yield part["heading"]


def _spoken(part: dict[str, Any]) -> Iterator[str]:
    # The name of a service; that of a contact is a person's.
    for name in ("name", *_SPOKEN) if "offered_by" in part else _SPOKEN:
        value = part.get(name)
        if isinstance(value, str) and value.strip():
            yield value.strip()
        elif isinstance(value, list):
            yield from _spoken_in(value)
    for name in _INSIDE:
        yield from _spoken_in(part.get(name) or [])


def _first_picture(blocks: list[dict[str, Any]]) -> Any:
    for block in blocks:
        if block["type"] in _SHOWS_PEOPLE:
            continue
        for picture in (block.get("picture"), *(one.get("picture") for one in block.get("pictures", []))):
            if picture:
                return of_answer(picture)
    return None


def _facts(page: dict[str, Any], community: Community) -> dict[str, Any] | None:
    facts = page["facts"]
    match page["type"]:
        case "article" | "case" | "notice":
            days = {"datePublished": page["published_at"], "dateModified": page["changed_at"]}
            return {"@type": "Article", **{name: day for name, day in days.items() if day}}
        case "event":
            ends = {"endDate": facts["ends_at"]} if facts["ends_at"] else {}
            where = facts["place"] or community.name
            return {
                "@type": "Event",
                "startDate": facts["starts_at"],
                **ends,
                "location": {"@type": "Place", "name": where, "address": f"{community.name} {where}"},
            }
        case "question":
            return {
                "@type": "FAQPage",
                "mainEntity": [
                    {
                        "@type": "Question",
                        "name": one["question"],
                        "acceptedAnswer": {"@type": "Answer", "text": "\n".join(_spoken_in(one["answer"]))},
                    }
                    for one in facts["questions"]
                ],
            }
    return None
