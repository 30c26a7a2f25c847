"""The public page behind the QR: genuine, revoked or unknown; a surname at most."""

from __future__ import annotations

import json

import pytest
from django_scopes import scope

from cms.documents.checking import masked
from content_models.common.clock import utc_now
from content_models.hours.actions import revoke_certificate
from tests.support.cast import actor


def look(cast, token: str, **headers: str):
    return cast.client(None).get(f"/certificates/{token}", headers=headers)


def test_a_genuine_one_is_said_to_be_genuine_in_chinese(cast, certificate):
    answer = look(cast, certificate.token)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert 'class="verdict verdict--yes"' in page
    for words in ("属实", certificate.number, "松林", "1小时20分钟", "赵**"):
        assert words in page


def test_a_revoked_one_is_said_to_be_revoked(cast, certificate):
    with scope(community=cast.pine.community):
        revoke_certificate(certificate=certificate, actor=actor(cast.wu), reason="名字写错了", now=utc_now())
    page = look(cast, certificate.token).content.decode()
    assert 'class="verdict verdict--no"' in page
    assert "verdict--yes" not in page
    assert "已作废" in page
    assert "名字写错了" not in page, "why is for its person"


@pytest.mark.parametrize("token", ["x", "0" * 22, "邻里", "%00", "<script>"])
def test_an_unknown_one_is_said_to_be_unknown(cast, certificate, token):
    answer = look(cast, token)
    assert answer.status_code == 404
    page = answer.content.decode()
    assert 'class="verdict verdict--no"' in page
    assert certificate.number not in page
    assert "<script" not in page


def test_a_slash_too_many_leads_to_the_same_page(cast, certificate):
    answer = look(cast, f"{certificate.token}/")
    assert (answer.status_code, answer["Location"]) == (301, f"/certificates/{certificate.token}")
    gone_on = cast.client(None).get("/certificates/x/", follow=True)
    assert gone_on.status_code == 404
    assert 'class="verdict verdict--no"' in gone_on.content.decode()


@pytest.mark.parametrize("address", ["/certificates", "/certificates/", "/certificates/x/y", "/certificates/x/y/"])
def test_other_addresses_of_the_room_are_no_certificate_and_not_the_phone_app(cast, address):
    answer = cast.client(None).get(address)
    assert answer.status_code == 404
    assert 'class="verdict verdict--no"' in answer.content.decode()


def test_a_token_has_to_be_whole(cast, certificate):
    for token in (certificate.token[:-1], certificate.token.swapcase(), f"{certificate.token}x"):
        assert look(cast, token).status_code == 404


def test_it_tells_nothing_about_the_person(cast, certificate):
    page = look(cast, certificate.token).content.decode()
    content = json.loads(certificate.content)
    for secret in (content["name"], "Bo", cast.bo.phone, str(cast.bo.pk), "周六清洁日", "中心花园", "Ada", "1栋"):
        assert secret not in page


def test_it_needs_no_script_and_is_kept_nowhere(cast, certificate):
    answer = look(cast, certificate.token)
    assert "<script" not in answer.content.decode()
    assert answer["Cache-Control"] == "no-store"
    assert answer["X-Robots-Tag"] == "noindex"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert not answer.cookies


def test_it_is_made_for_the_phone_and_speaks_english_to_who_asks(cast, certificate):
    page = look(cast, certificate.token, **{"accept-language": "en"}).content.decode()
    assert 'name="viewport"' in page
    assert "Genuine" in page


def test_it_is_only_to_be_looked_at(cast, certificate):
    assert cast.client(None).post(f"/certificates/{certificate.token}").status_code == 405


@pytest.mark.parametrize(
    ("name", "shown"), [("王小明", "王**"), ("王明", "王*"), ("王", "王*"), ("", ""), ("欧阳小明", "欧***")]
)
def test_of_a_name_the_first_character_is_left(name, shown):
    assert masked(name) == shown
