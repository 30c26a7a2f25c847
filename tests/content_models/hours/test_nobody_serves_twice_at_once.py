"""Whatever people enter, take back, verify and correct, in whatever order: no two records of one person share time."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise
from typing import Any

from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, multiple, rule, run_state_machine_as_test

from content_models.common.errors import DomainError
from content_models.hours import actions as hours
from content_models.hours.models import ServiceRecord
from content_models.hours.states import OCCUPYING, RecordState
from content_models.hours.summary import summarise
from content_models.ledger.audit import audit_ledger
from tests.support.cast import Cast, actor
from tests.support.service_life import ServiceLife

HALF_HOURS = st.integers(0, 14)  # of yesterday's first hours: few, so that much of it collides
EXPECTED = {
    *("overlapping", "over_day_limit", "wrong_state", "already_confirmed", "already_checked_in", "not_checked_in"),
    "entered_by_you",  # who corrected a record cannot verify its stand-in
}


def test_records_hold_together_over_two_communities(cast: Cast) -> None:
    pine, oak = ServiceLife(cast), ServiceLife(cast, cast.oak)
    begin = pine.now - timedelta(hours=11)
    pine.rate(60)
    with oak.scope():
        from content_models.people.actions import grant_role
        from content_models.people.roles import Role

        grant_role(user=cast.bo, role=Role.VOLUNTEER, area=oak.community.area, by=None, now=pine.now)
    activities = {life: life.activity() for life in (pine, oak)}

    class Days(RuleBasedStateMachine):
        records = Bundle("records")

        def __init__(self) -> None:
            super().__init__()
            self.savepoint = transaction.savepoint()

        def teardown(self) -> None:
            transaction.savepoint_rollback(self.savepoint)

        def attempt(self, act: Any, **words: Any) -> Any:
            try:
                return act(**words)
            except DomainError as refusal:
                assert refusal.code in EXPECTED, refusal.code  # noqa: PT017 - the machine goes on either way
                return None

        @rule(target=records, there=st.booleans(), start=HALF_HOURS, length=st.integers(1, 6))
        def enter(self, there: bool, start: int, length: int) -> Any:
            life = oak if there else pine
            started_at = begin + timedelta(minutes=30 * start)
            made = self.attempt(
                life.back_entry,
                by=cast.bo,
                started_at=started_at,
                ended_at=started_at + timedelta(minutes=30 * length),
            )
            return (life, made.pk) if made else multiple()

        @rule(target=records, there=st.booleans(), minute=st.integers(0, 60))
        def come(self, there: bool, minute: int) -> Any:
            life = oak if there else pine
            made = self.attempt(
                life.come, activity=activities[life], by=cast.bo, at=life.now + timedelta(minutes=minute)
            )
            return (life, made.pk) if made else multiple()

        @rule(there=st.booleans(), minute=st.integers(0, 120))
        def leave(self, there: bool, minute: int) -> None:
            life = oak if there else pine
            self.attempt(life.leave, activity=activities[life], by=cast.bo, at=life.now + timedelta(minutes=minute))

        @rule(which=records)
        def withdraw(self, which: tuple[ServiceLife, Any]) -> None:
            life, pk = which
            with life.scope():
                self.attempt(hours.withdraw_record, record_id=pk, actor=actor(cast.bo), now=life.now)

        @rule(which=records, by_admin=st.booleans())
        def verify(self, which: tuple[ServiceLife, Any], by_admin: bool) -> None:
            life, pk = which
            with life.scope():
                verifier = actor(life.admin if by_admin else life.worker)
                self.attempt(hours.verify_record, record_id=pk, actor=verifier, now=life.now)

        @rule(target=records, which=records, start=HALF_HOURS, length=st.integers(1, 6))
        def correct(self, which: tuple[ServiceLife, Any], start: int, length: int) -> Any:
            life, pk = which
            started_at = begin + timedelta(minutes=30 * start)
            with life.scope():
                done = self.attempt(
                    hours.correct_record,
                    record_id=pk,
                    actor=actor(cast.dai if life is oak else cast.ada),
                    reason="记错了",
                    replacement=hours.Replacement(started_at, started_at + timedelta(minutes=30 * length)),
                    now=life.now,
                )
            return (life, done[1].pk) if done else multiple()

        @invariant()
        def no_two_share_time_and_what_is_verified_counts(self) -> None:
            rows = []
            for life in (pine, oak):
                with life.scope():
                    rows += list(ServiceRecord.objects.filter(person=cast.bo))
            taking = sorted((row for row in rows if row.state in OCCUPYING), key=lambda row: row.started_at)
            for one, next_one in pairwise(taking):
                assert one.ended_at is not None, "who is checked in does nothing after it"
                assert one.ended_at <= next_one.started_at
            verified = [row for row in rows if row.state == RecordState.VERIFIED]
            assert summarise(cast.bo.pk).minutes_verified == sum(row.minutes for row in verified)
            assert all(cast.bo.pk != row.verified_by_id for row in verified)
            paid = sum(row.points for row in verified if row.community_id == pine.community.pk)
            assert pine.balance(cast.bo) == paid
            assert audit_ledger().is_sound

    with transaction.atomic():
        run_state_machine_as_test(
            Days,
            settings=settings(
                max_examples=40, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck)
            ),
        )
