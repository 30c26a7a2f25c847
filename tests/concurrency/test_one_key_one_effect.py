"""The same Idempotency-Key, sent many times at the same moment or again after a crash: one effect."""

from __future__ import annotations

import json
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django_scopes import scope

from cms.api import idempotency
from cms.models import KeptAnswer
from content_models.wishes.models import Wish
from tests.support.cast import Cast, make_cast, wish_input

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("pg_only")]

SENDS = 8


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def _send(client: Client, cast: Cast) -> Any:
    return client.post(
        "/api/v1/communities/pine/wishes",
        json.dumps(wish_input(cast.pine)),
        content_type="application/json",
        headers={"Idempotency-Key": "one-wish-of-anna"},
    )


def _send_at_once(cast: Cast) -> Counter[tuple[int, str]]:
    clients = [cast.client(cast.anna) for _number in range(SENDS)]
    start_line = threading.Barrier(SENDS, timeout=30)

    def send(client: Client) -> tuple[int, str]:
        start_line.wait()
        try:
            answer = _send(client, cast)
            return answer.status_code, answer.json().get("code", answer.json().get("id"))
        finally:
            connection.close()

    with ThreadPoolExecutor(SENDS) as crowd:
        return Counter(crowd.map(send, clients))


def _wishes(cast: Cast) -> int:
    with scope(community=cast.pine.community):
        return Wish.objects.count()


def test_at_the_same_moment_it_is_one_effect(cast: Cast) -> None:
    results = _send_at_once(cast)
    assert {status for status, _what in results} <= {201, 409}, results
    assert {what for status, what in results if status == 409} <= {"idempotency_in_flight"}
    assert len({what for status, what in results if status == 201}) == 1
    assert _wishes(cast) == 1
    assert KeptAnswer.objects.count() == 1


def test_without_lock_and_kept_answer_it_would_be_many(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """The twin that shows the race."""
    monkeypatch.setattr(idempotency, "_take_turn", lambda *_: None)
    monkeypatch.setattr(idempotency, "_keep", lambda _user, _key, _print, answer: answer)
    _send_at_once(cast)
    assert _wishes(cast) > 1


def test_while_it_is_being_worked_on_a_second_send_is_told_so(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    keep, second = idempotency._keep, []

    def keep_while_sent_again(*args: Any) -> Any:
        def send_again() -> None:
            try:
                second.append(_send(cast.client(cast.anna), cast))
            finally:
                connection.close()

        again = threading.Thread(target=send_again)
        again.start()
        again.join(timeout=30)
        return keep(*args)

    monkeypatch.setattr(idempotency, "_keep", keep_while_sent_again)
    assert _send(cast.client(cast.anna), cast).status_code == 201
    assert (second[0].status_code, second[0].json()["code"]) == (409, "idempotency_in_flight")
    monkeypatch.undo()
    assert _send(cast.client(cast.anna), cast).status_code == 201
    assert _wishes(cast) == 1


def test_after_a_crash_between_effect_and_answer_a_retry_has_the_effect_once(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(*_: Any) -> None:
        raise RuntimeError("the machine lost power")

    monkeypatch.setattr(idempotency, "_keep", crash)
    assert _send(cast.client(cast.anna), cast).status_code == 500
    assert _wishes(cast) == 0, "effect and answer are one transaction"
    monkeypatch.undo()
    assert _send(cast.client(cast.anna), cast).status_code == 201
    assert _send(cast.client(cast.anna), cast).status_code == 201
    assert _wishes(cast) == 1
