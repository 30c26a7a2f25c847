"""Answers to a community's own questions in registers: as columns, as filters, and in what is downloaded.

Answers are sealed, so the database can't be asked about them: what the other filters leave is opened row by row
(docs/adr/0021 says why there is no index of answers).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.admin import messages

from cms.admin.register_filters import Choice, RegisterFilter
from cms.admin.registers import Register
from cms.api.shapes.forms import answers_answer
from content_models.common.own_forms import COMPARABLE, Answer, FormField, in_words

COLUMNS_SHOWN = 4
# About 70 µs a row: under a second. Beyond that one narrows by day first.
LOOKED_THROUGH_MAX = 10_000
OLDER, NONE = "~older", "~none"


class AnswerFact(NamedTuple):
    """One answer on a row's page."""

    label: str
    words: str
    photos: list[dict[str, Any]]


def answer_facts(answers: Sequence[Answer]) -> list[AnswerFact]:
    """The answers under the questions of their day."""
    shown = answers_answer(answers)
    return [
        AnswerFact(answer["label"], "" if out["photos"] else in_words(answer), out["photos"])
        for answer, out in zip(answers, shown, strict=True)
    ]


class AnswerColumn:
    """A column that modeladmin takes for a method of the register."""

    def __init__(self, register: AnswersRegister, key: str, label: str) -> None:
        self.register = register
        self.key = key
        self.short_description = label
        self.__name__ = "answer"

    def __str__(self) -> str:
        return "answer"

    def __call__(self, row: Any) -> str:
        answer = next((one for one in self.register.answers_of(row) if one["key"] == self.key), None)
        return in_words(answer) if answer is not None else ""


class AnswersRegister(Register):
    """A register whose rows carry answers. A subclass says where they are, and which form is being looked at."""

    def answers_of(self, row: Any) -> list[Answer]:
        raise NotImplementedError

    def with_answers(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The rows with nothing more than it takes to read their answers."""
        raise NotImplementedError

    def questions(self, request: HttpRequest) -> list[FormField]:
        """The form that the other filters have settled on; none while rows of several forms are listed."""
        raise NotImplementedError

    # --- what they share ------------------------------------------------------------------------

    def _asked(self, request: HttpRequest) -> list[FormField]:
        name = f"_linli_questions_{self.base_url_path}"
        if not hasattr(request, name):
            setattr(request, name, self.questions(request))
        found: list[FormField] = getattr(request, name)
        return found

    def get_list_display(self, request: HttpRequest) -> tuple[Any, ...]:
        columns = [AnswerColumn(self, field.key, field.label) for field in self._asked(request)[:COLUMNS_SHOWN]]
        names = super().get_list_display(request)
        return (*names[:2], *columns, *names[2:])  # what one came for stands where no scrolling is needed

    def get_list_filter(self, request: HttpRequest) -> tuple[Any, ...]:
        asked = [field for field in self._asked(request) if field.type in COMPARABLE]
        return (*self.list_filter, *(answer_filter(self, field) for field in asked))

    def more_export_columns(self, request: HttpRequest, rows: QuerySet[Any]) -> list[AnswerColumn]:
        """One column per question: those of today in their order, then those that only earlier answers know."""
        labels = {field.key: field.label for field in self._asked(request)}
        for row in self.with_answers(rows).iterator(chunk_size=500):
            for answer in self.answers_of(row):
                labels.setdefault(answer["key"], answer["label"])
        return [AnswerColumn(self, key, label) for key, label in labels.items()]


def answer_filter(register: AnswersRegister, field: FormField) -> type[RegisterFilter]:
    """A filter by the answer to one question with fixed answers."""

    class ByAnswer(RegisterFilter):
        parameter = f"a-{field.key}"
        title = field.label

        def choices(self) -> Sequence[Choice]:
            words = {"yes": _("yes"), "no": _("no")} if field.type == "yes_no" else {}
            today = [(value, words.get(value, value)) for value in field.answers]
            return [*today, (OLDER, _("an answer of before")), (NONE, _("not answered"))]

        def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
            looked_at = register.with_answers(rows.order_by())
            if looked_at[LOOKED_THROUGH_MAX : LOOKED_THROUGH_MAX + 1]:
                words = _("That is too much to look through at once. Please choose a shorter time first.")
                messages.warning(self.request, words)
                return rows.none()
            return rows.filter(pk__in=list(self._fitting(looked_at.iterator(chunk_size=500))))

        def _fitting(self, rows: Iterable[Any]) -> Iterator[Any]:
            for row in rows:
                given = next((one["value"] for one in register.answers_of(row) if one["key"] == field.key), [])
                values = given if isinstance(given, list) else [given]
                if self.value == NONE:
                    fits = not values
                elif self.value == OLDER:
                    fits = any(value not in field.answers for value in values)
                else:
                    fits = self.value in values
                if fits:
                    yield row.pk

    return ByAnswer
