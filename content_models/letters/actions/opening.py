"""Reading a letter: its person's own business, and the staff's while she agrees. Each look by others is logged."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from content_models.common.action_log import write_log
from content_models.common.errors import Missing
from content_models.letters.actions.revoking import AlreadyRevoked
from content_models.letters.actions.writing import LetterNotAgreed, has_agreed
from content_models.letters.models import Letter
from content_models.letters.policy import may_read
from content_models.people.actions import signed_in
from content_models.people.roles import Actor


@transaction.atomic
def open_letter(*, letter: Letter, actor: Actor, now: datetime) -> dict[str, Any]:
    """What stands on the paper. `person` and `community__area` should be loaded.

    Raises:
        Unknown; Missing: not the actor's to read, or its person has gone.
        AlreadyRevoked. LetterNotAgreed: she has taken her consent back.
    """
    user = signed_in(actor)
    if letter.person is None or not letter.content or not may_read(actor, letter):
        raise Missing
    if letter.revoked_at is not None:
        raise AlreadyRevoked
    if not has_agreed(letter.person):
        raise LetterNotAgreed
    if user.pk != letter.person_id:
        write_log(letter, "linli.letter.opened", user=user, data={"at": now.isoformat()})
    return letter.words
