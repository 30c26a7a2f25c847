"""A verified record is corrected, and every edition that has come out with it says so. It does not change itself."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from content_models.common.clock import local_day
from content_models.common.ids import uuid7
from content_models.common.months import Month
from content_models.common.overtaken import again_when_overtaken
from content_models.honors.models import Award, Edition, EditionNote, HonorRoll
from content_models.honors.states import EditionState, NoteKind, Scope, Source
from content_models.hours import actions as hours
from content_models.hours.models import ServiceRecord
from content_models.people.models import User
from content_models.people.roles import Actor


@again_when_overtaken
def correct_record(
    *,
    record_id: UUID,
    actor: Actor,
    reason: str,
    replacement: hours.Replacement | None = None,
    now: datetime,
) -> tuple[ServiceRecord, ServiceRecord | None]:
    """Take a verified record back, as hours.actions.correct_record does, and note it on the editions that counted it.

    Raises:
        What hours.actions.correct_record raises.
    """
    old, new = hours.correct_record(record_id=record_id, actor=actor, reason=reason, replacement=replacement, now=now)
    _note_it(old, by=actor.user, now=now)
    return old, new


def _note_it(record: ServiceRecord, *, by: User | None, now: datetime) -> None:
    """The figures have changed already; from here on who freezes an edition of these waits and sees the new ones."""
    if record.person_id is None or record.started_at is None:
        return
    month = Month.of(local_day(record.started_at)).first_day
    covering = Edition.objects.filter(
        community_id=record.community_id, roll__source=Source.MINUTES, period_start__lte=month, period_end__gte=month
    )
    for edition in list(covering.select_for_update(of=("self",)).select_related("roll__area").order_by("pk")):
        if _counted(record, edition):
            _note(record, edition, by=by, now=now)


def _counted(record: ServiceRecord, edition: Edition) -> bool:
    """Were these minutes in the figures of an edition that has come out?"""
    if edition.state != EditionState.FROZEN or edition.frozen_at is None or record.verified_at is None:
        return False
    return record.verified_at <= edition.frozen_at and _is_about(edition.roll, record)


def _is_about(roll: HonorRoll, record: ServiceRecord) -> bool:
    if roll.scope == Scope.AREA and roll.area is not None:
        return bool(record.area.path.startswith(roll.area.path))
    if roll.scope == Scope.POST:
        return bool(record.post_id == roll.post_id)
    return True  # of a team is who stands on it


def _note(record: ServiceRecord, edition: Edition, *, by: User | None, now: datetime) -> None:
    award = Award.objects.filter(edition=edition, person_id=record.person_id).first()
    if award is None or award.figure is None:
        return
    last = EditionNote.objects.filter(award=award, kind=NoteKind.CORRECTED).order_by("-pk").first()
    before = award.figure if last is None or last.figure_after is None else last.figure_after
    EditionNote.objects.create(
        id=uuid7(),
        community_id=edition.community_id,
        edition=edition,
        award=award,
        kind=NoteKind.CORRECTED,
        figure_before=before,
        figure_after=max(before - (record.minutes or 0), 0),
        by=by,
        at=now,
    )
