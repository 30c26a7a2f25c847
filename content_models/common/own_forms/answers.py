"""Answers, checked by the definition they were asked with."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, NotRequired, TypedDict
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from content_models.common.errors import Invalid
from content_models.common.ids import parse_id
from content_models.common.own_forms.conditions import shown_fields
from content_models.common.own_forms.fields import LONG_TEXT_MAX, PHOTOS_MAX, TEXT_MAX, FieldType, FormField

_PHONE = re.compile(r"^\+?\d[\d\s-]{5,18}$")


class Answer(TypedDict):
    """One kept answer; `label` is the question as it was put that day. `value` of a photo: ids of pictures.

    Answers of before there were photos have no `type`.
    """

    key: str
    label: str
    value: str | list[str]
    type: NotRequired[FieldType]


class AnswersInvalid(Invalid):
    code = "answers_invalid"
    message = gettext_lazy("Some answers are missing or don't fit.")


def check_answers(fields: Iterable[FormField], answers: Mapping[str, Any] | None) -> list[Answer]:
    """Check `answers` (key → value) against the form and give them in the form's order.

    An answer to a question that the other answers leave out is refused, not dropped: nothing that a person wrote
    disappears without a word.

    Raises:
        AnswersInvalid: a required answer is missing, a value does not fit, a question is not asked or not known;
            its `fields` has one message per key.
    """
    listed = list(fields)
    given = {key: value for key, value in (answers or {}).items() if value not in (None, "", [])}
    shown = {field.key for field in shown_fields(listed, given)}
    kept: list[Answer] = []
    wrong: dict[str, str] = {}
    for field in listed:
        value = given.pop(field.key, None)
        label = {"label": field.label}
        if field.key not in shown:
            if value is not None:
                wrong[field.key] = _("“%(label)s” isn't asked after your other answers. Please leave it empty.") % label
        elif value is None:
            if field.required:
                wrong[field.key] = _("“%(label)s” needs an answer.") % label
        else:
            try:
                kept.append(Answer(key=field.key, label=field.label, type=field.type, value=_clean(field, value)))
            except ValidationError as error:
                wrong[field.key] = error.messages[0]
    for key in (answers or {}).keys() - {field.key for field in listed}:
        wrong[key] = _("The form has no such question any more. Please reload the page.")
    if wrong:
        raise AnswersInvalid(fields={f"answers.{key}": message for key, message in wrong.items()})
    return kept


def in_words(answer: Answer) -> str:
    """The answer as a person reads it. A yes or no is kept as a word for programs, a picture as an id."""
    value = answer["value"]
    if answer.get("type") == "photo":
        number = len(value)
        return ngettext("%(number)d photo", "%(number)d photos", number) % {"number": number}
    if isinstance(value, list):
        return "、".join(value)
    # Answers without a type are older than the photo; a text “yes” of that time reads the same.
    if answer.get("type", "yes_no") == "yes_no":
        return {"yes": _("yes"), "no": _("no")}.get(value, value)
    return value


def photo_ids_in(answers: Iterable[Answer]) -> list[UUID]:
    """The pictures among the answers, in order."""
    return [UUID(one) for answer in answers if answer.get("type") == "photo" for one in answer["value"]]


def _clean(field: FormField, value: Any) -> str | list[str]:
    label = {"label": field.label}
    match field.type:
        case "choices":
            if not isinstance(value, list) or not all(
                isinstance(option, str) and option in field.options for option in value
            ):
                raise ValidationError(_("“%(label)s”: please choose from the list.") % label)
            return [option for option in field.options if option in value]
        case "photo":
            return _pictures(value, label)
        case "yes_no":
            if not isinstance(value, bool):
                raise ValidationError(_("“%(label)s”: please answer yes or no.") % label)
            return "yes" if value else "no"
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise ValidationError(_("“%(label)s” can't be read.") % label)
    text = str(value).strip()
    _check_text(field, text)
    return text


def _pictures(value: Any, label: dict[str, str]) -> list[str]:
    ids = [parse_id(one) if isinstance(one, str) else None for one in value] if isinstance(value, list) else [None]
    if not all(ids):
        raise ValidationError(_("“%(label)s”: please choose the photos again.") % label)
    if len(set(ids)) > PHOTOS_MAX:
        raise ValidationError(_("“%(label)s”: at most %(limit)d photos, please.") % {**label, "limit": PHOTOS_MAX})
    return list(dict.fromkeys(str(one) for one in ids))


def _check_text(field: FormField, text: str) -> None:
    label: dict[str, Any] = {"label": field.label}
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


def _is_day(text: str) -> bool:
    """YYYY-MM-DD and nothing else; Python itself reads more."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
