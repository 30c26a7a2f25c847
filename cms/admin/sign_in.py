"""Signing in at the desk: by user name, or by the phone number one uses on the phone; with the same limits."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from django.utils.translation import gettext_lazy
from wagtail.admin.forms.auth import LoginForm

from content_models.people.models import User
from content_models.people.phones import NotAPhoneNumber, normalise_phone


class StaffLoginForm(LoginForm):
    """Guessing is limited by allauth's own counters, which a plain Django form would pass by."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = gettext_lazy("Phone or user name")
        self.fields["username"].widget.attrs["placeholder"] = ""
        self.fields["password"].label = gettext_lazy("Password")
        self.fields["password"].widget.attrs["placeholder"] = ""

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = self.cleaned_data
        name, password = given.get("username"), given.get("password")
        if name and password:
            # Raises a form error of its own after too many tries.
            self.user_cache = get_adapter().authenticate(self.request, username=_user_name(name), password=password)
            if self.user_cache is None:
                raise self.get_invalid_login_error()
            self.confirm_login_allowed(self.user_cache)
        return given


def _user_name(typed: str) -> str:
    """The user name behind a phone number; anything else is taken for a user name."""
    try:
        person = User.objects.by_phone(normalise_phone(typed))
    except NotAPhoneNumber:
        return typed
    return person.username if person else typed
