"""Every route of the API, with who may use it and a body that would be good in Pine Lane.

The tests of tenancy, sign-in and unknown ids walk through this table; a route that is not in it fails them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.support.cast import Cast, wish_input

Body = Callable[[Cast], Any]


@dataclass(frozen=True)
class Route:
    """`by`: somebody of Pine Lane who may do this there. `body` is None for a GET."""

    method: str
    path: str
    by: str
    body: Body | None = None

    @property
    def is_write(self) -> bool:
        return self.method != "GET"

    @property
    def is_in_a_community(self) -> bool:
        return "{slug}" in self.path

    @property
    def thing(self) -> str | None:
        """The kind of thing in the path: `wish` for /wishes/{wish_id}."""
        for kind in ("wish", "post", "appointment", "membership", "photo"):
            if f"{{{kind}_id}}" in self.path:
                return kind
        return None


def _words(**words: Any) -> Body:
    return lambda _cast: words


_C = "/api/v1/communities/{slug}"
_WISH, _APPOINTMENT, _MEMBERSHIP = (
    f"{_C}/wishes/{{wish_id}}",
    f"{_C}/appointments/{{appointment_id}}",
    f"{_C}/memberships/{{membership_id}}",
)

ROUTES = [
    Route("GET", "/api/v1/meta", "anna"),
    Route("GET", "/api/v1/demo/messages", "anna"),
    Route("GET", "/api/v1/communities", "anna"),
    Route("GET", _C, "anna"),
    Route("GET", "/api/v1/me", "anna"),
    Route("PATCH", "/api/v1/me", "anna", _words(nickname="小安")),
    Route("POST", "/api/v1/me/consents", "anna", _words(purpose="privacy", version="2026-11")),
    Route("POST", "/api/v1/me/consents/withdraw", "anna", _words(purpose="privacy")),
    Route("GET", "/api/v1/me/notices", "anna"),
    Route("POST", "/api/v1/me/notices/read", "anna", _words(all=True)),
    Route("POST", f"{_C}/memberships", "anna", _words(role="volunteer")),
    Route("POST", f"{_MEMBERSHIP}/approve", "wu", _words()),
    Route("POST", f"{_MEMBERSHIP}/decline", "wu", _words(reason="资料不全")),
    Route("POST", f"{_MEMBERSHIP}/end", "wu", _words(reason="已搬走")),
    Route("POST", f"{_C}/registrations", "bo", _words(unit="市第三中学")),
    Route("GET", f"{_C}/posts", "anna"),
    Route("GET", f"{_C}/posts/{{post_id}}", "anna"),
    Route("POST", f"{_C}/posts/{{post_id}}/applications", "anna", _words(answers={})),
    Route("POST", f"{_APPOINTMENT}/approve", "wu", _words()),
    Route("POST", f"{_APPOINTMENT}/decline", "wu", _words(reason="已满")),
    Route("POST", f"{_APPOINTMENT}/end", "wu", _words(reason="任期已满")),
    Route("GET", f"{_C}/wishes", "anna"),
    Route("POST", f"{_C}/wishes", "anna", lambda cast: wish_input(cast.pine)),
    Route("GET", _WISH, "wu"),
    Route("POST", f"{_WISH}/approve", "wu", _words()),
    Route("POST", f"{_WISH}/reject", "wu", _words(reason="请先联系物业")),
    Route("POST", f"{_WISH}/claim", "bo", _words()),
    Route("POST", f"{_WISH}/keep", "bo", _words()),
    Route("POST", f"{_WISH}/release", "bo", _words(reason="要出差")),
    Route("POST", f"{_WISH}/fulfil", "bo", _words(note="好了")),
    Route("POST", f"{_WISH}/confirm", "anna", _words(thanks="谢谢")),
    Route("POST", f"{_WISH}/reopen", "anna", _words(reason="还没好")),
    Route("POST", f"{_WISH}/withdraw", "anna", _words()),
    Route("POST", "/api/v1/photos", "anna", _words()),
    Route("GET", "/api/v1/photos/{photo_id}/{size}", "anna"),
    Route("GET", f"{_C}/queue", "wu"),
]
