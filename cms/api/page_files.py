"""GET C/files/{file_id}: a film that a page of the community shows. Answers ranges: iPhones play nothing without."""

from __future__ import annotations

import re
from collections.abc import Iterator
from mimetypes import guess_type
from typing import Any, Final

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from ninja import Router

from cms.api.errors import Problem
from cms.api.scoping import in_community
from content_models.common.errors import Missing
from content_models.pages.policy import file_on_show

router = Router(tags=["pages"])

# Whatever else lies in the library is not played by a page, and is fetched elsewhere.
PLAYED: Final = frozenset({"video/mp4", "video/webm"})
CHUNK: Final = 64 * 1024
_RANGE = re.compile(r"bytes=(\d*)-(\d*)")


@router.get(
    "/communities/{slug}/files/{file_id}",
    response={200: None, 206: None, 404: Problem, 416: None},
    auth=None,
    operation_id="get_page_file",
    summary="The bytes of a film on a page",
)
def get_page_file(request: HttpRequest, slug: str, file_id: str) -> HttpResponse | StreamingHttpResponse:
    number = int(file_id) if file_id.isascii() and file_id.isdigit() and len(file_id) < 10 else 0
    with in_community(slug) as community:
        file = file_on_show(number, community)
    media_type = guess_type(file.filename)[0] if file is not None else None
    if file is None or media_type not in PLAYED:
        raise Missing
    try:
        stored = file.file.open("rb")
    except OSError as error:
        raise Missing from error
    return _in_part(request, stored, stored.size, media_type)


def _in_part(request: HttpRequest, stored: Any, size: int, media_type: str) -> HttpResponse | StreamingHttpResponse:
    """The part that is asked for; all of it where none is, or where more than one is."""
    first, last = 0, size - 1
    wanted = _RANGE.fullmatch(request.headers.get("Range", ""))
    if wanted and wanted.group(0) != "bytes=-":
        begin, end = wanted.groups()
        if begin:
            first, last = int(begin), min(int(end), last) if end else last
        else:  # the last so many
            first = max(size - int(end), 0)
        if first > last or first >= size:
            stored.close()
            return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    response = StreamingHttpResponse(_read(stored, first, last), status=206 if wanted else 200, content_type=media_type)
    response["Accept-Ranges"] = "bytes"
    response["Content-Length"] = str(last - first + 1)
    if wanted:
        response["Content-Range"] = f"bytes {first}-{last}/{size}"
    response["Cache-Control"] = "public, max-age=3600"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _read(stored: Any, first: int, last: int) -> Iterator[bytes]:
    with stored:
        stored.seek(first)
        left = last - first + 1
        while left > 0 and (chunk := stored.read(min(CHUNK, left))):
            left -= len(chunk)
            yield chunk
