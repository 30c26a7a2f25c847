"""Applications for posts and requests for roles: answered at the desk, the person is told, refusals change nothing."""

from __future__ import annotations

import pytest
from django_scopes import scope

from content_models.common.clock import utc_now
from content_models.people.actions import join_community
from content_models.people.models import Membership, MembershipState, Notice
from content_models.people.roles import Role
from content_models.posts.states import AppointmentState
from content_models.wishes.actions import claim_wish
from tests.cms.admin.acting import a_wish, an_application, messages_of
from tests.support.cast import actor


@pytest.fixture(autouse=True)
def _behind_the_scenes(everywhere):
    """Assertions look past the scope."""


@pytest.fixture
def application(cast):
    return an_application(cast.pine, cast.bo)


@pytest.fixture
def request_of_anna(cast) -> Membership:
    with scope(community=cast.pine.community):
        return join_community(
            actor=actor(cast.anna), community=cast.pine.community, role=Role.VOLUNTEER, area_id=None, now=utc_now()
        )


def told(person) -> list[str]:
    return list(Notice.objects.filter(user=person).values_list("kind", flat=True))


def test_she_appoints_and_the_phone_counts_it(wu, cast, application):
    wu.post(f"/admin/appointments/{application.pk}/approve/")
    application.refresh_from_db()
    assert (application.state, application.decided_by) == (AppointmentState.APPROVED, cast.wu)
    post = cast.client(None).get(f"/api/v1/communities/pine/posts/{cast.pine.post.pk}").json()
    assert (post["filled"], post["wanted"]) == (1, 2)
    assert "appointment_approved" in told(cast.bo)


def test_a_full_post_refuses_in_words(wu, cast, application):
    for person in (cast.bea, cast.anna):
        other = an_application(cast.pine, person)
        wu.post(f"/admin/appointments/{other.pk}/approve/")
    answer = wu.post(f"/admin/appointments/{application.pk}/approve/", follow=True)
    assert len(messages_of(answer)) == 3
    application.refresh_from_db()
    assert application.state == AppointmentState.APPLIED


@pytest.mark.parametrize(("verb", "state"), [("decline", "declined"), ("end", "ended")])
def test_a_no_needs_a_reason(wu, application, verb, state):
    if verb == "end":
        wu.post(f"/admin/appointments/{application.pk}/approve/")
    before = type(application).objects.get(pk=application.pk).state
    wu.post(f"/admin/appointments/{application.pk}/{verb}/", {"text": ""})
    application.refresh_from_db()
    assert application.state == before
    wu.post(f"/admin/appointments/{application.pk}/{verb}/", {"text": "人手已够"})
    application.refresh_from_db()
    assert (application.state, application.reason) == (state, "人手已够")


def test_her_own_application_is_somebody_elses_to_answer(wu, cast):
    own = an_application(cast.pine, cast.wu)
    offers = wu.get(f"/admin/appointments/inspect/{own.pk}/").context["offers"]
    assert "approve" not in dict(offers)
    wu.post(f"/admin/appointments/{own.pk}/approve/")
    own.refresh_from_db()
    assert own.state == AppointmentState.APPLIED


def test_a_request_for_a_role_is_granted_or_declined(wu, cast, request_of_anna):
    wu.post(f"/admin/memberships/{request_of_anna.pk}/approve/")
    request_of_anna.refresh_from_db()
    assert request_of_anna.state == MembershipState.ACTIVE
    wu.post(f"/admin/memberships/{request_of_anna.pk}/end/", {"text": "搬走了"})
    request_of_anna.refresh_from_db()
    assert request_of_anna.state == MembershipState.ENDED
    assert {"membership_approved", "membership_ended"} <= set(told(cast.anna))


def test_a_worker_does_not_end_an_administrators_role(wu, cast):
    hers = Membership.objects.get(user=cast.ada)
    assert wu.get(f"/admin/memberships/inspect/{hers.pk}/").context["offers"] == []
    wu.post(f"/admin/memberships/{hers.pk}/end/", {"text": "不干了"})
    hers.refresh_from_db()
    assert hers.state == MembershipState.ACTIVE


def test_full_phone_numbers_of_members_stay_off_the_page(wu, cast):
    home = Membership.objects.get(user=cast.anna, role=Role.RESIDENT)
    page = wu.get(f"/admin/memberships/inspect/{home.pk}/").content.decode()
    assert cast.anna.masked_phone in page
    assert cast.anna.phone.removeprefix("+86") not in page


@pytest.mark.parametrize("register", ["appointments", "memberships", "claims"])
def test_exports_name_nobody_in_full(wu, cast, application, request_of_anna, register):
    wish = a_wish(cast.pine, cast.anna, approved_by=cast.wu)
    with scope(community=cast.pine.community):
        claim_wish(wish_id=wish.pk, actor=actor(cast.bo), now=utc_now())
    text = b"".join(wu.get(f"/admin/{register}/?export=csv").streaming_content).decode()
    assert "Bo" in text
    assert "赵" not in text
    assert "1990000" not in text


@pytest.mark.parametrize("register", ["appointments", "memberships", "claims"])
def test_lists_cost_the_same_for_one_and_for_many(wu, cast, count_queries, register):
    def more(person):
        an_application(cast.pine, person)
        wish = a_wish(cast.pine, cast.anna, approved_by=cast.wu)
        with scope(community=cast.pine.community):
            claim_wish(wish_id=wish.pk, actor=actor(person), now=utc_now())

    more(cast.bo)
    one = count_queries(wu, f"/admin/{register}/")
    for person in (cast.bea, cast.chen):
        more(person)
    assert count_queries(wu, f"/admin/{register}/") == one


def test_a_claim_is_found_by_the_words_of_its_wish(wu, cast):
    wish = a_wish(cast.pine, cast.anna, approved_by=cast.wu)
    with scope(community=cast.pine.community):
        claim_wish(wish_id=wish.pk, actor=actor(cast.bo), now=utc_now())
    assert len(wu.get("/admin/claims/?q=声控").context["object_list"]) == 1
    assert len(wu.get("/admin/claims/?q=电饭").context["object_list"]) == 0
