"""The people that a case tells of are asked, and asked again when the words have changed."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from content_models.cases.actions.showing import take_off_show
from content_models.cases.asked import concerned_by
from content_models.cases.models import Case, CaseAgreement, CaseSource, CaseWord
from content_models.cases.policy import may_ask
from content_models.cases.states import AgreementState
from content_models.cases.words import print_of
from content_models.common.errors import Conflict, Missing, Refused
from content_models.common.ids import uuid7
from content_models.pages.models import CasePage
from content_models.people.notices import tell
from content_models.people.roles import Actor


class NothingToAsk(Conflict):
    code = "case_nothing_to_ask"
    message = _("Nobody has to be asked about this case.")


@transaction.atomic
def ask_about_case(*, page: CasePage, actor: Actor, now: datetime) -> int:
    """Ask everybody the case tells of about the newest draft; the number of people who got a notice.

    Who has said yes to these very words is not bothered again; who took it back, is only if the words are new.

    Raises:
        Refused: the actor does not work on this community's pages.
        NothingToAsk: it was not drafted from wishes.
    """
    if not may_ask(actor, page.community):
        raise Refused
    case = Case.objects.filter(page=page).first()
    concerned = concerned_by(case) if case is not None else []
    if case is None or not concerned:
        raise NothingToAsk
    draft = newest_draft(page)
    words_print = print_of(draft)
    case.asked_print = words_print
    case.save(update_fields=["asked_print"])
    told = 0
    parts = {one.person_id: one.part for one in reversed(concerned) if one.person_id is not None}
    for person_id, part in parts.items():
        agreement, made = CaseAgreement.objects.get_or_create(
            case=case,
            person_id=person_id,
            defaults={
                "id": uuid7(),
                "community_id": case.community_id,
                "part": part,
                "asked_print": words_print,
                "asked_at": now,
            },
        )
        if not made and not _ask_anew(agreement, words_print, now):
            continue
        told += 1
        tell(
            user_id=person_id,
            kind="case_asked" if made else "case_asked_again",
            now=now,
            community_id=case.community_id,
            subject=("case_agreement", agreement.pk),
            title=draft.title,
        )
    log(page, "linli.case.asked", user=actor.user, data={"people": told})
    return told


def _ask_anew(agreement: CaseAgreement, words_print: str, now: datetime) -> bool:
    """Is this person to be asked about these words, which she has not been yet?"""
    if agreement.asked_print == words_print:
        return False
    waited_for = agreement.state == AgreementState.ASKED
    if CaseWord.objects.filter(agreement=agreement, words_print=words_print, says_yes=True).exists():
        # Back to words she agreed to: nothing to ask, unless she took everything back since.
        if agreement.state in (AgreementState.WITHDRAWN, AgreementState.ENDED):
            return False
        agreement.asked_print, agreement.state = words_print, AgreementState.AGREED
        agreement.save(update_fields=["asked_print", "state"])
        return False
    agreement.asked_print, agreement.asked_at = words_print, now
    if agreement.state != AgreementState.WITHDRAWN:
        agreement.state = AgreementState.ASKED
    agreement.save(update_fields=["asked_print", "asked_at", "state"])
    # Her first notice leads to the newest words anyway.
    return not waited_for


def ask_again_if_changed(*, page: CasePage, actor: Actor, now: datetime) -> int:
    """After an edit: who had been asked is asked about the new words. Nobody is asked for the first time here."""
    case = Case.objects.filter(page=page).exclude(asked_print="").first()
    if case is None or case.asked_print == print_of(newest_draft(page)):
        return 0
    return ask_about_case(page=page, actor=actor, now=now)


@transaction.atomic
def drop_source(*, source_id: UUID, actor: Actor, now: datetime) -> None:
    """Take a wish out of a case: its people are not asked any more, its pictures go, what was on show comes off.

    Raises:
        Missing, Refused
    """
    source = CaseSource.objects.select_related("case__page").filter(pk=source_id).first()
    if source is None:
        raise Missing
    page = source.case.page
    if not may_ask(actor, page.community):
        raise Refused
    case = source.case
    source.delete()
    left = {one.person_id for one in concerned_by(case)}
    CaseAgreement.objects.filter(case=case).exclude(person__in=[one for one in left if one]).delete()
    # The words were agreed to as a whole, with that wish in them.
    take_off_show(case)
    log(page, "linli.case.source_dropped", user=actor.user, data={})
    del now


def newest_draft(page: CasePage) -> CasePage:
    """What would go out if it were published now, by the row as it is now."""
    draft: CasePage = CasePage.objects.get(pk=page.pk).get_latest_revision_as_object()
    return draft
