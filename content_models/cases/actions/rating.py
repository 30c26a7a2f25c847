"""Workers of other communities say whether a case is of use to them."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django_scopes import scopes_disabled

from content_models.cases.models import Case, CaseRating
from content_models.cases.policy import may_rate
from content_models.common.errors import Missing, Refused
from content_models.common.ids import uuid7
from content_models.people.actions import signed_in
from content_models.people.roles import Actor


class NotForYouToRate(Refused):
    code = "case_not_for_you_to_rate"
    message = _("Workers of other communities say whether a case is of use, not one's own.")


@transaction.atomic
def rate_case(*, case_id: UUID, useful: bool, actor: Actor, now: datetime) -> Case:
    """One word per worker and case; said again it replaces the earlier one.

    Raises:
        Unknown: nobody is signed in.
        Missing: no such case on show.
        NotForYouToRate: no worker, or of the case's own community.
    """
    user = signed_in(actor)
    case = locked_case(case_id)
    if not may_rate(actor, case.community):
        raise NotForYouToRate
    CaseRating.objects.update_or_create(
        case=case,
        person=user,
        defaults={"useful": useful, "at": now},
        create_defaults={"id": uuid7(), "useful": useful, "at": now},
    )
    return _counted(case)


@transaction.atomic
def take_rating_back(*, case_id: UUID, actor: Actor) -> Case:
    """As if it had not been said. Raises Unknown, Missing."""
    user = signed_in(actor)
    case = locked_case(case_id)
    CaseRating.objects.filter(case=case, person=user).delete()
    return _counted(case)


def locked_case(case_id: UUID) -> Case:
    """The case on show, in whichever community; who counts at the same moment waits here for the other.

    Raises:
        Missing: none of this id on show.
    """
    with scopes_disabled():  # on show: everybody's
        found: Case | None = (
            Case.objects.on_show()
            .select_for_update(of=("self",))
            .select_related("community__area", "page")
            .filter(pk=case_id)
            .first()
        )
    if found is None:
        raise Missing
    return found


def _counted(case: Case) -> Case:
    case.useful_count = CaseRating.objects.filter(case=case, useful=True).count()
    with scopes_disabled():
        Case.objects.filter(pk=case.pk).update(useful_count=case.useful_count)
    return case
