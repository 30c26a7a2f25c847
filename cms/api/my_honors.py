"""My own awards, and how I want to be shown when I am honoured."""

from __future__ import annotations

from collections import defaultdict
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django_scopes import scopes_disabled
from ninja import Query, Router

from cms.api.auth import actor_of, signed_in
from cms.api.etags import answer_by_content
from cms.api.pagination import Paging, cut, list_key, read_cursor, write_cursor
from cms.api.routing import read, write
from cms.api.shapes.honors import DisplayIn, DisplayOut, MyAwardList, display_answer, my_award_answer
from content_models.common.clock import utc_now
from content_models.common.ids import any_id
from content_models.honors.actions import choose_display, withdraw_display
from content_models.honors.models import Award, DisplayConsent, EditionNote
from content_models.honors.names import ShownName, shown_on
from content_models.people.actions import signed_in as somebody
from content_models.people.models import User

router = Router(tags=["honors"])


@read(router, "/me/honors", out=MyAwardList, auth=signed_in, summary="My awards, newest first")
def my_awards(request: HttpRequest, paging: Query[Paging]) -> HttpResponse:
    user = somebody(actor_of(request))
    name = list_key("my-honors", user.pk)
    position = read_cursor(paging.cursor, of=name)
    with scopes_disabled():  # one's own, by person
        awards = Award.objects.of(user.pk).given().select_related("community", "edition").order_by("-pk")
        if position:
            awards = awards.filter(pk__lt=any_id(position[0]))
        page, more = cut(list(awards[: paging.limit + 1]), paging.limit)
        notes: dict[UUID | None, list[EditionNote]] = defaultdict(list)
        for note in EditionNote.objects.filter(award__in=page).order_by("pk"):
            notes[note.award_id].append(note)
        names = _names(page)
        payload = {
            "items": [my_award_answer(one, names[one.pk], notes[one.pk]) for one in page],
            "next": write_cursor([page[-1].pk], of=name) if more else None,
        }
    return answer_by_content(request, payload, keep=False)


def _names(awards: list[Award]) -> dict[UUID, ShownName]:
    """Of whichever communities: few people are honoured in more than one."""
    names: dict[UUID, ShownName] = {}
    for community in {award.community_id: award.community for award in awards}.values():
        of_it = [award for award in awards if award.community_id == community.pk]
        names |= shown_on(of_it, community=community)
    return names


@read(router, "/me/display", out=DisplayOut, auth=signed_in, summary="How I am shown when I am honoured")
def get_display(request: HttpRequest) -> HttpResponse:
    return answer_by_content(request, _display(somebody(actor_of(request))), keep=False)


def _display(user: User) -> dict[str, Any]:
    consent = DisplayConsent.objects.living([user.pk]).first()
    with scopes_disabled():  # one's own, by person
        has_awards = Award.objects.of(user.pk).given().exists()
    return display_answer(user, consent, has_awards=has_awards)


@write(router.post, "/me/display", out=DisplayOut, summary="Choose how I am shown: full, short, badge only, or not")
def set_display(request: HttpRequest, payload: DisplayIn) -> dict[str, Any]:
    actor = actor_of(request)
    choose_display(actor=actor, choice=payload.choice, address=payload.address, version=payload.version, now=utc_now())
    return _display(somebody(actor))


@write(router.post, "/me/display/withdraw", out=DisplayOut, summary="Take the consent back; holds at once, everywhere")
def take_display_back(request: HttpRequest) -> dict[str, Any]:
    actor = actor_of(request)
    withdraw_display(actor=actor, now=utc_now())
    return _display(somebody(actor))
