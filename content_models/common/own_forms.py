"""Own forms: fields that a community adds to a post or a wish category, and answers checked by the same definition.

An editor builds the form from blocks; each block keeps its id for life, and answers are kept under that id
with the label of their day: renaming or removing a field never breaks an earlier answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Literal, TypedDict, cast, get_args

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks

from content_models.common.errors import Invalid

FieldType = Literal["text", "long_text", "number", "choice", "choices", "date", "yes_no", "phone"]
TEXT_MAX, LONG_TEXT_MAX = 100, 1000
_PHONE = re.compile(r"^\+?\d[\d\s-]{5,18}$")


class Answer(TypedDict):
    """One kept answer; `label` is the question as it was put that day."""

    key: str
    label: str
    value: str | list[str]


class AnswersInvalid(Invalid):
    code = "answers_invalid"
    message = gettext_lazy("Some answers are missing or don't fit.")


@dataclass(frozen=True, slots=True)
class FormField:
    """One question of a form."""

    key: str
    type: FieldType
    label: str
    help: str = ""
    required: bool = False
    options: tuple[str, ...] = ()


def _field_block(*, choices: bool = False, icon: str, label: Any) -> blocks.StructBlock:
    children: list[tuple[str, blocks.Block]] = [
        ("label", blocks.CharBlock(label=gettext_lazy("Question"), max_length=60)),
        (
            "help",
            blocks.CharBlock(
                label=gettext_lazy("Hint"),
                required=False,
                max_length=120,
                help_text=gettext_lazy("A short explanation below the question."),
            ),
        ),
        ("required", blocks.BooleanBlock(label=gettext_lazy("Must be answered"), required=False)),
    ]
    if choices:
        children.append(
            (
                "options",
                blocks.ListBlock(blocks.CharBlock(max_length=40), label=gettext_lazy("Options"), min_num=2, max_num=20),
            )
        )
    return blocks.StructBlock(children, icon=icon, label=label)


def form_blocks() -> list[tuple[FieldType, blocks.Block]]:
    """The blocks of which an editor builds a form."""
    return [
        ("text", _field_block(icon="pilcrow", label=gettext_lazy("Short text"))),
        ("long_text", _field_block(icon="doc-full", label=gettext_lazy("Long text"))),
        ("number", _field_block(icon="order", label=gettext_lazy("Number"))),
        ("choice", _field_block(choices=True, icon="radio-full", label=gettext_lazy("One of several"))),
        ("choices", _field_block(choices=True, icon="tick-inverse", label=gettext_lazy("Several of several"))),
        ("date", _field_block(icon="date", label=gettext_lazy("Date"))),
        ("yes_no", _field_block(icon="check", label=gettext_lazy("Yes or no"))),
        ("phone", _field_block(icon="mobile-alt", label=gettext_lazy("Phone number"))),
    ]


def read_form(stream: Iterable[Any]) -> list[FormField]:
    """The fields of a stored form (a StreamValue of `form_blocks`)."""
    fields = []
    for block in stream:
        if block.block_type not in get_args(FieldType):
            continue
        value = block.value
        fields.append(
            FormField(
                key=str(block.id),
                type=cast(FieldType, block.block_type),
                label=value["label"],
                help=value.get("help") or "",
                required=bool(value.get("required")),
                options=tuple(value.get("options") or ()),
            )
        )
    return fields


def check_answers(fields: Iterable[FormField], answers: Mapping[str, Any] | None) -> list[Answer]:
    """Check `answers` (key → value) against the form and give them in the form's order.

    Raises:
        AnswersInvalid: a required answer is missing, a value does not fit, or a key is unknown;
            its `fields` has one message per key.
    """
    given = dict(answers or {})
    kept: list[Answer] = []
    wrong: dict[str, str] = {}
    for field in fields:
        value = given.pop(field.key, None)
        if value in (None, "", []):
            if field.required:
                wrong[field.key] = _("“%(label)s” needs an answer.") % {"label": field.label}
            continue
        try:
            kept.append(Answer(key=field.key, label=field.label, value=_clean(field, value)))
        except ValidationError as error:
            wrong[field.key] = error.messages[0]
    for key in given:
        wrong[key] = _("The form has no such question any more. Please reload the page.")
    if wrong:
        raise AnswersInvalid(fields={f"answers.{key}": message for key, message in wrong.items()})
    return kept


def _clean(field: FormField, value: Any) -> str | list[str]:
    label = {"label": field.label}
    if field.type == "choices":
        if not isinstance(value, list) or not all(option in field.options for option in value):
            raise ValidationError(_("“%(label)s”: please choose from the list.") % label)
        return [option for option in field.options if option in value]
    if field.type == "yes_no":
        if not isinstance(value, bool):
            raise ValidationError(_("“%(label)s”: please answer yes or no.") % label)
        return "yes" if value else "no"
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise ValidationError(_("“%(label)s” can't be read.") % label)
    text = str(value).strip()
    match field.type:
        case "text" | "long_text":
            limit = TEXT_MAX if field.type == "text" else LONG_TEXT_MAX
            if len(text) > limit:
                raise ValidationError(
                    _("“%(label)s” is too long: at most %(limit)d characters.") % (label | {"limit": limit})
                )
        case "number":
            try:
                number = Decimal(text)
            except InvalidOperation as error:
                raise ValidationError(_("“%(label)s” must be a number.") % label) from error
            if not number.is_finite() or abs(number) >= 10**12:
                raise ValidationError(_("“%(label)s” must be a number.") % label)
        case "choice":
            if text not in field.options:
                raise ValidationError(_("“%(label)s”: please choose from the list.") % label)
        case "date":
            if not _is_day(text):
                raise ValidationError(_("“%(label)s” must be a date.") % label)
        case "phone":
            if not _PHONE.match(text):
                raise ValidationError(_("“%(label)s” must be a phone number.") % label)
    return text


def _is_day(text: str) -> bool:
    """YYYY-MM-DD and nothing else; Python itself reads more."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
