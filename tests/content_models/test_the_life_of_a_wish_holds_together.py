"""Anybody does anything at any time: whatever happens, the wish, its claims, its card and its story agree."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction
from django_scopes import scope
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from wagtail.models import ModelLogEntry

from content_models.areas.models import BoardVersion
from content_models.common.clock import local_day
from content_models.common.errors import DomainError
from content_models.people.roles import Actor
from content_models.wishes import actions, jobs
from content_models.wishes.board import card_of, public_photos
from content_models.wishes.models import Claim, Wish, WishContact, WishEvent
from content_models.wishes.policy import (
    VERBS,
    allowed_actions,
    contact_reason,
    facts_of,
    may_see,
    visible,
    waiting_wishes,
)
from content_models.wishes.states import SEATED, ClaimState, WishState
from tests.support.cast import Cast, actor, make_cast
from tests.support.wish_life import WishLife

PEOPLE = ("anna", "bo", "bea", "chen", "wu", "ada", "dai", "nia", "oskar", "vera")


@contextmanager
def _rolled_back() -> Iterator[None]:
    """Each example begins with the same cast."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


class WishMachine(RuleBasedStateMachine):
    cast: Cast
    people: dict[str, Actor]

    def __init__(self) -> None:
        super().__init__()
        self._around = _rolled_back()
        self._around.__enter__()
        self._scope = scope(community=self.cast.pine.community)
        self._scope.__enter__()
        self.life = WishLife(self.cast)
        self.now = self.life.now
        self.ids: list[UUID] = []
        self.version = 0
        self.logged = 0

    def teardown(self) -> None:
        self._scope.__exit__(None, None, None)
        self._around.__exit__(None, None, None)

    def _attempt(self, action: Any, **words: Any) -> bool:
        """A refusal is fine, and changes nothing; any other error is a finding."""
        before = self._footprint()
        try:
            action(now=self.now, **words)
        except DomainError:
            assert self._footprint() == before
            return False
        return True

    def _footprint(self) -> tuple[Any, ...]:
        return (
            list(Wish.objects.values_list("pk", "state", "revision", "helpers_active").order_by("pk")),
            list(Claim.objects.values_list("pk", "state", "slot", "last_sign_at").order_by("pk")),
            WishEvent.objects.count(),
            BoardVersion.objects.get(community=self.cast.pine.community).version,
        )

    @initialize(helpers_wanted=st.sampled_from([1, 1, 2, 3]))
    def one_wish(self, helpers_wanted: int) -> None:
        self.life.now = self.now
        self.ids.append(self.life.opened(helpers_wanted=helpers_wanted))

    @precondition(lambda self: len(self.ids) < 3)
    @rule(who=st.sampled_from(["anna", "wu", "chen"]), helpers_wanted=st.sampled_from([1, 2]))
    def post(self, who: str, helpers_wanted: int) -> None:
        person = getattr(self.cast, who)
        behalf = {} if who == "anna" else {"on_behalf_of": actions.Contact(name="钱爷爷", door="402")}
        self.life.now = self.now
        self.ids.append(self.life.new(by=person, helpers_wanted=helpers_wanted, **behalf))

    @rule(
        which=st.integers(0, 2),
        who=st.sampled_from(PEOPLE),
        verb=st.sampled_from([*VERBS, "claim", "claim", "fulfil"]),
    )
    def somebody_does_something(self, which: int, who: str, verb: str) -> None:
        wish_id = self.ids[which % len(self.ids)]
        person = self.people[who]
        action = {
            "approve": actions.approve_wish, "reject": actions.reject_wish, "claim": actions.claim_wish,
            "keep": actions.keep_claim, "release": actions.release_claim, "fulfil": actions.fulfil_claim,
            "confirm": actions.confirm_wish, "reopen": actions.reopen_wish, "withdraw": actions.withdraw_wish,
        }[verb]  # fmt: skip
        words_for: dict[str, dict[str, Any]] = {
            "reject": {"reason": "不合适"}, "release": {"reason": "要出差"}, "fulfil": {"note": "好了"},
            "confirm": {"thanks": "谢谢", "share": which == 0}, "reopen": {"reason": "还没好"},
        }  # fmt: skip
        wish = self._wish(wish_id)
        mine = Claim.objects.seated().filter(wish=wish, helper=person.user).first()
        offered = allowed_actions(person, facts_of(wish, mine.state if mine else None))
        done = self._attempt(action, wish_id=wish_id, actor=person, **words_for.get(verb, {}))
        if done:
            assert verb in offered, f"{who} was not offered {verb}"
        elif verb not in ("claim", "reopen"):  # limits, last days and erased contacts are found out when it is done
            assert verb not in offered, f"{who} was offered {verb}, and then refused"

    @rule(days=st.sampled_from([1, 4, 8, 31]))
    def time_passes(self, days: int) -> None:
        self.now += timedelta(days=days)
        for job in (
            jobs.expire_wishes, jobs.remind_silent_helpers, jobs.time_silent_claims_out, jobs.erase_old_contacts,
        ):  # fmt: skip
            job(now=self.now)

    def _wish(self, wish_id: UUID) -> Wish:
        wish: Wish = Wish.objects.select_related("area", "estate", "category", "community").get(pk=wish_id)
        return wish

    @invariant()
    def seats_are_counted(self) -> None:
        for wish_id in self.ids:
            wish = self._wish(wish_id)
            claims = list(Claim.objects.filter(wish=wish))
            seated = [claim for claim in claims if claim.state in SEATED]
            assert wish.helpers_active == len(seated) <= wish.helpers_wanted
            states = {claim.state for claim in seated}
            match wish.state:
                case WishState.PENDING | WishState.REJECTED | WishState.WITHDRAWN | WishState.EXPIRED:
                    assert not seated
                case WishState.OPEN:
                    assert len(seated) < wish.helpers_wanted
                case WishState.CLAIMED:
                    assert ClaimState.ACTIVE in states
                    assert len(seated) == wish.helpers_wanted
                case _:
                    assert states == {ClaimState.FULFILLED}

    @invariant()
    def the_kept_card_is_the_one_built_anew(self) -> None:
        for wish_id in self.ids:
            wish = self._wish(wish_id)
            assert wish.card == card_of(wish, public_photos(wish))

    @invariant()
    def every_change_is_in_the_story_the_log_and_the_boards_version(self) -> None:
        version = BoardVersion.objects.get(community=self.cast.pine.community).version
        events = WishEvent.objects.count()
        assert version >= self.version
        assert events <= version
        logged = ModelLogEntry.objects.filter(action__startswith="linli.wish.").exclude(action="linli.wish.last_day")
        assert logged.count() == events
        self.version = version

    @invariant()
    def policy_says_the_same_of_one_and_of_many(self) -> None:
        community = self.cast.pine.community
        for who, person in self.people.items():
            rows = set(visible(person, community).values_list("pk", flat=True))
            waiting = set(waiting_wishes(person, community).values_list("pk", flat=True))
            for wish_id in self.ids:
                wish = self._wish(wish_id)
                mine = Claim.objects.seated().filter(wish=wish, helper=person.user).first()
                facts = facts_of(wish, mine.state if mine else None)
                assert (wish_id in rows) == may_see(person, facts), who
                assert (wish_id in waiting) == ("approve" in allowed_actions(person, facts)), who
                if contact_reason(person, facts) is not None:
                    is_on_it = mine is not None and mine.state == ClaimState.ACTIVE
                    assert is_on_it or person.id in (wish.author_id, wish.entered_by_id), who

    @invariant()
    def contacts_of_living_wishes_are_there(self) -> None:
        for contact in WishContact.objects.exclude(wish__state__in=["confirmed", "rejected", "withdrawn", "expired"]):
            assert contact.erased_at is None
            assert contact.door

    @invariant()
    def nobody_waits_beyond_the_last_day(self) -> None:
        for wish in Wish.objects.filter(pk__in=self.ids, state="open"):
            assert wish.deadline >= local_day(self.now)


@pytest.mark.django_db
def test_whatever_happens_it_holds_together() -> None:
    WishMachine.cast = make_cast()
    WishMachine.people = {who: actor(getattr(WishMachine.cast, who)) for who in PEOPLE}
    run_state_machine_as_test(
        WishMachine,
        settings=settings(
            max_examples=10,
            stateful_step_count=20,
            deadline=None,
            derandomize=True,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
