"""Opaque cursors: signed, and bound to the list they belong to."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Annotated, Any, TypeVar

from django.core import signing
from django.utils.translation import gettext_lazy as _
from ninja import Schema
from pydantic import Field

from content_models.common.errors import Invalid

T = TypeVar("T")

_SALT = "linli.cursor"
LIMIT_DEFAULT, LIMIT_MAX = 20, 50


class BadCursor(Invalid):
    code = "bad_cursor"
    message = _("This list has changed. Please start from the top.")


class Paging(Schema):
    """`?cursor=&limit=`"""

    cursor: Annotated[str, Field(max_length=500)] | None = None
    limit: Annotated[int, Field(ge=1, le=LIMIT_MAX)] = LIMIT_DEFAULT


def list_key(*parts: Any) -> str:
    """A short name of a list and its filters; a cursor of one list does not open another."""
    return hashlib.sha256("\0".join(map(str, parts)).encode()).hexdigest()[:16]


def write_cursor(position: Sequence[Any], *, of: str) -> str:
    """`position` is what the order goes by, of the last row given."""
    return signing.dumps([of, *map(_plain, position)], salt=_SALT, compress=False)


def _plain(value: Any) -> Any:
    return value if isinstance(value, int | float | str) or value is None else str(value)


def read_cursor(cursor: str | None, *, of: str) -> list[Any] | None:
    """The position to go on from; None at the start.

    Raises:
        BadCursor: tampered with, or of another list.
    """
    if not cursor:
        return None
    try:
        name, *position = signing.loads(cursor, salt=_SALT)
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise BadCursor from error
    if name != of:
        raise BadCursor
    return position


def cut(rows: list[T], limit: int) -> tuple[list[T], bool]:
    """Rows were read one beyond the limit: the page, and whether more follow."""
    return rows[:limit], len(rows) > limit
