"""From the tables of states.py to the state machine: each row is declared once, as the table says it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, Protocol

from django_fsm import transition


class Row(Protocol):
    """From which states a move leads, and to which."""

    @property
    def sources(self) -> Collection[str]: ...

    @property
    def target(self) -> str: ...


def moves(table: Mapping[str, Row], name: str, field: Any) -> Any:
    """The decorator of the method `name` of a model that moves its `field` as the table says."""
    return transition(field=field, source=sorted(table[name].sources), target=table[name].target)


__all__ = ["moves"]
