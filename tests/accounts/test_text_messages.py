import logging

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.utils import translation

from content_models.people.sms import DemoSms, LogSms, SmsNotSent, shown_messages, sms_sender
from tests.accounts.conftest import ALICE, NAN
from tests.accounts.phones import error_of

TEXT = "Linli: your code is 482913, good for 5 minutes."


class BrokenSms:
    """A provider that is down."""

    def send(self, *, phone: str, text: str, code: str | None) -> None:
        raise SmsNotSent


def test_the_log_has_neither_the_number_nor_the_code(settings, caplog):
    settings.LINLI_DEMO = False
    with caplog.at_level(logging.INFO):
        LogSms().send(phone=ALICE, text=TEXT, code="482913")
    assert "138****8000" in caplog.text
    assert "13800138000" not in caplog.text
    assert "482913" not in caplog.text


def test_in_demo_mode_the_log_has_the_code_but_never_the_number(settings, caplog):
    settings.LINLI_DEMO = True
    with caplog.at_level(logging.INFO):
        DemoSms().send(phone=ALICE, text=TEXT, code="482913")
    assert "482913" in caplog.text
    assert "13800138000" not in caplog.text


def test_signing_in_outside_the_demo_leaves_no_code_in_the_log(nans_phone, settings, caplog):
    settings.LINLI_DEMO = False
    settings.LINLI_SMS_BACKEND = "content_models.people.sms.LogSms"
    with caplog.at_level(logging.DEBUG):
        answer = nans_phone.ask_for_code()
    assert answer.status_code == 401
    assert "139****2222" in caplog.text
    assert NAN not in caplog.text
    assert "******" in caplog.text


def test_the_demo_adapter_refuses_to_work_outside_the_demo(settings):
    settings.LINLI_DEMO = False
    with pytest.raises(ImproperlyConfigured):
        sms_sender()


def test_the_demo_shows_the_last_five_messages_of_one_number():
    for turn in range(7):
        DemoSms().send(phone=ALICE, text=f"message {turn}", code=None)
    DemoSms().send(phone=NAN, text="another number", code=None)
    assert [message["text"] for message in shown_messages(ALICE)] == [f"message {turn}" for turn in (6, 5, 4, 3, 2)]


def test_when_the_provider_fails_the_person_is_told_and_an_earlier_code_still_holds(nans_phone, settings):
    nans_phone.ask_for_code()
    settings.LINLI_SMS_BACKEND = "tests.accounts.test_text_messages.BrokenSms"

    answer = nans_phone.ask_for_code()

    assert answer.status_code == 503
    assert error_of(answer)["code"] == "sms_not_sent"
    assert nans_phone.type_in(nans_phone.last_code).status_code == 200


def test_the_message_speaks_the_language_of_whoever_asked(nans_phone):
    nans_phone.ask_for_code(**{"Accept-Language": "en"})
    nans_phone.ask_for_code(**{"Accept-Language": "zh-CN"})
    chinese, english = (message["text"] for message in nans_phone.messages)
    assert english.startswith("Linli: your code is ")
    assert "验证码" in chinese
    assert translation.get_language() == "zh-hans"
