"""双报到: an in-service Party member reports to the community."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from content_models.areas.models import Community
from content_models.common.errors import Conflict, Invalid
from content_models.common.ids import uuid7
from content_models.common.own_forms import FormField, check_answers, read_form
from content_models.people.actions.consent import CONSENT_VERSIONS, give_consent, require_consent
from content_models.people.actions.inputs import UNIT_MAX, signed_in, within
from content_models.people.actions.memberships import add_membership
from content_models.people.models import (
    Membership,
    MembershipState,
    Registration,
    RegistrationForm,
    RegistrationPhoto,
    User,
)
from content_models.people.roles import Actor, Role
from media.answers import keep_answer_photos


class AlreadyRegistered(Conflict):
    code = "already_registered"
    message = _("You have already reported to this community.")


@transaction.atomic
def register_member(
    *,
    actor: Actor,
    community: Community,
    unit: str,
    wears_badge: bool,
    answers: Mapping[str, Any] | None = None,
    now: datetime,
) -> Registration:
    """双报到: an in-service Party member reports to the community and offers to help.

    Reporting is itself the separate consent that this sensitive fact needs; it is kept with its wording.

    Raises:
        ConsentRequired, AlreadyRegistered, Invalid (no unit), AnswersInvalid, UnknownPhoto
    """
    user = signed_in(actor)
    require_consent(user)
    unit = within(unit, UNIT_MAX, "unit")
    if not unit:
        raise Invalid(fields={"unit": ("unit_required", _("Please enter your work unit."))})
    kept = check_answers(registration_questions(community.pk), answers)
    give_consent(actor=actor, purpose="party_membership", version=CONSENT_VERSIONS["party_membership"], now=now)
    try:
        with transaction.atomic():
            registration = Registration(
                id=uuid7(),
                user=user,
                community=community,
                unit=unit,
                party_member="yes",
                wears_badge=wears_badge,
                created_at=now,
            )
            registration.answers = kept
            registration.save(force_insert=True)
    except IntegrityError as error:
        raise AlreadyRegistered from error
    keep_answer_photos(
        RegistrationPhoto, answers=kept, owner=user, community_id=community.pk, now=now, registration=registration
    )
    log(registration, "linli.registration.made", user=user)
    if not Membership.objects.living().filter(user=user, role=Role.VOLUNTEER, area=community.area).exists():
        add_membership(
            user=user,
            role=Role.VOLUNTEER,
            area=community.area,
            community=community,
            state=MembershipState.PENDING,
            by=user,
            now=now,
            source_id=registration.pk,
        )
    return registration


def registration_questions(community_id: UUID) -> list[FormField]:
    """What the community asks besides the work unit; nothing where it has not said so. Its scope must be open."""
    form = RegistrationForm.objects.filter(community_id=community_id, live=True).first()
    return read_form(form.form) if form is not None else []


def wears_badge(user: User) -> bool:
    """Does the person want the badge of the open community shown?"""
    return bool(Registration.objects.living().filter(user=user, wears_badge=True).exists())
