"""Refusals under /_allauth/: allauth's JSON shape, a stable code, words for the reader."""

from __future__ import annotations

import math
import time

from allauth.account.adapter import get_adapter
from allauth.core.internal import ratelimit
from allauth.headless.internal.restkit.response import APIResponse
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse

RATE_APP = "allauth.account"


def refusal(request: HttpRequest, code: str, *, status: int, param: str | None = None) -> HttpResponse:
    """`{"status", "errors": [{"message", "code", "param"?}]}`; `code` is a key of the adapter's `error_messages`."""
    error = {"message": str(get_adapter().error_messages[code]), "code": code}
    if param is not None:
        error["param"] = param
    answer: HttpResponse = APIResponse(request, errors=[error], status=status)
    return answer


def seconds_to_wait(request: HttpRequest, *, action: str, key: str | None = None) -> int:
    """How long until every limit of `action` lets one more through; at least one second."""
    wait = 1.0
    for rate in ratelimit.get_rates(app=RATE_APP, action=action):
        if rate.per == "user" or (rate.per == "key" and key is None):
            continue
        kept_under = ratelimit.get_cache_key(request, app=RATE_APP, action=action, rate=rate, key=key)
        newest_first: list[float] = cache.get(kept_under, [])
        if len(newest_first) >= rate.amount:
            wait = max(wait, newest_first[rate.amount - 1] + rate.duration - time.time())
    return math.ceil(wait)
