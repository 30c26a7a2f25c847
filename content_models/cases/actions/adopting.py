"""我们也这样做了: another community did as the case tells, and both know of each other."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django_scopes import scopes_disabled

from content_models.areas.models import Community
from content_models.cases.actions.rating import locked_case
from content_models.cases.models import NOTE_MAX, Case, CaseAdoption
from content_models.cases.policy import may_adopt_for
from content_models.cases.words import has_phone
from content_models.common.errors import Invalid, Refused
from content_models.common.ids import uuid7
from content_models.people.actions import signed_in
from content_models.people.actions.inputs import within
from content_models.people.notices import tell
from content_models.people.policy import may_work_in
from content_models.people.roles import Actor


class OwnCase(Refused):
    code = "own_case"
    message = _("This is your own community's case. Others say that they did it, too.")


class StrangeOwnCase(Invalid):
    code = "strange_own_case"
    message = _("Please choose a case of your own community, another one than this.")


class PhoneInNote(Invalid):
    code = "phone_in_note"
    message = _("There is a phone number in it, which everybody could read. Please take it out.")


@transaction.atomic
def adopt_case(
    *, case_id: UUID, community: Community, own_case_id: UUID | None, note: str, actor: Actor, now: datetime
) -> Case:
    """“We did it too”, for `community`; said again it replaces the note and the link. `community.area` is loaded.

    Raises:
        Unknown: nobody is signed in.
        Missing: no such case on show.
        OwnCase, Refused: the case is the community's own, or the actor does not work there.
        StrangeOwnCase: the linked case is not the community's.
        PhoneInNote, Invalid: the note has a phone number, or is too long.
    """
    user = signed_in(actor)
    case = locked_case(case_id)
    if not may_adopt_for(actor, community, case.community):
        raise OwnCase if community.pk == case.community_id else Refused
    note = within(note, NOTE_MAX, "note")
    if has_phone(note):
        raise PhoneInNote(fields={"note": PhoneInNote.message})
    own = None
    if own_case_id is not None:
        with scopes_disabled():  # looked for in one community, by its id
            own = Case.objects.filter(pk=own_case_id, community=community).first()
        if own is None or own.pk == case.pk:
            raise StrangeOwnCase(fields={"own_case": StrangeOwnCase.message})
    _adoption, made = CaseAdoption.objects.update_or_create(
        case=case,
        community=community,
        defaults={"own_case": own, "note": note, "by": user, "at": now},
        create_defaults={"id": uuid7(), "own_case": own, "note": note, "by": user, "at": now},
    )
    if made:
        tell(
            user_id=case.drafted_by_id,
            kind="case_adopted",
            now=now,
            community_id=case.community_id,
            subject=("case", case.pk),
            title=case.page.title,
            community=community.name,
        )
    return _counted(case)


@transaction.atomic
def drop_adoption(*, case_id: UUID, community: Community, actor: Actor) -> Case:
    """Take it back. Raises Unknown, Missing, Refused (the actor does not work for `community`)."""
    signed_in(actor)
    case = locked_case(case_id)
    if not may_work_in(actor, community):
        raise Refused
    CaseAdoption.objects.filter(case=case, community=community).delete()
    return _counted(case)


def _counted(case: Case) -> Case:
    case.adopted_count = CaseAdoption.objects.filter(case=case).count()
    with scopes_disabled():
        Case.objects.filter(pk=case.pk).update(adopted_count=case.adopted_count)
    return case
