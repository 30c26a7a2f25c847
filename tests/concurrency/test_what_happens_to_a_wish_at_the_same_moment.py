"""Two or twenty act on wishes at once, on a real PostgreSQL; where a guard holds, a twin shows the fault without it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

import pytest
from django.db import connection
from django_scopes import scope
from wagtail.models import ModelLogEntry

from content_models.people.models import Notice, User
from content_models.wishes import actions
from content_models.wishes.models import Claim, ContactReveal, Wish, WishContact, WishEvent
from content_models.wishes.states import ClaimState, WishState
from tests.concurrency.crowd import all_at_once
from tests.support.cast import Cast, actor, make_cast
from tests.support.wish_life import WishLife

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("pg_only")]


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.fixture
def life(cast: Cast) -> WishLife:
    return WishLife(cast)


def _in_pine(cast: Cast, action: Callable[..., object], by: User, **words: object) -> Callable[[], object]:
    """An attempt that opens its own scope: it runs in a thread of its own."""
    who = actor(by)

    def attempt() -> object:
        with scope(community=cast.pine.community):
            return action(actor=who, **words)

    return attempt


def _active(cast: Cast, helper: User) -> int:
    with scope(community=cast.pine.community):
        return Claim.objects.active().filter(helper=helper).count()


def _twenty_claims(cast: Cast, life: WishLife) -> list[Callable[[], object]]:
    cast.pine.community.wishes_per_person = 50
    cast.pine.community.save()
    return [_in_pine(cast, actions.claim_wish, cast.bo, wish_id=life.opened(), now=life.now) for _number in range(20)]


def test_of_twenty_claims_of_one_person_as_many_succeed_as_the_limit_says(cast: Cast, life: WishLife) -> None:
    results = all_at_once(_twenty_claims(cast, life))
    assert (results["ok"], results["claim_limit"]) == (3, 17)
    assert _active(cast, cast.bo) == 3
    with scope(community=cast.pine.community):
        assert Wish.objects.filter(state=WishState.CLAIMED).count() == 3


def test_without_the_places_constraint_the_limit_is_overrun(cast: Cast, life: WishLife) -> None:
    """The twin: the same twenty, with the database's guard taken away."""
    attempts = _twenty_claims(cast, life)
    constraint = next(one for one in Claim._meta.constraints if one.name == "one_claim_per_place")
    with connection.schema_editor() as editor:
        editor.remove_constraint(Claim, constraint)
    try:
        all_at_once(attempts)
        assert _active(cast, cast.bo) > 3
    finally:
        with scope(community=cast.pine.community):
            Claim.objects.all().delete()
        with connection.schema_editor() as editor:
            editor.add_constraint(Claim, constraint)


def test_two_last_helpers_who_finish_at_once_finish_the_wish_once(cast: Cast, life: WishLife) -> None:
    for _repeat in range(3):
        wish_id = life.opened(helpers_wanted=2)
        life.claim(wish_id, cast.bo)
        life.claim(wish_id, cast.bea)
        results = all_at_once(
            [
                _in_pine(cast, actions.fulfil_claim, person, wish_id=wish_id, note="好了", now=life.now)
                for person in (cast.bo, cast.bea)
            ]
        )
        assert results == {"ok": 2}
        assert life.read(wish_id).state == WishState.FULFILLED
        asked = Notice.objects.filter(user=cast.anna, kind="wish_fulfilled", subject_id=wish_id)
        assert asked.count() == 1


def test_of_yes_and_no_at_once_one_counts(cast: Cast, life: WishLife) -> None:
    for _repeat in range(3):
        wish_id = life.new()
        results = all_at_once(
            [
                _in_pine(cast, actions.approve_wish, cast.wu, wish_id=wish_id, now=life.now),
                _in_pine(cast, actions.reject_wish, cast.chen, wish_id=wish_id, reason="不合适", now=life.now),
            ]
        )
        assert results == {"ok": 1, "wrong_state": 1}
        with scope(community=cast.pine.community):
            decisions = WishEvent.objects.filter(wish_id=wish_id, kind__in=["approved", "rejected"]).count()
        assert decisions == 1
        logged = ModelLogEntry.objects.filter(object_id=str(wish_id)).exclude(action="linli.wish.posted")
        assert logged.count() == 1


def test_of_withdrawing_and_claiming_at_once_one_counts(cast: Cast, life: WishLife) -> None:
    for _repeat in range(3):
        wish_id = life.opened()
        results = all_at_once(
            [
                _in_pine(cast, actions.withdraw_wish, cast.anna, wish_id=wish_id, now=life.now),
                _in_pine(cast, actions.claim_wish, cast.bo, wish_id=wish_id, now=life.now),
            ]
        )
        assert results["ok"] == 1
        wish = life.read(wish_id)
        assert wish.helpers_active == (1 if wish.state == WishState.CLAIMED else 0)
        if wish.state == WishState.CLAIMED:
            with scope(community=cast.pine.community):
                actions.release_claim(wish_id=wish_id, actor=actor(cast.bo), reason="换人", now=life.now)


