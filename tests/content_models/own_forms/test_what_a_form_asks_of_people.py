"""The burden meter: counting exactly, and naming the rules of the field before something is switched on."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings

from content_models.common.burden import (
    PLENTY,
    TOO_MANY,
    Level,
    Severity,
    forbidden,
    needing_word,
    required_counts,
    weigh,
)
from content_models.common.burden_of_settings import findings_of_community, findings_of_ranking, findings_of_service
from content_models.common.own_forms import Condition, FormField, shown_fields
from tests.content_models.own_forms.test_hidden_questions_are_not_answered import forms


def ask(label: str = "几楼", kind: str = "text", **more: Any) -> FormField:
    return FormField(more.pop("key", label), kind, label, **more)


def rules(*fields: FormField) -> dict[str, Severity]:
    return {finding.rule: finding.severity for finding in weigh("wish", fields).findings}


def test_no_own_question_is_light() -> None:
    burden = weigh("wish")
    assert (burden.least, burden.most, burden.optional, burden.level) == (4, 4, 0, Level.GREEN)


@pytest.mark.parametrize(
    ("number", "level"), [(PLENTY, "green"), (PLENTY + 1, "amber"), (TOO_MANY, "amber"), (7, "red")]
)
def test_the_more_must_be_answered_the_heavier(number: int, level: str) -> None:
    fields = [ask(f"问{n}", required=True) for n in range(number)]
    assert weigh("application", fields).level == level
    assert weigh("application", [ask(f"问{n}") for n in range(number)]).level == "green", "what may stay empty is light"


def test_questions_that_exclude_each_other_count_once() -> None:
    stairs = ask("要爬楼吗", "yes_no", key="s", required=True)
    up = [ask(f"上{n}", required=True, shown_if=Condition("s", "is", ("yes",))) for n in range(2)]
    down = ask("下", required=True, shown_if=Condition("s", "is_not", ("yes",)))
    assert required_counts([stairs, *up, down]) == (1, 3)


def _walks(form: list[FormField]) -> list[int]:
    """How many questions are required, for every way of answering."""
    ways: list[list[Any]] = []
    for field in form:
        match field.type:
            case "choices":
                ways.append([None, *([option] for option in field.options), list(field.options)])
            case "choice" | "yes_no":
                ways.append([None, *field.answers])
            case _:
                ways.append([None, "好"])
    counts = []
    for answers in product(*ways):
        given_now = {field.key: answer for field, answer in zip(form, answers, strict=True) if answer is not None}
        counts.append(sum(field.required for field in shown_fields(form, given_now)))
    return counts


@settings(deadline=None)
@given(forms())
def test_nobody_must_answer_more_or_less_than_it_says(form: list[FormField]) -> None:
    form = form[:5]
    least, most = required_counts(form)
    walks = _walks(form)
    assert least == min(walks)
    assert most >= max(walks)
    if all(field.type != "choices" for field in form):
        assert most == max(walks)


def test_a_photo_may_be_asked_but_never_forced() -> None:
    assert rules(ask("合影", "photo")) == {}
    assert rules(ask("合影", "photo", required=True)) == {"forced_photo": Severity.FORBIDDEN}


@pytest.mark.parametrize(
    ("label", "rule", "if_required", "if_optional"),
    [
        ("当前位置", "forced_location", Severity.FORBIDDEN, Severity.NOTE),
        ("每天打卡", "forced_check_in", Severity.FORBIDDEN, Severity.NOTE),
        ("身份证号码", "sensitive", Severity.NEEDS_WORD, Severity.NOTE),
        ("您的排名", "ranking", Severity.NEEDS_WORD, Severity.NOTE),
        ("联系电话", "known_already", Severity.NOTE, None),
    ],
)
def test_a_question_that_touches_a_rule_is_named(
    label: str, rule: str, if_required: Severity, if_optional: Severity | None
) -> None:
    assert rules(ask(label, required=True)) == {rule: if_required}
    assert rules(ask(label)) == ({rule: if_optional} if if_optional else {})


def test_what_was_answered_for_is_not_asked_about_again() -> None:
    before = weigh("wish", [ask("身份证号码", key="a", required=True)]).findings
    now = weigh("wish", [ask("身份证号码", key="a", required=True), ask("病史", key="b", required=True)]).findings
    assert [finding.about for finding in needing_word(now, before)] == ["b"]
    assert needing_word(before, before) == []


def test_settings_are_weighed_too() -> None:
    assert findings_of_community(contact_erase_days=7, claim_reminder_days=3) == []
    (kept,) = findings_of_community(contact_erase_days=90, claim_reminder_days=3)
    assert (kept.rule, kept.severity) == ("kept_long", Severity.NEEDS_WORD)
    assert [one.rule for one in findings_of_service(grade_c_earns=True, day_limit_minutes=720)] == [
        "late_hours_earn",
        "long_day",
    ]
    assert findings_of_ranking(of="nobody") == []
    assert needing_word(findings_of_ranking(of="volunteers"))
    assert forbidden(findings_of_ranking(of="staff"))
