"""Blocks that show what is going on. They hold only what is wanted; the phone asks for it when it shows the page."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from content_models.pages.blocks.choosing import CategoryBlock, OwnPageBlock, PostWithFormBlock
from content_models.pages.blocks.words import heading
from content_models.rewards.states import RewardKind

SHOWN_MAX = 10
NUMBERS = [
    ("wishes_open", _("Wishes that wait for a helper")),
    ("wishes_claimed", _("Wishes under way")),
    ("wishes_confirmed", _("Wishes that came true")),
    ("posts", _("Posts")),
    ("posts_filled", _("People in posts")),
    ("volunteers", _("Volunteers")),
    ("service_hours", _("Hours of service")),
]
CHARTS = [
    ("hours_by_month", _("Hours of service, month by month")),
    ("wishes_by_month", _("Wishes that came true, month by month")),
    ("wishes_by_category", _("Wishes that came true, by category")),
    ("posts_filled", _("How far the posts are filled")),
]


def how_many(default: int = 3) -> blocks.IntegerBlock:
    return blocks.IntegerBlock(label=_("How many at most"), default=default, min_value=1, max_value=SHOWN_MAX)


class PostSetBlock(blocks.StructBlock):
    heading = heading()

    class Meta:
        icon = "linli-post"
        label = _("Our posts")
        group = _("What is going on")
        description = _("The community's posts, with how far each is filled.")
        preview_template = "cms/blocks/preview.html"
        preview_value = {"heading": _("Our posts")}


class WishesBlock(blocks.StructBlock):
    heading = heading()
    state = blocks.ChoiceBlock(
        label=_("Which"),
        choices=[
            ("open", _("Wait for a helper")),
            ("claimed", _("Are under way")),
            ("confirmed", _("Came true")),
        ],
        default="open",
    )
    category = CategoryBlock(required=False)
    limit = how_many()

    class Meta:
        icon = "linli-wish"
        label = _("Wishes")
        group = _("What is going on")
        description = _("The newest wishes of one kind.")
        preview_template = "cms/blocks/preview.html"
        preview_value = {"heading": _("Waiting for a helper"), "state": "open", "limit": 3}


class RewardsBlock(blocks.StructBlock):
    heading = heading()
    kind = blocks.ChoiceBlock(label=_("Only of this kind"), choices=RewardKind.choices, required=False)
    limit = how_many(4)

    class Meta:
        icon = "linli-exchange"
        label = _("Rewards")
        group = _("What is going on")
        description = _("What points can be exchanged for.")
        preview_template = "cms/blocks/preview.html"
        preview_value = {"heading": _("To take home"), "limit": 4}


class HonorRollBlock(blocks.StructBlock):
    heading = heading()
    page = OwnPageBlock("pages.HonorRollPage", label=_("Honor roll"))
    limit = how_many(6)

    class Meta:
        icon = "group"
        label = _("Honor roll")
        group = _("What is going on")
        description = _("The first names of an honor roll, with a link to the whole.")
        preview_template = "cms/blocks/preview.html"
        preview_value = {"heading": _("Thank you"), "limit": 6}


class CasesBlock(blocks.StructBlock):
    heading = heading()
    limit = how_many()

    class Meta:
        icon = "doc-full"
        label = _("Cases")
        group = _("What is going on")
        description = _("The newest stories of how something was solved.")
        preview_template = "cms/blocks/preview.html"
        preview_value = {"heading": _("How we did it"), "limit": 3}


class NumbersBlock(blocks.StructBlock):
    heading = heading()
    numbers = blocks.MultipleChoiceBlock(
        label=_("Which numbers"), choices=NUMBERS, default=["wishes_open", "wishes_confirmed", "posts_filled"]
    )

    class Meta:
        icon = "table"
        label = _("Numbers")
        group = _("What is going on")
        description = _("Numbers of this moment.")
        preview_template = "cms/blocks/preview.html"
        preview_value = {"heading": _("Right now"), "numbers": ["wishes_open"]}


class ChartBlock(blocks.StructBlock):
    heading = heading()
    chart = blocks.ChoiceBlock(label=_("What it shows"), choices=CHARTS, default="hours_by_month")

    class Meta:
        icon = "order"
        label = _("Chart")
        group = _("What is going on")
        description = _("Columns or bars that draw themselves.")
        preview_template = "cms/blocks/preview.html"
        preview_value = {"heading": _("Hours of service"), "chart": "hours_by_month"}


class AreaMapBlock(blocks.StructBlock):
    heading = heading()

    class Meta:
        icon = "site"
        label = _("Map of places")
        group = _("What is going on")
        description = _("The estates and what lies in them, drawn from the ladder of places.")
        preview_template = "cms/blocks/preview.html"
        preview_value = {"heading": _("Where we are")}


class FormBlock(blocks.StructBlock):
    heading = heading()
    post = PostWithFormBlock()

    class Meta:
        icon = "form"
        label = _("Form")
        group = _("What is going on")
        description = _("The questions of a post: people answer and apply right here, on the page.")
        preview_template = "cms/blocks/preview.html"
        preview_value = {"heading": _("Join in")}
