"""Saying that a letter holds no more."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from content_models.common.action_log import write_log
from content_models.common.errors import Conflict, Missing
from content_models.letters.models import TEXT_MAX, Letter
from content_models.letters.policy import may_revoke
from content_models.people.actions import clean_reason, signed_in
from content_models.people.roles import Actor


class AlreadyRevoked(Conflict):
    code = "letter_revoked"
    message = _("This letter was revoked.")


@transaction.atomic
def revoke_letter(*, letter: Letter, actor: Actor, reason: str = "", now: datetime) -> Letter:
    """Its public page says so at once. Its person needs no reason; whoever else does.

    Raises:
        Unknown; Missing: not the actor's to revoke. ReasonMissing, AlreadyRevoked
    """
    user = signed_in(actor)
    if not may_revoke(actor, letter):
        raise Missing
    own = letter.person_id == user.pk
    text = reason.strip()[:TEXT_MAX] if own else clean_reason(reason, limit=TEXT_MAX)
    if not Letter.objects.valid().filter(pk=letter.pk).update(revoked_at=now, revoked_because=text):
        raise AlreadyRevoked
    letter.revoked_at, letter.revoked_because = now, text
    write_log(letter, "linli.letter.revoked", user=user, data={"reason": text})
    return letter
