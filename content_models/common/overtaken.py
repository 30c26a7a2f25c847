"""Writing on a condition, and doing it again when somebody else was first (docs/adr/0004)."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import OperationalError, transaction
from django_fsm import ConcurrentTransition

from content_models.common.errors import Conflict

P = ParamSpec("P")
R = TypeVar("R")

TRIES = 8
# PostgreSQL's own code for the one of two waiting writers that it sends back so that the other can go on.
DEADLOCK = "40P01"


class Overtaken(Exception):
    """Somebody wrote between our look and our write. Nothing of this attempt remains."""


def again_when_overtaken(action: Callable[P, R]) -> Callable[P, R]:
    """Run an action in a transaction; if somebody wrote first, run it again on what is true now.

    Every write behind it is conditional, so an overtaken attempt has changed nothing. On the second look it usually
    raises the honest refusal ("somebody was faster"); `TRIES` bounds the rest. Whom PostgreSQL sends back from a
    deadlock has changed nothing either.

    Raises:
        Conflict: overtaken again and again; and whatever the action raises.
    """

    @wraps(action)
    def attempt(*args: P.args, **kwargs: P.kwargs) -> R:
        for _try in range(TRIES):
            try:
                with transaction.atomic():
                    return action(*args, **kwargs)
            except (ConcurrentTransition, Overtaken):
                continue
            except OperationalError as error:
                if getattr(error.__cause__, "sqlstate", None) != DEADLOCK:
                    raise
        raise Conflict

    return attempt
