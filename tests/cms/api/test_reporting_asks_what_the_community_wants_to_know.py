"""双报到 with the community's own questions: asked, checked, sealed, and gone with the consent."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django_scopes import scope, scopes_disabled

from content_models.common.clock import utc_now
from content_models.people.models import Registration, RegistrationForm
from media.actions import store_photo
from media.models import Photo
from tests.cms.api.calls import Calls
from tests.media.uploads import phone_photo
from tests.support.cast import Cast
from tests.support.own_questions import ask, question
from tests.support.unchanged import assert_refused

QUESTIONS = [
    question("choices", "会什么", options=["电工", "理发", "陪聊"], required=True),
    question("text", "电工证号", only_if=("会什么", "one_of", "电工")),
    question("photo", "证件"),
]


@pytest.fixture(autouse=True)
def _asked(cast: Cast) -> None:
    ask(cast.pine, QUESTIONS, of="registration")


def report(api: Calls, cast: Cast, answers: dict[str, Any]) -> Any:
    return api.post(cast.anna, "/registrations", {"unit": "松林中学", "answers": answers})


def test_the_questions_come_with_the_community(cast: Cast, api: Calls) -> None:
    shown = api.get(None, "/api/v1/communities/pine").json()["registration"]
    assert [field["key"] for field in shown["form"]] == ["会什么", "电工证号", "证件"]
    assert api.get(None, "/api/v1/communities/oak").json()["registration"] == {"intro": "", "form": []}


def test_a_draft_is_not_asked(cast: Cast, api: Calls) -> None:
    with scope(community=cast.pine.community):
        RegistrationForm.objects.update(live=False)
    assert api.get(None, "/api/v1/communities/pine").json()["registration"]["form"] == []
    assert report(api, cast, {}).status_code == 201


def test_answers_are_kept_and_shown_to_the_person(cast: Cast, api: Calls) -> None:
    answer = report(api, cast, {"会什么": ["陪聊", "电工"], "电工证号": "T-1"})
    assert answer.status_code == 201, answer.content
    expected = [("会什么", ["电工", "陪聊"]), ("电工证号", "T-1")]
    assert [(one["label"], one["value"]) for one in answer.json()["answers"]] == expected
    (mine,) = api.get(cast.anna, "/api/v1/me").json()["registrations"]
    assert [(one["label"], one["value"]) for one in mine["answers"]] == expected


@pytest.mark.parametrize(
    ("answers", "field"),
    [
        ({}, "answers.会什么"),
        ({"会什么": ["陪聊"], "电工证号": "T-1"}, "answers.电工证号"),
        ({"会什么": ["唱歌"]}, "answers.会什么"),
    ],
)
def test_bad_answers_report_nothing(cast: Cast, api: Calls, answers: dict[str, Any], field: str) -> None:
    body = {"unit": "松林中学", "answers": answers}
    found = assert_refused(lambda headers: api.post(cast.anna, "/registrations", body, headers), 422, "answers_invalid")
    assert [one["field"] for one in found["errors"]] == [field]


def test_taking_the_consent_back_takes_the_answers_and_pictures_along(cast: Cast, api: Calls) -> None:
    content = phone_photo("JPEG", width=40, height=30)
    photo = str(store_photo(owner=cast.anna, content=content, now=utc_now() - timedelta(minutes=5)).pk)
    report(api, cast, {"会什么": ["陪聊"], "证件": [photo]})
    assert api.get(cast.wu, f"/api/v1/photos/{photo}/thumb").status_code == 200
    for person in (cast.bo, cast.chen, cast.oskar, None):
        assert api.get(person, f"/api/v1/photos/{photo}/thumb").status_code == 404, person

    api.post(cast.anna, "/api/v1/me/consents/withdraw", {"purpose": "party_membership"})
    with scopes_disabled():
        kept = Registration.objects.get()
    assert (kept.answers, kept.unit, kept.answers_json) == ([], "", "")
    assert not Photo.objects.filter(pk=photo).exists()
