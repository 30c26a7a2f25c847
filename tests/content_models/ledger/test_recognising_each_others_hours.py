"""时长互认: two communities sign, points go along, and a sheet says who owes whom."""

from __future__ import annotations

import pytest

from content_models.common.clock import local_day
from content_models.common.errors import Missing
from content_models.common.ids import uuid7
from content_models.ledger.actions import (
    AlreadyAgreed,
    BadAmount,
    MonthlyLimit,
    NotEnoughPoints,
    NotRecognised,
    bring_points,
    end_recognition,
    propose_recognition,
    sign_recognition,
)
from content_models.ledger.audit import audit_ledger
from content_models.ledger.recognition import settlement
from tests.support.cast import Cast, actor
from tests.support.service_life import ServiceLife
from tests.support.unchanged import nothing_changes


@pytest.fixture
def pine(cast: Cast) -> ServiceLife:
    return ServiceLife(cast)


@pytest.fixture
def oak(cast: Cast) -> ServiceLife:
    return ServiceLife(cast, cast.oak)


def agree(pine: ServiceLife, oak: ServiceLife, points_a_month: int = 50):
    agreement = propose_recognition(
        actor=actor(pine.cast.ada),
        community=pine.community,
        partner=oak.community,
        points_a_month=points_a_month,
        now=pine.now,
    )
    return sign_recognition(agreement=agreement, actor=actor(pine.cast.dai), now=pine.now)


def bring(pine: ServiceLife, oak: ServiceLife, amount: int, transfer_id=None):
    return bring_points(
        actor=actor(pine.cast.bo),
        origin=pine.community,
        community=oak.community,
        amount=amount,
        transfer_id=transfer_id or uuid7(),
        now=pine.now,
    )


def test_points_go_along_and_the_sheet_says_who_owes(pine, oak):
    agree(pine, oak)
    pine.give_points(pine.cast.bo, 40)
    bring(pine, oak, 25)
    assert (pine.balance(pine.cast.bo), oak.balance(pine.cast.bo)) == (15, 25)
    day = local_day(pine.now)
    (at_pine,) = settlement(pine.community.pk, first_day=day, last_day=day)
    (at_oak,) = settlement(oak.community.pk, first_day=day, last_day=day)
    assert (at_pine.owes, at_oak.owes) == (25, -25)
    assert audit_ledger().is_sound


def test_bringing_again_with_the_same_id_brings_nothing_more(pine, oak):
    agree(pine, oak)
    pine.give_points(pine.cast.bo, 40)
    transfer_id = uuid7()
    bring(pine, oak, 25, transfer_id)
    with nothing_changes():
        bring(pine, oak, 25, transfer_id)


def test_without_a_signed_agreement_nothing_goes_along(pine, oak):
    pine.give_points(pine.cast.bo, 40)
    proposed = propose_recognition(
        actor=actor(pine.cast.ada), community=pine.community, partner=oak.community, points_a_month=0, now=pine.now
    )
    with nothing_changes(), pytest.raises(NotRecognised):
        bring(pine, oak, 5)
    sign_recognition(agreement=proposed, actor=actor(pine.cast.dai), now=pine.now)
    end_recognition(agreement=proposed, actor=actor(pine.cast.ada), now=pine.now)
    with nothing_changes(), pytest.raises(NotRecognised):
        bring(pine, oak, 5)


def test_the_month_and_the_balance_bound_what_goes_along(pine, oak):
    agree(pine, oak, points_a_month=30)
    pine.give_points(pine.cast.bo, 100)
    bring(pine, oak, 20)
    with nothing_changes(), pytest.raises(MonthlyLimit) as refusal:
        bring(pine, oak, 11)
    assert refusal.value.words == {"left": 10}
    with nothing_changes(), pytest.raises(BadAmount):
        bring(pine, oak, 0)
    with nothing_changes(), pytest.raises((NotEnoughPoints, MonthlyLimit)):
        bring(pine, oak, 500)


def test_only_who_administers_a_community_signs_for_it(pine, oak):
    for person in (pine.cast.wu, pine.cast.bo, pine.cast.oskar):
        with nothing_changes(), pytest.raises(Missing):
            propose_recognition(
                actor=actor(person), community=pine.community, partner=oak.community, points_a_month=0, now=pine.now
            )
    agreement = propose_recognition(
        actor=actor(pine.cast.ada), community=pine.community, partner=oak.community, points_a_month=0, now=pine.now
    )
    with nothing_changes(), pytest.raises(Missing):
        sign_recognition(agreement=agreement, actor=actor(pine.cast.ada), now=pine.now)
    with nothing_changes(), pytest.raises(AlreadyAgreed):
        propose_recognition(
            actor=actor(pine.cast.dai), community=oak.community, partner=pine.community, points_a_month=0, now=pine.now
        )
