"""What an invitation brings besides the bare role: rooms above this one say it, by name."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from content_models.people.models import Invitation, User
    from content_models.people.roles import Actor

# Puts the person where the invitation said, on the word of who invited her (the actor, with the roles of today).
TakeUp = Callable[["Invitation", "User", "Actor", datetime], None]
_TAKE_UP: dict[str, TakeUp] = {}


def invited_as(target_type: str) -> Callable[[TakeUp], TakeUp]:
    """Register how an invitation to such a target is taken up."""

    def register(take_up: TakeUp) -> TakeUp:
        _TAKE_UP[target_type] = take_up
        return take_up

    return register


def take_up_of(target_type: str) -> TakeUp:
    """How it is taken up.

    Raises:
        KeyError: nobody has registered such a target.
    """
    return _TAKE_UP[target_type]
