"""One place left in a post, two yeses at once; with the post's lock off, both would get it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db.models import QuerySet
from django_scopes import scope

from content_models.people.models import Membership
from content_models.posts import actions
from content_models.posts.models import Appointment, PostType
from tests.concurrency.crowd import all_at_once
from tests.support.cast import LONG_AGO, Cast, actor, make_cast, make_person

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("pg_only")]

APPLICANTS = 4


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.fixture
def everybody_is_said_yes_to(cast: Cast) -> list[Callable[[], object]]:
    """A post for one, with four applications; each attempt approves another one."""
    with scope(community=cast.pine.community):
        PostType.objects.update(wanted=1)
        cast.pine.post.refresh_from_db()
        for number in range(APPLICANTS):
            person = make_person(f"Candidate{number}", 60 + number)
            actions.apply_for_post(
                actor=actor(person), community=cast.pine.community, post=cast.pine.post, now=LONG_AGO
            )
        ids = list(Appointment.objects.waiting().order_by("id").values_list("pk", flat=True))
    wu = actor(cast.wu)

    def approve(appointment_id: object) -> Callable[[], object]:
        def attempt() -> object:
            with scope(community=cast.pine.community):
                appointment = Appointment.objects.select_related("post", "area", "person", "community__area").get(
                    pk=appointment_id
                )
                return actions.approve_appointment(appointment=appointment, actor=wu, now=LONG_AGO)

        return attempt

    return [approve(one) for one in ids]


def _filled(cast: Cast) -> int:
    with scope(community=cast.pine.community):
        return Appointment.objects.filter(state="approved", post=cast.pine.post).count()


def test_a_place_is_given_once(cast: Cast, everybody_is_said_yes_to: list[Callable[[], object]]) -> None:
    assert all_at_once(everybody_is_said_yes_to) == {"ok": 1, "post_full": APPLICANTS - 1}
    assert _filled(cast) == 1


def test_without_the_posts_lock_it_is_given_to_several(
    cast: Cast, everybody_is_said_yes_to: list[Callable[[], object]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QuerySet, "select_for_update", lambda rows, **_options: rows)
    all_at_once(everybody_is_said_yes_to)
    assert _filled(cast) > 1


def test_the_same_application_is_answered_once(
    cast: Cast, everybody_is_said_yes_to: list[Callable[[], object]]
) -> None:
    results = all_at_once([everybody_is_said_yes_to[0]] * 4)
    assert results["ok"] == 1
    with scope(community=cast.pine.community):
        assert Membership.objects.filter(role="volunteer", user__username="candidate0").count() == 1
