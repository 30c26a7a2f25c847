"""Linli's way with PostgreSQL: persistent connections whose health is not asked about on every request.

Django's health check is a question of its own before the first query of each request, as expensive as finding a
community. A connection that was found healthy within the last seconds is used as it is. Should PostgreSQL have gone
away just then, that one request is told to try again (503), and Django drops the connection at its end.
"""

from __future__ import annotations

import time

from django.db.backends.postgresql import base

BELIEVED_FOR_SECONDS = 5.0


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's, with health checks at most every few seconds."""

    # Django's own; its stubs leave them out.
    health_check_enabled: bool
    health_check_done: bool

    _healthy_at: float | None = None

    def close_if_health_check_failed(self) -> None:
        if self.connection is None or not self.health_check_enabled or self.health_check_done:
            return
        if self._healthy_at is not None and time.monotonic() - self._healthy_at < BELIEVED_FOR_SECONDS:
            self.health_check_done = True
            return
        super().close_if_health_check_failed()
        self._healthy_at = time.monotonic() if self.connection is not None else None

    def close(self) -> None:
        self._healthy_at = None
        super().close()
