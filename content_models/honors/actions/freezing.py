"""An edition comes out: names, figures and words as they are on that day, and never otherwise afterwards."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from random import SystemRandom
from typing import Any
from uuid import UUID

from content_models.common.action_log import write_log
from content_models.common.clock import local_day
from content_models.common.ids import uuid7
from content_models.common.overtaken import again_when_overtaken
from content_models.honors.actions.opening import PeriodOverlaps, open_edition
from content_models.honors.models import Award, DisplayConsent, Edition, EditionNote, HonorRoll
from content_models.honors.periods import Period, periods_from
from content_models.honors.standing import about, standing
from content_models.honors.states import COMPUTED, Choice, EditionState, NoteKind, Scope, Source
from content_models.people.models import User
from content_models.people.notices import tell


def open_due_editions(*, roll: HonorRoll, now: datetime) -> None:
    """Every period from the roll's first edition to the running one has its edition, also after a long pause.

    Over a post that was removed none is begun any more.
    """
    today = local_day(now)
    known = set(Edition.objects.filter(roll=roll).values_list("period_start", flat=True))
    for period in periods_from(roll.starts_on, min(today, _last_day_of(roll) or today), roll.period):
        if period.first_day in known:
            continue
        try:
            open_edition(roll=roll, period_start=period.first_day)
        except PeriodOverlaps:
            continue  # its period was changed: the first new one begins where the last old one ends


def _last_day_of(roll: HonorRoll) -> date | None:
    removed_at = roll.post.retired_at if roll.scope == Scope.POST and roll.post else None
    return local_day(removed_at) if removed_at else None


def is_due(edition: Edition, roll: HonorRoll, *, today: date) -> bool:
    """Is its period over, and the days that it waits for late verifications as well?"""
    return today > edition.period_end + timedelta(days=roll.grace_days)


@again_when_overtaken
def freeze_edition(*, edition_id: UUID, now: datetime) -> bool:
    """Let it come out if it is due. False: it has already, its days are not over, or an edition that feeds it is open.

    Whoever freezes first moves it on; a second one at the same moment waits here and finds it frozen. Corrections hold
    the edition as well (correcting.py), so each is either in the figures or noted beside them.
    """
    held = Edition.objects.filter(pk=edition_id, state=EditionState.OPEN)
    edition: Edition | None = held.select_for_update(of=("self",)).select_related(*_RELATED).first()
    if edition is None or not is_due(edition, edition.roll, today=local_day(now)):
        return False
    roll = edition.roll
    period = Period(edition.period_start, edition.period_end)
    if roll.source == Source.EDITIONS and _feeding(roll, period).open().exists():
        return False
    as_it_is = {
        "title": roll.title,
        "intro": roll.intro,
        "source": roll.source,
        "about": about(roll),
        "shows_ranks": roll.shows_ranks,
    }
    if not held.update(state=EditionState.FROZEN, frozen_at=now, **as_it_is):
        return False
    edition.state, edition.frozen_at = EditionState.FROZEN, now
    awards = _awards_by_figures(edition, period, now) if roll.source in COMPUTED else _awards_by_hand(edition)
    if (last_day := _last_day_of(roll)) is not None:
        _note_removed_post(edition, last_day, now)
    _tell_them(edition, awards, now)
    write_log(edition, "linli.honors.frozen", user=None, data={"names": len(awards)})
    return True


_RELATED = ("community", "roll__area", "roll__post", "roll__chief_role", "roll__fed_by")


def _feeding(roll: HonorRoll, period: Period) -> Any:
    """The editions in this period of the roll that this one is fed by, unless that roll was removed."""
    return Edition.objects.filter(
        roll_id=roll.fed_by_id,
        roll__live=True,
        roll__retired_at__isnull=True,
        period_start__gte=period.first_day,
        period_end__lte=period.last_day,
    )


def _awards_by_figures(edition: Edition, period: Period, now: datetime) -> list[Award]:
    rows = standing(edition.roll, period)
    names = _names_to_keep([row.person_id for row in rows])
    # Ids tell in which order they were made; on a roll without ranks nothing may tell the order.
    ids = [uuid7() for _row in rows]
    SystemRandom().shuffle(ids)
    awards = [
        Award(
            id=ids[place - 1],
            community_id=edition.community_id,
            edition=edition,
            person_id=row.person_id,
            name=names.get(row.person_id, ""),
            figure=row.figure,
            place=place,
            created_at=now,
        )
        for place, row in enumerate(rows, 1)
    ]
    Award.objects.bulk_create(awards)
    return awards


def _awards_by_hand(edition: Edition) -> list[Award]:
    awards = list(Award.objects.filter(edition=edition).order_by("place"))
    names = _names_to_keep([award.person_id for award in awards if award.person_id])
    for award in awards:
        if award.person_id in names:
            award.name = names[award.person_id]
            award.save(update_fields=["name"])
    return awards


def _names_to_keep(people_ids: list[UUID]) -> dict[UUID, str]:
    """The full names of those who agree to be named.

    Their consents are held until the edition stands: who takes hers back at this moment does so before (and her name
    is not kept) or after (and finds the award whose name she erases).
    """
    held = DisplayConsent.objects.select_for_update().living(people_ids).order_by("person_id")
    agreed = [one.person_id for one in held if one.choice in (Choice.FULL, Choice.SHORT)]
    return {one.pk: one.full_name or one.nickname for one in User.objects.filter(pk__in=agreed)}


def _note_removed_post(edition: Edition, last_day: date, now: datetime) -> None:
    EditionNote.objects.create(
        id=uuid7(),
        community_id=edition.community_id,
        edition=edition,
        kind=NoteKind.POST_REMOVED,
        text=f"{last_day:%Y-%m-%d}",
        at=now,
    )


def _tell_them(edition: Edition, awards: list[Award], now: datetime) -> None:
    """Everybody hears that she is honoured; who was never asked how she wants to be shown is asked with it."""
    asked = set(
        DisplayConsent.objects.living(award.person_id for award in awards if award.person_id).values_list(
            "person_id", flat=True
        )
    )
    for award in awards:
        tell(
            user_id=award.person_id,
            kind="honored" if award.person_id in asked else "honored_ask",
            now=now,
            community_id=edition.community_id,
            subject=("honor", edition.roll_id),
            title=edition.roll.title,
            period=f"{edition.period_start:%Y-%m-%d}/{edition.period_end:%Y-%m-%d}",
        )


@again_when_overtaken
def note_remark(*, edition: Edition, text: str, by: User | None, now: datetime) -> EditionNote:
    """A word of the community beside an edition that has come out. The caller has checked who may."""
    note: EditionNote = EditionNote.objects.create(
        id=uuid7(),
        community_id=edition.community_id,
        edition=edition,
        kind=NoteKind.REMARK,
        text=text,
        by=by,
        at=now,
    )
    write_log(edition, "linli.honors.remarked", user=by, data={"reason": text})
    return note


__all__ = ["freeze_edition", "is_due", "note_remark", "open_due_editions"]
