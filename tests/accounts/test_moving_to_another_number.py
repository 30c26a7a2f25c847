from content_models.people.models import User
from tests.accounts.conftest import ALICE, NAN
from tests.accounts.phones import Phone, error_of

NEW = "+8613655556666"


def test_the_new_number_counts_once_its_code_came_back(alice, alices_phone):
    alices_phone.sign_in()
    asked = alices_phone.post("account/phone", {"phone": "136 5555 6666"})
    assert asked.status_code == 202
    alice.refresh_from_db()
    assert alice.phone == ALICE

    confirmed = alices_phone.post("auth/phone/verify", {"code": Phone(NEW).last_code})

    assert confirmed.status_code == 200
    alice.refresh_from_db()
    assert alice.phone == NEW
    assert Phone(NEW).sign_in().json()["data"]["user"]["id"] == str(alice.pk)
    assert User.objects.by_phone(ALICE) is None


def test_a_wrong_code_changes_nothing(alice, alices_phone):
    alices_phone.sign_in()
    alices_phone.post("account/phone", {"phone": NEW})
    refused = alices_phone.post("auth/phone/verify", {"code": Phone(NEW).wrong_code})
    assert refused.status_code == 400
    assert error_of(refused)["code"] == "incorrect_code"
    alice.refresh_from_db()
    assert alice.phone == ALICE


def test_somebody_elses_number_cannot_be_taken_even_with_its_code(alice, alices_phone, nans_phone):
    """Asking tells nothing about the number; only who holds the phone learns that it has an account."""
    nans_phone.sign_in()
    alices_phone.sign_in()

    asked = alices_phone.post("account/phone", {"phone": NAN})

    assert asked.status_code == 202
    refused = alices_phone.post("auth/phone/verify", {"code": nans_phone.last_code})
    assert refused.status_code == 400
    assert error_of(refused)["code"] == "phone_taken"
    alice.refresh_from_db()
    assert alice.phone == ALICE


def test_ones_own_number_is_no_change(alices_phone):
    alices_phone.sign_in()
    refused = alices_phone.post("account/phone", {"phone": ALICE})
    assert refused.status_code == 400
    assert error_of(refused)["code"] == "same_as_current"


def test_too_many_changes_are_refused_in_words(alices_phone):
    alices_phone.sign_in()
    answers = [alices_phone.post("account/phone", {"phone": f"1365555000{turn}"}) for turn in range(4)]
    assert [answer.status_code for answer in answers] == [202, 202, 202, 429]
    assert error_of(answers[-1])["code"] == "rate_limited"
    assert int(answers[-1]["Retry-After"]) >= 1


def test_the_same_number_again_at_once_is_refused_in_words(alices_phone):
    alices_phone.sign_in()
    answers = [alices_phone.post("account/phone", {"phone": NEW}) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [202, 429]
    assert len(Phone(NEW).messages) == 1


def test_a_password_alone_is_not_enough_while_the_number_is_unproven(alice):
    """A worker made the account with a number; whoever signs in shows first that it is hers."""
    User.objects.filter(pk=alice.pk).update(phone_verified_at=None)
    phone = Phone(ALICE)
    answer = phone.post("auth/login", {"phone": ALICE, "password": "a long walk by the river"})
    assert answer.status_code == 401
    assert [flow["id"] for flow in answer.json()["data"]["flows"] if flow.get("is_pending")] == ["verify_phone"]

    proven = phone.post("auth/phone/verify", {"code": phone.last_code})

    assert proven.status_code == 200
    alice.refresh_from_db()
    assert alice.phone_verified_at is not None
