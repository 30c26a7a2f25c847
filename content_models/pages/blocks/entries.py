"""The entries of pages that are lists: names, contacts, services, questions."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from content_models.pages.blocks.choosing import OwnPictureBlock
from content_models.pages.blocks.words import RICH_TEXT, ContactCardBlock

SERVICE_KINDS = [
    ("resource", _("A resource (room, tool, place)")),
    ("service", _("A service")),
    ("project", _("A project")),
    ("need", _("Something that is needed")),
]


class HonoredNameBlock(blocks.StructBlock):
    name = blocks.CharBlock(label=_("Name"), max_length=30)
    reason = blocks.CharBlock(label=_("Thanked for"), required=False, max_length=100)
    picture = OwnPictureBlock(
        label=_("Picture"), required=False, help_text=_("Only if the person has agreed to be shown.")
    )

    class Meta:
        icon = "user"
        label = _("Name")


class ServiceEntryBlock(blocks.StructBlock):
    name = blocks.CharBlock(label=_("What it is"), max_length=60)
    kind = blocks.ChoiceBlock(label=_("Kind"), choices=SERVICE_KINDS, default="service")
    offered_by = blocks.CharBlock(label=_("Who offers it"), required=False, max_length=60)
    for_whom = blocks.CharBlock(label=_("For whom"), required=False, max_length=60)
    how = blocks.CharBlock(label=_("How one gets it"), required=False, max_length=120)
    phone = blocks.CharBlock(label=_("Phone"), required=False, max_length=20)

    class Meta:
        icon = "list-ul"
        label = _("Resource or service")


class QuestionEntryBlock(blocks.StructBlock):
    question = blocks.CharBlock(label=_("Question"), max_length=100)
    answer = blocks.RichTextBlock(label=_("Answer"), features=RICH_TEXT)

    class Meta:
        icon = "help"
        label = _("Question and answer")


class CaseFigureBlock(blocks.StructBlock):
    label = blocks.CharBlock(label=_("What is counted"), max_length=20)
    value = blocks.CharBlock(label=_("Number"), max_length=20, help_text=_("Such as: 3 days"))

    class Meta:
        icon = "order"
        label = _("Number")


class CaseMomentBlock(blocks.StructBlock):
    when = blocks.CharBlock(label=_("When"), max_length=20, help_text=_("Such as: Day 3"))
    what = blocks.CharBlock(label=_("What happened"), max_length=100)

    class Meta:
        icon = "calendar-alt"
        label = _("A moment")


def case_figures() -> list[tuple[str, blocks.Block]]:
    return [("figure", CaseFigureBlock())]


def case_moments() -> list[tuple[str, blocks.Block]]:
    return [("moment", CaseMomentBlock())]


def honored_names() -> list[tuple[str, blocks.Block]]:
    return [("name", HonoredNameBlock())]


def contact_entries() -> list[tuple[str, blocks.Block]]:
    return [("contact", ContactCardBlock())]


def service_entries() -> list[tuple[str, blocks.Block]]:
    return [("service", ServiceEntryBlock())]


def question_entries() -> list[tuple[str, blocks.Block]]:
    return [("question", QuestionEntryBlock())]
