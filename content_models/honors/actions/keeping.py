"""Keeping the set of rolls, and what a committee chose. Nothing that has come out is ever deleted."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from content_models.common.action_log import write_log
from content_models.common.errors import Conflict, Missing, Refused
from content_models.common.ordering import free_place
from content_models.honors.actions.freezing import note_remark
from content_models.honors.actions.picking import drop_pick, pick_person
from content_models.honors.models import REASON_MAX, Award, Edition, EditionNote, HonorRoll
from content_models.honors.policy import may_keep_rolls
from content_models.honors.states import EditionState
from content_models.people.actions import clean_reason, signed_in
from content_models.people.models import User
from content_models.people.roles import Actor


class TitleTaken(Conflict):
    code = "title_taken"
    message = _("There is already a roll of this title.")


class NotOutYet(Conflict):
    code = "not_out_yet"
    message = _("This edition has not come out yet.")


@transaction.atomic
def retire_roll(*, roll: HonorRoll, by: User, now: datetime) -> None:
    """Take a roll off the show. What has come out stays; nothing new comes out."""
    roll.retired_at = now
    roll.save(update_fields=["retired_at"])
    write_log(roll, "linli.honors.retired", user=by, data={})


@transaction.atomic
def bring_roll_back(*, roll: HonorRoll, by: User, now: datetime) -> None:  # noqa: ARG001 - as every action
    """Put a removed roll back. Periods that passed meanwhile come out at the next turn.

    Raises:
        TitleTaken: another roll has its title by now.
    """
    others = HonorRoll.objects.filter(community_id=roll.community_id, retired_at=None)
    roll.sort_order = free_place(others, wanted=roll.sort_order)
    roll.retired_at = None
    try:
        with transaction.atomic():
            roll.save(update_fields=["retired_at", "sort_order"])
    except IntegrityError as error:
        raise TitleTaken from error
    write_log(roll, "linli.honors.brought_back", user=by, data={})


def pick_by_committee(
    *, roll: HonorRoll, period_start: date, person_id: UUID, reason: str, actor: Actor, now: datetime
) -> Award:
    """The community's office writes down whom a committee chose.

    Raises:
        Unknown, Refused, Missing (no such person); and what pick_person raises.
    """
    user = signed_in(actor)
    if not may_keep_rolls(actor, roll.community):
        raise Refused
    person = User.objects.filter(pk=person_id, is_active=True).first()
    if person is None:
        raise Missing
    return pick_person(roll=roll, period_start=period_start, person=person, reason=reason, by=user, now=now)


def drop_by_committee(*, award: Award, actor: Actor) -> None:
    """Take somebody off again while the edition is open. `edition__roll__community__area` should be loaded.

    Raises:
        Unknown, Refused, EditionFrozen
    """
    user = signed_in(actor)
    if not may_keep_rolls(actor, award.edition.roll.community):
        raise Refused
    drop_pick(award=award, by=user)


def remark_on(*, edition: Edition, text: str, actor: Actor, now: datetime) -> EditionNote:
    """Say something beside an edition that has come out; the edition itself stays as it is.

    Raises:
        Unknown, Refused, ReasonMissing, NotOutYet
    """
    user = signed_in(actor)
    if not may_keep_rolls(actor, edition.roll.community):
        raise Refused
    words = clean_reason(text, limit=REASON_MAX)
    if edition.state != EditionState.FROZEN:
        raise NotOutYet
    return note_remark(edition=edition, text=words, by=user, now=now)
