"""allauth's questions about phones, answered from content_models/people, in a neighbour's words."""

from __future__ import annotations

from typing import Any, cast

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.accounts.phone_field import PhoneNumberField
from content_models.common.clock import utc_now
from content_models.people.accounts import AccountClosed, attach_phone
from content_models.people.models import User
from content_models.people.phones import phone_hash
from content_models.people.sms import SmsNotSent, sms_sender


class PhoneAccountAdapter(DefaultAccountAdapter):
    """Phones instead of e-mail."""

    # Keys are the stable codes that clients read; the words follow the reader's language.
    error_messages = DefaultAccountAdapter.error_messages | {
        "account_closed": AccountClosed.message,
        "already_signed_in": gettext_lazy("You are already signed in."),
        "broken_json": gettext_lazy("We could not read that. Please try again."),
        "code_expired": gettext_lazy("This code is no longer valid. Please get a new one."),
        "incorrect_code": gettext_lazy("That's not the right code. Please look at the message again."),
        "incorrect_password": gettext_lazy("That's not the right password."),
        "invalid_login": gettext_lazy("Please enter your phone number and your password."),
        "phone_password_mismatch": gettext_lazy(
            "Phone number or password is not right. You can also sign in with a code."
        ),
        "phone_taken": gettext_lazy("This number already belongs to another account."),
        "rate_limited": gettext_lazy("That was a bit too often. Please wait a little."),
        "same_as_current": gettext_lazy("This is already your number."),
        "signup_by_code": gettext_lazy("Please sign in with a code: new neighbours get their account that way."),
        "sms_not_sent": SmsNotSent.message,
        "too_many_codes": gettext_lazy("You have asked for many codes. Please wait a little before the next one."),
        "too_many_login_attempts": gettext_lazy(
            "That went wrong too often. Please wait a few minutes, or sign in with a code."
        ),
        "too_many_wrong_codes": gettext_lazy("That code was wrong too often. Please get a new one."),
        "username_password_mismatch": gettext_lazy("User name or password is not right."),
    }

    # --- where a phone is kept -----------------------------------------------------------------
    def get_phone(self, user: AbstractBaseUser) -> tuple[str, bool] | None:
        person = cast(User, user)
        return (person.phone, person.phone_verified_at is not None) if person.phone else None

    def set_phone(self, user: AbstractBaseUser, phone: str, verified: bool) -> None:
        attach_phone(user=cast(User, user), phone=phone, verified_at=utc_now() if verified else None)

    def set_phone_verified(self, user: AbstractBaseUser, phone: str) -> None:
        """allauth calls this with the new number when somebody has moved to it."""
        self.set_phone(user, phone, verified=True)

    def get_user_by_phone(self, phone: str) -> User | None:
        """Switched-off accounts are found too: their number is not free for others."""
        return User.objects.by_phone(phone)

    def phone_form_field(self, **options: Any) -> PhoneNumberField:
        return PhoneNumberField(**options)

    # --- what is sent --------------------------------------------------------------------------
    def send_verification_code_sms(self, user: AbstractBaseUser | None, phone: str, code: str, **_options: Any) -> None:
        minutes = app_settings.LOGIN_BY_CODE_TIMEOUT // 60
        text = _("Linli: your code is %(code)s, good for %(minutes)d minutes. Please keep it to yourself.") % {
            "code": code,
            "minutes": minutes,
        }
        sms_sender().send(phone=phone, text=text, code=code)

    def send_unknown_account_sms(self, phone: str, **_options: Any) -> None:
        """Signing in by code never comes here: an unknown number gets its code like any other."""
        text = _("Linli: this number has no account yet. Sign in with a code and you will have one.")
        sms_sender().send(phone=phone, text=text, code=None)

    def send_account_already_exists_sms(self, phone: str) -> None:
        text = _("Linli: somebody tried to add this number to another account. If it was not you, ignore this.")
        sms_sender().send(phone=phone, text=text, code=None)

    # --- who may come in -----------------------------------------------------------------------
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """There is one door: a code to the phone signs in and signs up (cms/accounts/code_flow.py)."""
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> AbstractBaseUser | None:
        """allauth lets a switched-off person through to an "inactive" page; here she looks like a stranger."""
        user: AbstractBaseUser | None = super().authenticate(request, **credentials)
        return user if user is not None and user.is_active else None

    def login_attempts_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Whose wrong passwords are counted together."""
        if phone := credentials.get("phone"):
            return phone_hash(phone)
        key: str = super()._get_login_attempts_cache_key(request, **credentials)
        return key

    # allauth counts by e-mail or user name only: five wrong passwords of anybody would lock out every phone.
    _get_login_attempts_cache_key = login_attempts_key


def display_name(user: User) -> str:
    """What allauth shows of a person: never the user name, never the surname."""
    return user.shown_name
