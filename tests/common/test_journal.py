"""SQLite keeps its write-ahead log from the first migrate on."""

import sqlite3

from django.db import connections
from django.db.backends.sqlite3.base import DatabaseWrapper

from content_models.common.journal import keep_write_ahead_log


def test_migrate_switches_a_database_file_to_wal(tmp_path, monkeypatch, django_db_blocker):
    path = tmp_path / "linli.sqlite3"
    file_database = DatabaseWrapper(connections["default"].settings_dict | {"NAME": str(path), "OPTIONS": {}}, "file")
    monkeypatch.setattr("content_models.common.journal.connections", {"file": file_database})

    with django_db_blocker.unblock():
        keep_write_ahead_log(using="file")
    file_database.close()

    looking_again = sqlite3.connect(path)
    assert looking_again.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    looking_again.close()
