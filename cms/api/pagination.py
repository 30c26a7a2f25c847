"""Opaque cursors: signed, and bound to the list they belong to."""

from __future__ import annotations

import hashlib
import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from functools import lru_cache
from typing import Annotated, Any, TypeVar

import orjson
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel, Field

from content_models.common.errors import Invalid

T = TypeVar("T")

LIMIT_DEFAULT, LIMIT_MAX = 20, 50


class BadCursor(Invalid):
    code = "bad_cursor"
    message = _("This list has changed. Please start from the top.")


# A plain pydantic model: nothing here is read from Django objects, which is what Ninja's Schema adds and costs.
class Paging(BaseModel):
    """`?cursor=&limit=`"""

    cursor: Annotated[str, Field(max_length=500)] | None = None
    limit: Annotated[int, Field(ge=1, le=LIMIT_MAX)] = LIMIT_DEFAULT


def list_key(*parts: Any) -> str:
    """A short name of a list and its filters; a cursor of one list does not open another."""
    return hashlib.sha256("\0".join(map(str, parts)).encode()).hexdigest()[:16]


def write_cursor(position: Sequence[Any], *, of: str) -> str:
    """`position` is what the order goes by, of the last row given."""
    body = urlsafe_b64encode(orjson.dumps([of, *map(_plain, position)]))
    return f"{body.decode()}.{_signature(body)}"


def _signature(body: bytes) -> str:
    """128 bits of HMAC-SHA256 under a key that is made for cursors alone."""
    return urlsafe_b64encode(hmac.digest(_key(settings.SECRET_KEY), body, "sha256")[:16]).decode()


@lru_cache(maxsize=2)
def _key(secret: str) -> bytes:
    return hmac.digest(secret.encode(), b"linli.cursor", "sha256")


def _plain(value: Any) -> Any:
    return value if isinstance(value, int | float | str) or value is None else str(value)


def read_cursor(cursor: str | None, *, of: str) -> list[Any] | None:
    """The position to go on from; None at the start.

    Raises:
        BadCursor: tampered with, or of another list.
    """
    if not cursor:
        return None
    body, _dot, signature = cursor.partition(".")
    if not hmac.compare_digest(signature.encode(), _signature(body.encode()).encode()):
        raise BadCursor
    name, *position = orjson.loads(urlsafe_b64decode(body))
    if name != of:
        raise BadCursor
    return position


def cut(rows: list[T], limit: int) -> tuple[list[T], bool]:
    """Rows were read one beyond the limit: the page, and whether more follow."""
    return rows[:limit], len(rows) > limit
