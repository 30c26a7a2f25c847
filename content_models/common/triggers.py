"""Rules that the database itself holds, where a constraint cannot say them: the same on SQLite and PostgreSQL.

A wall is put up by a migration. Changing a table on SQLite means making it anew, which silently loses its triggers:
after every migrate, walls that are missing are put up again (`keep_up`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper

_walls: list[Wall] = []


@dataclass(frozen=True)
class Wall:
    """The triggers of one rule. `names` are those of SQLite, each with the rest of its `CREATE TRIGGER`."""

    table: str
    sqlite: dict[str, str]
    postgresql_up: tuple[str, ...]
    postgresql_down: tuple[str, ...]

    def __post_init__(self) -> None:
        _walls.append(self)

    def put_up(self, _apps: Any, schema_editor: Any) -> None:
        """For a migration's `RunPython`."""
        self.build(schema_editor.connection)

    def take_down(self, _apps: Any, schema_editor: Any) -> None:
        self.remove(schema_editor.connection)

    def build(self, connection: BaseDatabaseWrapper) -> None:
        if connection.vendor == "sqlite":
            _run(connection, *(f"CREATE TRIGGER IF NOT EXISTS {name} {rest}" for name, rest in self.sqlite.items()))
        else:
            _run(connection, *self.postgresql_up)

    def remove(self, connection: BaseDatabaseWrapper) -> None:
        if connection.vendor == "sqlite":
            _run(connection, *(f"DROP TRIGGER IF EXISTS {name}" for name in self.sqlite))
        else:
            _run(connection, *self.postgresql_down)


def _run(connection: BaseDatabaseWrapper, *statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def walls() -> tuple[Wall, ...]:
    return tuple(_walls)


def keep_up(*, using: str = DEFAULT_DB_ALIAS, **_: Any) -> None:
    """After migrate: on SQLite, put up what a table that was made anew has lost."""
    connection = connections[using]
    if connection.vendor != "sqlite":
        return
    tables = set(connection.introspection.table_names())
    for wall in _walls:
        if wall.table in tables:
            wall.build(connection)


__all__ = ["Wall", "keep_up", "walls"]
