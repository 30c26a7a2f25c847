"""Nomination, vote and committee put people on an edition through one door."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from content_models.common.ids import uuid7
from content_models.honors.actions import (
    AlreadyOnIt,
    EditionFrozen,
    NotFromHere,
    NotPicked,
    PeriodOverlaps,
    RollFull,
    RollGone,
)
from content_models.honors.models import Award, Edition
from content_models.honors.states import EditionState, PeriodKind, Source
from content_models.people.actions import ReasonMissing
from tests.support.honor_life import HonorLife
from tests.support.unchanged import nothing_changes


def test_a_picked_person_stands_on_the_edition_of_that_period(honors: HonorLife) -> None:
    roll = honors.roll(source=Source.VOTE)
    award = honors.pick(roll, honors.cast.bo, figure=42)
    with honors.scope():
        edition = Edition.objects.get()
        assert (edition.roll, edition.period_start, edition.state) == (roll, honors.start_of(roll), EditionState.OPEN)
        assert (award.edition, award.place, award.figure, award.reason) == (edition, 1, 42, "热心")


def test_what_cannot_be_is_refused(honors: HonorLife) -> None:
    roll, counted = honors.roll(source=Source.COMMITTEE, size=2), honors.roll(title="时长")
    honors.pick(roll, honors.cast.bo)
    cases = [
        (AlreadyOnIt, roll, honors.cast.bo, {}),
        (NotPicked, counted, honors.cast.bea, {}),
        (NotFromHere, roll, honors.cast.nia, {}),
        (ReasonMissing, roll, honors.cast.bea, {"reason": " "}),
        (PeriodOverlaps, roll, honors.cast.bea, {"period_start": honors.start_of(roll) + timedelta(days=1)}),
    ]
    for refusal, asked, person, changes in cases:
        with nothing_changes(), pytest.raises(refusal):
            honors.pick(asked, person, **changes)
    honors.pick(roll, honors.cast.bea)
    with nothing_changes(), pytest.raises(RollFull):
        honors.pick(roll, honors.cast.anna)


def test_a_frozen_edition_takes_nobody_any_more(honors: HonorLife) -> None:
    roll = honors.roll(source=Source.VOTE)
    honors.pick(roll, honors.cast.bo)
    with honors.scope():
        Edition.objects.update(state=EditionState.FROZEN, frozen_at=honors.now)
    with nothing_changes(), pytest.raises(EditionFrozen):
        honors.pick(roll, honors.cast.bea)


def test_a_removed_roll_opens_no_edition(honors: HonorLife) -> None:
    roll = honors.roll(source=Source.VOTE, retired_at=honors.now)
    with nothing_changes(), pytest.raises(RollGone):
        honors.pick(roll, honors.cast.bo)


def test_a_quarter_does_not_swallow_a_month_that_came_out(honors: HonorLife) -> None:
    roll = honors.roll(source=Source.VOTE)
    honors.pick(roll, honors.cast.bo, period_start=date(2026, 2, 1))
    roll.period = PeriodKind.QUARTER
    roll.save()
    with nothing_changes(), pytest.raises(PeriodOverlaps) as refused:
        honors.pick(roll, honors.cast.bea, period_start=date(2026, 1, 1))
    assert "2" in str(refused.value)
    assert honors.pick(roll, honors.cast.bea, period_start=date(2026, 4, 1)).edition.period_end == date(2026, 6, 30)


def test_the_database_itself_refuses_editions_that_share_a_day(honors: HonorLife) -> None:
    roll = honors.roll(source=Source.VOTE)
    honors.pick(roll, honors.cast.bo, period_start=date(2026, 2, 1))
    with honors.scope(), pytest.raises(IntegrityError), transaction.atomic():
        Edition.objects.create(
            id=uuid7(),
            community=honors.community,
            roll=roll,
            period_start=date(2026, 1, 1),
            period_end=date(2026, 3, 31),
        )


def test_a_person_whose_account_goes_leaves_a_nameless_award(honors: HonorLife) -> None:
    award = honors.pick(honors.roll(source=Source.VOTE), honors.cast.bo)
    with honors.scope():
        award.name = "赵Bo"
        award.save()
        honors.cast.bo.memberships.all().delete()
        honors.cast.bo.delete()
        left = Award.objects.get()
        assert (left.person_id, left.name) == (None, "")
