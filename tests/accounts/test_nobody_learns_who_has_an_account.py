import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.accounts.conftest import ALICE, DAN, NAN
from tests.accounts.phones import Phone, error_of

EVERYBODY = [ALICE, NAN, DAN]


def without_token(content: bytes) -> bytes:
    """A session token is random; everything else must be equal to the byte."""
    return re.sub(rb'"session_token": "[a-z0-9]{32}"', b'"session_token": ""', content)


def form_of(statement: str) -> str:
    """A statement without its values and without the running number of a savepoint."""
    return re.split(r" WHERE | VALUES | SET |_x\d+", statement)[0]


@pytest.fixture(autouse=True)
def _known_and_switched_off(alice, dan):
    """Alice is known, Dan is switched off, Nan is a stranger."""


@pytest.mark.parametrize("app", [False, True])
def test_asking_for_a_code_gives_everybody_the_same_bytes(app):
    answers = [Phone(number, app=app).ask_for_code() for number in EVERYBODY]
    assert {answer.status_code for answer in answers} == {401}
    assert len({without_token(answer.content) for answer in answers}) == 1
    assert len({tuple(sorted(answer.headers)) for answer in answers}) == 1


def test_asking_for_a_code_costs_everybody_the_same_queries():
    Phone("13000000000").ask_for_code()
    statements = []
    for number in EVERYBODY:
        phone = Phone(number)
        with CaptureQueriesContext(connection) as queries:
            phone.ask_for_code()
        statements.append([form_of(query["sql"]) for query in queries])
    assert statements[0] == statements[1] == statements[2]
    assert not any("people_user" in sql for sql in statements[0])


def test_everybody_gets_a_message_of_the_same_form():
    texts = []
    for number in EVERYBODY:
        phone = Phone(number)
        phone.ask_for_code()
        texts.append(phone.messages[0]["text"].replace(phone.last_code, "CODE"))
    assert len(set(texts)) == 1


def test_a_wrong_code_gives_everybody_the_same_bytes():
    phones = [Phone(number) for number in EVERYBODY]
    for phone in phones:
        phone.ask_for_code()
    for _attempt in range(6):
        answers = [phone.type_in(phone.wrong_code) for phone in phones]
        assert len({(answer.status_code, answer.content) for answer in answers}) == 1


def test_too_many_codes_look_the_same_for_everybody():
    answers = [[Phone(number).ask_for_code() for _ in range(4)][-1] for number in EVERYBODY]
    assert len({(answer.status_code, answer.content) for answer in answers}) == 1


def test_only_who_proves_to_hold_the_number_hears_that_it_is_switched_off(dans_phone):
    answer = dans_phone.sign_in()
    assert answer.status_code == 403
    assert error_of(answer)["code"] == "account_closed"
    assert dans_phone.get("auth/session").status_code == 401
    assert error_of(dans_phone.type_in(dans_phone.last_code))["code"] == "code_expired"
