"""What one is asked to agree to: cases that tell of one's own wish, or of one's help."""

from __future__ import annotations

from typing import Any, cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django_scopes import scope, scopes_disabled
from ninja import Query, Router

from cms.api.auth import actor_of, signed_in
from cms.api.cases import case_contents
from cms.api.etags import answer_by_content
from cms.api.pagination import BadCursor, Paging, cut, list_key, read_cursor, write_cursor
from cms.api.routing import read, write
from cms.api.shapes.case_facts import case_photo, case_words
from cms.api.shapes.cases import AnswerIn, AskedList, AskedOut, asked_card
from content_models.cases import actions
from content_models.cases.actions.asking import newest_draft
from content_models.cases.asked import photos_of_person
from content_models.cases.models import CaseAgreement, CasePhotoWord, CaseWord
from content_models.cases.policy import may_answer
from content_models.cases.words import print_of
from content_models.common.clock import utc_now
from content_models.common.errors import Missing
from content_models.common.ids import any_id, parse_id
from content_models.pages.models import CasePage
from content_models.people.actions import signed_in as somebody
from content_models.people.roles import Actor

router = Router(tags=["cases"])


@read(router, "/me/cases", out=AskedList, auth=signed_in, summary="Cases I am asked about, newest first")
def list_asked_cases(request: HttpRequest, paging: Query[Paging]) -> HttpResponse:
    user = somebody(actor_of(request))
    name = list_key("asked", user.pk)
    position = read_cursor(paging.cursor, of=name)
    with scopes_disabled():  # one's own, by person
        agreements = CaseAgreement.objects.filter(person=user).select_related("community", "case__page").order_by("-id")
        if position:
            last = parse_id(str(position[0]))
            if last is None:
                raise BadCursor
            agreements = agreements.filter(id__lt=last)
        page, more = cut(list(agreements[: paging.limit + 1]), paging.limit)
    payload = {
        "items": [asked_card(one) for one in page],
        "next": write_cursor([page[-1].pk], of=name) if more else None,
    }
    return answer_by_content(request, payload, keep=False)


@read(router, "/me/cases/{agreement_id}", out=AskedOut, auth=signed_in, summary="Exactly what would be published")
def get_asked_case(request: HttpRequest, agreement_id: str) -> HttpResponse:
    return answer_by_content(request, _answer(any_id(agreement_id), actor_of(request)), keep=False)


@write(router.post, "/me/cases/{agreement_id}/answer", out=AskedOut, summary="Yes or no, to the words and each picture")
def answer_asked_case(request: HttpRequest, agreement_id: str, payload: AnswerIn) -> dict[str, Any]:
    actor, wanted = actor_of(request), any_id(agreement_id)
    actions.answer_case(
        agreement_id=wanted,
        words_print=payload.seen,
        says_yes=payload.agree,
        photos=payload.photos,
        note=payload.note,
        actor=actor,
        now=utc_now(),
    )
    return _answer(wanted, actor)


@write(router.post, "/me/cases/{agreement_id}/withdraw", out=AskedOut, summary="Take it back: the case comes off")
def withdraw_asked_case(request: HttpRequest, agreement_id: str) -> dict[str, Any]:
    actor, wanted = actor_of(request), any_id(agreement_id)
    actions.withdraw_agreement(agreement_id=wanted, actor=actor, now=utc_now())
    return _answer(wanted, actor)


def _answer(agreement_id: UUID, actor: Actor) -> dict[str, Any]:
    with scopes_disabled():  # one's own, by person
        agreement = (
            CaseAgreement.objects.select_related("community", "case__page", "case__community")
            .filter(pk=agreement_id)
            .first()
        )
    if agreement is None or not may_answer(actor, agreement):
        raise Missing
    case, person_id = agreement.case, cast(UUID, actor.id)
    with scope(community=agreement.community_id):
        draft: CasePage = newest_draft(case.page)
        seen = print_of(draft)
        word = CaseWord.objects.filter(agreement=agreement, words_print=seen).first()
        said = dict(CasePhotoWord.objects.filter(agreement=agreement).values_list("photo_id", "says_yes"))
        photos = photos_of_person(case, person_id)
    picture, blocks = case_contents(draft, agreement.community)
    return {
        **asked_card(agreement),
        "title": draft.title,
        "seen": seen,
        "agreed": word.says_yes if word is not None else None,
        "on_show": case.shown_order is not None,
        "note": agreement.note,
        "summary": draft.summary,
        "picture": picture,
        "facts": {"type": "case", "case_id": str(case.pk), **case_words(draft), "photos": []},
        "blocks": blocks,
        "photos": [{**case_photo(row), "agreed": said.get(row.pk)} for row in photos],
    }
