"""Inviting at the desk: the roles one may give, the words when it worked or did not, the neighbour's list never."""

from __future__ import annotations

import pytest

from content_models.people.accounts import welcome
from content_models.people.models import Invitation, InvitationState
from content_models.people.roles import Role
from content_models.posts.models import ChiefRole
from tests.cms.admin.acting import messages_of
from tests.support.cast import LONG_AGO
from tests.support.unchanged import nothing_changes

INVITE = "/admin/people/invite/"
PHONE = "13800138000"


@pytest.fixture(autouse=True)
def _behind_the_scenes(everywhere):
    """Assertions look past the scope."""


def send(client, **changes):
    return client.post(
        INVITE, {"phone": PHONE, "role": Role.VOLUNTEER, "area": "", "ends_on": "", **changes}, follow=True
    )


def test_a_worker_invites_a_volunteer(wu, cast):
    answer = send(wu)
    assert len(messages_of(answer)) == 1
    invitation = Invitation.objects.get()
    assert (invitation.role, invitation.community, invitation.invited_by) == (
        Role.VOLUNTEER,
        cast.pine.community,
        cast.wu,
    )
    assert "138****8000" in answer.content.decode()
    assert PHONE not in answer.content.decode()


def test_she_is_offered_only_what_she_may_give(wu, ada):
    workers, admins = wu.get(INVITE).content.decode(), ada.get(INVITE).content.decode()
    assert f'value="{Role.WORKER}"' not in workers
    assert f'value="{Role.WORKER}"' in admins
    assert f'value="{Role.COMMUNITY_ADMIN}"' not in admins


def test_asking_for_more_than_she_may_give_changes_nothing(wu):
    with nothing_changes():
        assert "error-message" in send(wu, role=Role.WORKER).content.decode()


def test_a_chief_needs_a_place_of_her_level(wu, cast):
    chief_role = ChiefRole.objects.get(level=cast.pine.building_1.level)
    with nothing_changes():
        send(wu, role=f"chief:{chief_role.pk}", area=str(cast.pine.estate.pk))
    send(wu, role=f"chief:{chief_role.pk}", area=str(cast.pine.building_2.pk))
    assert Invitation.objects.get().target_name == chief_role.name


def test_the_neighbours_places_cannot_be_chosen(wu, cast):
    chief_role = ChiefRole.objects.get(level=cast.pine.building_1.level)
    with nothing_changes():
        send(wu, role=f"chief:{chief_role.pk}", area=str(cast.oak.building_1.pk))


def test_a_number_that_is_none_is_said_beside_the_field(wu):
    with nothing_changes():
        answer = send(wu, phone="123")
    assert "11" in answer.content.decode()


def test_she_takes_it_back(wu):
    send(wu)
    invitation = Invitation.objects.get()
    wu.post(f"/admin/invitations/{invitation.pk}/withdraw/")
    invitation.refresh_from_db()
    assert invitation.state == InvitationState.WITHDRAWN


def test_the_neighbour_sees_none_of_them(wu, oskar):
    send(wu)
    invitation = Invitation.objects.get()
    assert "138****8000" not in oskar.get("/admin/invitations/").content.decode()
    assert oskar.get(f"/admin/invitations/inspect/{invitation.pk}/").status_code == 404
    assert oskar.post(f"/admin/invitations/{invitation.pk}/withdraw/").status_code == 404


def test_who_holds_it_already_changes_nothing(wu, cast):
    person = welcome(phone="+8613800138000", now=LONG_AGO)
    send(wu)
    assert Invitation.objects.get().person == person
    send(wu)
    assert [one.state for one in Invitation.objects.order_by("id")] == [InvitationState.TAKEN_UP] * 2


def test_a_volunteer_has_no_business_here(cast):
    assert cast.client(cast.bo).get(INVITE).status_code in {302, 404}
