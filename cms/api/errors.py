"""Domain errors → RFC 9457 problems. One map; nothing else in the API writes an error."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.http.request import RawPostDataException
from django.utils.translation import gettext as _
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError, ValidationError

from content_models.common.errors import Conflict, DomainError, Invalid, Missing, Refused, TooMany, Unknown

logger = logging.getLogger(__name__)

STATUS_OF: list[tuple[type[DomainError], int]] = [
    (Unknown, 401),
    (Missing, 404),
    (Refused, 403),
    (Conflict, 409),
    (Invalid, 422),
    (TooMany, 429),
    (DomainError, 409),
]


class FieldProblem(Schema):
    """One wrong field."""

    field: str
    code: str
    message: str


class Problem(Schema):
    """RFC 9457. `detail` can be shown as it is, `code` is for programs and never changes."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    errors: list[FieldProblem] | None = None


class BadRequest(DomainError):
    """The request itself can't be read; mapped to 400 here because no domain raises it."""

    code = "bad_request"


def status_of(error: DomainError) -> int:
    if isinstance(error, BadRequest):
        return 400
    return next(status for kind, status in STATUS_OF if isinstance(error, kind))


def _titles() -> dict[int, str]:
    return {
        400: _("We could not read that"),
        401: _("Not signed in"),
        403: _("Not allowed"),
        404: _("Not found"),
        405: _("Not possible here"),
        409: _("It has changed meanwhile"),
        413: _("Too large"),
        422: _("Please check your input"),
        429: _("Too often"),
        500: _("Something went wrong on our side"),
        503: _("Busy right now"),
    }


def problem(
    status: int,
    code: str,
    detail: str,
    *,
    errors: list[dict[str, str]] | None = None,
    headers: Mapping[str, str] | None = None,
) -> HttpResponse:
    """The HTTP answer of one problem, in the reader's language."""
    body: dict[str, Any] = {
        "type": f"urn:linli:problem:{code}",
        "title": _titles().get(status, str(status)),
        "status": status,
        "detail": detail,
        "code": code,
    }
    if errors:
        body["errors"] = errors
    response = HttpResponse(
        json.dumps(body, ensure_ascii=False, separators=(",", ":")),
        status=status,
        content_type="application/problem+json",
        headers=dict(headers or {}),
    )
    response["Cache-Control"] = "no-store"
    return response


def problem_of(error: DomainError) -> HttpResponse:
    errors = [
        {"field": field, "code": code, "message": str(message)} for field, (code, message) in error.fields.items()
    ]
    headers = {"Retry-After": str(error.retry_after_seconds)} if isinstance(error, TooMany) else None
    return problem(status_of(error), error.code, str(error), errors=errors or None, headers=headers)


def _validation_problem(error: ValidationError) -> HttpResponse:
    """Ninja's findings, as fields with words a neighbour understands."""
    errors = []
    for found in error.errors:
        place = [str(part) for part in found["loc"][1:] if part not in ("payload", "filters", "paging")]
        errors.append({"field": ".".join(place), "code": str(found["type"]), "message": _words_for(found)})
    if any(found["type"] == "json_invalid" for found in error.errors):
        return problem(400, "broken_json", _("We could not read that. Please try again."))
    detail = errors[0]["message"] if len(errors) == 1 else _("Please check what you entered.")
    return problem(422, "invalid", detail, errors=errors)


def _words_for(found: Mapping[str, Any]) -> str:
    limits = found.get("ctx") or {}
    match found["type"]:
        case "missing":
            return _("This is missing.")
        case "string_too_long":
            return _("Too long: at most %(limit)d characters.") % {"limit": limits["max_length"]}
        case "string_too_short":
            return _("Too short: at least %(limit)d characters.") % {"limit": limits["min_length"]}
        case "greater_than_equal":
            return _("At least %(limit)s.") % {"limit": limits["ge"]}
        case "less_than_equal":
            return _("At most %(limit)s.") % {"limit": limits["le"]}
        case "too_long":
            return _("Too many: at most %(limit)d.") % {"limit": limits["max_length"]}
        case "value_error":
            return str(limits.get("error") or _("This can't be read."))
        case kind if kind.startswith("date"):
            return _("This is not a date.")
        case "int_parsing" | "int_type" | "int_from_float":
            return _("This must be a whole number.")
        case "enum" | "literal_error":
            return _("Please choose one of the possible values.")
    return _("This can't be read.")


def install_error_map(api: NinjaAPI) -> None:
    """Teach the API every error it can meet."""

    @api.exception_handler(DomainError)
    def on_domain_error(request: HttpRequest, error: DomainError) -> HttpResponse:
        return problem_of(error)

    @api.exception_handler(ValidationError)
    def on_validation_error(request: HttpRequest, error: ValidationError) -> HttpResponse:
        return _validation_problem(error)

    @api.exception_handler(AuthenticationError)
    def on_not_signed_in(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
        return problem_of(Unknown())

    @api.exception_handler(Http404)
    def on_not_found(request: HttpRequest, error: Http404) -> HttpResponse:
        return problem_of(Missing())

    @api.exception_handler(HttpError)
    def on_http_error(request: HttpRequest, error: HttpError) -> HttpResponse:
        # Ninja raises this for a body that is no JSON; its message quotes the parser.
        if error.status_code == HTTPStatus.BAD_REQUEST:
            return problem(400, "broken_json", _("We could not read that. Please try again."))
        return problem(error.status_code, "http_error", _titles().get(error.status_code, str(error)))

    @api.exception_handler(RequestDataTooBig)
    def on_large_body(request: HttpRequest, error: RequestDataTooBig) -> HttpResponse:
        return problem(413, "too_large", _titles()[413])

    def on_odd_body(request: HttpRequest, error: Exception | type[Exception]) -> HttpResponse:
        return problem(400, "broken_request", _("We could not read that. Please try again."))

    for kind in (SuspiciousOperation, MultiPartParserError, RawPostDataException):
        api.add_exception_handler(kind, on_odd_body)

    @api.exception_handler(OperationalError)
    def on_busy_database(request: HttpRequest, error: OperationalError) -> HttpResponse:
        logger.error("the database refused", exc_info=error)
        return problem(503, "busy", _("It is very busy right now. Please try again."), headers={"Retry-After": "2"})

    @api.exception_handler(Exception)
    def on_bug(request: HttpRequest, error: Exception) -> HttpResponse:
        # The reader gets an apology; the log gets the trace, never the request's body.
        logger.error("unexpected error in %s %s", request.method, request.resolver_match, exc_info=error)
        return problem(
            500, "server_error", _("Something went wrong on our side. Nothing was changed; please try again.")
        )


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Django's view for a wrong CSRF token: a problem for programs, words for people."""
    return problem(403, "csrf_failed", _("For safety, please reload the page and try again."))


def unknown_address(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
    """An address that no route knows looks like an object that does not exist: same bytes."""
    return problem_of(Missing())


def wrong_method(*, allowed: str) -> HttpResponse:
    """The address exists, but not for this method."""
    return problem(405, "method_not_allowed", _("That is not possible here."), headers={"Allow": allowed})
