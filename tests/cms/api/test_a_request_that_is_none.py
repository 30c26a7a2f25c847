"""What is wrong with the request itself: nobody signed in, no CSRF token, broken bodies, odd limits and cursors."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client

from content_models.wishes.states import WishState
from tests.cms.api.calls import Calls
from tests.cms.api.routes import KINDS, ROUTES, Route
from tests.support.cast import Cast, wish_input
from tests.support.unchanged import assert_problem, assert_refused, nothing_changes
from tests.support.wish_life import WishLife

WRITES = [route for route in ROUTES if route.is_write]
SOME_ID = "0190a0a0-0000-7000-8000-000000000000"
IDS = dict.fromkeys((*(f"{kind}_id" for kind in KINDS), "person_id"), SOME_ID)


def _path(route: Route) -> str:
    return route.path.format(slug="pine", size="thumb", month="2026-10", **IDS)


def test_without_a_session_every_write_asks_to_sign_in(cast: Cast) -> None:
    client = Client()
    for route in WRITES:
        with nothing_changes():
            answer = client.generic(
                route.method, _path(route), json.dumps(route.body(cast)), content_type="application/json"
            )
        assert_problem(answer, 401, "not_signed_in")


@pytest.mark.parametrize("path", ["/api/v1/me", "/api/v1/me/notices", "/queue", "/wishes?mine=posted"])
def test_without_a_session_ones_own_things_ask_to_sign_in(cast: Cast, api: Calls, path: str) -> None:
    assert_refused(lambda headers: api.get(None, path, **headers), 401, "not_signed_in")


def test_a_session_token_that_opens_nothing_is_no_session(cast: Cast, api: Calls) -> None:
    for token in ("", "made-up", "x" * 5000):
        answer = api.post(cast.anna, "/wishes", wish_input(cast.pine), {"X-Session-Token": token})
        assert_problem(answer, 401, "not_signed_in")


def test_without_the_right_csrf_token_every_write_by_cookie_is_refused(cast: Cast) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(cast.anna)
    for route in WRITES:
        for headers in ({}, {"X-CSRFToken": "x" * 32}):
            with nothing_changes():
                answer = browser.generic(
                    route.method,
                    _path(route),
                    json.dumps(route.body(cast)),
                    content_type="application/json",
                    headers=headers,
                )
            assert_problem(answer, 403, "csrf_failed")


def test_with_the_right_csrf_token_it_is_done(cast: Cast) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(cast.anna)
    browser.cookies["csrftoken"] = "a" * 32
    made = browser.post(
        "/api/v1/communities/pine/wishes",
        json.dumps(wish_input(cast.pine)),
        content_type="application/json",
        headers={"X-CSRFToken": "a" * 32},
    )
    assert made.status_code == 201, made.content


BROKEN = [
    b"{", b'{"title": }', b"\xff\xfe", b"[1, 2", b"nonsense", b'{"title": NaN}',
    b'{"title": "half a pair: \\ud800"}', b'{"title": "NUL: \\u0000"}', b'{"NUL\\u0000": 1}', b'["\\u0000"]',
]  # fmt: skip


@pytest.mark.parametrize("body", BROKEN, ids=[str(index) for index in range(len(BROKEN))])
def test_broken_json_is_named_so(cast: Cast, api: Calls, body: bytes) -> None:
    def send(headers: dict[str, str]) -> Any:
        return api.of(cast.anna).post(
            "/api/v1/communities/pine/wishes", body, content_type="application/json", headers=headers
        )

    assert_refused(send, 400, "broken_json")


def test_words_about_a_nul_are_no_nul(cast: Cast, api: Calls) -> None:
    made = api.post(cast.anna, "/wishes", wish_input(cast.pine, title="键盘上的 \\u0000 键坏了"))
    assert made.status_code == 201, made.content


@pytest.mark.parametrize("body", [b"", b"[]", b"null", b'"words"', b"7", b"{}"])
def test_json_that_is_no_wish_is_refused(cast: Cast, api: Calls, body: bytes) -> None:
    with nothing_changes():
        answer = api.of(cast.anna).post("/api/v1/communities/pine/wishes", body, content_type="application/json")
    assert_problem(answer, 422, "invalid")


A_FORM = '--x\r\nContent-Disposition: form-data; name="title"\r\n\r\nx\r\n--x--\r\n'


def test_other_content_types_are_refused_and_never_fail(cast: Cast, api: Calls, life: WishLife) -> None:
    wish_id = life.in_state(WishState.CLAIMED)
    client = api.of(cast.bo)
    for path in ("/wishes", f"/wishes/{wish_id}/release", f"/posts/{cast.pine.post.pk}/applications"):
        for body, content_type in (
            ("title=x&description=y", "application/x-www-form-urlencoded"),
            ("<wish/>", "application/xml"),
            ("words", "text/plain"),
            (A_FORM, "multipart/form-data; boundary=x"),
            ("no boundary", "multipart/form-data"),
            ("--x\r\nbroken", "multipart/form-data; boundary=x"),
        ):  # fmt: skip
            with nothing_changes():
                answer = client.post(f"/api/v1/communities/pine{path}", body, content_type=content_type)
            assert answer.status_code in (400, 422), (path, content_type, answer.content)
            assert answer["Content-Type"] == "application/problem+json"


def test_a_huge_body_is_refused(cast: Cast, api: Calls) -> None:
    body = wish_input(cast.pine, description="字" * 600_000)
    assert_refused(lambda headers: api.post(cast.anna, "/wishes", body, headers), 413, "too_large")


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ({"limit": "0"}, "invalid"),
        ({"limit": "51"}, "invalid"),
        ({"limit": "-1"}, "invalid"),
        ({"limit": "many"}, "invalid"),
        ({"state": "asleep"}, "unknown_state"),
        ({"state": "open,asleep"}, "unknown_state"),
        ({"sort": "oldest"}, "invalid"),
        ({"mine": "perhaps"}, "invalid"),
        ({"q": "灯" * 101}, "invalid"),
        ({"cursor": "x" * 501}, "invalid"),
        ({"cursor": "made-up"}, "bad_cursor"),
        ({"cursor": "W10:1xxxxx:yyyyyyyy"}, "bad_cursor"),
    ],
)
def test_a_question_the_board_does_not_know_is_refused(
    cast: Cast, api: Calls, query: dict[str, str], code: str
) -> None:
    for person in (None, cast.bo):
        assert_refused(lambda headers, person=person: api.get(person, "/wishes", query, **headers), 422, code)


def test_a_cursor_of_another_list_or_tampered_with_is_refused(cast: Cast, api: Calls, life: WishLife) -> None:
    for _number in range(3):
        life.opened()
    cursor = api.get(None, "/wishes", {"limit": 2}).json()["next"]
    assert len(api.get(None, "/wishes", {"limit": 2, "cursor": cursor}).json()["items"]) == 1
    for path, query in (
        ("/wishes", {"cursor": cursor, "sort": "near"}),
        ("/wishes", {"cursor": cursor, "state": "claimed"}),
        ("/wishes", {"cursor": cursor, "q": "灯"}),
        ("/posts", {"cursor": cursor}),
        ("/api/v1/communities/oak/wishes", {"cursor": cursor}),
        ("/api/v1/communities", {"cursor": cursor}),
        ("/wishes", {"cursor": cursor[:-1] + ("A" if cursor[-1] != "A" else "B")}),
        ("/wishes", {"cursor": "A" + cursor[1:]}),
    ):
        assert_refused(lambda headers, path=path, query=query: api.get(None, path, query, **headers), 422, "bad_cursor")
    for path in ("/api/v1/me/notices", "/queue"):
        assert_refused(
            lambda headers, path=path: api.get(cast.wu, path, {"cursor": cursor}, **headers), 422, "bad_cursor"
        )


def test_an_address_that_is_none_looks_like_a_thing_that_does_not_exist(cast: Cast, api: Calls) -> None:
    for path in ("/api/v1/nothing", "/api/v2/communities", "/wishes/", "/wishes/1/2/3", "/nothing"):
        assert_problem(api.get(cast.anna, path), 404, "not_found")


def test_a_method_the_address_does_not_have_is_refused(cast: Cast, api: Calls) -> None:
    client = api.of(cast.anna)
    for method, path in (("DELETE", "/api/v1/me"), ("PUT", "/api/v1/communities"), ("POST", "/api/v1/meta")):
        with nothing_changes():
            answer = client.generic(method, path)
        assert answer.status_code == 405
        assert "GET" in answer["Allow"]
