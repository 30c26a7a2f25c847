import pytest

from content_models.people.models import User
from tests.accounts.conftest import ALICE, DAN, NAN
from tests.accounts.phones import Phone, error_of

PASSWORD = "a long walk by the river"


@pytest.mark.parametrize("written", [ALICE, "13800138000", "138 0013 8000"])
@pytest.mark.parametrize("app", [False, True])
def test_phone_and_password(alice, written, app):
    phone = Phone(ALICE, app=app)
    answer = phone.post("auth/login", {"phone": written, "password": PASSWORD})
    assert answer.status_code == 200
    assert answer.json()["data"]["user"]["id"] == str(alice.pk)
    assert phone.get("auth/session").status_code == 200


def test_a_wrong_password_an_unknown_phone_and_a_switched_off_account_look_the_same(alice, dan):
    wrong = Phone(ALICE).post("auth/login", {"phone": ALICE, "password": "no idea"})
    unknown = Phone(NAN).post("auth/login", {"phone": NAN, "password": PASSWORD})
    off = Phone(DAN).post("auth/login", {"phone": DAN, "password": PASSWORD})
    assert wrong.status_code == unknown.status_code == off.status_code == 400
    assert wrong.content == unknown.content == off.content
    assert error_of(wrong)["code"] == "phone_password_mismatch"


def test_a_password_is_hashed_for_unknown_phones_too(db, monkeypatch):
    """Otherwise the clock would tell whether a number has an account."""
    hashed: list[str] = []
    monkeypatch.setattr(User, "set_password", lambda _user, password: hashed.append(password))
    Phone(NAN).post("auth/login", {"phone": NAN, "password": "no idea"})
    assert hashed == ["no idea"]


def test_what_is_no_number_is_said_so(db):
    answer = Phone(NAN).post("auth/login", {"phone": "12345", "password": PASSWORD})
    assert answer.status_code == 400
    assert error_of(answer)["code"] == "invalid_phone"
    assert error_of(answer)["param"] == "phone"


def test_somebody_without_a_password_cannot_come_in_with_an_empty_one(nans_phone):
    nans_phone.sign_in()
    stranger = Phone(NAN)
    for password in ("", "!", "None"):
        assert stranger.post("auth/login", {"phone": NAN, "password": password}).status_code == 400
    assert stranger.get("auth/session").status_code == 401


def test_a_first_password_can_be_set_once_signed_in(nans_phone):
    nans_phone.sign_in()
    changed = nans_phone.post("account/password/change", {"new_password": PASSWORD})
    assert changed.status_code == 200
    assert Phone(NAN).post("auth/login", {"phone": NAN, "password": PASSWORD}).status_code == 200


def test_a_weak_password_is_refused(nans_phone):
    nans_phone.sign_in()
    refused = nans_phone.post("account/password/change", {"new_password": "12345678"})
    assert refused.status_code == 400
    assert not User.objects.get().has_usable_password()


def test_who_is_switched_off_is_out_at_the_next_call(alice, alices_phone):
    alices_phone.sign_in()
    User.objects.filter(pk=alice.pk).update(is_active=False)
    assert alices_phone.get("auth/session").status_code == 401
