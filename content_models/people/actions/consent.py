"""Agreeing to a wording, and taking it back."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django_scopes import scopes_disabled
from wagtail.log_actions import log

from content_models.common.errors import Invalid, Refused
from content_models.common.ids import uuid7
from content_models.people.actions.inputs import signed_in
from content_models.people.models import Consent, Registration, RegistrationPhoto, User, living_consent
from content_models.people.roles import Actor
from media.actions import delete_photo

# The wordings people agree to; a new wording is asked for again.
CONSENT_VERSIONS = {"privacy": "2026-11", "party_membership": "2026-11", "letter_to_unit": "2026-11"}


class ConsentRequired(Refused):
    code = "consent_required"
    message = _("Please read and agree to how we handle your data first.")


class UnknownConsent(Invalid):
    code = "unknown_consent"
    message = _("This wording is out of date. Please reload the page.")


def require_consent(user: User) -> None:
    """Raises ConsentRequired unless the person agreed to today's wording."""
    consent = living_consent(user, "privacy")
    if consent is None or consent.version != CONSENT_VERSIONS["privacy"]:
        raise ConsentRequired


@transaction.atomic
def give_consent(*, actor: Actor, purpose: str, version: str, now: datetime) -> Consent:
    """Agree to one wording. Agreeing twice is agreeing once."""
    user = signed_in(actor)
    if CONSENT_VERSIONS.get(purpose) != version:
        raise UnknownConsent(fields={"version": UnknownConsent.message})
    consent, made = Consent.objects.get_or_create(
        user=user, purpose=purpose, version=version, withdrawn_at=None, defaults={"id": uuid7(), "given_at": now}
    )
    if made:
        log(user, "linli.consent.given", user=user, data={"purpose": purpose, "version": version})
    return consent


@transaction.atomic
def withdraw_consent(*, actor: Actor, purpose: str, now: datetime) -> None:
    """Take a consent back; nothing new is stored from then on.

    With the consent to keep that she is a Party member, the fact itself goes: reports end; unit, membership and
    what else she answered are erased.
    """
    user = signed_in(actor)
    if purpose not in CONSENT_VERSIONS:
        raise UnknownConsent(fields={"purpose": UnknownConsent.message})
    if Consent.objects.filter(user=user, purpose=purpose, withdrawn_at=None).update(withdrawn_at=now):
        log(user, "linli.consent.withdrawn", user=user, data={"purpose": purpose})
    if purpose == "party_membership":
        with scopes_disabled():  # her own, in whichever community
            Registration.objects.filter(user=user).update(unit="", party_member="", wears_badge=False, answers_json="")
            for kept in RegistrationPhoto.objects.filter(registration__user=user).select_related("photo"):
                delete_photo(photo=kept.photo)
            Registration.objects.living().filter(user=user).update(ended_at=now)
