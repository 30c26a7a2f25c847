"""Whatever people do with points, in whatever order: nothing is lost, nothing appears, nobody goes below zero."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, invariant, rule, run_state_machine_as_test

from content_models.common.errors import DomainError
from content_models.common.ids import uuid7
from content_models.ledger.actions import reverse_earning
from content_models.ledger.audit import audit_ledger
from content_models.rewards import actions as rewards
from content_models.rewards.codes import digits_of
from content_models.rewards.models import Redemption
from content_models.rewards.states import TAKING
from tests.support.cast import Cast, actor
from tests.support.service_life import ServiceLife

STOCK, LIMIT = 4, 3


def test_points_and_redemptions_hold_together(cast: Cast) -> None:
    life = ServiceLife(cast)

    class Exchange(RuleBasedStateMachine):
        earnings = Bundle("earnings")
        redemptions = Bundle("redemptions")

        def __init__(self) -> None:
            super().__init__()
            self.savepoint = transaction.savepoint()
            self.reward = life.reward(name=f"大米{uuid7().hex[-8:]}", price=30, stock=STOCK, limit_per_person=LIMIT)
            self.people = [cast.bo, cast.bea]
            self.expected = {person.pk: life.balance(person) for person in self.people}

        def teardown(self) -> None:
            transaction.savepoint_rollback(self.savepoint)

        @rule(target=earnings, who=st.integers(0, 1), points=st.integers(1, 100))
        def earn(self, who: int, points: int) -> tuple[Any, ...]:
            person = self.people[who]
            self.expected[person.pk] += points
            return person, life.give_points(person, points), points

        @rule(earning=consumes(earnings))
        def reverse(self, earning: tuple[Any, ...]) -> None:
            person, earning_id, points = earning
            with life.scope():
                undone = reverse_earning(earning_id=earning_id, reversal_id=uuid7(), actor_id=None, now=life.now)
            assert sum(one.amount for one in undone) == points
            self.expected[person.pk] -= min(points, self.expected[person.pk])

        @rule(target=redemptions, who=st.integers(0, 1))
        def redeem(self, who: int) -> tuple[Any, ...]:
            person = self.people[who]
            redemption_id = uuid7()
            try:
                life.redeem(self.reward, person, redemption_id)
            except DomainError as refusal:
                assert refusal.code in {"not_enough_points", "out_of_stock", "per_person_limit"}  # noqa: PT017 - the machine goes on either way
                return person, None
            self.expected[person.pk] -= 30
            life.redeem(self.reward, person, redemption_id)  # a retry is the same exchange
            return person, redemption_id

        @rule(made=redemptions)
        def cancel(self, made: tuple[Any, ...]) -> None:
            person, redemption_id = made
            if redemption_id is None:
                return
            with life.scope():
                try:
                    rewards.cancel_redemption(redemption_id=redemption_id, actor=actor(person), now=life.now)
                except DomainError as refusal:
                    assert refusal.code == "wrong_state"  # noqa: PT017 - the machine goes on either way
                else:
                    self.expected[person.pk] += 30

        @rule(made=redemptions)
        def hand_over(self, made: tuple[Any, ...]) -> None:
            if made[1] is None:
                return
            with life.scope():
                code = digits_of(Redemption.objects.get(pk=made[1]))
                try:
                    rewards.hand_over(code=code, actor=actor(cast.wu), community=life.community, now=life.now)
                except DomainError as refusal:
                    assert refusal.code in {"code_used", "code_cancelled"}  # noqa: PT017 - the machine goes on either way

        @invariant()
        def every_balance_is_what_was_done(self) -> None:
            for person in self.people:
                assert life.balance(person) == self.expected[person.pk] >= 0
            found = audit_ledger()
            assert found.is_sound, found
            with life.scope():
                taking = Redemption.objects.filter(reward=self.reward, state__in=sorted(TAKING)).count()
            assert life.taken(self.reward) == taking <= STOCK

    with transaction.atomic():
        run_state_machine_as_test(
            Exchange,
            settings=settings(
                max_examples=12, stateful_step_count=12, deadline=None, suppress_health_check=list(HealthCheck)
            ),
        )


@pytest.fixture(autouse=True)
def _one_transaction(db: None) -> None:
    """Each example lives in a savepoint."""
