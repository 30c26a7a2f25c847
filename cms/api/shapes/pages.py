"""Pages as the API shows them: what all have, and what is particular to a kind (`facts`, told apart by `type`)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from cms.api.page_rendering import Renderer, kind_of
from cms.api.shapes.case_facts import CaseFacts, case_facts
from cms.api.shapes.page_blocks import BlockOut, HonoredOut, PageCard, ParagraphOut
from cms.api.shapes.pictures import PageImage
from content_models.common.clock import utc_now
from content_models.pages.models import CommunityPage

PageType = Literal[
    "home",
    "section",
    "article",
    "notice",
    "case",
    "honor_roll",
    "event",
    "contact_list",
    "service_list",
    "question",
]


class HomeFacts(Schema):
    type: Literal["home"]


class SectionFacts(Schema):
    type: Literal["section"]


class ArticleFacts(Schema):
    type: Literal["article"]
    byline: str


class NoticeFacts(Schema):
    """`is_over`: its last day has passed."""

    type: Literal["notice"]
    is_urgent: bool
    valid_until: date | None
    is_over: bool


class HonorRollFacts(Schema):
    """Names in the roll's own order; there is no rank. With `roll` they are those of GET C/honors/{roll}."""

    type: Literal["honor_roll"]
    roll: UUID | None
    period: str
    names: list[HonoredOut]


class EventFacts(Schema):
    type: Literal["event"]
    event_kind: Literal["event", "meeting"]
    starts_at: datetime
    ends_at: datetime | None
    place: str
    contact: str
    outcome: str


class PublicContactOut(Schema):
    name: str
    role: str
    phone: str
    hours: str
    place: str
    picture: PageImage | None


class ContactListFacts(Schema):
    type: Literal["contact_list"]
    contacts: list[PublicContactOut]


class ServiceOut(Schema):
    name: str
    kind: Literal["resource", "service", "project", "need"]
    offered_by: str
    for_whom: str
    how: str
    phone: str


class ServiceListFacts(Schema):
    type: Literal["service_list"]
    services: list[ServiceOut]


class AnsweredOut(Schema):
    question: str
    answer: list[ParagraphOut]


class QuestionFacts(Schema):
    type: Literal["question"]
    questions: list[AnsweredOut]


Facts = Annotated[
    HomeFacts
    | SectionFacts
    | ArticleFacts
    | NoticeFacts
    | CaseFacts
    | HonorRollFacts
    | EventFacts
    | ContactListFacts
    | ServiceListFacts
    | QuestionFacts,
    Field(discriminator="type"),
]


class TrailOut(Schema):
    """A page above this one."""

    path: str
    title: str


class PageOut(Schema):
    """A page. `path` is `home` for the home page. `trail`: the pages above, topmost first. `pages`: those right below.

    `blocks` hold what an editor put in; live blocks (wishes, rewards, numbers …) say what to ask for, and where.
    """

    type: PageType
    path: str
    title: str
    summary: str
    cover: PageImage | None
    published_at: datetime | None
    changed_at: datetime | None
    trail: list[TrailOut]
    pages: list[PageCard]
    facts: Facts
    blocks: list[BlockOut]


class PageLine(PageCard):
    """A page in the tree; `parent` is the path of the page above, null for the home page."""

    parent: str | None
    in_menus: bool


class PageList(Schema):
    items: list[PageLine]
    next: str | None


def page_line(page: CommunityPage, at: Renderer) -> dict[str, Any]:
    above = page.path_on_phone.rpartition("/")[0] or "home"
    return {
        **at.card(page),
        "parent": None if page.path_on_phone == "home" else above,
        "in_menus": page.show_in_menus,
    }


def page_answer(page: CommunityPage, around: list[CommunityPage], at: Renderer) -> dict[str, Any]:
    """`page` as its own kind, `around` the pages above and right below it, in tree order."""
    return {
        "type": kind_of(page),
        "path": page.path_on_phone,
        "title": page.title,
        "summary": page.summary,
        "cover": at.picture(page.cover_id),
        "published_at": page.first_published_at.isoformat() if page.first_published_at else None,
        "changed_at": page.last_published_at.isoformat() if page.last_published_at else None,
        "trail": [{"path": one.path_on_phone, "title": one.title} for one in around if one.depth < page.depth],
        "pages": [at.card(one) for one in around if one.depth > page.depth and one.show_in_menus],
        "facts": {"type": kind_of(page), **facts_of(page, at)},
        "blocks": at.blocks(page.body.raw_data),
    }


def facts_of(page: Any, at: Renderer) -> dict[str, Any]:
    """What is particular to the page's kind."""
    match kind_of(page):
        case "article":
            return {"byline": page.byline}
        case "notice":
            until = page.valid_until
            return {
                "is_urgent": page.is_urgent,
                "valid_until": until.isoformat() if until else None,
                "is_over": until is not None and until < at.today,
            }
        case "case":
            return case_facts(page)
        case "honor_roll":
            return {
                "roll": str(page.roll_id) if page.roll_id else None,
                "period": page.period,
                "names": at.names(page.names.raw_data),
            }
        case "event":
            return {
                "event_kind": page.event_kind,
                # A draft may lack what a published page must have.
                "starts_at": (page.starts_at or utc_now()).isoformat(),
                "ends_at": page.ends_at.isoformat() if page.ends_at else None,
                "place": page.place,
                "contact": page.contact,
                "outcome": page.outcome,
            }
        case "contact_list":
            return {"contacts": [at.contact(one["value"]) for one in page.contacts.raw_data]}
        case "service_list":
            return {"services": [_service(one["value"]) for one in page.services.raw_data]}
        case "question":
            return {"questions": [_question(one["value"], at) for one in page.questions.raw_data]}
    return {}


def _question(value: dict[str, Any], at: Renderer) -> dict[str, Any]:
    return {"question": value.get("question") or "", "answer": at.text(value.get("answer"))}


def _service(value: dict[str, Any]) -> dict[str, Any]:
    words = {name: value.get(name) or "" for name in ("name", "offered_by", "for_whom", "how", "phone")}
    return {**words, "kind": value.get("kind") or "service"}
