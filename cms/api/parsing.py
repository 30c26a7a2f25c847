"""Reading a JSON body: strictly, because Python's own parser lets through what no database can keep."""

from __future__ import annotations

from typing import Any, cast

import orjson
from django.http import HttpRequest
from ninja.parser import Parser


class StrictParser(Parser):
    """No half surrogate pairs, no NaN (orjson refuses them), no NUL character (PostgreSQL refuses it)."""

    def parse_body(self, request: HttpRequest) -> dict[str, Any]:
        """Raises ValueError for what can't be read; Ninja makes a 400 of it."""
        body = orjson.loads(request.body)
        if b"\\u0000" in request.body and _has_nul(body):
            raise ValueError("NUL")
        return cast("dict[str, Any]", body)


def _has_nul(value: Any) -> bool:
    if isinstance(value, str):
        return "\0" in value
    if isinstance(value, dict):
        return any(_has_nul(part) for pair in value.items() for part in pair)
    return isinstance(value, list) and any(map(_has_nul, value))
