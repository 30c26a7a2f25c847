from datetime import UTC, datetime

import pytest

from content_models.people import accounts
from content_models.people.accounts import AccountClosed, PhoneTaken, attach_phone, welcome
from content_models.people.models import User
from content_models.people.phones import phone_hash
from tests.accounts.conftest import ALICE, NAN
from tests.accounts.phones import error_of

NOW = datetime(2026, 11, 21, 8, tzinfo=UTC)


def test_the_same_two_steps_open_an_account_with_a_proven_phone(a_phone):
    answer = a_phone.sign_in()

    assert answer.status_code == 200
    nan = User.objects.get()
    assert answer.json()["data"]["user"]["id"] == str(nan.pk)
    assert nan.phone == NAN
    assert nan.phone_verified_at is not None
    assert not nan.has_usable_password()
    assert not nan.is_staff


def test_asking_for_a_code_stores_nobody(nans_phone):
    nans_phone.ask_for_code()
    nans_phone.type_in(nans_phone.wrong_code)
    assert not User.objects.exists()


def test_the_user_name_says_nothing_about_the_phone(nans_phone):
    nans_phone.sign_in()
    nan = User.objects.get()
    assert not any(NAN[start : start + 5] in nan.username for start in range(len(NAN) - 4))
    assert phone_hash(NAN) not in nan.username


def test_coming_back_finds_the_same_person(nans_phone):
    first = nans_phone.sign_in().json()["data"]["user"]["id"]
    nans_phone.delete("auth/session")
    assert nans_phone.sign_in().json()["data"]["user"]["id"] == first
    assert User.objects.count() == 1


@pytest.mark.django_db
def test_two_confirmations_at_the_same_moment_end_in_one_account():
    """The second one looked before the first one wrote; the unique number decides."""
    first = welcome(phone=NAN, now=NOW)
    second = accounts._open_account(phone=NAN, now=NOW)
    assert second.pk == first.pk
    assert User.objects.count() == 1


@pytest.mark.django_db
def test_an_account_that_a_worker_made_is_proven_by_the_first_code():
    made = User.objects.create(username="made", phone=NAN, phone_hash=phone_hash(NAN))
    assert welcome(phone=NAN, now=NOW).pk == made.pk
    made.refresh_from_db()
    assert made.phone_verified_at == NOW


def test_a_switched_off_account_does_not_come_back_as_a_new_one(dan):
    with pytest.raises(AccountClosed):
        welcome(phone=dan.phone, now=NOW)
    assert User.objects.count() == 1


def test_a_number_belongs_to_one_account(alice):
    bob = User.objects.create(username="bob")
    with pytest.raises(PhoneTaken):
        attach_phone(user=bob, phone=ALICE, verified_at=NOW)
    bob.refresh_from_db()
    assert bob.phone == ""
    assert bob.phone_hash is None


def test_the_sign_up_call_shows_the_way_to_the_one_door(nans_phone):
    answer = nans_phone.post("auth/signup", {"phone": NAN, "password": "a long walk by the river"})
    assert answer.status_code == 403
    assert error_of(answer)["code"] == "signup_by_code"
    assert nans_phone.messages == []
    assert not User.objects.exists()