def test_more_helpers_than_wanted_never_get_in(cast: Cast, life: WishLife) -> None:
    wish_id = life.opened(helpers_wanted=2)
    helpers = (cast.bo, cast.bea, cast.chen, cast.wu)
    results = all_at_once(
        [_in_pine(cast, actions.claim_wish, person, wish_id=wish_id, now=life.now) for person in helpers]
    )
    assert (results["ok"], results["already_claimed"]) == (2, 2)
    wish = life.read(wish_id)
    assert (wish.state, wish.helpers_active) == (WishState.CLAIMED, 2)


def _overdue(life: WishLife) -> UUID:
    wish_id = life.opened()
    life.claim(wish_id)
    later = life.now + timedelta(days=8)
    with scope(community=life.cast.pine.community):
        claim = life.claim_row(wish_id, life.cast.bo)
        assert actions.remind_helper(claim_id=claim.pk, silent_since=later, now=later - timedelta(days=4))
    return wish_id


def test_giving_up_finishing_and_running_out_of_time_at_once_end_in_one_of_them(cast: Cast, life: WishLife) -> None:
    """Wish and claim are written in one order everywhere: with two orders PostgreSQL would report a deadlock."""
    for _repeat in range(5):
        wish_id = _overdue(life)
        claim, later = life.claim_row(wish_id, cast.bo), life.now + timedelta(days=8)

        def time_out(claim: Claim = claim, later: datetime = later) -> None:
            with scope(community=cast.pine.community):
                actions.time_claim_out(claim_id=claim.pk, silent_since=later, now=later)

        results = all_at_once(
            [
                time_out,
                _in_pine(cast, actions.fulfil_claim, cast.bo, wish_id=wish_id, note="好了", now=later),
                _in_pine(cast, actions.release_claim, cast.bo, wish_id=wish_id, reason="要出差", now=later),
            ]
        )
        assert set(results) <= {"ok", "forbidden", "wrong_state"}, results
        wish, claim = life.read(wish_id), life.claim_row(wish_id, cast.bo)
        assert (wish.helpers_active, wish.state) == (
            (1, WishState.FULFILLED) if claim.state == ClaimState.FULFILLED else (0, WishState.OPEN)
        )
        with scope(community=cast.pine.community):
            ends = WishEvent.objects.filter(wish_id=wish_id, kind__in=["fulfilled", "released", "timed_out"])
            assert ends.count() == 1


def test_who_says_still_on_it_while_the_clock_strikes_keeps_the_wish(
    cast: Cast, life: WishLife, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The sign of life comes after the job has read the silent claim, and before it writes."""
    from content_models.wishes.actions import overdue

    wish_id, later = _overdue(life), life.now + timedelta(days=8)
    claim = life.claim_row(wish_id, cast.bo)
    give_back, spoke = overdue.give_place_back, []

    def slowly(wish: Wish, *, now: object) -> None:
        if not spoke:
            spoke.append(True)
            keep = _in_pine(cast, actions.keep_claim, cast.bo, wish_id=wish_id, now=later)
            assert all_at_once([keep]) == {"ok": 1}
        give_back(wish, now=later)

    monkeypatch.setattr(overdue, "give_place_back", slowly)
    with scope(community=cast.pine.community):
        assert not actions.time_claim_out(claim_id=claim.pk, silent_since=later - timedelta(days=7), now=later)
    assert spoke
    assert life.claim_row(wish_id, cast.bo).state == ClaimState.ACTIVE
    assert life.read(wish_id).state == WishState.CLAIMED


def test_the_fifth_place_on_the_board_is_not_taken_twice(cast: Cast, life: WishLife) -> None:
    for _number in range(4):
        life.new()
    results = all_at_once([life.new] * 6)
    assert (results["ok"], results["too_many_wishes"]) == (1, 5)


def test_a_contact_erased_while_the_wish_is_reopened_stays_a_refusal(
    cast: Cast, life: WishLife, monkeypatch: pytest.MonkeyPatch
) -> None:
    from content_models.wishes.actions import closing

    wish_id, later = life.in_state(WishState.EXPIRED), life.now + timedelta(days=60)
    write = closing.write_wish

    def write_while_the_job_erases(wish: Wish, **words: object) -> None:
        def erase() -> None:
            with scope(community=cast.pine.community):
                assert actions.erase_contacts(now=later) == 1

        assert all_at_once([erase]) == {"ok": 1}
        write(wish, **words)

    monkeypatch.setattr(closing, "write_wish", write_while_the_job_erases)
    assert all_at_once([_in_pine(cast, actions.reopen_wish, cast.anna, wish_id=wish_id, now=later)]) == {
        "contact_erased": 1
    }
    assert life.read(wish_id).state == WishState.EXPIRED
    with scope(community=cast.pine.community):
        assert WishContact.objects.get(wish_id=wish_id).erased_at == later
        assert not ContactReveal.objects.exists()


def test_reminding_twice_at_once_reminds_once(cast: Cast, life: WishLife) -> None:
    wish_id = life.in_state(WishState.CLAIMED)
    claim, later = life.claim_row(wish_id, cast.bo), life.now + timedelta(days=4)

    def remind() -> None:
        with scope(community=cast.pine.community):
            actions.remind_helper(claim_id=claim.pk, silent_since=later, now=later)

    assert all_at_once([partial(remind)] * 6) == {"ok": 6}
    assert Notice.objects.filter(user=cast.bo, kind="claim_reminder").count() == 1
