"""Whose turn it is: transactions that write several rows of one person begin with her, in the same order everywhere."""

from __future__ import annotations

from uuid import UUID

from django.db import connection


def take_turn(person_id: UUID | None) -> None:
    """Until the transaction ends, nobody else who takes a turn writes for this person.

    Her account and her kept figures are several rows, and which of them a write needs differs from record to record:
    two that verify many of one person's records at once could each hold what the other wants next. Who takes turns for
    several people does so in the order of their ids. On SQLite there is only one writer anyway.
    """
    if person_id is None or connection.vendor != "postgresql":
        return
    # The end of a UUIDv7 is random. Two people who share its 63 bits would only wait for each other.
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [person_id.int & (2**63 - 1)])


__all__ = ["take_turn"]
