"""The form field for phone numbers: as people write them in, E.164 out."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from content_models.people.phones import NotAPhoneNumber, normalise_phone


class PhoneNumberField(forms.CharField):
    """`138 0013 8000` and `+86-138…` become `+8613800138000`; anything else is a form error with our words."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", _("Phone"))
        options.setdefault("error_messages", {"required": _("Please enter your phone number.")})
        options.setdefault("max_length", 30)
        super().__init__(**options)

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        if not text:
            return ""
        try:
            return normalise_phone(text)
        except NotAPhoneNumber as error:
            raise forms.ValidationError(str(error), code=error.code) from error
