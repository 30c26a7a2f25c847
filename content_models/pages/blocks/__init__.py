"""The blocks that pages are made of. Their names are the `type` of the API's union (cms/api/shapes/page_blocks.py).

What a block refers to stands under a few names everywhere: `picture`, `poster` (a picture of the library), `file` (a
document), `page`, `category` (of wishes), `post`. references.py looks them up by these names.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from content_models.pages.blocks.entries import (
    case_figures,
    case_moments,
    contact_entries,
    honored_names,
    question_entries,
    service_entries,
)
from content_models.pages.blocks.live import (
    AreaMapBlock,
    CasesBlock,
    ChartBlock,
    FormBlock,
    HonorRollBlock,
    NumbersBlock,
    PostSetBlock,
    RewardsBlock,
    WishesBlock,
)
from content_models.pages.blocks.pictures import GalleryBlock, HeroBlock, PictureBlock, VideoBlock
from content_models.pages.blocks.words import (
    AccordionBlock,
    ButtonBlock,
    ContactCardBlock,
    NoticeStripBlock,
    TextBlock,
)

BLOCKS_MAX = 40


class ColumnBlock(blocks.StreamBlock):
    """What fits into half the width of a phone."""

    text = TextBlock()
    picture = PictureBlock()
    button = ButtonBlock()
    contact_card = ContactCardBlock()

    class Meta:
        min_num = 1
        max_num = 4
        label = _("Column")


class ColumnsBlock(blocks.StructBlock):
    columns = blocks.ListBlock(ColumnBlock(), min_num=2, max_num=3, label=_("Columns"))

    class Meta:
        icon = "table"
        label = _("Columns")
        group = _("Arrange")
        description = _("Two or three things side by side.")
        preview_template = "cms/blocks/preview.html"
        preview_value: ClassVar[dict[str, Any]] = {"columns": []}


def page_blocks() -> list[tuple[str, blocks.Block]]:
    """The blocks of a page, in the order in which the picker offers them."""
    return [
        ("hero", HeroBlock()),
        ("text", TextBlock()),
        ("picture", PictureBlock()),
        ("gallery", GalleryBlock()),
        ("video", VideoBlock()),
        ("button", ButtonBlock()),
        ("notice_strip", NoticeStripBlock()),
        ("contact_card", ContactCardBlock()),
        ("accordion", AccordionBlock()),
        ("columns", ColumnsBlock()),
        ("post_set", PostSetBlock()),
        ("wishes", WishesBlock()),
        ("rewards", RewardsBlock()),
        ("honor_roll", HonorRollBlock()),
        ("cases", CasesBlock()),
        ("numbers", NumbersBlock()),
        ("chart", ChartBlock()),
        ("area_map", AreaMapBlock()),
        ("form", FormBlock()),
    ]


__all__ = [
    "BLOCKS_MAX",
    "case_figures",
    "case_moments",
    "contact_entries",
    "honored_names",
    "page_blocks",
    "question_entries",
    "service_entries",
]
