"""Signing in by phone or username, and loading the person with all her roles in one query."""

from __future__ import annotations

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend

from content_models.common.clock import local_day, utc_now
from content_models.people.models import User


class PersonBackend(AuthenticationBackend):
    """allauth's backend, whose `get_user` also reads the roles in force (`user.actor`)."""

    def get_user(self, user_id: Any) -> User | None:
        actor = User.objects.with_grants(user_id, today=local_day(utc_now()))
        if actor is None or actor.user is None or not self.user_can_authenticate(actor.user):
            return None
        actor.user.actor = actor
        return actor.user
