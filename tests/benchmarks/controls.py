"""The addresses of Linli and two more on the same API, in benchmark settings only: what a request costs at least.

They go through the same server, middleware and API as the board, and do nothing: one answers with nothing, one
with the bytes of a real board, read once from the file that the benchmark wrote.
"""

import os
from functools import lru_cache
from pathlib import Path

from django.http import HttpRequest, HttpResponse

from cms.api.api import api
from tests.benchmarks.stage import BODY_VARIABLE

JSON = "application/json; charset=utf-8"


@lru_cache(maxsize=1)
def _board_bytes() -> bytes:
    return Path(os.environ[BODY_VARIABLE]).read_bytes()


# On the API's own first router, so that the bare ones are found before anything else.
@api.get("/control/empty", include_in_schema=False)
def empty(request: HttpRequest) -> HttpResponse:
    return HttpResponse(b"{}", content_type=JSON)


@api.get("/control/board", include_in_schema=False)
def board(request: HttpRequest) -> HttpResponse:
    return HttpResponse(_board_bytes(), content_type=JSON)


from cms.urls import urlpatterns  # noqa: E402 - building these closes the API for more routes

__all__ = ["urlpatterns"]
