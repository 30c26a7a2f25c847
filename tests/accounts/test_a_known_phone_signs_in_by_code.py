import re

import pytest

from content_models.people.models import User
from tests.accounts.conftest import ALICE
from tests.accounts.phones import Phone, error_of


def pending(answer) -> list[str]:
    return [flow["id"] for flow in answer.json()["data"]["flows"] if flow.get("is_pending")]


def test_the_code_comes_by_text_message_and_opens_the_door(alice, alices_phone):
    asked = alices_phone.ask_for_code()
    assert asked.status_code == 401
    assert pending(asked) == ["login_by_code"]

    came_in = alices_phone.type_in(alices_phone.last_code)

    assert came_in.status_code == 200
    assert came_in.json()["data"]["user"]["id"] == str(alice.pk)
    assert alices_phone.get("auth/session").status_code == 200
    assert User.objects.count() == 1


def test_the_code_has_six_digits_and_stands_in_the_text(alices_phone):
    alices_phone.ask_for_code()
    [message] = alices_phone.messages
    assert re.fullmatch(r"\d{6}", message["code"])
    assert message["code"] in message["text"]


@pytest.mark.parametrize("written", ["13800138000", "138 0013 8000", "+86 138-0013-8000", "8613800138000"])
def test_a_number_may_be_written_as_people_write_it(alice, written):
    phone = Phone(written)
    answer = phone.sign_in()
    assert answer.json()["data"]["user"]["id"] == str(alice.pk)


@pytest.mark.parametrize("written", ["", "12345", "hello", "+8612345678901", "1380013800", None, 5, ["1"], {"a": 1}])
def test_what_is_no_number_is_refused_and_nothing_is_sent(db, written):
    answer = Phone(ALICE).post("auth/code/request", {"phone": written})
    assert answer.status_code == 400
    error = error_of(answer)
    assert error["param"] == "phone"
    assert error["code"] in {"required", "invalid_phone"}
    assert Phone(ALICE).messages == []


def test_what_is_no_json_is_refused_in_words(db):
    phone = Phone(ALICE)
    answer = phone.client.post("/_allauth/browser/v1/auth/code/request", data="{", content_type="application/json")
    assert answer.status_code == 400
    assert error_of(answer)["code"] == "broken_json"


def test_signing_out_ends_it(alices_phone):
    alices_phone.sign_in()
    assert alices_phone.delete("auth/session").status_code == 401
    assert alices_phone.get("auth/session").status_code == 401


def test_somebody_who_is_in_gets_no_further_code(alices_phone):
    alices_phone.sign_in()
    answer = alices_phone.ask_for_code()
    assert answer.status_code == 409
    assert error_of(answer)["code"] == "already_signed_in"
    assert len(alices_phone.messages) == 1


def test_the_answer_tells_neither_phone_nor_surname(alice, alices_phone):
    alice.full_name = "欧阳爱丽"
    alice.save()
    came_in = alices_phone.sign_in()
    assert came_in.json()["data"]["user"]["display"] == "Alice"
    assert "13800138000" not in came_in.content.decode()
    assert "欧阳" not in came_in.content.decode()
