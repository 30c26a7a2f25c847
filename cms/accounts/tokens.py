"""Session tokens of clients without cookies."""

from __future__ import annotations

from allauth.headless.internal import sessionkit
from allauth.headless.tokens.strategies.sessions import SessionTokenStrategy
from django.contrib.sessions.backends.base import SessionBase


class OneQuerySessionTokens(SessionTokenStrategy):
    """allauth's default asks the database twice (does it exist? load it); once is enough."""

    def lookup_session(self, session_token: str) -> SessionBase | None:
        found: SessionBase | None = sessionkit.lookup_session(session_token)
        return found
