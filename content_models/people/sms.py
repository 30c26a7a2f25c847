"""Text messages leave through an adapter named by `settings.LINLI_SMS_BACKEND`.

Writing an adapter for a provider: a class that takes no arguments and has `send`, in a package of your own
(production refuses everything in this module, because it shows codes). `code` comes beside the finished text
because providers in China send approved templates, not free text: fill the template with `code`. Read the
account's keys from the environment, set a timeout of a few seconds, and turn whatever goes wrong into
`SmsNotSent`, so that the person is asked to try again and keeps the code she had:

    class ExampleSms:
        def send(self, *, phone: str, text: str, code: str | None) -> None:
            try:
                self.client.send(phone, template="SMS_1", values={"code": code}, timeout=5)
            except self.client.Error as error:
                raise SmsNotSent from error

Then `LINLI_SMS_BACKEND=our_city.sms.ExampleSms`. Never log the text: whoever reads the log could sign in.
"""

from __future__ import annotations

import logging
from datetime import datetime
from typing import Protocol, TypedDict, cast

from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from content_models.common.clock import utc_now
from content_models.common.errors import DomainError
from content_models.people.phones import mask_phone, phone_hash

logger = logging.getLogger(__name__)

SHOWN_MESSAGES = 5
SHOWN_FOR_SECONDS = 15 * 60


class SmsNotSent(DomainError):
    """The provider did not take the message."""

    code = "sms_not_sent"
    message = _("The text message could not be sent. Please try again in a minute.")


class SmsSender(Protocol):
    """What an adapter does."""

    def send(self, *, phone: str, text: str, code: str | None) -> None:
        """Hand one message to the provider.

        Args:
            phone: E.164.
            text: ready to send, in the reader's language.
            code: the sign-in code inside `text`, if there is one.

        Raises:
            SmsNotSent: the provider did not take it.
        """


class ShownMessage(TypedDict):
    """A message as the demo shows it."""

    phone: str
    text: str
    code: str | None
    sent_at: datetime


class LogSms:
    """Tells the log that a message would have gone out; the code itself only in demo mode."""

    def send(self, *, phone: str, text: str, code: str | None) -> None:
        shown = text if code is None or settings.LINLI_DEMO else text.replace(code, "*" * len(code))
        logger.info("SMS to %s: %s", mask_phone(phone), shown)


class DemoSms(LogSms):
    """Logs, and keeps the last messages of a number for a quarter of an hour, to be shown on the page."""

    def __init__(self) -> None:
        if not settings.LINLI_DEMO:
            raise ImproperlyConfigured("DemoSms shows sign-in codes to everybody: it works in demo mode only.")

    def send(self, *, phone: str, text: str, code: str | None) -> None:
        super().send(phone=phone, text=text, code=code)
        message = ShownMessage(phone=mask_phone(phone), text=text, code=code, sent_at=utc_now())
        newest_first = [message, *shown_messages(phone)][:SHOWN_MESSAGES]
        cache.set(_shelf(phone), newest_first, SHOWN_FOR_SECONDS)


def sms_sender() -> SmsSender:
    """The adapter of this installation."""
    return cast(SmsSender, import_string(settings.LINLI_SMS_BACKEND)())


def shown_messages(phone: str) -> list[ShownMessage]:
    """What DemoSms sent to this number (E.164) lately, newest first."""
    return cast("list[ShownMessage]", cache.get(_shelf(phone), []))


def _shelf(phone: str) -> str:
    return f"demo-sms:{phone_hash(phone)}"
