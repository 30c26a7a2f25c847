"""Refuses to run for real people on a database in which everybody knows somebody's password."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections

from content_models.people.models import User

ACCOUNTS_OPEN = "linli.E001"


def open_demo_accounts(*, using: str = "default") -> int:
    """How many demo accounts could sign in now.

    Those without a password count too: their invented numbers might be given to somebody one day.
    """
    return User.objects.using(using).filter(is_demo=True, is_active=True).count()


@register(Tags.database)
def demo_accounts_are_closed(
    app_configs: Sequence[AppConfig] | None, databases: Sequence[str] | None = None, **_: Any
) -> list[CheckMessage]:
    """Outside demo mode no account of the demo may be open.

    Runs where databases are named: `check --database default`, and `migrate`.
    """
    if settings.LINLI_DEMO:
        return []
    messages: list[CheckMessage] = []
    for using in databases or ():
        # `migrate` runs the checks before there is a table.
        if User._meta.db_table not in connections[using].introspection.table_names():
            continue
        count = open_demo_accounts(using=using)
        if count:
            messages.append(
                Error(
                    f"Demo mode is off, but {count} accounts of the demo are open: everybody knows their password.",
                    hint="Use a database of your own, or close them for good: manage.py demo --close",
                    id=ACCOUNTS_OPEN,
                )
            )
    return messages
