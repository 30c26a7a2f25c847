"""Sessions in the database, sealed: while somebody signs in they hold a phone number and a code."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session

from content_models.common.clock import utc_now
from content_models.common.compiled import CompiledQuery
from content_models.common.encryption import CannotOpen, seal, unseal

logger = logging.getLogger("django.security.SuspiciousSession")


class SessionStore(db.SessionStore):
    """Django's, with the content encrypted and bound to its key: a copied row opens no other session."""

    def load(self) -> dict[str, Any]:
        """Django's, by a query that is compiled once: every call of who is signed in begins with it."""
        found = _living().rows(key=self.session_key, now=utc_now()) if self.session_key else []
        if not found:
            self._session_key = None
            return {}
        return self.decode(found[0][0])

    def encode(self, session_dict: dict[str, Any]) -> str:
        return seal(self.serializer().dumps(session_dict).decode("latin-1"), bound_to=self._place())

    def decode(self, session_data: bytes | str) -> dict[str, Any]:
        try:
            content: dict[str, Any] = self.serializer().loads(
                unseal(str(session_data), bound_to=self._place()).encode("latin-1")
            )
        except (CannotOpen, ValueError):
            # Damaged, or its key was retired: the person signs in again.
            logger.warning("Session data could not be opened")
            return {}
        return content

    def _place(self) -> str:
        return f"django_session.session_data.{self.session_key}"


@lru_cache(maxsize=1)
def _living() -> CompiledQuery:
    key, now = "\0key", datetime.max.replace(tzinfo=UTC)
    sessions = Session.objects.filter(session_key=key, expire_date__gt=now)
    return CompiledQuery(sessions.values_list("session_data"), key=key, now=now)
