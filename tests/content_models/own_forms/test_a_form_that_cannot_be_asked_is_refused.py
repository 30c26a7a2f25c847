"""Bad forms are refused in words, beside the question they are about."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from content_models.common.own_forms import OwnFormBlock, read_form
from tests.support.own_questions import question

SHIFT = question("choice", "班次", options=["早班", "晚班"])


def refusals(blocks: list[dict[str, Any]]) -> dict[int, str]:
    """What the editor reads, by the place of the question."""
    stream = OwnFormBlock()
    with translation.override("en"):
        try:
            stream.clean(stream.to_python(blocks))
        except ValidationError as error:
            return {place: _words(found) for place, found in error.block_errors.items()}
    return {}


def _words(error: Any) -> str:
    inner = getattr(error, "block_errors", None)
    return " ".join(_words(one) for one in inner.values()) if inner else " ".join(getattr(error, "messages", [""]))


def test_a_good_form_is_taken_as_it_is() -> None:
    blocks = [SHIFT, question("text", "说明", only_if=("班次", "is", "早班"))]
    assert refusals(blocks) == {}


@pytest.mark.parametrize(
    ("blocks", "place", "words"),
    [
        ([question("choice", "班次", options=[])], 0, ""),
        ([question("choice", "班次", options=["早班"])], 0, ""),
        ([question("choices", "班次", options=["早班", "早班"])], 0, "twice"),
        ([question("choice", "班次", options=["早班", " "])], 0, ""),
        ([question("text", "a", label="姓名"), question("text", "b", label=" 姓名 ")], 1, "two questions"),
        ([question("text", "a", label="Name"), question("date", "b", label="name")], 1, "two questions"),
        ([question("yes_no", "a", only_if=("a", "is", "yes"))], 0, "its own answer"),
        ([question("text", "a", only_if=("班次", "answered", "")), SHIFT], 0, "comes later"),
        ([question("text", "a", only_if=("gone", "answered", ""))], 0, "removed"),
        ([SHIFT, question("text", "a", only_if=("班次", "is", "中班"))], 1, "no answer “中班”"),
        ([SHIFT, question("text", "a", only_if=("班次", "is", ""))], 1, "with which answer"),
        ([SHIFT, question("text", "a", only_if=("班次", "is", "早班\n晚班"))], 1, "one answer only"),
        ([question("text", "t"), question("text", "a", only_if=("t", "is", "好"))], 1, "no fixed answers"),
        ([question("photo", "合影", required=True)], 0, "forced to send a photo"),
        ([question("text", "当前位置", required=True)], 0, "forced to show where"),
    ],
)
def test_a_bad_one_is_refused_beside_its_question(blocks: list[dict[str, Any]], place: int, words: str) -> None:
    found = refusals(blocks)
    assert list(found) == [place], found
    assert words in found[place]


def test_a_circle_is_told_as_one() -> None:
    blocks = [
        question("yes_no", "a", only_if=("b", "is", "yes")),
        question("yes_no", "b", only_if=("c", "is", "yes")),
        question("yes_no", "c", only_if=("a", "is", "yes")),
    ]
    assert all("wait for each other" in words for words in refusals(blocks).values())
    assert sorted(refusals(blocks)) == [0, 1, 2]


def test_who_hangs_on_a_circle_is_not_blamed_for_it() -> None:
    blocks = [
        question("yes_no", "a", only_if=("b", "is", "yes")),
        question("yes_no", "b", only_if=("a", "is", "yes")),
        question("text", "c", only_if=("b", "is", "yes")),
    ]
    assert sorted(refusals(blocks)) == [0, 1]


def test_a_condition_by_the_words_of_a_question_is_kept_by_its_id() -> None:
    stream = OwnFormBlock()
    blocks = [
        question("yes_no", "k1", label="要爬楼吗"),
        question("number", "k2", label="几楼", only_if=("要爬楼吗", "is", "是")),
    ]
    cleaned = stream.clean(stream.to_python(blocks))
    condition = read_form(cleaned)[1].shown_if
    assert condition is not None
    assert (condition.key, condition.values) == ("k1", ("yes",))


def test_new_questions_get_their_id_when_they_are_saved() -> None:
    stream = OwnFormBlock()
    blocks = [{"type": "text", "value": {"label": name}} for name in ("甲", "乙")]
    keys = [field.key for field in read_form(stream.clean(stream.to_python(blocks)))]
    assert len(set(keys)) == 2
    assert "None" not in keys


def test_a_form_of_before_there_were_conditions_is_read_as_it_was() -> None:
    (field,) = read_form(OwnFormBlock().to_python([SHIFT]))
    assert (field.key, field.options, field.shown_if) == ("班次", ("早班", "晚班"), None)
