from content_models.people.models import User
from tests.accounts.phones import error_of


def test_a_wrong_code_is_refused_in_words_and_the_right_one_still_works(a_phone):
    a_phone.ask_for_code()
    refused = a_phone.type_in(a_phone.wrong_code)
    assert refused.status_code == 400
    assert error_of(refused)["code"] == "incorrect_code"
    assert error_of(refused)["param"] == "code"
    assert a_phone.get("auth/session").status_code == 401

    assert a_phone.type_in(a_phone.last_code).status_code == 200


def test_no_code_at_all_is_refused(a_phone):
    a_phone.ask_for_code()
    refused = a_phone.post("auth/code/confirm", {})
    assert refused.status_code == 400
    assert error_of(refused)["code"] == "required"


def test_after_five_wrong_ones_even_the_right_code_is_void(a_phone):
    a_phone.ask_for_code()
    answers = [a_phone.type_in(a_phone.wrong_code) for _ in range(5)]
    assert [error_of(answer)["code"] for answer in answers] == ["incorrect_code"] * 4 + ["too_many_wrong_codes"]

    late = a_phone.type_in(a_phone.last_code)

    assert late.status_code == 409
    assert error_of(late)["code"] == "code_expired"
    assert not User.objects.exists()


def test_the_code_of_one_phone_does_not_open_another_session(alices_phone, nans_phone):
    alices_phone.ask_for_code()
    nans_phone.ask_for_code()
    if alices_phone.last_code != nans_phone.last_code:
        assert nans_phone.type_in(alices_phone.last_code).status_code == 400


def test_characters_that_are_no_digits_are_a_wrong_code_not_a_crash(a_phone):
    a_phone.ask_for_code()
    assert a_phone.type_in("验证码").status_code == 400
