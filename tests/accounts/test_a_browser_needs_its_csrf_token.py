import pytest
from django.test import Client

from content_models.people.models import User
from tests.accounts.conftest import NAN
from tests.accounts.phones import Phone


@pytest.fixture
def strict_phone(db) -> Phone:
    return Phone(NAN, client=Client(enforce_csrf_checks=True))


def test_without_the_token_it_is_a_problem_in_words_and_nothing_is_sent(strict_phone):
    answer = strict_phone.ask_for_code()
    assert answer.status_code == 403
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["code"] == "csrf_failed"
    assert answer.json()["detail"]
    assert strict_phone.messages == []


def test_a_wrong_token_is_no_token(strict_phone):
    strict_phone.get("auth/session")
    answer = strict_phone.ask_for_code(**{"X-CSRFToken": "x" * 64})
    assert answer.status_code == 403
    assert answer.json()["code"] == "csrf_failed"


def test_the_first_look_at_the_session_brings_the_token(strict_phone):
    strict_phone.get("auth/session")
    token = strict_phone.client.cookies["csrftoken"].value
    assert strict_phone.ask_for_code(**{"X-CSRFToken": token}).status_code == 401
    assert strict_phone.type_in(strict_phone.last_code, **{"X-CSRFToken": token}).status_code == 200


def test_signing_in_changes_the_token(strict_phone):
    strict_phone.get("auth/session")
    before = strict_phone.client.cookies["csrftoken"].value
    strict_phone.ask_for_code(**{"X-CSRFToken": before})
    strict_phone.type_in(strict_phone.last_code, **{"X-CSRFToken": before})
    after = strict_phone.client.cookies["csrftoken"].value
    assert after != before
    assert strict_phone.delete("auth/session", **{"X-CSRFToken": before}).status_code == 403
    assert strict_phone.delete("auth/session", **{"X-CSRFToken": after}).status_code == 401


def test_an_app_needs_none(db):
    phone = Phone(NAN, app=True, client=Client(enforce_csrf_checks=True))
    assert phone.sign_in().status_code == 200
    assert User.objects.count() == 1
