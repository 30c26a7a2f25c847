"""Identifiers: UUIDv7 (RFC 9562), so that the order of ids is the order of making and lists page by id."""

from uuid import UUID

from uuid_utils.compat import uuid7 as _uuid7

__all__ = ["NOBODYS", "UUID", "any_id", "parse_id", "uuid7"]

NOBODYS = UUID(int=0)


def uuid7() -> UUID:
    """A new id; monotonic within a process."""
    return _uuid7()


def parse_id(text: str) -> UUID | None:
    """The id that `text` spells, or None."""
    try:
        return UUID(text)
    except (ValueError, AttributeError, TypeError):
        return None


def any_id(text: str) -> UUID:
    """The id that `text` spells; nobody's if it spells none: a malformed id is answered like an unknown one."""
    return parse_id(text) or NOBODYS
