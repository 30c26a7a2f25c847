"""Counting a person's wrong tries at codes, so that nobody guesses one.

Not in the ordinary cache: where that is a table, the count would be rolled back together with the refusal.
"""

from __future__ import annotations

from uuid import UUID

from django.core.cache import caches

from content_models.common.errors import TooMany

STORE = "tries"


def refuse_guessing(what: str, person_id: UUID, *, most: int) -> None:
    """Raises:
    TooMany: the person was wrong `most` times within the window.
    """
    if int(caches[STORE].get(_key(what, person_id), 0)) >= most:
        raise TooMany


def count_wrong(what: str, person_id: UUID, *, within_seconds: int) -> None:
    """One more wrong try; the window begins with the first."""
    store = caches[STORE]
    if not store.add(_key(what, person_id), 1, within_seconds):
        try:
            store.incr(_key(what, person_id))
        except ValueError:  # the window ended in between
            store.set(_key(what, person_id), 1, within_seconds)


def _key(what: str, person_id: UUID) -> str:
    return f"tries.{what}:{person_id}"


__all__ = ["count_wrong", "refuse_guessing"]
