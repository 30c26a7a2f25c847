import time

from content_models.people.models import User
from tests.accounts.phones import error_of


def test_after_five_minutes_the_code_is_void_and_the_answer_says_what_to_do(a_phone, monkeypatch):
    a_phone.ask_for_code()
    later = time.time() + 5 * 60 + 1
    monkeypatch.setattr(time, "time", lambda: later)

    answer = a_phone.type_in(a_phone.last_code)

    assert answer.status_code == 409
    assert error_of(answer)["code"] == "code_expired"
    assert not User.objects.exists()


def test_shortly_before_it_still_works(a_phone, monkeypatch):
    a_phone.ask_for_code()
    later = time.time() + 5 * 60 - 5
    monkeypatch.setattr(time, "time", lambda: later)
    assert a_phone.type_in(a_phone.last_code).status_code == 200


def test_a_second_code_makes_the_first_one_void(a_phone):
    a_phone.ask_for_code()
    first = a_phone.last_code
    a_phone.ask_for_code()
    assert len(a_phone.messages) == 2
    if first != a_phone.last_code:
        assert error_of(a_phone.type_in(first))["code"] == "incorrect_code"
    assert a_phone.type_in(a_phone.last_code).status_code == 200


def test_a_code_works_once(alices_phone):
    alices_phone.sign_in()
    code = alices_phone.last_code
    alices_phone.delete("auth/session")
    assert error_of(alices_phone.type_in(code))["code"] == "code_expired"


def test_a_code_nobody_asked_for_here_is_refused(a_phone):
    answer = a_phone.type_in("123456")
    assert answer.status_code == 409
    assert error_of(answer)["code"] == "code_expired"
