"""Asking until there is a definitive answer: through the domain's actions, or over HTTP. Always with the same id."""

from __future__ import annotations

import contextlib
import http.client
import json
import time
from collections.abc import Callable
from typing import Any

from tests.benchmarks.race import CSRF
from tests.benchmarks.storm.book import OK, Entry

PAUSE_SECONDS, PATIENCE_SECONDS, ANSWER_WITHIN_SECONDS = 0.1, 120, 20
IN_FLIGHT = "idempotency_in_flight"


class NoAnswerError(Exception):
    """Nothing definitive was heard for two minutes."""


def ask_directly(entry: Entry, act: Callable[[], str]) -> None:
    """`act` returns the id of what it made. A lost database is asked again, on a new connection."""
    from django.db import InterfaceError, OperationalError, connection

    from content_models.common.errors import DomainError

    def attempt() -> bool:
        try:
            entry.made = act()
        except DomainError as refusal:
            entry.answer = refusal.code
        except (OperationalError, InterfaceError) as error:
            entry.faults.append(getattr(error.__cause__, "sqlstate", None) or type(error).__name__)
            connection.close()
            return False
        else:
            entry.answer = OK
        return True

    _until_answered(entry, attempt)


class Phone:
    """One connection to the web server, opened anew when it breaks."""

    def __init__(self, port: int) -> None:
        self.port = port
        self._line: http.client.HTTPConnection | None = None

    def ask(self, entry: Entry, path: str, body: dict[str, Any], session: str) -> None:
        def attempt() -> bool:
            try:
                status, answer = self._send(path, body, session, entry.id)
            except (OSError, http.client.HTTPException, ValueError) as error:
                entry.faults.append(type(error).__name__)
                self._hang_up()
                return False
            if status >= 500 or answer.get("code") == IN_FLIGHT:
                entry.faults.append(str(status))
                return False
            entry.answer = OK if status < 300 else str(answer["code"])
            entry.made = str(answer["id"]) if status < 300 else ""
            return True

        _until_answered(entry, attempt)

    def _send(self, path: str, body: dict[str, Any], session: str, key: str) -> tuple[int, dict[str, Any]]:
        if self._line is None:
            self._line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=ANSWER_WITHIN_SECONDS)
        headers = {
            "Cookie": f"sessionid={session}; csrftoken={CSRF}",
            "X-CSRFToken": CSRF,
            "Idempotency-Key": key,
            "Content-Type": "application/json",
        }
        self._line.request("POST", f"/api/v1/communities/many/{path}", json.dumps(body), headers)
        answer = self._line.getresponse()
        content = answer.read()
        return answer.status, json.loads(content) if answer.status < 500 else {}

    def _hang_up(self) -> None:
        if self._line is not None:
            with contextlib.suppress(OSError):
                self._line.close()
        self._line = None


def _until_answered(entry: Entry, attempt: Callable[[], bool]) -> None:
    began = time.monotonic()
    while True:
        entry.tries += 1
        if attempt():
            return
        if time.monotonic() - began > PATIENCE_SECONDS:
            raise NoAnswerError(f"{entry.what} {entry.id}: {entry.faults[-5:]}")
        time.sleep(PAUSE_SECONDS)
