"""A community's own questions, and the answers to them, as the API shows them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from content_models.common.own_forms import Answer, FormField
from content_models.wishes.board import PHOTO_URL

FieldKind = Literal["text", "long_text", "number", "choice", "choices", "date", "yes_no", "phone", "photo"]


class ConditionOut(Schema):
    """The question is asked only if the earlier question `field` was answered so; `answered` has no `values`.

    The values of a yes-or-no question are `yes` and `no`. A question that is not asked counts as not answered.
    """

    field: str
    test: Literal["is", "is_not", "one_of", "answered"]
    values: list[str]


class FieldOut(Schema):
    """One question of a community's own form; answers are sent as `{key: value}`.

    `type`: text, long_text, number, choice, choices (a list), date (YYYY-MM-DD), yes_no (true/false), phone,
    photo (a list of ids from POST /photos). A question that is not asked must be left out.
    """

    key: str
    type: FieldKind
    label: str
    help: str
    required: bool
    options: list[str]
    shown_if: ConditionOut | None


class AnswerPhotoOut(Schema):
    """A picture among the answers; addresses are paths, open to those who may read the answer."""

    id: UUID
    thumb: str
    full: str


class AnswerOut(Schema):
    """An answer under the question of its day. `yes` and `no` are words for programs; photos are in `photos`."""

    key: str
    label: str
    type: FieldKind
    value: str | list[str]
    photos: list[AnswerPhotoOut]


# What comes in is checked by the form's own definition, not here: refusals are to be in words.
AnswersIn = Annotated[dict[str, Any], Field(default_factory=dict, max_length=100)]


def form_answer(fields: Iterable[FormField]) -> list[dict[str, Any]]:
    return [
        {
            "key": field.key,
            "type": field.type,
            "label": field.label,
            "help": field.help,
            "required": field.required,
            "options": list(field.options),
            "shown_if": (
                {"field": field.shown_if.key, "test": field.shown_if.test, "values": list(field.shown_if.values)}
                if field.shown_if
                else None
            ),
        }
        for field in fields
    ]


def answers_answer(answers: Iterable[Answer]) -> list[dict[str, Any]]:
    shown = []
    for answer in answers:
        # Answers of before there were photos have no type: a list came from several choices, the rest reads as text.
        kind = answer.get("type") or ("choices" if isinstance(answer["value"], list) else "text")
        photos = [
            {"id": one, "thumb": PHOTO_URL.format(id=one, size="thumb"), "full": PHOTO_URL.format(id=one, size="full")}
            for one in (answer["value"] if kind == "photo" else [])
        ]
        value = [] if kind == "photo" else answer["value"]
        shown.append({"key": answer["key"], "label": answer["label"], "type": kind, "value": value, "photos": photos})
    return shown
