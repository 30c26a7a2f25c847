"""任期: the last day stands at the appointment, the role it gave has the same one, and one clock ends both."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django_scopes import scopes_disabled

from content_models.common.clock import local_day, utc_now
from content_models.common.errors import Conflict
from content_models.people import jobs as people_jobs
from content_models.people.actions import EndsInThePast, grant_role
from content_models.people.models import Membership, MembershipState
from content_models.people.roles import Role
from content_models.posts.actions import appoint, change_term, end_appointment
from content_models.posts.jobs import end_terms
from content_models.posts.models import Appointment, ChiefRole, PostType
from tests.support.cast import actor
from tests.support.unchanged import nothing_changes

NOW = utc_now()
TODAY = local_day(NOW)


@pytest.fixture(autouse=True)
def _everywhere(db):
    with scopes_disabled():
        yield


def put_in(cast, days=None, post=None, person=None) -> Appointment:
    return appoint(
        person=person or cast.nia,
        community=cast.pine.community,
        area=cast.pine.community.area,
        post=post or cast.pine.post,
        by=cast.wu,
        now=NOW,
        ends_on=None if days is None else TODAY + timedelta(days=days),
    )


def role(person) -> Membership:
    return Membership.objects.get(user=person, role=Role.VOLUNTEER, area__community__slug="pine")


def another_post(cast) -> PostType:
    made: PostType = PostType.objects.create(community=cast.pine.community, name="关爱服务岗", duties="", sort_order=9)
    return made


def state(appointment: Appointment) -> str:
    return str(Appointment.objects.get(pk=appointment.pk).state)


def test_the_role_stops_to_count_at_midnight_and_the_clock_closes_both(cast):
    held = put_in(cast, days=2)
    assert role(cast.nia).ends_on == TODAY + timedelta(days=2)
    end_terms(now=NOW + timedelta(days=2))
    assert state(held) == "approved"
    after = NOW + timedelta(days=3)
    assert role(cast.nia) not in Membership.objects.in_force(today=local_day(after))
    people_jobs.end_roles(now=after)
    assert role(cast.nia).state == MembershipState.ACTIVE, "what an appointment gave ends with it, not before"
    end_terms(now=after)
    assert (state(held), role(cast.nia).state) == ("ended", MembershipState.ENDED)
    with nothing_changes():
        end_terms(now=after)


def test_of_two_posts_the_role_lasts_as_long_as_the_longer(cast):
    short = put_in(cast, days=1)
    long = put_in(cast, days=5, post=another_post(cast))
    assert role(cast.nia).ends_on == TODAY + timedelta(days=5)
    end_terms(now=NOW + timedelta(days=2))
    assert (state(short), state(long), role(cast.nia).state) == ("ended", "approved", "active")
    assert role(cast.nia).ends_on == TODAY + timedelta(days=5)
    change_term(appointment=long, ends_on=None, by=cast.wu, now=NOW)
    assert role(cast.nia).ends_on is None


def test_when_the_open_one_ends_early_the_role_has_the_others_day(cast):
    put_in(cast, days=5)
    open_one = put_in(cast, post=another_post(cast))
    assert role(cast.nia).ends_on is None
    end_appointment(appointment=open_one, actor=actor(cast.wu), reason="换岗", now=NOW)
    assert (role(cast.nia).state, role(cast.nia).ends_on) == ("active", TODAY + timedelta(days=5))


def test_who_was_invited_until_a_day_and_then_takes_a_post_keeps_the_role_for_it(cast):
    area = cast.pine.community.area
    grant_role(user=cast.nia, role=Role.VOLUNTEER, area=area, by=cast.wu, now=NOW, ends_on=TODAY)
    put_in(cast)
    assert role(cast.nia).ends_on is None


def test_a_role_without_a_day_is_not_cut_short_by_a_post_with_one(cast):
    grant_role(user=cast.nia, role=Role.VOLUNTEER, area=cast.pine.community.area, by=cast.wu, now=NOW)
    put_in(cast, days=1)
    end_terms(now=NOW + timedelta(days=2))
    assert (role(cast.nia).state, role(cast.nia).ends_on) == ("active", None)


def test_a_chiefs_term_is_the_same(cast):
    chief_role = ChiefRole.objects.get(level=cast.pine.building_2.level)
    held = appoint(
        person=cast.nia, community=cast.pine.community, area=cast.pine.building_2, chief_role=chief_role,
        by=cast.wu, now=NOW, ends_on=TODAY,
    )  # fmt: skip
    end_terms(now=NOW + timedelta(days=1))
    assert state(held) == "ended"
    assert Membership.objects.get(user=cast.nia, role=Role.CHIEF).state == MembershipState.ENDED


def test_a_last_day_in_the_past_or_of_what_has_ended_is_refused(cast):
    held = put_in(cast, days=5)
    with nothing_changes(), pytest.raises(EndsInThePast):
        change_term(appointment=held, ends_on=TODAY - timedelta(days=1), by=cast.wu, now=NOW)
    end_appointment(appointment=held, actor=actor(cast.wu), reason="换岗", now=NOW)
    with nothing_changes(), pytest.raises(Conflict):
        change_term(appointment=held, ends_on=TODAY + timedelta(days=9), by=cast.wu, now=NOW)
