"""How Linli talks to its two databases; the reasons are in docs/adr/0002 and 0013."""

from pathlib import Path
from typing import Any

import dj_database_url

from cms.settings.environment import env_flag

PREPARE_AFTER = 3  # times that a statement has come


def sqlite(path: Path) -> dict[str, Any]:
    """SQLite for one machine.

    IMMEDIATE takes the write lock at BEGIN, so that waiting works instead of failing with
    "database is locked"; the journal mode (WAL) is kept in the file and set once at migrate,
    because eight connections switching at once fail. `synchronous` stays FULL: a confirmed
    wish must survive a power cut.
    """
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "CONN_MAX_AGE": None,
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20},
    }


def postgresql(url: str, *, conn_max_age: int = 600) -> dict[str, Any]:
    """PostgreSQL by URL. Persistent connections: opening one per request costs seven eighths of the speed.

    Values are sent apart from the statement, and a statement that comes again is prepared once per connection: what
    the board asks is then planned once. Behind a pooler that can't keep prepared statements set
    LINLI_PREPARED_STATEMENTS=0.
    """
    settings: dict[str, Any] = dict(dj_database_url.parse(url, conn_max_age=conn_max_age, conn_health_checks=True))
    settings["ENGINE"] = "content_models.common.postgresql"
    prepare_after = PREPARE_AFTER if env_flag("LINLI_PREPARED_STATEMENTS", default=True) else None
    settings["OPTIONS"] = {
        "server_side_binding": True,
        "prepare_threshold": prepare_after,
        **settings.get("OPTIONS", {}),
    }
    settings["DISABLE_SERVER_SIDE_CURSORS"] = True
    return settings
