"""Migrating SQLite once per state of the migrations, not once per run: Wagtail and Linli bring over two hundred.

Each run works on its own copy of the migrated file. PostgreSQL (tests/support/postgres.py) is migrated anew each time.
"""

import os
import shutil
import sqlite3
import sys
from pathlib import Path

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.recorder import MigrationRecorder

from content_models.common.triggers import walls
from tools.console import ROOT
from tools.data import CODE
from tools.stamps import files_below, fingerprint

KEPT = ROOT / ".pytest_cache" / "migrated"


def migrated_file() -> Path:
    """Where the migrated database of this state of the code is kept."""
    migrations = [path for path in files_below(*CODE, suffix=".py") if path.parent.name == "migrations"]
    state = fingerprint([ROOT / "requirements" / "dev.txt", *migrations], sys.version)
    return KEPT / f"{state[:24]}.sqlite3"


def database_file() -> Path | None:
    """The database file that this run will use; None where the tests run on PostgreSQL."""
    if connections["default"].vendor != "sqlite":
        return None
    return Path(connections["default"].settings_dict["TEST"]["NAME"])


def take_copy() -> bool:
    """Begin with a migrated database, if one is kept."""
    wanted = database_file()
    if wanted is None or not migrated_file().is_file():
        return False
    shutil.copyfile(migrated_file(), wanted)
    return True


def keep_copy() -> None:
    """After migrating: keep the still empty database for the next run. Several runs may do so at once."""
    made = database_file()
    if made is None or migrated_file().is_file():
        return
    # `pytest --nomigrations` makes tables that know of no migration: the next run could not begin with them.
    if MigrationRecorder.Migration._meta.db_table not in connections["default"].introspection.table_names():
        return
    KEPT.mkdir(parents=True, exist_ok=True)
    for outdated in KEPT.iterdir():
        outdated.unlink(missing_ok=True)
    draft = KEPT / f"{os.getpid()}.part"
    with sqlite3.connect(made) as source, sqlite3.connect(draft) as copy:
        source.backup(copy)
    copy.close()
    source.close()
    draft.replace(migrated_file())


def flush_behind_the_walls(connection: BaseDatabaseWrapper) -> None:
    """Tests that commit are cleaned up by emptying every table, which the ledger's own table refuses: walls go down
    for just that moment.
    """
    ops, flush = connection.ops, connection.ops.execute_sql_flush

    def flush_and_rebuild(statements: list[str]) -> None:
        for wall in walls():
            wall.remove(connection)
        flush(statements)
        for wall in walls():
            wall.build(connection)

    ops.execute_sql_flush = flush_and_rebuild  # type: ignore[method-assign, assignment]
