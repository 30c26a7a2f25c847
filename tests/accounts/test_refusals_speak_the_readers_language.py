import re

import pytest
from django.utils import translation

from cms.accounts.adapter import PhoneAccountAdapter
from tests.accounts.phones import error_of

CHINESE = re.compile(r"[\u4e00-\u9fff]")
# E-mail is not used; Django's own words for user names come from Django's catalogue.
SHOWN = [
    "account_closed",
    "already_signed_in",
    "broken_json",
    "code_expired",
    "incorrect_code",
    "incorrect_password",
    "invalid_login",
    "phone_password_mismatch",
    "phone_taken",
    "rate_limited",
    "same_as_current",
    "signup_by_code",
    "sms_not_sent",
    "too_many_codes",
    "too_many_login_attempts",
    "too_many_wrong_codes",
    "username_password_mismatch",
]


@pytest.mark.parametrize("code", SHOWN)
def test_every_refusal_has_words_in_both_languages(code):
    words = PhoneAccountAdapter.error_messages[code]
    with translation.override("zh-hans"):
        assert CHINESE.search(str(words))
    with translation.override("en"):
        assert str(words).isascii()


def test_chinese_comes_first(nans_phone):
    nans_phone.ask_for_code()
    assert CHINESE.search(error_of(nans_phone.type_in(nans_phone.wrong_code))["message"])


@pytest.mark.parametrize(("asked", "chinese"), [("zh-CN,zh;q=0.9", True), ("en-GB,en;q=0.8", False), ("fr", True)])
def test_the_reader_is_answered_in_her_language(nans_phone, asked, chinese):
    headers = {"Accept-Language": asked}
    nans_phone.ask_for_code(**headers)
    for answer in (
        nans_phone.type_in(nans_phone.wrong_code, **headers),
        nans_phone.post("auth/code/request", {"phone": "12345"}, **headers),
        nans_phone.post("auth/code/request", {}, **headers),
        nans_phone.post("auth/login", {"phone": "13911112222", "password": "no idea"}, **headers),
    ):
        assert bool(CHINESE.search(error_of(answer)["message"])) is chinese
