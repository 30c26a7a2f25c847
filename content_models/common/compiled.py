"""A queryset's SQL, compiled once for its shape and then run with other values.

For what every request asks, the ORM's work of writing SQL costs several times what the database needs to answer
it. The query is still written as a queryset, with its rules and its scope; slots stand where values will be.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import AutoField, Field, IntegerField, Model, QuerySet
from django.db.models.query import get_related_populators
from django.db.models.sql import UpdateQuery

Row = tuple[Any, ...]


class _Statement:
    """SQL with its values, some of which stand where others will."""

    def __init__(self, sql: str, values: Iterable[Any], slots: dict[str, Any]) -> None:
        self.sql = sql
        self._values = tuple(values)
        names = {_as_sent(value): name for name, value in slots.items()}
        self._places = [
            (place, names[value]) for place, value in enumerate(self._values) if _is_hashable(value) and value in names
        ]
        missing = set(slots) - {name for _place, name in self._places}
        if missing:
            raise ValueError(f"the query has no place for {sorted(missing)}")

    def filled(self, slots: dict[str, Any]) -> list[Any]:
        values = list(self._values)
        for place, name in self._places:
            values[place] = _as_sent(slots[name])
        return values


class CompiledQuery:
    """The rows of a `values_list()` queryset, or the instances of a plain one, with slots filled at each call.

    `slots` names the values that the queryset was built with: each must be different from every other value in
    it. A slot is filled with a value of its own type.

    >>> by_slug = CompiledQuery(Community.objects.filter(slug="\0slug").values_list("pk"), slug="\0slug")
    >>> by_slug.rows(slug="pine")
    """

    def __init__(self, queryset: QuerySet[Any, Any], **slots: Any) -> None:
        compiler = queryset.query.get_compiler(connection=connection)
        sql, values = compiler.as_sql()
        self._statement = _Statement(sql, values, slots)
        self._compiler = compiler
        self._converters = [
            (place, functions, expression)
            for place, (functions, expression) in compiler.get_converters(
                [column[0] for column in compiler.select]
            ).items()
            if not isinstance(expression.output_field, IntegerField)  # drivers give integers as integers
        ]

    def rows(self, **slots: Any) -> list[Row]:
        """Run it. One query; seen by everything that watches queries."""
        with connection.cursor() as cursor:
            cursor.execute(self._statement.sql, self._statement.filled(slots))
            found: list[Row] = cursor.fetchall()
        if not self._converters:
            return found
        return [self._converted(row) for row in found]

    def instances(self, **slots: Any) -> list[Any]:
        """Run it and make of each row what the queryset would have made, with what it selects beside."""
        columns, info = self._compiler.select, self._compiler.klass_info
        begin, end = info["select_fields"][0], info["select_fields"][-1] + 1
        names = [column[0].target.attname for column in columns[begin:end]]
        related = get_related_populators(info, columns, connection.alias)  # type: ignore[call-arg]  # stubs know Django 6
        made = []
        for row in self.rows(**slots):
            instance = info["model"].from_db(connection.alias, names, row[begin:end])
            for populator in related:
                populator.populate(row, instance)
            made.append(instance)
        return made

    def _converted(self, row: Row) -> Row:
        values = list(row)
        for place, functions, expression in self._converters:
            for function in functions:
                values[place] = function(values[place], expression, connection)
        return tuple(values)


class CompiledUpdate:
    """`queryset.update(…)`, compiled once."""

    def __init__(self, queryset: QuerySet[Any], slots: dict[str, Any], **changes: Any) -> None:
        query: Any = queryset.query.chain(UpdateQuery)
        query.add_update_values(changes)
        sql, values = query.get_compiler(connection=connection).as_sql()
        self._statement = _Statement(sql, values, slots)

    def run(self, **slots: Any) -> int:
        """The number of rows changed."""
        with connection.cursor() as cursor:
            cursor.execute(self._statement.sql, self._statement.filled(slots))
            changed: int = cursor.rowcount
        return changed


def insert(instance: Model) -> None:
    """Add a row that has its id, by a statement compiled once per model; no signals are sent.

    For rows that a move leaves behind (a claim, a line of the story, a notice, an entry of the log): nothing
    listens to their making, and Wagtail's index of references would look at each of them for nothing.
    """
    statement, fields = _insertion(type(instance))
    values = [field.get_db_prep_save(field.pre_save(instance, True), connection) for field in fields]
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
    instance._state.adding = False
    instance._state.db = connection.alias


@lru_cache(maxsize=64)
def _insertion(model: type[Model]) -> tuple[str, list[Field[Any, Any]]]:
    """An identity the database makes is left to it and not asked for."""
    fields = [field for field in model._meta.local_concrete_fields if not isinstance(field, AutoField)]
    quote = connection.ops.quote_name
    columns, places = ", ".join(quote(str(field.column)) for field in fields), ", ".join(["%s"] * len(fields))
    return f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES ({places})", fields  # noqa: S608


def _as_sent(value: Any) -> Any:
    """The value as the ORM hands it to this database."""
    if isinstance(value, UUID) and not connection.features.has_native_uuid_field:
        return value.hex
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return value


def _is_hashable(value: Any) -> bool:
    return isinstance(value, str | int | float | UUID | datetime)


__all__ = ["CompiledQuery", "CompiledUpdate", "Row", "insert"]
