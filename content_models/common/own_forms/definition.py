"""What is wrong with a form, in words, before anybody is asked anything."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from django.utils.translation import gettext as _

from content_models.common.burden import findings_about, forbidden
from content_models.common.own_forms.fields import FormField

# Only what is chosen from a list can be compared; of the others a form may ask whether they were answered.
COMPARABLE = frozenset({"choice", "choices", "yes_no"})
OPTIONS_MIN = 2


def problems_in(fields: Sequence[FormField]) -> dict[int, str]:
    """The first problem of each question, by its place in the form; none means the form can be put on phones."""
    places = {field.key: place for place, field in enumerate(fields)}
    circled = _in_a_circle(fields)
    found: dict[int, str] = {}
    named: dict[str, int] = {}
    for place, field in enumerate(fields):
        name = " ".join(field.label.split()).casefold()
        if name and name in named:
            found[place] = _("There are two questions “%(label)s”. Please give one of them another name.") % {
                "label": field.label
            }
            continue
        named[name] = place
        problem = (
            _options_problem(field) or _condition_problem(fields, place, places, circled) or _against_the_rules(field)
        )
        if problem:
            found[place] = problem
    return found


def _against_the_rules(field: FormField) -> str:
    """What the rules of the field forbid outright is refused, whoever knows about it."""
    return next((finding.words for finding in forbidden(findings_about(field))), "")


def _options_problem(field: FormField) -> str:
    if field.type not in ("choice", "choices"):
        return ""
    options = [" ".join(option.split()) for option in field.options]
    if len(options) < OPTIONS_MIN or not all(options):
        return _("“%(label)s” needs at least two options to choose from.") % {"label": field.label}
    twice = next((option for option in options if options.count(option) > 1), None)
    if twice is not None:
        return _("“%(label)s” offers “%(option)s” twice.") % {"label": field.label, "option": twice}
    return ""


def _condition_problem(
    fields: Sequence[FormField], place: int, places: Mapping[str, int], circled: Mapping[int, str]
) -> str:
    field = fields[place]
    condition = field.shown_if
    if condition is None:
        return ""
    label = {"label": field.label}
    if condition.key == field.key:
        return _("“%(label)s” can't depend on its own answer. Please choose an earlier question.") % label
    if condition.key not in places:
        return _("“%(label)s” depends on a question that was removed. Please choose another one.") % label
    earlier = fields[places[condition.key]]
    words = label | {"earlier": earlier.label}
    if place in circled:
        return _("“%(label)s” and “%(other)s” wait for each other, so neither would ever be asked.") % (
            label | {"other": circled[place]}
        )
    if places[condition.key] > place:
        return _("“%(label)s” depends on “%(earlier)s”, which comes later. Please move that one above it.") % words
    if condition.test == "answered":
        return ""
    if earlier.type not in COMPARABLE:
        return _("“%(earlier)s” has no fixed answers. “%(label)s” can only depend on whether it was answered.") % words
    if not condition.values:
        return _("Please say with which answer to “%(earlier)s” the question “%(label)s” is asked.") % words
    if condition.test != "one_of" and len(condition.values) > 1:
        return _("“%(label)s”: please name one answer only, or choose “is one of”.") % words
    gone = next((value for value in condition.values if value not in earlier.answers), None)
    if gone is not None:
        return _("“%(earlier)s” has no answer “%(value)s”. Please choose again for “%(label)s”.") % (
            words | {"value": gone}
        )
    return ""


def _in_a_circle(fields: Iterable[FormField]) -> dict[int, str]:
    """Questions that hang on themselves over others: their place, and the name of the one they hang on."""
    listed = list(fields)
    by_key = {field.key: field for field in listed}
    found: dict[int, str] = {}
    for place, field in enumerate(listed):
        seen: set[str] = set()
        step = field
        while step.shown_if and step.shown_if.key in by_key and step.shown_if.key not in seen:
            seen.add(step.shown_if.key)
            step = by_key[step.shown_if.key]
            if step is field and field.shown_if:
                found[place] = by_key[field.shown_if.key].label
                break
    return found
