"""Blocks of words, and where they lead."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from content_models.pages.blocks.choosing import OwnPageBlock, OwnPictureBlock

RICH_TEXT = ["bold", "italic", "h3", "h4", "ul", "ol", "link"]
ROOMS = [
    ("wishes", _("The wish board")),
    ("new_wish", _("Making a wish")),
    ("posts", _("The posts")),
    ("service", _("Service")),
    ("exchange", _("Exchange")),
    ("me", _("Me")),
]


def heading() -> blocks.CharBlock:
    return blocks.CharBlock(label=_("Heading"), required=False, max_length=40)


class LinkBlock(blocks.StructBlock):
    """Where a button leads: exactly one of a page, a room of the app, an address, a phone number."""

    page = OwnPageBlock(label=_("One of our pages"), required=False)
    room = blocks.ChoiceBlock(label=_("Or a part of the app"), choices=ROOMS, required=False)
    url = blocks.URLBlock(
        label=_("Or an address on the internet"),
        required=False,
        help_text=_("Begins with https://"),
    )
    phone = blocks.CharBlock(label=_("Or a phone number"), required=False, max_length=20)

    class Meta:
        label = _("Leads to")
        icon = "link"

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        given = [name for name in self.child_blocks if cleaned.get(name)]
        if len(given) > 1:
            words = _("A button leads to one place. Please leave the others empty.")
            raise blocks.StructBlockValidationError(block_errors={given[1]: ValidationError(words)})
        url = cleaned.get("url") or ""
        if url and not url.lower().startswith(("https://", "http://")):
            words = _("Please give an address that begins with https://")
            raise blocks.StructBlockValidationError(block_errors={"url": ValidationError(words)})
        return cleaned


class TextBlock(blocks.StructBlock):
    heading = heading()
    text = blocks.RichTextBlock(label=_("Text"), features=RICH_TEXT)

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        group = _("Words")
        description = _("Paragraphs, lists and links.")
        preview_template = "cms/blocks/preview.html"
        preview_value = {"heading": _("Good to know"), "text": "<p>…</p>"}


class ButtonBlock(blocks.StructBlock):
    label = blocks.CharBlock(label=_("Words on the button"), max_length=16)
    link = LinkBlock()
    style = blocks.ChoiceBlock(
        label=_("Look"), choices=[("main", _("Stands out")), ("soft", _("Quiet"))], default="main"
    )

    class Meta:
        icon = "radio-full"
        label = _("Button")
        group = _("Words")
        description = _("Leads to a page, a part of the app, or a phone number.")
        preview_template = "cms/blocks/preview.html"
        preview_value = {"label": _("Make a wish"), "style": "main"}


class NoticeStripBlock(blocks.StructBlock):
    text = blocks.CharBlock(label=_("What everybody should know"), max_length=80)
    tone = blocks.ChoiceBlock(
        label=_("Kind"), choices=[("info", _("For information")), ("warning", _("Urgent"))], default="info"
    )
    until = blocks.DateBlock(
        label=_("Until"), required=False, help_text=_("Disappears by itself after this day. Empty: stays.")
    )
    link = LinkBlock(required=False)

    class Meta:
        icon = "warning"
        label = _("Notice strip")
        group = _("Words")
        description = _("One line that stands out, and goes by itself.")
        preview_template = "cms/blocks/preview.html"
        preview_value = {"text": _("No water on Thursday from 9 to 12."), "tone": "warning"}


class ContactCardBlock(blocks.StructBlock):
    name = blocks.CharBlock(label=_("Name"), max_length=30)
    role = blocks.CharBlock(label=_("Responsible for"), required=False, max_length=40)
    phone = blocks.CharBlock(
        label=_("Phone"),
        required=False,
        max_length=20,
        help_text=_("Everybody can read this: only numbers of offices, and of people who have agreed to it."),
    )
    hours = blocks.CharBlock(label=_("When"), required=False, max_length=60)
    place = blocks.CharBlock(label=_("Where"), required=False, max_length=60)
    picture = OwnPictureBlock(label=_("Picture"), required=False)

    class Meta:
        icon = "user"
        label = _("Contact card")
        group = _("Words")
        description = _("Somebody to turn to, with a number to tap.")
        preview_template = "cms/blocks/preview.html"
        preview_value = {"name": _("Community service desk"), "role": _("Papers, questions"), "phone": "0755-0000 0000"}


class AccordionItemBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=60)
    text = blocks.RichTextBlock(label=_("Text"), features=RICH_TEXT)


class AccordionBlock(blocks.StructBlock):
    heading = heading()
    items = blocks.ListBlock(AccordionItemBlock(), label=_("Parts"), min_num=1, max_num=20)

    class Meta:
        icon = "list-ul"
        label = _("Accordion")
        group = _("Arrange")
        description = _("Titles that open when tapped: for what only some want to read.")
        preview_template = "cms/blocks/preview.html"
        preview_value = {"heading": _("Often asked"), "items": []}
