"""What a person tells about herself."""

from __future__ import annotations

from django.db import transaction

from content_models.people.actions.consent import require_consent
from content_models.people.actions.inputs import NAME_MAX, NICKNAME_MAX, signed_in, within
from content_models.people.models import User
from content_models.people.roles import Actor


@transaction.atomic
def change_profile(
    *,
    actor: Actor,
    nickname: str | None = None,
    name: str | None = None,
    language: str | None = None,
    elder_mode: bool | None = None,
) -> User:
    """Change what was given; None leaves a field alone."""
    user = signed_in(actor)
    fields: list[str] = []
    if nickname is not None:
        user.nickname = within(nickname, NICKNAME_MAX, "nickname")
        fields.append("nickname")
    if name is not None:
        if name.strip():
            require_consent(user)
        user.full_name = within(name, NAME_MAX, "name")
        fields.append("full_name")
    if language is not None:
        user.language = language
        fields.append("language")
    if elder_mode is not None:
        user.elder_mode = elder_mode
        fields.append("elder_mode")
    if fields:
        user.save(update_fields=fields)
    return user
