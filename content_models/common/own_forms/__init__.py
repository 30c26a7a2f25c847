"""Own forms: questions that a community adds to a post, a wish category or its registration (docs/adr/0021).

An editor builds the form from blocks; each block keeps its id for life, and answers are kept under that id with
the question and the option of their day: renaming or removing a question never breaks an earlier answer.
One definition (`FormField`) is checked when it is saved, drawn by the phone, and asked again by the server.
"""

from content_models.common.own_forms.answers import Answer, AnswersInvalid, check_answers, in_words, photo_ids_in
from content_models.common.own_forms.blocks import OwnFormBlock, read_form
from content_models.common.own_forms.conditions import holds, shown_fields
from content_models.common.own_forms.definition import COMPARABLE, problems_in
from content_models.common.own_forms.fields import (
    LONG_TEXT_MAX,
    PHOTOS_MAX,
    TEXT_MAX,
    Condition,
    FieldType,
    FormField,
    Test,
)
from content_models.common.own_forms.kept import KeepsAnswers

__all__ = [
    "COMPARABLE",
    "LONG_TEXT_MAX",
    "PHOTOS_MAX",
    "TEXT_MAX",
    "Answer",
    "AnswersInvalid",
    "Condition",
    "FieldType",
    "FormField",
    "KeepsAnswers",
    "OwnFormBlock",
    "Test",
    "check_answers",
    "holds",
    "in_words",
    "photo_ids_in",
    "problems_in",
    "read_form",
    "shown_fields",
]
