"""How much a form or a setting asks of people, and which rules of the field it would break, said beforehand.

Pure functions. The rules are those of domain.md (“Rules and habits that bind such software in China”): what they
forbid outright is refused in words; what merely weighs on people needs somebody who says “we know”.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Literal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from content_models.common.own_forms.fields import FormField

FlowKey = Literal["wish", "application", "registration", "join", "claim", "check_in", "back_entry", "exchange"]

# Three own questions are plenty; beyond six, people leave before the end.
PLENTY, TOO_MANY = 3, 6


class Severity(StrEnum):
    FORBIDDEN = "forbidden"  # against the rules of the field: refused
    NEEDS_WORD = "needs_word"  # a burden that somebody has to answer for: needs a tick
    NOTE = "note"  # worth a second thought


class Level(StrEnum):
    GREEN = "green"  # light: nobody will mind
    AMBER = "amber"  # noticeable: look again
    RED = "red"  # heavy, or not allowed


@dataclass(frozen=True, slots=True)
class Flow:
    """A thing people do with the phone: its screens, and what everybody must give (names of the API's fields)."""

    key: FlowKey
    name: Any
    screens: int
    required: tuple[str, ...]


FLOWS: dict[FlowKey, Flow] = {
    flow.key: flow
    for flow in (
        Flow("wish", gettext_lazy("Posting a wish"), 3, ("title", "description", "category", "area")),
        Flow("application", gettext_lazy("Applying for a post"), 1, ()),
        Flow("registration", gettext_lazy("Reporting to the community"), 1, ("unit",)),
        Flow("join", gettext_lazy("Saying “I live here”"), 1, ("area",)),
        Flow("claim", gettext_lazy("Taking on a wish"), 1, ()),
        Flow("check_in", gettext_lazy("Checking in"), 1, ("code",)),
        Flow(
            "back_entry", gettext_lazy("Entering forgotten hours"), 1, ("started_at", "ended_at", "subject", "reason")
        ),
        Flow("exchange", gettext_lazy("Exchanging points"), 1, ()),
    )
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule that is touched. `about` is the key of the question, or the name of the setting."""

    rule: str
    severity: Severity
    words: str
    about: str = ""

    @property
    def identity(self) -> tuple[str, str]:
        return self.rule, self.about


@dataclass(frozen=True, slots=True)
class Burden:
    """What one flow costs a person: fields to fill in, at least and at most (conditions decide), and screens."""

    flow: Flow
    own_least: int
    own_most: int
    optional: int
    findings: tuple[Finding, ...]

    @property
    def least(self) -> int:
        return len(self.flow.required) + self.own_least

    @property
    def most(self) -> int:
        return len(self.flow.required) + self.own_most

    @property
    def level(self) -> Level:
        return level_of(self.findings)


def level_of(findings: Iterable[Finding]) -> Level:
    """The colour of a list of findings."""
    severities = {finding.severity for finding in findings}
    if severities & {Severity.FORBIDDEN, Severity.NEEDS_WORD}:
        return Level.RED
    return Level.AMBER if severities else Level.GREEN


def weigh(flow: FlowKey, fields: Sequence[FormField] = ()) -> Burden:
    """The burden of a flow with these own questions."""
    least, most = required_counts(fields)
    findings = [finding for field in fields for finding in findings_about(field)]
    if most > TOO_MANY:
        words = _("Up to %(number)d of your questions must be answered. Many people will give up on the way.")
        findings.append(Finding("too_many", Severity.NEEDS_WORD, words % {"number": most}))
    elif most > PLENTY:
        words = _("Up to %(number)d of your questions must be answered. Three are plenty.")
        findings.append(Finding("many", Severity.NOTE, words % {"number": most}))
    return Burden(
        flow=FLOWS[flow],
        own_least=least,
        own_most=most,
        optional=sum(not field.required for field in fields),
        findings=tuple(findings),
    )


def findings_about(field: FormField) -> list[Finding]:
    """The rules that one question touches."""
    found: list[Finding] = []
    label = {"label": field.label}
    text = f"{field.label} {field.help}"
    if field.type == "photo" and field.required:
        words = _("“%(label)s”: nobody may be forced to send a photo. Please take “must be answered” off.")
        found.append(Finding("forced_photo", Severity.FORBIDDEN, words % label, field.key))
    for rule in _RULES_OF_WORDS:
        if rule.pattern.search(text):
            found += rule.finding(field)
    return found


def needing_word(findings: Iterable[Finding], accepted: Iterable[Finding] = ()) -> list[Finding]:
    """The findings that somebody has to answer for and nobody has yet."""
    known = {finding.identity for finding in accepted}
    return [one for one in findings if one.severity == Severity.NEEDS_WORD and one.identity not in known]


def forbidden(findings: Iterable[Finding]) -> list[Finding]:
    return [one for one in findings if one.severity == Severity.FORBIDDEN]


def required_counts(fields: Sequence[FormField]) -> tuple[int, int]:
    """How many questions one person must answer, at least and at most.

    At least: those that are always asked. At most: walked through in order; of two conditions on the same question
    that exclude each other, only the larger side counts.
    """
    least = sum(field.required and field.shown_if is None for field in fields)
    return least, _most(list(fields))


def _most(fields: list[FormField]) -> int:
    """A question hangs on one earlier one, so a form is a forest: each tree is weighed from its leaves up."""
    below: dict[str, list[FormField]] = {}
    roots = []
    seen: set[str] = set()
    for field in fields:
        # A condition that points nowhere or forward is refused when it is saved; while typing it counts as asked.
        if field.shown_if and field.shown_if.key in seen:
            below.setdefault(field.shown_if.key, []).append(field)
        else:
            roots.append(field)
        seen.add(field.key)

    def weight(field: FormField) -> int:
        return int(field.required) + _heaviest_answer(field, below.get(field.key, []), weight)

    return sum(weight(field) for field in roots)


def _heaviest_answer(field: FormField, hanging: list[FormField], weight: Callable[[FormField], int]) -> int:
    """The most that one answer to `field` can bring up."""
    if field.type not in ("choice", "yes_no"):
        return sum(weight(one) for one in hanging)  # several answers can hold at once
    return max((sum(weight(one) for one in hanging if _fits(one, answer)) for answer in field.answers), default=0)


def _fits(field: FormField, answer: str) -> bool:
    condition = field.shown_if
    if condition is None or condition.test == "answered":
        return True
    return (answer in condition.values) != (condition.test == "is_not")


@dataclass(frozen=True, slots=True)
class _RuleOfWords:
    """A question is known by its words: no program can be sure, so only a required one can be refused."""

    name: str
    pattern: re.Pattern[str]
    if_required: Severity
    if_optional: Severity | None
    words: Callable[[], str]

    def finding(self, field: FormField) -> list[Finding]:
        severity = self.if_required if field.required else self.if_optional
        if severity is None:
            return []
        return [Finding(self.name, severity, self.words() % {"label": field.label}, field.key)]


_RULES_OF_WORDS = (
    _RuleOfWords(
        "forced_location",
        re.compile(r"定位|实时位置|位置共享|当前位置|GPS|live location|current location", re.IGNORECASE),
        Severity.FORBIDDEN,
        Severity.NOTE,
        lambda: _("“%(label)s”: nobody may be forced to show where they are. Ask for the building, or leave it open."),
    ),
    _RuleOfWords(
        "forced_check_in",
        re.compile(r"打卡|每日签到|在线时长|check.?in daily|time online", re.IGNORECASE),
        Severity.FORBIDDEN,
        Severity.NOTE,
        lambda: _("“%(label)s”: compulsory check-ins and counting time on line are not allowed."),
    ),
    _RuleOfWords(
        "ranking",
        re.compile(r"排名|名次|积分排行|扣分|ranking|negative points", re.IGNORECASE),
        Severity.NEEDS_WORD,
        Severity.NOTE,
        lambda: _("“%(label)s”: people are not ranked and never lose points here. Is it meant otherwise?"),
    ),
    _RuleOfWords(
        "sensitive",
        re.compile(
            r"身份证|证件号|银行卡|病史|病情|疾病|残疾|低保|特困|宗教|信仰|政治面貌|党员|未成年"
            r"|ID number|disab|illness|religio|party member",
            re.IGNORECASE,
        ),
        Severity.NEEDS_WORD,
        Severity.NOTE,
        lambda: _("“%(label)s” asks for sensitive personal data. Ask only if you can't help without it."),
    ),
    _RuleOfWords(
        "known_already",
        re.compile(r"手机号|电话|姓名|住址|地址|门牌|楼栋|phone|your name|address", re.IGNORECASE),
        Severity.NOTE,
        None,
        lambda: _("“%(label)s”: name, phone and home are known already; people dislike saying things twice."),
    ),
)
