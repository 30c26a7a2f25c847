"""What stands in every table, to compare before and after."""

from typing import Any

from django.db import connection


def every_row() -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all tables, as the database keeps them."""
    rows = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            rows[table] = sorted(cursor.fetchall(), key=repr)
    return rows
