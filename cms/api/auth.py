"""Who is asking: the session cookie of the phone app, or the session token of another client."""

from __future__ import annotations

from typing import Any

from allauth.headless.internal.sessionkit import authenticate_by_x_session_token
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from ninja.security.base import AuthBase
from ninja.utils import check_csrf

from content_models.common.errors import Refused, Unknown
from content_models.people.models import User
from content_models.people.roles import Actor

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


class CsrfFailed(Refused):
    code = "csrf_failed"
    message = _("For safety, please reload the page and try again.")


def find_actor(request: HttpRequest) -> Actor:
    """The person behind the request with her roles; a visitor if nobody is signed in.

    A token that opens nothing makes a visitor too: whether it ever existed is nobody's business.

    Raises:
        CsrfFailed: a write by cookie without the matching CSRF token.
    """
    known: Actor | None = getattr(request, "linli_actor", None)
    if known is not None:
        return known
    token = request.headers.get("X-Session-Token")
    user: Any = None
    if token is not None:
        found = authenticate_by_x_session_token(token)
        user = found[0] if found else None
    elif settings.SESSION_COOKIE_NAME in request.COOKIES:  # without it nobody can be signed in: no session is opened
        user = request.user if request.user.is_authenticated else None
        if user is not None and request.method not in SAFE_METHODS and check_csrf(request) is not None:
            raise CsrfFailed
    actor = getattr(user, "actor", None) if isinstance(user, User) else None
    known = actor or Actor.visitor()
    request.linli_actor = known  # type: ignore[attr-defined]  # kept with the request, which has no field for it
    return known


class AnyReader(AuthBase):
    """Open to visitors; who is signed in sees more."""

    openapi_type = "apiKey"
    openapi_in = "cookie"
    openapi_name = "sessionid"

    def __call__(self, request: HttpRequest) -> Actor:
        return find_actor(request)


class SignedIn(AnyReader):
    """Only for who is signed in."""

    def __call__(self, request: HttpRequest) -> Actor:
        actor = find_actor(request)
        if actor.is_visitor:
            raise Unknown
        return actor


def actor_of(request: HttpRequest) -> Actor:
    """The actor that the route's auth found."""
    return find_actor(request)


any_reader = AnyReader()
signed_in = SignedIn()
