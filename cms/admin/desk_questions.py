"""A category's own questions at the desk, where a worker writes a wish down for somebody."""

from __future__ import annotations

import json
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from wagtail.admin.widgets import AdminDateInput

from content_models.common.own_forms import FormField

ANSWER = "answer-"


def desk_field(field: FormField, category: str) -> forms.Field:
    """The question as a field of Django's. Whether it must be answered the domain says, which knows the others.

    The data on its widget lets cms/static/cms/desk-questions.js show it when its category and condition ask for it.
    """
    common: dict[str, Any] = {"label": field.label, "required": False, "help_text": field.help}
    choices = [(option, option) for option in field.options]
    made: forms.Field
    match field.type:
        case "choice":
            made = forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **common)
        case "choices":
            made = forms.MultipleChoiceField(choices=choices, widget=forms.CheckboxSelectMultiple, **common)
        case "yes_no":
            made = forms.ChoiceField(choices=[("yes", _("yes")), ("no", _("no"))], widget=forms.RadioSelect, **common)
        case "date":
            made = forms.DateField(widget=AdminDateInput, **common)
        case "long_text":
            made = forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), **common)
        case _:
            made = forms.CharField(**common)
    if field.required:
        made.label = f"{field.label} *"
    condition = field.shown_if
    made.widget.attrs |= {
        "data-category": category,
        "data-question": field.key,
        "data-shown-if": json.dumps([condition.key, condition.test, condition.values]) if condition else "",
    }
    return made


def said(field: FormField, value: Any) -> Any:
    """What Django made of it, as the phone would send it; None for nothing."""
    if value in (None, "", []):
        return None
    if field.type == "yes_no":
        return value == "yes"
    return value.isoformat() if field.type == "date" else value
