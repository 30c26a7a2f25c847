"""Rows that a slow maker wrote, kept in order to be written again in a few statements.

Making the cast asks the database 250 times, and most tests begin with it. What it wrote is the difference between
the tables before and after; putting that back takes one statement per table. Only for tests that are rolled back:
the others begin with emptied tables.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.apps import apps
from django.db import connection

Row = tuple[Any, ...]
Made = TypeVar("Made")


@dataclass(frozen=True)
class TableChange:
    """What happened to one table: rows that are new, and rows that were there and read otherwise now."""

    table: str
    columns: tuple[str, ...]
    new: tuple[Row, ...]
    changed: tuple[tuple[Any, dict[str, Any]], ...]  # primary key → the columns that differ
    key: str

    def write(self) -> None:
        quoted = [connection.ops.quote_name(name) for name in (self.table, *self.columns)]
        with connection.cursor() as cursor:
            if self.new:
                places = f"({', '.join(['%s'] * len(self.columns))})"
                cursor.execute(
                    f"INSERT INTO {quoted[0]} ({', '.join(quoted[1:])}) VALUES {', '.join([places] * len(self.new))}",
                    [value for row in self.new for value in row],
                )
            for key, values in self.changed:
                sets = ", ".join(f"{connection.ops.quote_name(column)} = %s" for column in values)
                where = connection.ops.quote_name(self.key)
                cursor.execute(f"UPDATE {quoted[0]} SET {sets} WHERE {where} = %s", [*values.values(), key])


@dataclass(frozen=True)
class Snapshot(Generic[Made]):
    """What `make` wrote and what it returned, each test a copy of its own."""

    changes: tuple[TableChange, ...]
    made: bytes

    @classmethod
    def of(cls, make: Callable[[], Made]) -> tuple[Snapshot[Made], Made]:
        before = _rows_by_key()
        made = make()
        after = _rows_by_key()
        changes = [_difference(table, before[table], after[table]) for table in after]
        kept = tuple(change for change in changes if change.new or change.changed)
        return cls(kept, pickle.dumps(made)), made

    def bring_back(self) -> Made:
        for change in self.changes:
            change.write()
        return pickle.loads(self.made)


@dataclass(frozen=True)
class _Table:
    columns: tuple[str, ...]
    key: str
    rows: dict[Any, Row]


def _rows_by_key() -> dict[str, _Table]:
    found = {}
    models = [model for model in apps.get_models(include_auto_created=True) if model._meta.managed]
    with connection.cursor() as cursor:
        for meta in sorted({model._meta.db_table: model._meta for model in models if not model._meta.proxy}.items()):
            table, options = meta
            assert options.pk is not None
            columns = tuple(field.column for field in options.local_concrete_fields)
            listed = ", ".join(connection.ops.quote_name(column) for column in columns)
            cursor.execute(f"SELECT {listed} FROM {connection.ops.quote_name(table)}")
            key = columns.index(options.pk.column)
            rows = {row[key]: tuple(row) for row in cursor.fetchall()}
            found[table] = _Table(columns, options.pk.column, rows)
    return found


def _difference(table: str, before: _Table, after: _Table) -> TableChange:
    changed = []
    for key, row in after.rows.items():
        earlier = before.rows.get(key)
        if earlier is not None and earlier != row:
            pairs = zip(after.columns, earlier, row, strict=True)
            changed.append((key, {column: now for column, was, now in pairs if was != now}))
    new = tuple(row for key, row in after.rows.items() if key not in before.rows)
    return TableChange(table, after.columns, new, tuple(changed), after.key)
