import time

from tests.accounts.conftest import NAN
from tests.accounts.phones import Phone, error_of


def test_the_fourth_code_within_a_minute_is_429_and_nothing_is_sent(a_phone):
    assert [a_phone.ask_for_code().status_code for _ in range(3)] == [401] * 3

    refused = a_phone.ask_for_code()

    assert refused.status_code == 429
    assert error_of(refused)["code"] == "too_many_codes"
    assert 1 <= int(refused["Retry-After"]) <= 60
    assert len(a_phone.messages) == 3


def test_the_last_code_still_opens_the_door(a_phone):
    for _ in range(4):
        a_phone.ask_for_code()
    assert a_phone.type_in(a_phone.last_code).status_code == 200


def test_another_device_does_not_help_but_another_number_does(nans_phone):
    for _ in range(3):
        nans_phone.ask_for_code()
    assert Phone("139 1111 2222").ask_for_code().status_code == 429
    assert Phone(NAN, app=True).ask_for_code().status_code == 429
    assert Phone("13911113333").ask_for_code().status_code == 401


def test_a_minute_later_it_works_again(nans_phone, monkeypatch):
    answer = [nans_phone.ask_for_code() for _ in range(4)][-1]
    later = time.time() + int(answer["Retry-After"])
    monkeypatch.setattr(time, "time", lambda: later)
    assert nans_phone.ask_for_code().status_code == 401


def test_one_address_cannot_ask_for_ever_more_numbers(db, settings):
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"request_login_code": "5/m/ip,3/m/key"}
    statuses = [Phone(f"138001380{number:02}").ask_for_code().status_code for number in range(7)]
    assert statuses == [401] * 5 + [429] * 2


def test_five_wrong_passwords_lock_this_number_only(alices_phone, nans_phone):
    for _ in range(5):
        wrong = alices_phone.post("auth/login", {"phone": alices_phone.number, "password": "no idea"})
        assert wrong.status_code == 400

    locked = alices_phone.post("auth/login", {"phone": alices_phone.number, "password": "a long walk by the river"})

    assert locked.status_code == 429
    assert error_of(locked)["code"] == "too_many_login_attempts"
    assert 60 < int(locked["Retry-After"]) <= 300
    assert nans_phone.post("auth/login", {"phone": NAN, "password": "no idea"}).status_code == 400
    assert alices_phone.sign_in().status_code == 200


def test_a_flood_of_log_ins_from_one_address_is_refused_in_words(db, settings, nans_phone):
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"login": "2/m/ip"}
    answers = [nans_phone.post("auth/login", {"phone": NAN, "password": "no idea"}) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [400, 400, 429]
    assert error_of(answers[-1])["code"] == "rate_limited"
    assert 1 <= int(answers[-1]["Retry-After"]) <= 60
