"""Agreeing to be shown when one is honoured, choosing how, and taking it back."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _
from django_scopes import scopes_disabled

from content_models.common.action_log import write_log
from content_models.common.errors import Invalid
from content_models.common.ids import uuid7
from content_models.common.overtaken import Overtaken, again_when_overtaken
from content_models.honors.models import Award, DisplayConsent
from content_models.honors.states import Address, Choice
from content_models.people.actions import UnknownConsent, require_consent, signed_in
from content_models.people.roles import Actor

# The wording people agree to; a new wording is asked for again.
DISPLAY_VERSION = "2026-11"


class AddressMissing(Invalid):
    code = "address_missing"
    message = _("Please choose how you want to be addressed.")


@again_when_overtaken
def choose_display(
    *, actor: Actor, choice: str, address: str = "", version: str = DISPLAY_VERSION, now: datetime
) -> DisplayConsent:
    """Say how one wants to be shown. Saying the same twice is saying it once; holds at once, also on old editions.

    Raises:
        Unknown, ConsentRequired, UnknownConsent, AddressMissing
        Invalid: no such choice.
    """
    user = signed_in(actor)
    require_consent(user)
    if version != DISPLAY_VERSION:
        raise UnknownConsent(fields={"version": UnknownConsent.message})
    if choice not in Choice.values:
        raise Invalid(fields={"choice": Invalid.message})
    if choice == Choice.SHORT and address not in Address.values:
        raise AddressMissing(fields={"address": AddressMissing.message})
    kept = address if choice == Choice.SHORT else ""
    living = DisplayConsent.objects.living([user.pk]).first()
    if living is not None and (living.choice, living.address, living.version) == (choice, kept, version):
        same: DisplayConsent = living
        return same
    _close(living, now)
    try:
        with transaction.atomic():
            made = DisplayConsent.objects.create(
                id=uuid7(), person=user, choice=choice, address=kept, version=version, given_at=now
            )
    except IntegrityError as error:
        raise Overtaken from error
    if choice not in (Choice.FULL, Choice.SHORT):
        _forget_names(user.pk)
    write_log(user, "linli.honors.display_chosen", user=user, data={"choice": choice})
    return made


@again_when_overtaken
def withdraw_display(*, actor: Actor, now: datetime) -> None:
    """Take the consent back. From now on nothing names her, frozen editions neither. Twice is once.

    Raises:
        Unknown
    """
    user = signed_in(actor)
    living = DisplayConsent.objects.living([user.pk]).first()
    if living is None:
        return
    _close(living, now)
    _forget_names(user.pk)
    write_log(user, "linli.honors.display_withdrawn", user=user, data={})


def _close(living: DisplayConsent | None, now: datetime) -> None:
    """Raises:
    Overtaken: it was closed meanwhile.
    """
    if living is None:
        return
    if not DisplayConsent.objects.filter(pk=living.pk, withdrawn_at__isnull=True).update(withdrawn_at=now):
        raise Overtaken


def _forget_names(person_id: UUID) -> None:
    """The names that editions kept for her go: what they were kept for has ended."""
    with scopes_disabled():  # her own, in whichever community
        Award.objects.filter(person_id=person_id).update(name="")
