"""Each staff member sees the communities she works for, on every page of the admin, and nothing of the others."""

from __future__ import annotations

import contextvars
from collections.abc import Callable, Iterator
from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.defaults import page_not_found
from django_scopes import get_scope, scope

from cms.admin.open_doors import is_open_to_staff
from cms.admin.page_doors import branch_to_choose_from, names_only_ones_own
from content_models.areas.models import Community
from content_models.areas.querysets import CommunityQuerySet
from content_models.common.clock import local_day, utc_now
from content_models.common.errors import DomainError
from content_models.pages.actions import let_into_pages
from content_models.pages.policy import may_approve_pages
from content_models.people.models import User
from content_models.people.roles import STAFF_ROLES, Actor

ADMIN_PATH = "/admin/"
SESSION_OF_ADMIN = (ADMIN_PATH, "/documents/")


def actor_of(request: HttpRequest) -> Actor:
    """Who is at the screen, with the roles in force now. Outside the admin: nobody."""
    return cast(Actor, getattr(request, "actor", None) or Actor.visitor())


def own_community_ids() -> list[UUID]:
    """The communities of the open scope. Without a scope: none."""
    ids = get_scope().get("community")
    return list(ids) if isinstance(ids, list | tuple) else []


def own_communities() -> CommunityQuerySet:
    """The communities that the person at the screen works for."""
    return Community.objects.filter(pk__in=own_community_ids())


def communities_here(request: HttpRequest) -> list[Community]:
    """The same with their areas, as they were read when the request came in: a dozen entries of the menu ask."""
    known: list[Community] | None = getattr(request, "linli_communities", None)
    return known if known is not None else list(own_communities().select_related("area"))


class StaffScopeMiddleware:
    """Opens the scope of a signed-in person's communities around every request of the admin.

    Nobody, and somebody without a staff role, gets an empty scope: every query of a community's things answers
    with nothing. (`None` would mean "no filter" to django-scopes, so it is never used here.)
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path_info.startswith(SESSION_OF_ADMIN):
            return self.get_response(request)
        actor = _actor(request)
        request.actor = actor  # type: ignore[attr-defined]
        communities = _communities_of(actor)
        request.linli_communities = communities  # type: ignore[attr-defined]  # kept with the request, like the actor
        _let_into_pages(request, actor, communities)
        with scope(community=[one.pk for one in communities]):
            response = self.get_response(request)
            if isinstance(response, StreamingHttpResponse):
                # A spreadsheet is written while it is sent, after this block has closed: it takes the scope along.
                chunks = cast(Iterator[bytes], response.streaming_content)
                response.streaming_content = _within(contextvars.copy_context(), iter(chunks))
            return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Screens of Wagtail that know no communities (reports, site history …) are not there for staff, nor are
        pages and pictures of next door on those that do."""
        match = request.resolver_match
        if not request.path_info.startswith(ADMIN_PATH) or match is None or not request.user.is_authenticated:
            return None
        if request.user.is_superuser:
            return None
        if is_open_to_staff(match) and names_only_ones_own(request, match):
            return branch_to_choose_from(request, match)
        return page_not_found(request, Http404(), template_name="wagtailadmin/404.html")

    def process_exception(self, request: HttpRequest, refusal: Exception) -> HttpResponse | None:
        """A refusal of the domain behind a screen of Wagtail's own (a second reader's yes, several pages at once, a
        copy) is said in its words. What the screen had begun is rolled back with it."""
        if not isinstance(refusal, DomainError) or not request.path_info.startswith(ADMIN_PATH):
            return None
        messages.error(request, str(refusal))
        back = request.headers.get("Referer", "")
        if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
            back = reverse("wagtailadmin_home")
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            return JsonResponse({"step": "success", "redirect": back})  # what Wagtail's dialogs wait for
        return redirect(back)


def _actor(request: HttpRequest) -> Actor:
    if not request.user.is_authenticated:
        return Actor.visitor()
    actor = getattr(request.user, "actor", None)
    if actor is None:  # signed in by another backend than PersonBackend
        actor = User.objects.with_grants(request.user.pk, today=local_day(utc_now()))
    return actor or Actor.visitor()


def _communities_of(actor: Actor) -> list[Community]:
    if actor.user is not None and actor.user.is_superuser:
        # The owner of the installation; Wagtail's screens of pages fail on a page that is not in scope.
        return list(Community.objects.select_related("area"))
    paths = actor.paths_of(*STAFF_ROLES)
    return list(Community.objects.under(paths).select_related("area")) if paths else []


def _let_into_pages(request: HttpRequest, actor: Actor, communities: list[Community]) -> None:
    """Wagtail asks groups about pages and pictures; before it does, they say what the roles say."""
    if actor.user is None or actor.user.is_superuser or not request.path_info.startswith(ADMIN_PATH):
        return
    approving = [one.pk for one in communities if may_approve_pages(actor, one)]
    let_into_pages(user=actor.user, editing=[one.pk for one in communities], approving=approving)


def _within(context: contextvars.Context, chunks: Iterator[bytes]) -> Iterator[bytes]:
    """`chunks`, each made inside `context`."""
    end = object()
    while (chunk := context.run(next, chunks, end)) is not end:
        yield cast(bytes, chunk)
