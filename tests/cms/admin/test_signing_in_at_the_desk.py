"""Staff sign in with a user name or the phone number they have anyway; guessing is limited."""

from __future__ import annotations

import pytest

from tests.support.cast import PASSWORD


def sign_in(client, name: str, password: str = PASSWORD):
    return client.post("/admin/login/", {"username": name, "password": password, "next": "/admin/"})


@pytest.mark.parametrize("name", ["wu", "+8619900000005", "199 0000 0005"])
def test_by_user_name_or_phone(client, cast, name):
    answer = sign_in(client, name)
    assert (answer.status_code, answer.url) == (302, "/admin/")
    assert client.get("/admin/").status_code == 200


@pytest.mark.parametrize("name", ["wu", "19900000005", "19912345678", "nobody"])
def test_a_wrong_password_says_the_same_for_everybody(client, cast, name):
    answer = sign_in(client, name, "wrong")
    assert answer.status_code == 200
    assert "_auth_user_id" not in client.session
    assert len(answer.context["form"].non_field_errors()) == 1


def test_guessing_is_stopped_even_with_the_right_password_at_last(client, cast):
    for _try in range(6):
        sign_in(client, "19900000005", "wrong")
    assert sign_in(client, "19900000005").status_code == 200
    assert "_auth_user_id" not in client.session


def test_a_resident_does_not_get_in(client, cast):
    sign_in(client, "anna")
    assert client.get("/admin/").url.startswith("/admin/login/")


def test_the_page_says_who_it_is_for(client, db):
    assert "linli-login-note" in client.get("/admin/login/").content.decode()
    assert "password_reset" not in client.get("/admin/login/").content.decode()
