"""Which questions are asked, and what that means for the answers. Any form, any answers."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content_models.common.own_forms import AnswersInvalid, Condition, FormField, check_answers, shown_fields

STAIRS = FormField("stairs", "yes_no", "要爬楼吗", required=True)
FLOOR = FormField("floor", "number", "几楼", required=True, shown_if=Condition("stairs", "is", ("yes",)))
LIFT = FormField("lift", "text", "电梯", shown_if=Condition("floor", "answered"))
FORM = [STAIRS, FLOOR, LIFT]


def refused(answers: dict[str, Any]) -> set[str]:
    with pytest.raises(AnswersInvalid) as caught:
        check_answers(FORM, answers)
    return set(caught.value.fields)


def test_a_required_question_must_be_answered_only_when_it_is_asked() -> None:
    assert [answer["key"] for answer in check_answers(FORM, {"stairs": False})] == ["stairs"]
    assert refused({"stairs": True}) == {"answers.floor"}
    assert len(check_answers(FORM, {"stairs": True, "floor": 6})) == 2


def test_an_answer_to_a_question_that_is_not_asked_is_refused_in_words() -> None:
    assert refused({"stairs": False, "floor": 6}) == {"answers.floor"}
    # What hangs on the hidden one is hidden with it.
    assert refused({"stairs": False, "floor": 6, "lift": "有"}) == {"answers.floor", "answers.lift"}


@pytest.mark.parametrize("nothing", [None, "", []])
def test_an_empty_answer_to_it_is_none(nothing: Any) -> None:
    assert [answer["key"] for answer in check_answers(FORM, {"stairs": False, "floor": nothing})] == ["stairs"]


def test_a_key_that_the_form_does_not_have_is_refused_even_when_empty() -> None:
    assert refused({"stairs": False, "gone": ""}) == {"answers.gone"}


OPTIONS = ("甲", "乙", "丙")


def _conditions_on(earlier: FormField) -> st.SearchStrategy[Condition]:
    answered = st.just(Condition(earlier.key, "answered"))
    if not earlier.answers:
        return answered
    values = st.lists(st.sampled_from(earlier.answers), min_size=1, unique=True).map(tuple)
    return answered | st.builds(Condition, st.just(earlier.key), st.sampled_from(["is", "is_not", "one_of"]), values)


@st.composite
def forms(draw: st.DrawFn) -> list[FormField]:
    """Forms whose conditions point to earlier questions, as the editor's are checked to."""
    fields: list[FormField] = []
    for number in range(draw(st.integers(1, 7))):
        kind = draw(st.sampled_from(["text", "choice", "choices", "yes_no"]))
        condition = None
        if fields and draw(st.booleans()):
            earlier = draw(st.sampled_from(fields))
            condition = draw(_conditions_on(earlier))
        options = OPTIONS if kind in ("choice", "choices") else ()
        fields.append(FormField(f"k{number}", kind, f"问{number}", "", draw(st.booleans()), options, condition))
    return fields


def an_answer(field: FormField) -> st.SearchStrategy[Any]:
    match field.type:
        case "choice":
            return st.sampled_from(OPTIONS)
        case "choices":
            return st.lists(st.sampled_from(OPTIONS), min_size=1, unique=True)
        case "yes_no":
            return st.booleans()
    return st.sampled_from(["好", "不知道"])


@settings(deadline=None)  # drawing whole forms takes its time on a busy machine
@given(st.data(), forms())
def test_answering_what_is_asked_and_nothing_else_is_always_right(data: st.DataObject, form: list[FormField]) -> None:
    answers: dict[str, Any] = {}
    for field in form:  # as on the phone: one after the other
        if field in shown_fields(form, answers) and (field.required or data.draw(st.booleans())):
            answers[field.key] = data.draw(an_answer(field))
    kept = check_answers(form, answers)
    assert [answer["key"] for answer in kept] == list(answers)
    hidden = [field for field in form if field not in shown_fields(form, answers)]
    for field in hidden:
        with pytest.raises(AnswersInvalid) as caught:
            check_answers(form, answers | {field.key: data.draw(an_answer(field))})
        assert f"answers.{field.key}" in caught.value.fields
