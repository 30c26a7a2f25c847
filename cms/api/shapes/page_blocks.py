"""The blocks of a page: a union told apart by `type`. What a block refers to and is not there any more is left out."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from cms.api.shapes.forms import FieldOut
from cms.api.shapes.pictures import PageImage

Room = Literal["wishes", "new_wish", "posts", "service", "exchange", "me"]
NumberName = Literal[
    "wishes_open", "wishes_claimed", "wishes_confirmed", "posts", "posts_filled", "volunteers", "service_hours"
]
ChartName = Literal["hours_by_month", "wishes_by_month", "wishes_by_category", "posts_filled"]


class LinkOut(Schema):
    """Where something leads. `target`: a page's path, a room of the app, an address, or a phone number."""

    kind: Literal["page", "room", "url", "phone"]
    target: str


class SpanOut(Schema):
    text: str
    bold: bool
    italic: bool
    link: LinkOut | None


class ParagraphOut(Schema):
    """`bullet` and `number`: one line of a list; neighbours of the same style belong to the same list."""

    style: Literal["p", "h3", "h4", "bullet", "number"]
    spans: list[SpanOut]


class PageCard(Schema):
    """A page as lists show it."""

    type: str
    path: str
    title: str
    summary: str
    cover: PageImage | None
    published_at: str | None


class HonoredOut(Schema):
    name: str
    reason: str
    picture: PageImage | None


class _Block(Schema):
    id: str


class HeroOut(_Block):
    type: Literal["hero"]
    title: str
    text: str
    picture: PageImage | None
    button: str
    link: LinkOut | None


class TextOut(_Block):
    type: Literal["text"]
    heading: str
    text: list[ParagraphOut]


class PictureBlockOut(_Block):
    type: Literal["picture"]
    picture: PageImage
    caption: str


class CaptionedOut(Schema):
    picture: PageImage
    caption: str


class GalleryOut(_Block):
    type: Literal["gallery"]
    heading: str
    pictures: list[CaptionedOut]


class VideoOut(_Block):
    """`url` answers ranges, so that a film can be moved about in."""

    type: Literal["video"]
    heading: str
    url: str
    media_type: str
    poster: PageImage | None


class ButtonOut(_Block):
    type: Literal["button"]
    label: str
    link: LinkOut
    style: Literal["main", "soft"]


class NoticeStripOut(_Block):
    type: Literal["notice_strip"]
    text: str
    tone: Literal["info", "warning"]
    until: date | None
    link: LinkOut | None


class ContactCardOut(_Block):
    type: Literal["contact_card"]
    name: str
    role: str
    phone: str
    hours: str
    place: str
    picture: PageImage | None


class AccordionItemOut(Schema):
    title: str
    text: list[ParagraphOut]


class AccordionOut(_Block):
    type: Literal["accordion"]
    heading: str
    items: list[AccordionItemOut]


class PostSetOut(_Block):
    """The posts themselves: GET C/posts."""

    type: Literal["post_set"]
    heading: str


class WishesOut(_Block):
    """The wishes themselves: GET C/wishes?state=&category=&limit=."""

    type: Literal["wishes"]
    heading: str
    state: Literal["open", "claimed", "confirmed"]
    category: UUID | None
    limit: int


class RewardsOut(_Block):
    """The rewards themselves: GET C/rewards?kind=&limit=."""

    type: Literal["rewards"]
    heading: str
    kind: Literal["goods", "service", "privilege"] | None
    limit: int


class HonorRollOut(_Block):
    """The first names of a roll, in the roll's own order; there is no rank.

    With `roll` the names are those of GET C/honors/{roll}, asked for when they are shown: nobody's name is kept here.
    """

    type: Literal["honor_roll"]
    heading: str
    page: str
    roll: UUID | None
    limit: int
    period: str
    names: list[HonoredOut]


class CasesOut(_Block):
    type: Literal["cases"]
    heading: str
    pages: list[PageCard]


class NumbersOut(_Block):
    """The numbers themselves: GET C/figures."""

    type: Literal["numbers"]
    heading: str
    numbers: list[NumberName]


class ChartOut(_Block):
    """What it draws: GET C/figures."""

    type: Literal["chart"]
    heading: str
    chart: ChartName


class AreaMapOut(_Block):
    """The places themselves are with the community: GET C."""

    type: Literal["area_map"]
    heading: str


class FormOut(_Block):
    """The questions of a post; answers go to POST C/posts/{post}/applications."""

    type: Literal["form"]
    heading: str
    post: UUID
    post_name: str
    form: list[FieldOut]


ColumnPart = Annotated[TextOut | PictureBlockOut | ButtonOut | ContactCardOut, Field(discriminator="type")]


class ColumnsOut(_Block):
    type: Literal["columns"]
    columns: list[list[ColumnPart]]


BlockOut = Annotated[
    HeroOut
    | TextOut
    | PictureBlockOut
    | GalleryOut
    | VideoOut
    | ButtonOut
    | NoticeStripOut
    | ContactCardOut
    | AccordionOut
    | ColumnsOut
    | PostSetOut
    | WishesOut
    | RewardsOut
    | HonorRollOut
    | CasesOut
    | NumbersOut
    | ChartOut
    | AreaMapOut
    | FormOut,
    Field(discriminator="type"),
]
