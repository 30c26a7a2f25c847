"""The clock of ballots: names end, voting opens, votes are counted; and telling everybody that voting is open."""

from __future__ import annotations

import json
import logging
from datetime import datetime
from uuid import UUID

from django_scopes import scope, scopes_disabled

from content_models.areas.models import Community
from content_models.ballots.actions.moving import move_on
from content_models.ballots.models import Ballot
from content_models.ballots.states import BallotState
from content_models.common.clock import local_day
from content_models.common.ids import uuid7
from content_models.common.jobs import job
from content_models.people.models import Membership, Notice
from content_models.people.roles import Role

logger = logging.getLogger(__name__)
BATCH = 500


class UnfinishedError(Exception):
    """Some ballots could not be moved on; the log says which."""


@job("ballots.move", every_minutes=1, atomic=False)
def move_ballots(*, now: datetime) -> None:
    """Bring every ballot to where the clock is. Who comes before the job finds it moved on all the same."""
    failed = 0
    for community in Community.objects.all():
        with scope(community=community):
            for ballot_id in list(Ballot.objects.due(now).values_list("pk", flat=True)):
                try:
                    move_on(ballot_id=ballot_id, now=now)
                except Exception:
                    failed += 1
                    logger.exception("left out ballot %s", ballot_id)
    if failed:
        raise UnfinishedError(failed)


@job("ballots.opened")
def tell_of_opening(*, now: datetime, ballot_id: UUID) -> None:
    """A line in the inbox of everybody who has a vote."""
    with scopes_disabled():
        ballot = Ballot.objects.filter(pk=ballot_id, state=BallotState.VOTING).first()
    if ballot is None:
        return
    words = json.dumps({"title": ballot.title}, ensure_ascii=False)
    with scope(community=ballot.community_id):
        residents = Membership.objects.filter(role=Role.RESIDENT).in_force(today=local_day(now))
        people = residents.values_list("user_id", flat=True).distinct().order_by("user_id")
        Notice.objects.bulk_create(
            (
                Notice(
                    id=uuid7(),
                    user_id=user_id,
                    community_id=ballot.community_id,
                    kind="ballot_opened",
                    words=words,
                    subject_type="ballot",
                    subject_id=ballot.pk,
                    created_at=now,
                )
                for user_id in people.iterator()
            ),
            batch_size=BATCH,
        )
