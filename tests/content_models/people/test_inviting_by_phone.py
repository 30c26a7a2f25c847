"""邀请: a role waits for whoever proves to hold the phone; it counts on the word of who invited, and until its day."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django_scopes import scopes_disabled

from content_models.common.clock import local_day
from content_models.common.errors import Conflict, Missing
from content_models.people import actions, jobs
from content_models.people.accounts import welcome
from content_models.people.models import Invitation, InvitationState, Membership, Notice, User
from content_models.people.phones import NotAPhoneNumber
from content_models.people.roles import Role
from content_models.posts import jobs as posts_jobs
from content_models.posts.actions import WrongLevelForChief
from content_models.posts.invited import invite_chief
from content_models.posts.models import Appointment, ChiefRole
from content_models.posts.states import AppointmentState
from content_models.rewards.invited import invite_merchant_staff
from content_models.rewards.models import MerchantStaff
from tests.support.cast import actor
from tests.support.service_life import ServiceLife
from tests.support.unchanged import nothing_changes

NOW = datetime(2026, 11, 24, 4, tzinfo=UTC)
PHONE = "138 0013 8000"


@pytest.fixture(autouse=True)
def _behind_the_scenes(everywhere):
    """Assertions look past the scope."""


@pytest.fixture
def everywhere():
    with scopes_disabled():
        yield


def invite(cast, by="ada", role=Role.WORKER, phone=PHONE, **changes) -> Invitation:
    area = changes.pop("area", cast.pine.community.area)
    return actions.invite(actor=actor(getattr(cast, by)), phone=phone, role=role, area=area, now=NOW, **changes)


def arrive(phone: str = "+8613800138000", now: datetime = NOW) -> User:
    """Somebody proves to hold the phone."""
    return welcome(phone=phone, now=now)


def holds(person: User, role: Role, area, on: datetime = NOW) -> bool:
    grants = User.objects.with_grants(person.pk, today=local_day(on)).grants
    return any(grant.role == role and grant.area_path == area.path for grant in grants)


def test_whoever_signs_in_with_the_number_has_the_role(cast):
    invitation = invite(cast)
    assert invitation.state == InvitationState.OPEN
    person = arrive()
    assert holds(person, Role.WORKER, cast.pine.community.area)
    assert person.groups.filter(name="linli worker").exists()
    invitation.refresh_from_db()
    assert (invitation.state, invitation.person) == (InvitationState.TAKEN_UP, person)
    assert Notice.objects.filter(user=person, kind="membership_given").count() == 1


def test_who_has_an_account_has_the_role_at_once(cast):
    person = arrive()
    assert invite(cast).state == InvitationState.TAKEN_UP
    assert holds(person, Role.WORKER, cast.pine.community.area)


def test_another_number_gets_nothing(cast):
    invite(cast)
    assert not holds(arrive("+8613800138001"), Role.WORKER, cast.pine.community.area)


def test_the_number_itself_is_not_kept(cast):
    invitation = invite(cast)
    assert invitation.phone_shown == "138****8000"
    row = Invitation.objects.filter(pk=invitation.pk).values().get()
    assert "13800138000" not in str(row)


def test_signing_in_twice_takes_it_up_once(cast):
    invite(cast)
    person = arrive()
    arrive()
    assert Membership.objects.filter(user=person, role=Role.WORKER).count() == 1


@pytest.mark.parametrize(
    ("by", "role"),
    [
        ("wu", Role.WORKER),
        ("wu", Role.MERCHANT),
        ("ada", Role.COMMUNITY_ADMIN),
        ("ada", Role.UNIT_LIAISON),
        ("oskar", Role.VOLUNTEER),
        ("bo", Role.VOLUNTEER),
        ("dai", Role.RESIDENT),
    ],
)
def test_a_role_that_is_not_hers_to_give_does_not_exist_for_her(cast, by, role):
    with nothing_changes(), pytest.raises(Missing):
        invite(cast, by=by, role=role)


def test_inviting_twice_is_refused_in_words(cast):
    invite(cast)
    with nothing_changes(), pytest.raises(actions.AlreadyInvited):
        invite(cast, phone="+86 13800138000")


def test_what_is_no_number_is_refused(cast):
    with nothing_changes(), pytest.raises(NotAPhoneNumber):
        invite(cast, phone="12345")


def test_a_last_day_in_the_past_is_refused(cast):
    with nothing_changes(), pytest.raises(actions.EndsInThePast):
        invite(cast, ends_on=local_day(NOW) - timedelta(days=1))


def test_the_word_of_who_may_not_give_it_any_more_does_not_count(cast):
    invitation = invite(cast)
    Membership.objects.filter(user=cast.ada).update(state="ended")
    person = arrive()
    assert not holds(person, Role.WORKER, cast.pine.community.area)
    invitation.refresh_from_db()
    assert invitation.state == InvitationState.LAPSED


def test_taken_back_it_brings_nothing(cast):
    invitation = invite(cast)
    actions.withdraw_invitation(invitation=invitation, actor=actor(cast.ada), now=NOW)
    assert not holds(arrive(), Role.WORKER, cast.pine.community.area)
    with pytest.raises(Conflict):
        actions.withdraw_invitation(invitation=invitation, actor=actor(cast.ada), now=NOW)


def test_the_neighbour_cannot_take_it_back(cast):
    invitation = invite(cast)
    with nothing_changes(), pytest.raises(Missing):
        actions.withdraw_invitation(invitation=invitation, actor=actor(cast.oskar), now=NOW)


def test_after_thirty_days_it_is_over_and_later_forgotten(cast):
    invite(cast)
    late = NOW + timedelta(days=31)
    assert not holds(arrive(now=late), Role.WORKER, cast.pine.community.area, on=late)
    jobs.forget_invitations(now=NOW + timedelta(days=59))
    assert Invitation.objects.count() == 1
    jobs.forget_invitations(now=NOW + timedelta(days=61))
    assert Invitation.objects.count() == 0


def test_one_that_ran_out_makes_room_for_a_new_one(cast):
    invite(cast)
    late = NOW + timedelta(days=31)
    again = actions.invite(
        actor=actor(cast.ada), phone=PHONE, role=Role.WORKER, area=cast.pine.community.area, now=late
    )
    assert again.state == InvitationState.OPEN


def test_the_role_counts_until_its_last_day_and_is_closed_after_it(cast):
    last = local_day(NOW) + timedelta(days=10)
    invite(cast, ends_on=last)
    person = arrive()
    assert holds(person, Role.WORKER, cast.pine.community.area, on=NOW + timedelta(days=10))
    after = NOW + timedelta(days=11)
    assert not holds(person, Role.WORKER, cast.pine.community.area, on=after)
    jobs.end_roles(now=NOW + timedelta(days=10))
    assert Membership.objects.get(user=person).state == "active"
    jobs.end_roles(now=after)
    assert Membership.objects.get(user=person).state == "ended"
    assert not person.groups.filter(name="linli worker").exists()
    assert Notice.objects.filter(user=person, kind="membership_over").count() == 1


def test_a_chief_is_appointed_when_she_comes_and_until_her_day(cast):
    chief_role = ChiefRole.objects.get(level=cast.pine.building_2.level)
    last = local_day(NOW) + timedelta(days=1)
    invite_chief(
        actor=actor(cast.wu), phone=PHONE, chief_role=chief_role, area=cast.pine.building_2, ends_on=last, now=NOW
    )
    person = arrive()
    appointment = Appointment.objects.get(person=person)
    assert (appointment.state, appointment.area) == (AppointmentState.APPROVED, cast.pine.building_2)
    assert holds(person, Role.CHIEF, cast.pine.building_2)
    after = NOW + timedelta(days=2)
    assert not holds(person, Role.CHIEF, cast.pine.building_2, on=after)
    posts_jobs.end_terms(now=after)
    assert Appointment.objects.get(person=person).state == AppointmentState.ENDED


def test_a_chief_of_a_building_is_not_chief_of_an_estate(cast):
    chief_role = ChiefRole.objects.get(level=cast.pine.building_2.level)
    with nothing_changes(), pytest.raises(WrongLevelForChief):
        invite_chief(actor=actor(cast.wu), phone=PHONE, chief_role=chief_role, area=cast.pine.estate, now=NOW)


def test_the_shops_staff_hand_over_as_soon_as_they_sign_in(cast):
    merchant, _staff = ServiceLife(cast).merchant()
    invite_merchant_staff(actor=actor(cast.ada), phone=PHONE, merchant=merchant, now=NOW)
    person = arrive()
    assert MerchantStaff.objects.filter(merchant=merchant, person=person, ended_at__isnull=True).exists()
    assert holds(person, Role.MERCHANT, cast.pine.community.area)


def test_a_shop_that_is_gone_brings_nothing_and_signing_in_goes_on(cast):
    merchant, _staff = ServiceLife(cast).merchant()
    invitation = invite_merchant_staff(actor=actor(cast.ada), phone=PHONE, merchant=merchant, now=NOW)
    type(merchant).objects.filter(pk=merchant.pk).update(retired_at=NOW)
    assert not holds(arrive(), Role.MERCHANT, cast.pine.community.area)
    invitation.refresh_from_db()
    assert invitation.state == InvitationState.LAPSED


def test_hundreds_of_numbers_in_a_day_are_too_many(cast, monkeypatch):
    monkeypatch.setattr("content_models.people.actions.invitations.INVITATIONS_A_DAY", 2)
    invite(cast, phone="13800138001")
    invite(cast, phone="13800138002")
    with nothing_changes(), pytest.raises(actions.TooManyInvitations):
        invite(cast, phone="13800138003")
