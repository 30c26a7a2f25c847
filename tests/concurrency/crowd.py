"""Many at the same moment, each on a database connection of its own."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

from django.db import connection

from content_models.common.errors import DomainError


def all_at_once(attempts: Sequence[Callable[[], object]]) -> Counter[str]:
    """Everybody starts together; counts `ok` and the codes of refusals. Any other error fails the test."""
    start_line = threading.Barrier(len(attempts), timeout=30)

    def run(attempt: Callable[[], object]) -> str:
        try:
            start_line.wait()
            attempt()
        except DomainError as refusal:
            return refusal.code
        finally:
            connection.close()
        return "ok"

    with ThreadPoolExecutor(len(attempts)) as crowd:
        return Counter(crowd.map(run, attempts))
