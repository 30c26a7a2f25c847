"""How an account comes to life: by proving to hold a phone. Nothing else binds a number to a person.

Accounts that rosters opened for numbers nobody had proven, before there were invitations, are found by who proves it.
"""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from content_models.common.errors import Conflict, Refused
from content_models.common.ids import uuid7
from content_models.people.actions import take_up_invitations
from content_models.people.models import User
from content_models.people.phones import phone_hash


class AccountClosed(Refused):
    """The number is known and proven, but its account was switched off. Said only to whoever holds the phone."""

    code = "account_closed"
    message = _("This number can't sign in at the moment. Please ask your community office.")


class PhoneTaken(Conflict):
    code = "phone_taken"
    message = _("This number already belongs to another account.")


def welcome(*, phone: str, now: datetime) -> User:
    """The account of whoever has just proved to hold `phone` (E.164); a new neighbour gets one.

    Roles to which the number was invited come into force.

    Raises:
        AccountClosed: the account was switched off.
    """
    user = User.objects.by_phone(phone) or _open_account(phone=phone, now=now)
    if not user.is_active:
        raise AccountClosed
    if user.phone_verified_at is None:
        user.phone_verified_at = now
        user.save(update_fields=["phone_verified_at"])
    take_up_invitations(user=user, now=now)
    return user


def attach_phone(*, user: User, phone: str, verified_at: datetime | None) -> None:
    """Give an account the number it is found by.

    Raises:
        PhoneTaken: another account has it.
    """
    user.phone, user.phone_hash, user.phone_verified_at = phone, phone_hash(phone), verified_at
    try:
        with transaction.atomic():
            user.save(update_fields=["phone", "phone_hash", "phone_verified_at"])
    except IntegrityError as error:
        raise PhoneTaken(fields={"phone": PhoneTaken.message}) from error


def _open_account(*, phone: str, now: datetime) -> User:
    """A new account without a password. Two that open it at the same moment end in one account."""
    new_id = uuid7()
    # The user name is only there because the admin's log-in needs one; it says nothing about the phone.
    user = User(
        id=new_id,
        username=f"p{new_id.hex}",
        phone=phone,
        phone_hash=phone_hash(phone),
        phone_verified_at=now,
        date_joined=now,
    )
    user.set_unusable_password()
    try:
        with transaction.atomic():
            user.save(force_insert=True)
    except IntegrityError:
        winner = User.objects.by_phone(phone)
        if winner is None:
            raise
        return winner
    return user
