"""One flow for known and unknown phones: a code goes out, and whoever brings it back is in.

allauth asks first whether a number has an account, and then has to hide the answer. Here nobody asks: until the
code is confirmed there is only a number and a code in a sealed session, so both kinds of number cost the same
queries and get the same bytes. The account is found, or opened, when the code is right.
"""

from __future__ import annotations

from typing import Self

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from allauth.account.models import Login
from allauth.account.stages import LoginByCodeStage, LoginStageController
from django.http import HttpRequest, HttpResponse

from content_models.common.clock import utc_now
from content_models.people.accounts import welcome


class PhoneCodeProcess(LoginCodeVerificationProcess):
    """allauth's code process (life, attempts, keeping) without a person in it."""

    @classmethod
    def begin(cls, *, request: HttpRequest, phone: str) -> Self:
        """Send a code to `phone` and remember it; an earlier code is void from now on.

        Raises:
            SmsNotSent: nothing went out; an earlier code still holds.
        """
        login = Login(user=None)
        login.state["stages"] = {"current": LoginByCodeStage.key}
        stage = LoginByCodeStage(LoginStageController(request, login), request, login)
        stage.state.update(cls.initial_state(user=None, phone=phone))
        process = cls(stage=stage)
        process.send()
        process.persist()
        return process

    @classmethod
    def resume(cls, stage: LoginByCodeStage) -> Self | None:
        """The process that waits in this session, or None if its code has outlived its minutes."""
        process: Self | None = cls(stage=stage).abort_if_invalid()
        return process

    def generate_code(self) -> str:
        code: str = get_adapter().generate_login_code()
        self.state["code"] = code
        return code

    def send_by_phone(self, phone: str, skip_enumeration_mails: bool = False) -> None:
        get_adapter().send_verification_code_sms(user=None, phone=phone, code=self.generate_code())

    def finish(self, redirect_url: str | None = None) -> HttpResponse:
        """The code was right: find or open the account and sign in (further stages, such as MFA, may follow).

        Raises:
            AccountClosed: the account was switched off.
        """
        user = welcome(phone=self.state["phone"], now=utc_now())
        # Without the number: these records stay in the session for as long as it lives.
        record_authentication(self.request, user, method="code")
        answer: HttpResponse = perform_login(self.request, Login(user=user, redirect_url=redirect_url))
        return answer
