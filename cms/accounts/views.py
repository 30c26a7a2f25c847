"""allauth's headless calls that Linli answers itself: sign-in by code, and words in every refusal."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.constants import LoginStageKey
from allauth.account.stages import LoginStageController
from allauth.core import context, ratelimit
from allauth.core.exceptions import ImmediateHttpResponse, RateLimited
from allauth.headless.account import inputs, views
from allauth.headless.base.response import AuthenticationResponse
from allauth.headless.base.views import APIView
from allauth.headless.internal.restkit.inputs import Input
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from cms.accounts.answers import refusal, seconds_to_wait
from cms.accounts.code_flow import PhoneCodeProcess
from cms.accounts.phone_field import PhoneNumberField
from content_models.people.accounts import AccountClosed
from content_models.people.phones import phone_hash
from content_models.people.sms import SmsNotSent

# Form errors that mean "later", not "otherwise", and the rate limit each of them comes from.
LIMIT_BEHIND = {"too_many_codes": "request_login_code", "too_many_login_attempts": "login_failed"}


class InWords(APIView):
    """Mixed in before an allauth view: refusals that would come without words, or as an error page, get them."""

    limit_action: str | None = None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        except ImmediateHttpResponse as interruption:
            if interruption.response.status_code != HTTPStatus.BAD_REQUEST:
                raise
            return refusal(request, "broken_json", status=HTTPStatus.BAD_REQUEST)
        except SmsNotSent:
            return refusal(request, "sms_not_sent", status=HTTPStatus.SERVICE_UNAVAILABLE)
        except RateLimited:
            return self.too_often("rate_limited")
        if answer.status_code == HTTPStatus.TOO_MANY_REQUESTS and "Retry-After" not in answer:
            return self.too_often("rate_limited", action=self.limit_action)
        return answer

    def handle_invalid_input(self, input: Input) -> HttpResponse:  # noqa: A002
        for errors in input.errors.as_data().values():
            for error in errors:
                if error.code in LIMIT_BEHIND:
                    return self.too_often(error.code, action=LIMIT_BEHIND[error.code], key=self.limit_key(input))
        answer: HttpResponse = super().handle_invalid_input(input)
        return answer

    def limit_key(self, input: Input) -> str | None:  # noqa: A002
        """What the limit counts by, beside the address."""
        phone = input.cleaned_data.get("phone") or ""
        return phone_hash(phone) if phone else None

    def too_often(self, code: str, *, action: str | None = None, key: str | None = None) -> HttpResponse:
        answer = refusal(self.request, code, status=HTTPStatus.TOO_MANY_REQUESTS)
        wait = seconds_to_wait(self.request, action=action, key=key) if action else 60
        answer["Retry-After"] = str(wait)
        return answer


class RequestCodeInput(Input):
    """`{phone}`; asking counts, whether or not the number is known."""

    phone = PhoneNumberField()

    def clean(self) -> dict[str, Any]:
        phone = self.cleaned_data.get("phone")
        # The hash is the key: what lies in the cache must not be a number either.
        if phone and not ratelimit.consume(context.request, action="request_login_code", key=phone_hash(phone)):
            raise get_adapter().validation_error("too_many_codes")
        cleaned: dict[str, Any] = self.cleaned_data
        return cleaned


class RequestCodeView(InWords):
    """POST auth/code/request: 401 with `login_by_code` pending, for every number the same."""

    input_class = RequestCodeInput

    def handle(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated:
            return refusal(request, "already_signed_in", status=HTTPStatus.CONFLICT)
        return super().handle(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        PhoneCodeProcess.begin(request=request, phone=self.input.cleaned_data["phone"])
        answer: HttpResponse = AuthenticationResponse(request)
        return answer


class ConfirmCodeView(InWords):
    """POST auth/code/confirm: 200 and signed in; a wrong code 400; an outlived or used one 409."""

    input_class = inputs.ConfirmLoginCodeInput
    process: PhoneCodeProcess

    def handle(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated:
            return refusal(request, "already_signed_in", status=HTTPStatus.CONFLICT)
        stage = LoginStageController.enter(request, LoginStageKey.LOGIN_BY_CODE.value)
        process = PhoneCodeProcess.resume(stage) if stage else None
        if process is None:
            return refusal(request, "code_expired", status=HTTPStatus.CONFLICT, param="code")
        self.process = process
        return super().handle(request, *args, **kwargs)

    def get_input_kwargs(self) -> dict[str, Any]:
        return {"code": self.process.code}

    def handle_invalid_input(self, input: Input) -> HttpResponse:  # noqa: A002
        if not self.process.record_invalid_attempt():
            return refusal(self.request, "too_many_wrong_codes", status=HTTPStatus.BAD_REQUEST, param="code")
        return super().handle_invalid_input(input)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            step = self.process.finish()
        except AccountClosed:
            self.process.abort()
            return refusal(request, "account_closed", status=HTTPStatus.FORBIDDEN)
        answer: HttpResponse = AuthenticationResponse.from_response(request, step)
        return answer


class PhoneLoginInput(inputs.LoginInput):
    """allauth wants E.164 here; people type eleven digits."""

    phone = PhoneNumberField(required=False)


class PasswordLoginView(InWords, views.LoginView):
    """POST auth/login `{phone, password}`."""

    input_class = PhoneLoginInput
    limit_action = "login"

    def limit_key(self, input: Input) -> str | None:  # noqa: A002
        given = {name: input.cleaned_data.get(name) or "" for name in ("phone", "username")}
        key: str = get_adapter().login_attempts_key(self.request, **given)
        return key


class ClosedSignupView(InWords):
    """POST auth/signup: there is one door, and this answer shows the way to it."""

    handle_json_input = False

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return refusal(request, "signup_by_code", status=HTTPStatus.FORBIDDEN)


class PhoneChangeView(InWords, views.ManagePhoneView):
    """GET, POST account/phone: see one's number, move to another."""

    limit_action = "change_phone"


class PhoneVerifyView(InWords, views.VerifyPhoneView):
    """POST auth/phone/verify: the code of a changed number."""
