"""Which questions are asked, given the answers so far."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from content_models.common.own_forms.fields import Condition, FormField


def holds(condition: Condition, answer: Any) -> bool:
    """Does the answer to the earlier question (None: not answered, or not asked) let the next one appear?

    “Is not” needs an answer too: a question must not jump up before the one it depends on was answered.
    """
    if answer in (None, "", []):
        return False
    given = {"yes" if answer else "no"} if isinstance(answer, bool) else _texts(answer)
    match condition.test:
        case "answered":
            return True
        case "is_not":
            return given.isdisjoint(condition.values)
    return not given.isdisjoint(condition.values)


def shown_fields(fields: Iterable[FormField], answers: Mapping[str, Any]) -> list[FormField]:
    """The questions that are asked, in order. What hangs on a question that is not asked is not asked either."""
    shown: list[FormField] = []
    asked: set[str] = set()
    for field in fields:
        condition = field.shown_if
        if condition is None or (condition.key in asked and holds(condition, answers.get(condition.key))):
            shown.append(field)
            asked.add(field.key)
    return shown


def _texts(answer: Any) -> set[str]:
    return {str(one) for one in answer} if isinstance(answer, list | tuple) else {str(answer).strip()}
