"""SQLite's journal mode: set once, here."""

from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections


def keep_write_ahead_log(*, using: str = DEFAULT_DB_ALIAS, **_: Any) -> None:
    """After migrate: readers and the one writer stop waiting for each other.

    WAL is remembered in the database file. It is set here and not on every connection, because eight
    processes switching at once fail with "database is locked". A database in memory keeps its own mode.
    """
    connection = connections[using]
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA journal_mode")
        if cursor.fetchone()[0] not in {"wal", "memory"}:
            cursor.execute("PRAGMA journal_mode = WAL")
