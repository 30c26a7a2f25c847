import pytest
from allauth.headless.internal.sessionkit import authenticate_by_x_session_token
from django.contrib.auth import get_user
from django.contrib.sessions.models import Session
from django.http import HttpRequest
from django.test import Client

from cms.accounts.sessions import SessionStore
from content_models.people.models import User
from content_models.people.roles import Role
from tests.accounts.conftest import ALICE
from tests.accounts.phones import Phone


def request_with_session(key: str) -> HttpRequest:
    request = HttpRequest()
    request.session = SessionStore(key)
    return request


def test_an_app_signs_in_with_a_token_and_without_cookies(alice):
    phone = Phone(ALICE, app=True)
    answer = phone.sign_in()
    assert answer.status_code == 200
    assert answer.json()["meta"]["is_authenticated"] is True
    assert phone.token
    assert not phone.client.cookies

    elsewhere = Client()
    signed_in = elsewhere.get("/_allauth/app/v1/auth/session", headers={"X-Session-Token": phone.token})
    assert signed_in.status_code == 200


def test_the_token_of_before_the_sign_in_is_worth_nothing_after_it(alice):
    phone = Phone(ALICE, app=True)
    phone.ask_for_code()
    before = phone.token
    phone.type_in(phone.last_code)
    assert phone.token != before
    assert authenticate_by_x_session_token(before) is None


def test_an_unknown_token_is_gone(db):
    answer = Client().get("/_allauth/app/v1/auth/session", headers={"X-Session-Token": "made-up"})
    assert answer.status_code == 410


def test_a_signed_out_token_is_dead(alice):
    phone = Phone(ALICE, app=True)
    phone.sign_in()
    token = phone.token
    phone.delete("auth/session")
    assert authenticate_by_x_session_token(token) is None


def test_a_cookie_costs_one_query_for_the_session_and_one_for_the_person(alices_phone, django_assert_num_queries):
    alices_phone.sign_in()
    key = alices_phone.client.cookies["sessionid"].value
    with django_assert_num_queries(2):
        user = get_user(request_with_session(key))
        assert isinstance(user, User)
        assert user.actor is not None
        assert user.actor.user is user
        assert not user.actor.holds(Role.WORKER, at="")


def test_a_token_costs_one_query_for_the_session_and_one_for_the_person(alice, django_assert_num_queries):
    phone = Phone(ALICE, app=True)
    phone.sign_in()
    with django_assert_num_queries(2):
        found = authenticate_by_x_session_token(phone.token)
        assert found is not None
        assert found[0].pk == alice.pk
        assert found[0].actor.grants == ()


def test_what_a_session_holds_is_sealed_in_the_database(alices_phone):
    alices_phone.ask_for_code()
    code = alices_phone.last_code
    row = Session.objects.get()
    assert ALICE not in row.session_data
    assert code not in row.session_data
    assert alices_phone.client.session["account_login"]["state"]["stages"]["login_by_code"]["data"]["code"] == code


def test_after_the_sign_in_the_session_no_longer_knows_the_number(alices_phone):
    alices_phone.sign_in()
    assert ALICE not in str(dict(alices_phone.client.session.items()))


@pytest.mark.parametrize("damage", ["x", "t1.AAAA", "gone." + "A" * 80])
def test_a_damaged_session_is_an_empty_one(alices_phone, damage):
    alices_phone.sign_in()
    Session.objects.update(session_data=damage)
    assert alices_phone.get("auth/session").status_code == 401


def test_a_session_copied_to_another_key_does_not_open(alices_phone, nans_phone):
    alices_phone.sign_in()
    nans_phone.ask_for_code()
    alices = Session.objects.get(pk=alices_phone.client.cookies["sessionid"].value)
    Session.objects.filter(pk=nans_phone.client.cookies["sessionid"].value).update(session_data=alices.session_data)
    assert nans_phone.get("auth/session").status_code == 401
