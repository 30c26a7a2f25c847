"""The scheduled jobs, with the clock in the test's hand: each does its work once, however often it runs."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django_scopes import scope, scopes_disabled
from wagtail.models import ModelLogEntry

from content_models.common.clock import local_day
from content_models.people.models import Notice
from content_models.wishes import actions, jobs
from content_models.wishes.actions.closing import ContactErased
from content_models.wishes.models import Wish, WishContact
from content_models.wishes.states import ClaimState, WishState
from tests.support.cast import Cast, actor
from tests.support.unchanged import nothing_changes
from tests.support.wish_life import WishLife

S = WishState


def _all_jobs(now: datetime) -> None:
    for job in (
        jobs.expire_wishes, jobs.remind_silent_helpers, jobs.time_silent_claims_out, jobs.erase_old_contacts,
    ):  # fmt: skip
        job(now=now)


def _inbox(user: object) -> Counter[str]:
    return Counter(Notice.objects.filter(user=user).values_list("kind", flat=True))


def _contact(life: WishLife, wish_id: UUID) -> WishContact:
    with scope(community=life.cast.pine.community):
        contact: WishContact = WishContact.objects.get(wish_id=wish_id)
        return contact


def _after_last_day(life: WishLife, wish_id: UUID) -> datetime:
    days = (life.read(wish_id).deadline - local_day(life.now)).days
    return life.now + timedelta(days=days + 1)


def test_on_an_ordinary_day_nothing_happens(cast: Cast, life: WishLife) -> None:
    for state in WishState:
        life.in_state(state)
    with nothing_changes():
        _all_jobs(life.now + timedelta(hours=1))


def test_an_unclaimed_wish_expires_after_its_last_day_and_not_on_it(cast: Cast, life: WishLife) -> None:
    wish_id = life.opened()
    day_after = _after_last_day(life, wish_id)
    jobs.expire_wishes(now=day_after - timedelta(days=1))
    assert life.read(wish_id).state == S.OPEN
    jobs.expire_wishes(now=day_after)
    wish = life.read(wish_id)
    assert (wish.state, wish.closed_at) == (S.EXPIRED, day_after)
    assert _inbox(cast.anna)["wish_expired"] == 1
    with nothing_changes():
        jobs.expire_wishes(now=day_after + timedelta(days=1))


def test_a_wish_that_waits_for_review_does_not_expire(cast: Cast, life: WishLife) -> None:
    wish_id = life.new()
    late = _after_last_day(life, wish_id) + timedelta(days=5)
    jobs.expire_wishes(now=late)
    assert life.read(wish_id).state == S.PENDING
    with scope(community=cast.pine.community):
        wish = actions.approve_wish(wish_id=wish_id, actor=actor(cast.wu), now=late)
    assert wish.deadline == local_day(late) + timedelta(days=30), "it gets its days on the board"


def test_on_the_last_day_of_a_wish_for_several_who_came_are_enough(cast: Cast, life: WishLife) -> None:
    wish_id = life.opened(helpers_wanted=3)
    life.claim(wish_id, cast.bo)
    life.claim(wish_id, cast.bea)
    life.fulfil(wish_id, cast.bo)
    day_after = _after_last_day(life, wish_id)
    jobs.expire_wishes(now=day_after)
    wish = life.read(wish_id)
    assert (wish.state, wish.helpers_wanted, wish.helpers_active) == (S.CLAIMED, 2, 2)
    assert _inbox(cast.anna)["wish_fulfilled"] == 0
    with nothing_changes():
        jobs.expire_wishes(now=day_after)
    life.fulfil(wish_id, cast.bea)
    assert life.read(wish_id).state == S.FULFILLED
    assert _inbox(cast.anna)["wish_fulfilled"] == 1


def test_on_the_last_day_of_a_wish_whose_helpers_are_all_done_the_resident_is_asked(cast: Cast, life: WishLife) -> None:
    wish_id = life.opened(helpers_wanted=2)
    life.claim(wish_id)
    life.fulfil(wish_id)
    assert life.read(wish_id).state == S.OPEN, "there is room for one more until the last day"
    jobs.expire_wishes(now=_after_last_day(life, wish_id))
    assert life.read(wish_id).state == S.FULFILLED
    assert _inbox(cast.anna)["wish_fulfilled"] == 1
    assert ModelLogEntry.objects.filter(object_id=str(wish_id), action="linli.wish.last_day").count() == 1


def test_a_silent_helper_is_reminded_once(cast: Cast, life: WishLife) -> None:
    life.in_state(S.CLAIMED)
    jobs.remind_silent_helpers(now=life.now + timedelta(days=3))
    assert _inbox(cast.bo)["claim_reminder"] == 0, "not before three days are over"
    for hours in (1, 2, 30):
        jobs.remind_silent_helpers(now=life.now + timedelta(days=3, hours=hours))
    assert _inbox(cast.bo)["claim_reminder"] == 1


def test_a_sign_of_life_starts_the_days_anew(cast: Cast, life: WishLife) -> None:
    wish_id = life.in_state(S.CLAIMED)
    reminded = life.now + timedelta(days=4)
    jobs.remind_silent_helpers(now=reminded)
    with scope(community=cast.pine.community):
        actions.keep_claim(wish_id=wish_id, actor=actor(cast.bo), now=reminded)
    jobs.time_silent_claims_out(now=life.now + timedelta(days=8))
    assert life.claim_row(wish_id, cast.bo).state == ClaimState.ACTIVE
    jobs.remind_silent_helpers(now=reminded + timedelta(days=3, hours=1))
    assert _inbox(cast.bo)["claim_reminder"] == 2


def test_a_silent_claim_is_given_back_after_the_reminder(cast: Cast, life: WishLife) -> None:
    wish_id = life.in_state(S.CLAIMED)
    jobs.remind_silent_helpers(now=life.now + timedelta(days=3, hours=1))
    jobs.time_silent_claims_out(now=life.now + timedelta(days=7))
    assert life.claim_row(wish_id, cast.bo).state == ClaimState.ACTIVE, "not before seven days are over"
    late = life.now + timedelta(days=7, hours=1)
    jobs.time_silent_claims_out(now=late)
    claim, wish = life.claim_row(wish_id, cast.bo), life.read(wish_id)
    assert (claim.state, claim.ended_at) == (ClaimState.TIMED_OUT, late)
    assert (wish.state, wish.helpers_active) == (S.OPEN, 0)
    assert (_inbox(cast.bo)["claim_timed_out"], _inbox(cast.anna)["wish_timed_out"]) == (1, 1)
    with nothing_changes():
        _all_jobs(late + timedelta(hours=1))


def test_nobody_loses_a_wish_without_a_day_to_answer_the_reminder(cast: Cast, life: WishLife) -> None:
    """The worker was down for a week: reminder and time-out are due in the same hour."""
    wish_id = life.in_state(S.CLAIMED)
    back = life.now + timedelta(days=10)
    jobs.time_silent_claims_out(now=back)
    assert life.claim_row(wish_id, cast.bo).state == ClaimState.ACTIVE, "never without a reminder"
    jobs.remind_silent_helpers(now=back)
    jobs.time_silent_claims_out(now=back + timedelta(hours=1))
    assert life.claim_row(wish_id, cast.bo).state == ClaimState.ACTIVE
    jobs.time_silent_claims_out(now=back + timedelta(days=1, minutes=1))
    assert life.claim_row(wish_id, cast.bo).state == ClaimState.TIMED_OUT


def test_a_wish_given_back_after_its_last_day_gets_a_few_more(cast: Cast, life: WishLife) -> None:
    wish_id = life.in_state(S.CLAIMED, deadline=local_day(life.now) + timedelta(days=2))
    jobs.remind_silent_helpers(now=life.now + timedelta(days=4))
    late = life.now + timedelta(days=8)
    jobs.time_silent_claims_out(now=late)
    jobs.expire_wishes(now=late)
    wish = life.read(wish_id)
    assert (wish.state, wish.deadline) == (S.OPEN, local_day(late) + timedelta(days=7))


@pytest.mark.parametrize("state", [S.CONFIRMED, S.REJECTED, S.WITHDRAWN, S.EXPIRED])
def test_contact_and_door_of_a_closed_wish_are_erased_after_the_communitys_days(
    cast: Cast, life: WishLife, state: WishState
) -> None:
    wish_id = life.in_state(state)
    closed_at = life.read(wish_id).closed_at
    assert closed_at is not None
    jobs.erase_old_contacts(now=closed_at + timedelta(days=7))
    assert _contact(life, wish_id).door == "301室"
    late = closed_at + timedelta(days=7, minutes=1)
    jobs.erase_old_contacts(now=late)
    contact = _contact(life, wish_id)
    assert (contact.name, contact.phone, contact.door, contact.erased_at) == ("", "", "", late)
    with nothing_changes():
        jobs.erase_old_contacts(now=late + timedelta(days=1))


@pytest.mark.parametrize("state", [S.PENDING, S.OPEN, S.CLAIMED, S.FULFILLED])
def test_the_contact_of_a_living_wish_stays(cast: Cast, life: WishLife, state: WishState) -> None:
    wish_id = life.in_state(state)
    jobs.erase_old_contacts(now=life.now + timedelta(days=400))
    assert _contact(life, wish_id).door == "301室"


def test_an_expired_wish_opened_again_keeps_its_contact(cast: Cast, life: WishLife) -> None:
    wish_id = life.in_state(S.EXPIRED)
    closed_at = life.read(wish_id).closed_at
    assert closed_at is not None
    with scope(community=cast.pine.community):
        actions.reopen_wish(wish_id=wish_id, actor=actor(cast.anna), now=closed_at + timedelta(days=1))
    jobs.erase_old_contacts(now=closed_at + timedelta(days=30))
    assert _contact(life, wish_id).door == "301室"


def test_an_expired_wish_without_its_contact_can_not_be_opened_again(cast: Cast, life: WishLife) -> None:
    wish_id = life.in_state(S.EXPIRED)
    late = life.now + timedelta(days=60)
    jobs.erase_old_contacts(now=late)
    with nothing_changes(), scope(community=cast.pine.community), pytest.raises(ContactErased):
        actions.reopen_wish(wish_id=wish_id, actor=actor(cast.anna), now=late)


def test_each_community_goes_by_its_own_days(cast: Cast, life: WishLife) -> None:
    life.in_state(S.CLAIMED)
    cast.pine.community.claim_reminder_days, cast.pine.community.claim_timeout_days = 1, 2
    cast.pine.community.save()
    jobs.remind_silent_helpers(now=life.now + timedelta(days=1, hours=1))
    assert _inbox(cast.bo)["claim_reminder"] == 1


def test_a_sweep_that_finds_its_wish_gone_or_changed_leaves_it(cast: Cast, life: WishLife) -> None:
    from content_models.common.ids import uuid7

    wish_id = life.in_state(S.CLAIMED)
    claim = life.claim_row(wish_id, cast.bo)
    with nothing_changes(), scope(community=cast.pine.community):
        assert not actions.end_of_last_day(wish_id=wish_id, now=life.now + timedelta(days=99))
        assert not actions.remind_helper(claim_id=uuid7(), silent_since=life.now, now=life.now)
        assert not actions.time_claim_out(claim_id=claim.pk, silent_since=life.now, now=life.now)


def test_the_jobs_reach_every_community(cast: Cast, life: WishLife) -> None:
    in_oak = life.new(by=cast.nia, place=cast.oak)
    with scope(community=cast.oak.community):
        actions.approve_wish(wish_id=in_oak, actor=actor(cast.oskar), now=life.now)
    in_pine = life.opened()
    jobs.expire_wishes(now=life.now + timedelta(days=40))
    with scopes_disabled():
        assert set(Wish.objects.filter(pk__in=[in_oak, in_pine]).values_list("state", flat=True)) == {"expired"}
    with pytest.raises(ObjectDoesNotExist):
        life.read(in_oak)


def test_a_wish_that_fails_does_not_hold_up_the_others(
    cast: Cast, life: WishLife, monkeypatch: pytest.MonkeyPatch
) -> None:
    stuck, other = life.opened(), life.opened()
    day_after = _after_last_day(life, other)
    really = jobs.end_of_last_day

    def fail_for_one(*, wish_id: UUID, now: datetime) -> bool:
        if wish_id == stuck:
            raise RuntimeError("this one is odd")
        return really(wish_id=wish_id, now=now)

    monkeypatch.setattr(jobs, "end_of_last_day", fail_for_one)
    with pytest.raises(jobs.UnfinishedError):
        jobs.expire_wishes(now=day_after)
    with scope(community=cast.pine.community):
        states = dict(Wish.objects.filter(pk__in=[stuck, other]).values_list("pk", "state"))
    assert states == {stuck: S.OPEN, other: S.EXPIRED}
