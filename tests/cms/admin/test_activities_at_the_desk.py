"""Announcing an activity at the desk, seeing who comes and came, ending it and calling it off."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from content_models.hours.models import Activity
from content_models.hours.states import ActivityState
from content_models.people.models import Notice
from tests.support.service_life import ServiceLife
from tests.support.unchanged import nothing_changes

ANNOUNCE = "/admin/activities/announce/"


@pytest.fixture(autouse=True)
def _behind_the_scenes(everywhere):
    """Assertions look past the scope."""


def form(**changes: str) -> dict[str, str]:
    day = timezone.localdate() + timedelta(days=3)
    words = {"title": "周末清洁日", "day": day.isoformat(), "begins": "09:00", "ends": "11:00", "wanted": "8"}
    return words | {"minutes_expected": "", "place": "中心花园", "area": "", "post": "", "note": ""} | changes


def test_it_is_on_phones_at_once_and_lasts_as_long_as_it_lasts(wu, cast):
    answer = wu.post(ANNOUNCE, form())
    activity = Activity.objects.get()
    assert answer.url == f"/admin/activities/inspect/{activity.pk}/"
    assert (activity.minutes_expected, activity.wanted, activity.opened_by) == (120, 8, cast.wu)
    assert f"{timezone.localtime(activity.starts_at):%H:%M}" == "09:00"
    on_phone = cast.client(cast.bo).get("/api/v1/communities/pine/activities").json()["items"]
    assert [one["title"] for one in on_phone] == ["周末清洁日"]


def test_a_duty_turn_of_a_post_in_one_place(wu, cast):
    wu.post(ANNOUNCE, form(post=str(cast.pine.post.pk), area=str(cast.pine.estate.pk), minutes_expected="90"))
    activity = Activity.objects.get()
    assert (activity.post, activity.area, activity.minutes_expected) == (cast.pine.post, cast.pine.estate, 90)


def test_a_night_duty_ends_on_the_next_day(wu):
    wu.post(ANNOUNCE, form(title="夜间值守", begins="22:00", ends="02:00"))
    activity = Activity.objects.get()
    assert activity.minutes_expected == 240
    begin, end = timezone.localtime(activity.starts_at), timezone.localtime(activity.ends_at)
    assert (end.date() - begin.date()).days == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("ends", "08:00"),
        ("ends", "09:00"),
        ("title", ""),
        ("minutes_expected", "500"),
        ("wanted", "0"),
        ("day", "2099-01-01"),
        ("day", "x"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field(wu, field, value):
    with nothing_changes():
        answer = wu.post(ANNOUNCE, form(**{field: value}))
    said = set(answer.context["form"].errors)
    assert said & {field, "begins"}


def test_places_and_posts_are_ones_own(wu, cast):
    for field, thing in (("area", cast.oak.estate), ("post", cast.oak.post)):
        with nothing_changes():
            answer = wu.post(ANNOUNCE, form(**{field: str(thing.pk)}))
        assert answer.context["form"].errors[field]


def test_its_page_says_who_came_and_offers_the_code_for_the_door(wu, cast):
    life = ServiceLife(cast)
    activity = life.activity()
    life.come(activity)
    page = wu.get(f"/admin/activities/inspect/{activity.pk}/")
    came = page.context["sections"][0]["rows"]
    assert [row["title"] for row in came] == ["Bo"]
    assert f"/activities/{activity.pk}/sheet.pdf" in page.content.decode()
    assert activity.secret not in page.content.decode()


def test_ending_it_checks_out_who_is_still_in(wu, cast):
    life = ServiceLife(cast)
    activity = life.activity()
    record = life.come(activity)
    wu.post(f"/admin/activities/{activity.pk}/end/")
    activity.refresh_from_db()
    record.refresh_from_db()
    assert activity.state == ActivityState.ENDED
    assert record.ended_at is not None


def test_calling_it_off_tells_who_wanted_to_come(wu, cast):
    wu.post(ANNOUNCE, form())
    activity = Activity.objects.get()
    cast.client(cast.bo).post(
        f"/api/v1/communities/pine/activities/{activity.pk}/take-seat",
        content_type="application/json",
        headers={"idempotency-key": "0190a0a0-0000-7000-8000-000000000001"},
    )
    with nothing_changes():
        wu.post(f"/admin/activities/{activity.pk}/cancel/", {"text": " "})
    wu.post(f"/admin/activities/{activity.pk}/cancel/", {"text": "下大雨"})
    activity.refresh_from_db()
    assert (activity.state, activity.reason) == (ActivityState.CANCELLED, "下大雨")
    assert Notice.objects.filter(user=cast.bo, kind="activity_cancelled").exists()


def test_the_list_costs_the_same_for_many(wu, cast, count_queries):
    life = ServiceLife(cast)
    life.come(life.activity())
    few = count_queries(wu, "/admin/activities/")
    for number in range(4):
        life.activity(title=f"活动{number}")
    assert count_queries(wu, "/admin/activities/") == few


def test_secrets_do_not_leave_with_the_export(wu, cast):
    activity = ServiceLife(cast).activity()
    text = b"".join(wu.get("/admin/activities/?export=csv").streaming_content).decode()
    assert activity.title in text
    assert activity.secret not in text
