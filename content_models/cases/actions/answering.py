"""A resident or a helper says yes or no: to the words as they were read, and to each picture; and takes it back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django_scopes import scope, scopes_disabled
from wagtail.log_actions import log

from content_models.cases.actions.asking import newest_draft
from content_models.cases.actions.showing import show_other_pictures, take_off_show
from content_models.cases.asked import concerned_by, photos_of_person
from content_models.cases.models import Case, CaseAgreement, CasePhoto, CasePhotoWord, CaseWord
from content_models.cases.policy import may_answer
from content_models.cases.states import AgreementState
from content_models.cases.words import print_of
from content_models.common.errors import Conflict, Invalid, Missing
from content_models.common.ids import uuid7
from content_models.pages.models import CasePage
from content_models.people.actions import signed_in
from content_models.people.actions.inputs import within
from content_models.people.notices import tell
from content_models.people.roles import Actor

NOTE_MAX = 300


class TextHasChanged(Conflict):
    code = "case_text_changed"
    message = _("The text has been changed meanwhile. Please read it again before you answer.")


class StrangePhoto(Invalid):
    code = "strange_photo"
    message = _("One of the pictures is not among those you were asked about.")


@transaction.atomic
def answer_case(
    *,
    agreement_id: UUID,
    words_print: str,
    says_yes: bool,
    photos: Mapping[UUID, bool],
    note: str = "",
    actor: Actor,
    now: datetime,
) -> CaseAgreement:
    """Yes or no to the words that were read (their fingerprint), and to each picture that is named. Changeable.

    A picture not named stays as it was, and is not shown before it was agreed to. A no to words that are on show
    takes them off at once; so does a no to a picture. Answering the same again changes nothing.

    Raises:
        Unknown: nobody is signed in.
        Missing: she was not asked about it.
        TextHasChanged: the draft is not what she read.
        StrangePhoto: a picture of a wish she had no part in.
        Invalid: the note is too long.
    """
    user = signed_in(actor)
    agreement = locked_agreement(agreement_id, actor)
    with scope(community=agreement.community_id):
        case = agreement.case
        page: CasePage = CasePage.objects.select_related("community").get(pk=case.page_id)
        if print_of(newest_draft(page)) != words_print:
            raise TextHasChanged
        hers = {photo.pk: photo for photo in photos_of_person(case, user.pk, concerned_by(case))}
        if set(photos) - set(hers):
            raise StrangePhoto(fields={"photos": StrangePhoto.message})
        note = within(note, NOTE_MAX, "note")
        before = agreement.state
        _write_word(agreement, words_print, says_yes, now)
        agreement.state = AgreementState.AGREED if says_yes else AgreementState.DECLINED
        agreement.asked_print, agreement.answered_at, agreement.note = words_print, now, note
        agreement.save(update_fields=["state", "asked_print", "answered_at", "note"])
        _write_photo_words(agreement, {hers[pk]: yes for pk, yes in photos.items()}, now)
        if not says_yes and page.live and print_of(page) == words_print:
            take_off_show(case)
        else:
            show_other_pictures(case)
        if before != agreement.state:
            _tell_drafter(case, page, agreement, now)
        log(page, f"linli.case.{agreement.state}", user=None, data={})
    return agreement


@transaction.atomic
def withdraw_agreement(*, agreement_id: UUID, actor: Actor, now: datetime) -> CaseAgreement:
    """Nothing she agreed to earlier holds any more: the case comes off at once, with all its pictures.

    Raises:
        Unknown, Missing
    """
    signed_in(actor)
    agreement = locked_agreement(agreement_id, actor)
    if agreement.state == AgreementState.WITHDRAWN:
        return agreement
    with scope(community=agreement.community_id):
        end_agreement(agreement, AgreementState.WITHDRAWN, now=now)
        page: CasePage = CasePage.objects.select_related("community").get(pk=agreement.case.page_id)
        _tell_drafter(agreement.case, page, agreement, now)
        log(page, "linli.case.withdrawn", user=None, data={})
    return agreement


def end_agreement(agreement: CaseAgreement, state: AgreementState, *, now: datetime) -> None:
    """In the scope of its community: no word of this person counts any more, and the case comes off."""
    CaseWord.objects.filter(agreement=agreement).delete()
    CasePhotoWord.objects.filter(agreement=agreement).delete()
    agreement.state, agreement.answered_at, agreement.note = state, now, ""
    agreement.save(update_fields=["state", "answered_at", "note"])
    take_off_show(agreement.case)


def locked_agreement(agreement_id: UUID, actor: Actor) -> CaseAgreement:
    """What this person was asked, in whichever community; somebody else's looks like none."""
    with scopes_disabled():  # one's own, by person
        agreement: CaseAgreement | None = (
            CaseAgreement.objects.select_for_update(of=("self",))
            .select_related("case", "community")
            .filter(pk=agreement_id)
            .first()
        )
    if agreement is None or not may_answer(actor, agreement):
        raise Missing
    return agreement


def _write_word(agreement: CaseAgreement, words_print: str, says_yes: bool, now: datetime) -> None:
    CaseWord.objects.update_or_create(
        agreement=agreement,
        words_print=words_print,
        defaults={"says_yes": says_yes, "at": now},
        create_defaults={"id": uuid7(), "says_yes": says_yes, "at": now},
    )


def _write_photo_words(agreement: CaseAgreement, said: Mapping[CasePhoto, bool], now: datetime) -> None:
    for photo, yes in said.items():
        CasePhotoWord.objects.update_or_create(
            agreement=agreement,
            photo=photo,
            defaults={"says_yes": yes, "at": now},
            create_defaults={"id": uuid7(), "says_yes": yes, "at": now},
        )


def _tell_drafter(case: Case, page: CasePage, agreement: CaseAgreement, now: datetime) -> None:
    kinds = {
        AgreementState.AGREED: "case_agreed",
        AgreementState.DECLINED: "case_declined",
        AgreementState.WITHDRAWN: "case_withdrawn",
    }
    tell(
        user_id=case.drafted_by_id,
        kind=kinds[AgreementState(agreement.state)],
        now=now,
        community_id=case.community_id,
        title=page.draft_title or page.title,
    )
