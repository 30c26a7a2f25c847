"""Putting a person on an edition whose names are picked: by nomination, by vote, by a committee."""

from __future__ import annotations

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import F, Max
from django.utils.translation import gettext_lazy as _

from content_models.common.action_log import write_log
from content_models.common.errors import Conflict, Invalid
from content_models.common.ids import uuid7
from content_models.common.overtaken import Overtaken, again_when_overtaken
from content_models.honors.actions.opening import open_edition
from content_models.honors.models import REASON_MAX, Award, Edition, HonorRoll
from content_models.honors.states import PICKED, EditionState
from content_models.people.actions import clean_reason
from content_models.people.models import Membership, User


class NotPicked(Conflict):
    code = "not_picked"
    message = _("The names of this roll come from figures; nobody is put on it by hand.")


class EditionFrozen(Conflict):
    code = "edition_frozen"
    message = _("This edition has come out and stays as it is.")


class RollFull(Conflict):
    code = "roll_full"
    message = _("There are %(size)d names on it already, which is all it takes.")


class AlreadyOnIt(Conflict):
    code = "already_on_it"
    message = _("This person is on it already.")


class NotFromHere(Invalid):
    code = "not_from_here"
    message = _("This person does not belong to the community.")


@again_when_overtaken
def pick_person(
    *,
    roll: HonorRoll,
    period_start: date,
    person: User,
    reason: str,
    by: User | None,
    figure: int | None = None,
    now: datetime,
) -> Award:
    """Put a person on the roll's edition of the period that begins on `period_start`, while it is open.

    The one door for every picked source. The caller has checked who may; the roll's community must be in scope.
    `figure` is what was counted, such as votes; `by` is None where nobody in particular decided.

    Raises:
        NotPicked: the roll's names come from figures. RollGone, PeriodOverlaps: see open_edition.
        EditionFrozen, AlreadyOnIt, RollFull, NotFromHere, ReasonMissing. Nothing was changed.
    """
    if roll.source not in PICKED:
        raise NotPicked
    text = clean_reason(reason, limit=REASON_MAX)
    if not Membership.objects.filter(user=person, community_id=roll.community_id).exists():
        raise NotFromHere(fields={"person": NotFromHere.message})
    edition = hold_open(open_edition(roll=roll, period_start=period_start))
    on_it = Award.objects.filter(edition=edition)
    if on_it.filter(person=person).exists():
        raise AlreadyOnIt
    if on_it.count() >= roll.size:
        raise RollFull(size=roll.size)
    last = on_it.aggregate(last=Max("place"))["last"] or 0
    award = Award(
        id=uuid7(),
        community_id=roll.community_id,
        edition=edition,
        person=person,
        figure=figure,
        place=last + 1,
        reason=text,
        picked_by=by,
        created_at=now,
    )
    try:
        with transaction.atomic():
            award.save(force_insert=True)
    except IntegrityError as error:
        raise Overtaken from error
    write_log(edition, "linli.honors.picked", user=by, data={"award": str(award.pk)})
    return award


@again_when_overtaken
def drop_pick(*, award: Award, by: User | None) -> None:
    """Take somebody off an edition that has not come out. The caller has checked who may.

    Raises:
        EditionFrozen
    """
    edition = hold_open(award.edition)
    Award.objects.filter(pk=award.pk).delete()
    write_log(edition, "linli.honors.dropped", user=by, data={"award": str(award.pk)})


def hold_open(edition: Edition) -> Edition:
    """From here to the end of the transaction it stays open: who freezes it waits.

    Raises:
        EditionFrozen
    """
    if not Edition.objects.filter(pk=edition.pk, state=EditionState.OPEN).update(state=F("state")):
        raise EditionFrozen
    return edition
