"""A phone in a test: asks for a code, reads the message, types it in. As the browser or as an app."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.test import Client

from content_models.people.phones import normalise_phone
from content_models.people.sms import shown_messages


@dataclass
class Phone:
    """One device with one number. `app=True` speaks with X-Session-Token instead of cookies."""

    number: str
    app: bool = False
    client: Client = field(default_factory=Client)
    token: str = ""

    def post(self, path: str, body: dict[str, Any], **headers: str) -> Any:
        return self._send("post", path, data=body, content_type="application/json", headers=headers)

    def get(self, path: str, **headers: str) -> Any:
        return self._send("get", path, headers=headers)

    def delete(self, path: str, **headers: str) -> Any:
        return self._send("delete", path, headers=headers)

    def ask_for_code(self, **headers: str) -> Any:
        return self.post("auth/code/request", {"phone": self.number}, **headers)

    def type_in(self, code: str, **headers: str) -> Any:
        return self.post("auth/code/confirm", {"code": code}, **headers)

    def sign_in(self) -> Any:
        self.ask_for_code()
        return self.type_in(self.last_code)

    @property
    def messages(self) -> list[Any]:
        return shown_messages(normalise_phone(self.number))

    @property
    def last_code(self) -> str:
        code = self.messages[0]["code"]
        assert isinstance(code, str)
        return code

    @property
    def wrong_code(self) -> str:
        return "000000" if self.last_code != "000000" else "111111"

    def _send(self, method: str, path: str, *, headers: dict[str, str], **options: Any) -> Any:
        if self.app and self.token:
            headers["X-Session-Token"] = self.token
        kind = "app" if self.app else "browser"
        answer = getattr(self.client, method)(f"/_allauth/{kind}/v1/{path}", headers=headers, **options)
        if self.app and "json" in answer["Content-Type"]:
            self.token = answer.json().get("meta", {}).get("session_token", self.token)
        return answer


def error_of(answer: Any) -> dict[str, str]:
    """The one error of a refusal."""
    error: dict[str, str]
    [error] = answer.json()["errors"]
    return error
