"""The blocks of which an editor builds a form, and reading a form back from them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast, get_args
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError

from content_models.common.own_forms.definition import problems_in
from content_models.common.own_forms.fields import FIELDS_MAX, Condition, FieldType, FormField, Test

TESTS: list[tuple[Test, Any]] = [
    ("is", _("is")),
    ("is_not", _("is not")),
    ("one_of", _("is one of")),
    ("answered", _("was answered")),
]


class ConditionBlock(blocks.StructBlock):
    """“Only if …”: an earlier question (kept by its id) and the answer it must have (one a line).

    cms/static/cms/own-form.js turns the two texts into a list of the earlier questions and boxes of their answers.
    """

    question = blocks.CharBlock(
        label=_("Depends on the question"),
        required=False,
        max_length=80,
        help_text=_("Empty: always asked. Only questions above this one can be chosen."),
    )
    test = blocks.ChoiceBlock(choices=TESTS, default="is", label=_("Its answer"), required=False)
    answers = blocks.TextBlock(
        label=_("Which answer"), required=False, max_length=900, rows=2, help_text=_("One a line; yes or no.")
    )

    class Meta:
        label = _("Only ask if …")
        label_format = "\u00a0"  # closed it would show an id; the script says the question instead
        collapsed = True


def _field_block(*, choices: bool = False, icon: str, label: Any) -> blocks.StructBlock:
    children: list[tuple[str, blocks.Block]] = [
        ("label", blocks.CharBlock(label=_("Question"), max_length=60)),
        (
            "help",
            blocks.CharBlock(
                label=_("Hint"),
                required=False,
                max_length=120,
                help_text=_("A short explanation below the question."),
            ),
        ),
        ("required", blocks.BooleanBlock(label=_("Must be answered"), required=False)),
    ]
    if choices:
        children.append(
            (
                "options",
                blocks.ListBlock(blocks.CharBlock(max_length=40), label=_("Options"), min_num=2, max_num=20),
            )
        )
    children.append(("shown_if", ConditionBlock()))
    return blocks.StructBlock(children, icon=icon, label=label, label_format="{label}")


def form_blocks() -> list[tuple[FieldType, blocks.Block]]:
    """One block per kind of question."""
    return [
        ("text", _field_block(icon="pilcrow", label=_("Short text"))),
        ("long_text", _field_block(icon="doc-full", label=_("Long text"))),
        ("number", _field_block(icon="order", label=_("Number"))),
        ("choice", _field_block(choices=True, icon="radio-full", label=_("One of several"))),
        ("choices", _field_block(choices=True, icon="tick-inverse", label=_("Several of several"))),
        ("yes_no", _field_block(icon="check", label=_("Yes or no"))),
        ("date", _field_block(icon="date", label=_("Date"))),
        ("phone", _field_block(icon="mobile-alt", label=_("Phone number"))),
        ("photo", _field_block(icon="image", label=_("Photo"))),
    ]


class OwnFormBlock(blocks.StreamBlock):
    """A whole form. Saving one that could not be asked is refused in words, beside the question it is about."""

    def __init__(self, local_blocks: Any = None, **kwargs: Any) -> None:
        kwargs.setdefault("max_num", FIELDS_MAX)
        kwargs.setdefault("required", False)
        super().__init__(local_blocks or form_blocks(), **kwargs)

    def clean(self, value: Any) -> Any:
        """A draft is checked like the real thing: it may be put on phones later without another look."""
        cleaned = super().clean(value)
        _settle(cleaned)
        problems = problems_in(read_form(cleaned))
        if problems:
            raise StreamBlockValidationError(
                block_errors={place: _beside_the_question(message) for place, message in problems.items()}
            )
        return cleaned


def _beside_the_question(message: str) -> ValidationError:
    return StructBlockValidationError(block_errors={"label": ValidationError(message)})


def _settle(stream: Any) -> None:
    """Give new questions their id for life, and keep conditions by id where an editor typed the question's words."""
    by_label: dict[str, str] = {}
    for child in stream:
        child.id = child.id or str(uuid4())
        by_label.setdefault(_plain(child.value.get("label")), child.id)
    ids = {child.id: child for child in stream}
    for child in stream:
        condition = child.value["shown_if"]
        question = _plain(condition.get("question"))
        condition["question"] = question if question in ids else by_label.get(question, question)
        earlier = ids.get(condition["question"])
        if earlier is not None and earlier.block_type == "yes_no":
            words = {"是": "yes", "否": "no", str(_("yes")): "yes", str(_("no")): "no"}
            lines = _lines(condition.get("answers"))
            condition["answers"] = "\n".join(words.get(line, line) for line in lines)


def read_form(stream: Iterable[Any]) -> list[FormField]:
    """The questions of a stored form (a StreamValue of `OwnFormBlock`)."""
    return [
        FormField(
            key=str(block.id),
            type=cast(FieldType, block.block_type),
            label=block.value.get("label") or "",
            help=block.value.get("help") or "",
            required=bool(block.value.get("required")),
            options=tuple(_plain(option) for option in block.value.get("options") or ()),
            shown_if=_condition(block.value.get("shown_if")),
        )
        for block in stream or ()
        if block.block_type in get_args(FieldType)
    ]


def _condition(value: Any) -> Condition | None:
    question = _plain(value.get("question")) if value else ""
    if not question:
        return None
    test: Test = value.get("test") or "is"
    return Condition(key=question, test=test, values=() if test == "answered" else tuple(_lines(value.get("answers"))))


def _plain(text: str | None) -> str:
    return " ".join((text or "").split())


def _lines(text: str | None) -> list[str]:
    """One answer a line, each once."""
    return [line for line in dict.fromkeys(map(_plain, (text or "").splitlines())) if line]
