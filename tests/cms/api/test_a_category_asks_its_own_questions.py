"""A wish answers its category's own questions: who reads them, how long, and what of bad answers."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django_scopes import scope

from content_models.common.clock import utc_now
from content_models.people.models import User
from content_models.wishes import jobs
from content_models.wishes.models import WishAnswerPhoto, WishAnswers, WishContact
from media.actions import store_photo
from media.models import Photo
from tests.cms.api.calls import Calls
from tests.media.uploads import phone_photo
from tests.support.cast import Cast, wish_input
from tests.support.own_questions import LAMP, ask, question
from tests.support.unchanged import assert_refused


def a_photo(owner: User) -> str:
    content = phone_photo("JPEG", width=40, height=30)
    return str(store_photo(owner=owner, content=content, now=utc_now() - timedelta(minutes=5)).pk)


def post(api: Calls, cast: Cast, answers: dict[str, Any]) -> Any:
    answer = api.post(cast.anna, "/wishes", wish_input(cast.pine, answers=answers))
    assert answer.status_code == 201, answer.content
    return answer.json()


def said(api: Calls, person: User | None, wish: str) -> list[tuple[str, Any]]:
    return [(one["label"], one["value"]) for one in api.get(person, f"/wishes/{wish}").json()["answers"]]


@pytest.fixture
def lamp(cast: Cast) -> None:
    ask(cast.pine, LAMP)


@pytest.mark.usefixtures("lamp")
def test_the_form_stands_with_its_category_as_typed_json(cast: Cast, api: Calls) -> None:
    category, other = api.get(None, "/api/v1/communities/pine").json()["wish_categories"]
    assert other["form"] == []
    assert category["form"][1] == {
        "key": "几楼", "type": "number", "label": "几楼", "help": "", "required": True, "options": [],
        "shown_if": {"field": "要爬楼吗", "test": "is", "values": ["yes"]},
    }  # fmt: skip


@pytest.mark.usefixtures("lamp")
def test_answers_are_for_the_resident_the_reviewer_and_whoever_is_on_it(cast: Cast, api: Calls) -> None:
    wish = post(api, cast, {"要爬楼吗": True, "几楼": "6", "灯头": "螺口"})
    expected = [("要爬楼吗", "yes"), ("几楼", "6"), ("灯头", "螺口")]
    assert [(one["label"], one["value"]) for one in wish["answers"]] == expected
    (waiting,) = api.get(cast.wu, "/queue").json()["items"]
    assert [(one["label"], one["value"]) for one in waiting["wish"]["answers"]] == expected

    api.post(cast.wu, f"/wishes/{wish['id']}/approve")
    for person, sees in ((cast.anna, True), (cast.wu, True), (cast.chen, True), (cast.bo, False), (None, False)):
        assert said(api, person, wish["id"]) == (expected if sees else []), person
    assert "螺口" not in api.get(None, "/wishes").content.decode(), "the board shows nothing of it"

    claimed = api.post(cast.bo, f"/wishes/{wish['id']}/claim").json()
    assert [(one["label"], one["value"]) for one in claimed["answers"]] == expected
    assert said(api, cast.bo, wish["id"]) == expected
    assert said(api, cast.bea, wish["id"]) == []
    api.post(cast.bo, f"/wishes/{wish['id']}/release", {"reason": "临时有事"})
    assert said(api, cast.bo, wish["id"]) == [], "after the claim nothing again"


@pytest.mark.usefixtures("lamp")
def test_a_repeated_claim_does_not_tell_again_what_is_not_hers_any_more(cast: Cast, api: Calls) -> None:
    wish = post(api, cast, {"要爬楼吗": False})
    api.post(cast.wu, f"/wishes/{wish['id']}/approve")
    key = {"Idempotency-Key": "claim-once"}
    first = api.post(cast.bo, f"/wishes/{wish['id']}/claim", headers=key).json()
    assert first["answers"]
    api.post(cast.bo, f"/wishes/{wish['id']}/release", {"reason": "临时有事"})
    assert api.post(cast.bo, f"/wishes/{wish['id']}/claim", headers=key).json()["answers"] == []


@pytest.mark.usefixtures("lamp")
@pytest.mark.parametrize(
    ("answers", "fields"),
    [
        ({}, ["answers.要爬楼吗"]),
        ({"要爬楼吗": True}, ["answers.几楼"]),
        ({"要爬楼吗": False, "几楼": "6"}, ["answers.几楼"]),
        ({"要爬楼吗": True, "几楼": "六楼"}, ["answers.几楼"]),
        ({"要爬楼吗": "是的"}, ["answers.要爬楼吗"]),
        ({"要爬楼吗": False, "灯头": "插口"}, ["answers.灯头"]),
        ({"要爬楼吗": False, "灯的照片": "照片"}, ["answers.灯的照片"]),
        ({"要爬楼吗": False, "灯的照片": [7]}, ["answers.灯的照片"]),
        ({"要爬楼吗": False, "没有这一题": "好"}, ["answers.没有这一题"]),
    ],
)
def test_bad_answers_are_refused_in_words(cast: Cast, api: Calls, answers: dict[str, Any], fields: list[str]) -> None:
    body = wish_input(cast.pine, answers=answers)
    found = assert_refused(lambda headers: api.post(cast.anna, "/wishes", body, headers), 422, "answers_invalid")
    assert [one["field"] for one in found["errors"]] == fields


@pytest.mark.usefixtures("lamp")
def test_a_photo_among_the_answers_is_for_the_same_eyes(cast: Cast, api: Calls) -> None:
    photo = a_photo(cast.anna)
    wish = post(api, cast, {"要爬楼吗": False, "灯的照片": [photo]})
    (_stairs, shown) = wish["answers"]
    assert shown["photos"] == [
        {"id": photo, "thumb": f"/api/v1/photos/{photo}/thumb", "full": f"/api/v1/photos/{photo}/full"}
    ]
    api.post(cast.wu, f"/wishes/{wish['id']}/approve")
    unknown = api.get(None, f"/api/v1/photos/{UUID(int=7)}/full")
    for person, sees in ((cast.anna, True), (cast.wu, True), (cast.bo, False), (cast.oskar, False), (None, False)):
        answer = api.get(person, f"/api/v1/photos/{photo}/thumb")
        assert answer.status_code == (200 if sees else 404), person
        assert sees or answer.content == unknown.content
    api.post(cast.bo, f"/wishes/{wish['id']}/claim")
    assert api.get(cast.bo, f"/api/v1/photos/{photo}/thumb").status_code == 200


@pytest.mark.usefixtures("lamp")
def test_somebody_elses_photo_is_refused_like_one_that_does_not_exist(cast: Cast, api: Calls) -> None:
    for photo in (a_photo(cast.bo), str(UUID(int=7))):
        body = wish_input(cast.pine, answers={"要爬楼吗": False, "灯的照片": [photo]})
        found = assert_refused(
            lambda headers, body=body: api.post(cast.anna, "/wishes", body, headers), 422, "unknown_photo"
        )
        assert [one["field"] for one in found["errors"]] == ["answers.灯的照片"]


@pytest.mark.usefixtures("lamp")
def test_changing_the_form_does_not_change_what_was_answered(cast: Cast, api: Calls) -> None:
    wish = post(api, cast, {"要爬楼吗": True, "几楼": "6", "灯头": "螺口"})
    renamed = [
        question("yes_no", "要爬楼吗", label="有没有电梯"),
        question("choice", "灯头", options=["大螺口", "小螺口"]),
    ]
    ask(cast.pine, renamed)
    assert said(api, cast.anna, wish["id"]) == [("要爬楼吗", "yes"), ("几楼", "6"), ("灯头", "螺口")]


@pytest.mark.usefixtures("lamp")
def test_answers_and_their_photos_are_erased_with_the_contact(cast: Cast, api: Calls) -> None:
    photo = a_photo(cast.anna)
    closed, kept = (post(api, cast, {"要爬楼吗": False, "灯的照片": [one]}) for one in (photo, a_photo(cast.anna)))
    api.post(cast.anna, f"/wishes/{closed['id']}/withdraw")
    later = utc_now() + timedelta(days=cast.pine.community.contact_erase_days, minutes=1)
    jobs.erase_old_contacts(now=later)
    assert said(api, cast.anna, closed["id"]) == []
    assert len(said(api, cast.anna, kept["id"])) == 2
    with scope(community=cast.pine.community):
        assert (
            WishAnswers.objects.get(wish=closed["id"]).erased_at == WishContact.objects.get(wish=closed["id"]).erased_at
        )
        assert not WishAnswerPhoto.objects.filter(wish=closed["id"]).exists()
    assert not Photo.objects.filter(pk=photo).exists()
    assert Photo.objects.count() == 1


def test_a_wish_without_questions_costs_the_same_and_keeps_nothing(cast: Cast, api: Calls) -> None:
    wish = api.post(cast.anna, "/wishes", wish_input(cast.pine)).json()
    assert wish["answers"] == []
    with scope(community=cast.pine.community):
        assert not WishAnswers.objects.exists()
