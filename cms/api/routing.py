"""How a route is declared: `@read` and `@write` carry what all of them share.

A read is open to visitors unless it says `auth=signed_in`. A write needs a signed-in person, runs once per
Idempotency-Key in one transaction, and gives plain dicts: the schema documents the answer, tests hold the two
together (`settings.LINLI_CHECK_ANSWERS`), and the hot path does not pay for validating its own output.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any, TypeVar

import orjson
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema

from cms.api.auth import actor_of, any_reader, signed_in
from cms.api.errors import Problem
from cms.api.etags import answer_by_content
from cms.api.idempotency import once

F = TypeVar("F", bound=Callable[..., Any])

_PROBLEMS_OF_READS = dict.fromkeys((401, 403, 404, 422), Problem)
_PROBLEMS_OF_WRITES = dict.fromkeys((400, 401, 403, 404, 409, 422, 429), Problem)
_IDEMPOTENCY_KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "description": "A new UUID per intended effect; sent again, the same answer comes back.",
    "schema": {"type": "string", "minLength": 8, "maxLength": 80},
}


def _show_types(view: Callable[..., Any], operation: Callable[..., Any]) -> None:
    """Give Ninja the operation's types ready made: it would look their names up here, where they are not imported."""
    view.__signature__ = inspect.signature(operation, eval_str=True)  # type: ignore[attr-defined]


def checked(schema: type[Schema], payload: Any) -> Any:
    """In tests, an answer that its schema does not describe is a failure."""
    if settings.LINLI_CHECK_ANSWERS and payload is not None:
        schema.model_validate(payload)
        unknown = set(payload) - set(schema.model_fields) if isinstance(payload, dict) else set()
        if unknown:
            raise AssertionError(f"{schema.__name__} does not describe {sorted(unknown)}")
    return payload


def read(router: Router, path: str, *, out: type[Schema], auth: Any = any_reader, **options: Any) -> Callable[[F], F]:
    """A GET. The operation gives a dict (answered with an ETag of its content) or a ready HttpResponse."""

    def register(operation: F) -> F:
        @wraps(operation)
        def view(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            given = operation(request, *args, **kwargs)
            if isinstance(given, HttpResponse):
                if settings.LINLI_CHECK_ANSWERS and given.status_code == HTTPStatus.OK:
                    checked(out, orjson.loads(given.content))
                return given
            return answer_by_content(request, checked(out, given))

        _show_types(view, operation)
        router.get(
            path, response={200: out, **_PROBLEMS_OF_READS}, auth=auth, operation_id=operation.__name__, **options
        )(view)
        return operation

    return register


def write(
    method: Callable[..., Any],
    path: str,
    *,
    out: type[Schema],
    status: int = 200,
    atomic: bool = True,
    secret: bool = False,
    finish: Callable[[HttpRequest, Any], Any] | None = None,
    **options: Any,
) -> Callable[[F], F]:
    """A write (`method` is `router.post`, `router.patch` or `router.put`).

    `finish` adds what belongs into this answer but not into the kept one (contact data): it runs after the
    transaction, for the first send and for every repetition, and asks the policy anew each time.
    `secret`: what was sent can't be told from what is kept (a vote).
    """

    def register(operation: F) -> F:
        @wraps(operation)
        def view(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            actor = actor_of(request)
            code, payload = once(
                request, actor.id, lambda: (status, operation(request, *args, **kwargs)), atomic=atomic, secret=secret
            )
            if finish is not None:
                payload = finish(request, payload)
            response = HttpResponse(
                orjson.dumps(checked(out, payload)), status=code, content_type="application/json; charset=utf-8"
            )
            response["Cache-Control"] = "no-store"
            return response

        _show_types(view, operation)
        method(
            path,
            response={status: out, **_PROBLEMS_OF_WRITES},
            auth=signed_in,
            operation_id=operation.__name__,
            openapi_extra={"parameters": [_IDEMPOTENCY_KEY]},
            **options,
        )(view)
        return operation

    return register
